using ApiGen.Generator.Diagnostics;
using ApiGen.Generator.Options;
using ApiGen.Specs.Model;
using ApiGen.Specs.Naming;

namespace ApiGen.Generator.Models;

/// <summary>What all files of one service have in common.</summary>
/// <param name="Namespace">The namespace.</param>
/// <param name="Options">What the consumer chose.</param>
/// <param name="ClientName">The client class.</param>
/// <param name="InterfaceName">The client's interface.</param>
/// <param name="CallsName">The class with the short forms of calls that are no members of the client.</param>
/// <param name="Types">The declared types.</param>
internal sealed record ServiceFrame(
    string Namespace,
    EmitOptions Options,
    string ClientName,
    string InterfaceName,
    string CallsName,
    EquatableArray<TypeDraft> Types);

/// <summary>The file of one action before it is planned.</summary>
/// <param name="Service">The index of the service's frame.</param>
/// <param name="HintName">The file's hint name.</param>
/// <param name="Names">The names that belong to the action.</param>
/// <param name="Action">The action.</param>
internal sealed record ActionDraft(int Service, string HintName, ActionNames Names, ActionModel Action);

/// <summary>The file of one declared type before it is planned.</summary>
/// <param name="Service">The index of the service's frame.</param>
/// <param name="HintName">The file's hint name.</param>
/// <param name="Name">Its C# name.</param>
/// <param name="InRequests">Whether a request reaches the type.</param>
/// <param name="Type">The type.</param>
internal sealed record TypeDraft(int Service, string HintName, string Name, bool InRequests, TypeModel Type);

/// <summary>All files of one run.</summary>
/// <param name="Frames">What the files of each service have in common.</param>
/// <param name="Clients">The clients.</param>
/// <param name="Actions">The actions of all services.</param>
/// <param name="Types">The declared types of all services.</param>
internal sealed record EmitPlan(
    EquatableArray<ServiceFrame> Frames,
    EquatableArray<ClientEmitModel> Clients,
    EquatableArray<ActionDraft> Actions,
    EquatableArray<TypeDraft> Types)
{
    /// <summary>What the references keep from being generated.</summary>
    public EquatableArray<ProjectDiagnostic> Diagnostics { get; init; }

    /// <summary>A run that writes nothing.</summary>
    public static EmitPlan Empty { get; } = new(
        EquatableArray<ServiceFrame>.Empty,
        EquatableArray<ClientEmitModel>.Empty,
        EquatableArray<ActionDraft>.Empty,
        EquatableArray<TypeDraft>.Empty);
}
