using ApiGen.Generator.Models;
using ApiGen.Generator.Naming;
using ApiGen.Specs.Model;

namespace ApiGen.Generator.Emission;

/// <summary>Plans the client's methods beside the plain call: pages as one sequence, events as a stream.</summary>
internal static class ClientMethods
{
    private const string Sequence = "global::System.Collections.Generic.IAsyncEnumerable";

    /// <summary>The further methods of an action.</summary>
    /// <param name="action">The action.</param>
    /// <param name="names">The names that belong to it.</param>
    /// <param name="methods">The scope of the client's methods.</param>
    /// <param name="actionField">What describes the action in the client.</param>
    public static IEnumerable<ClientMethodEmitModel> Of(ActionModel action, ActionNames names, NameScope methods, string actionField)
    {
        if (action.ResponseBody == ResponseBodyKind.EventStream)
        {
            string method = methods.Take(CSharpText.Identifier(action.Name) + "StreamAsync");
            yield return new ClientMethodEmitModel(
                CSharpText.XmlText($"Calls {action.Name} and gives its answer event by event, as the service sends them."),
                $"{Sequence}<{RuntimeNames.Root}ServerSentEvent<{names.Response}>> {method}({names.Request} request, {Options}, {Token})",
                $"_client.StreamAsync({actionField}.Instance, request, options, cancellationToken)");
        }
    }

    private const string Options = RuntimeNames.Root + "ApiCallOptions? options = null";
    private const string Token = "global::System.Threading.CancellationToken cancellationToken = default";
}
