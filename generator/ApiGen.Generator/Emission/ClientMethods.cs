using ApiGen.Generator.Models;
using ApiGen.Generator.Naming;
using ApiGen.Specs.Model;
using ApiGen.Specs.Naming;

namespace ApiGen.Generator.Emission;

/// <summary>Plans the client's methods beside the plain call.</summary>
internal static class ClientMethods
{
    /// <summary>The parameter by which a call differs from its client's options.</summary>
    public const string Options = RuntimeNames.Root + "ApiCallOptions? options = null";

    /// <summary>The parameter by which a call ends early.</summary>
    public const string Token = "global::System.Threading.CancellationToken cancellationToken = default";

    /// <summary>The method that gives a response event by event.</summary>
    /// <param name="action">The action.</param>
    /// <param name="names">The names that belong to it.</param>
    /// <param name="methodName">The method's name.</param>
    /// <param name="actionField">What describes the action in the client.</param>
    public static ClientMethodEmitModel Stream(ActionModel action, ActionNames names, string methodName, string actionField) => new(
        CSharpText.XmlText($"Calls {action.Name} and gives its response event by event, as the service sends them."),
        EquatableArray<string>.Empty,
        $"global::System.Collections.Generic.IAsyncEnumerable<{RuntimeNames.Root}ServerSentEvent<{names.Response}>> {methodName}({names.Request} request, {Options}, {Token})",
        $"_client.StreamAsync({actionField}.Instance, request, options, cancellationToken)");
}
