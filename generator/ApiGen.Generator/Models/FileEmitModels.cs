using ApiGen.Specs.Model;

namespace ApiGen.Generator.Models;

/// <summary>A member of a generated enum of error codes.</summary>
/// <param name="Name">The C# name.</param>
/// <param name="Code">The code on the wire as the content of a C# string literal.</param>
/// <param name="Summary">The text of the summary, escaped for XML.</param>
internal sealed record ErrorCodeEmitModel(string Name, string Code, string Summary);

/// <summary>The file of one action: request, response, error codes and the client's methods.</summary>
internal sealed record ActionEmitModel
{
    /// <summary>The file's hint name.</summary>
    public required string HintName { get; init; }

    /// <summary>The spec file.</summary>
    public required string Source { get; init; }

    /// <summary>The namespace.</summary>
    public required string Namespace { get; init; }

    /// <summary><c>public</c> or <c>internal</c>.</summary>
    public required string Accessibility { get; init; }

    /// <summary>The action's name on the wire.</summary>
    public required string Action { get; init; }

    /// <summary>The text of the summary, escaped for XML.</summary>
    public required string Summary { get; init; }

    /// <summary>Further lines on the action, escaped for XML.</summary>
    public EquatableArray<string> Remarks { get; init; } = EquatableArray<string>.Empty;

    /// <summary>The client class.</summary>
    public required string ClientName { get; init; }

    /// <summary>The client's interface.</summary>
    public required string InterfaceName { get; init; }

    /// <summary>The class with the short forms of calls that are no members of the client.</summary>
    public required string CallsName { get; init; }

    /// <summary>The method that calls the action.</summary>
    public required string MethodName { get; init; }

    /// <summary>The nested class of the client that describes the action.</summary>
    public required string ActionField { get; init; }

    /// <summary>Whether a call needs a region.</summary>
    public required RegionRequirement Region { get; init; }

    /// <summary>How many requests the service takes, and in which time.</summary>
    public EquatableArray<RateWindow> RateLimits { get; init; } = EquatableArray<RateWindow>.Empty;

    /// <summary>Whether a call may be repeated without harm.</summary>
    public required bool IsIdempotent { get; init; }

    /// <summary>Whether the service takes calls without a signature.</summary>
    public required bool IsUnsigned { get; init; }

    /// <summary>The names of the members at any depth that are kept out of logs, as C# string literals.</summary>
    public EquatableArray<string> SensitiveMembers { get; init; } = EquatableArray<string>.Empty;

    /// <summary>The attributes of the method, without brackets.</summary>
    public EquatableArray<string> Attributes { get; init; } = EquatableArray<string>.Empty;

    /// <summary>The request.</summary>
    public required ClassEmitModel Request { get; init; }

    /// <summary>The response.</summary>
    public required ClassEmitModel Response { get; init; }

    /// <summary>The enum of error codes; empty when the action documents none.</summary>
    public required string ErrorEnumName { get; init; }

    /// <summary>The method that turns a code into the enum.</summary>
    public required string ErrorParserName { get; init; }

    /// <summary>The members of the enum.</summary>
    public EquatableArray<ErrorCodeEmitModel> ErrorCodes { get; init; } = EquatableArray<ErrorCodeEmitModel>.Empty;

    /// <summary>Methods for paging and streams.</summary>
    public EquatableArray<ClientMethodEmitModel> ExtraMethods { get; init; } = EquatableArray<ClientMethodEmitModel>.Empty;
}

/// <summary>The file of one declared type.</summary>
/// <param name="HintName">The file's hint name.</param>
/// <param name="Source">The spec file.</param>
/// <param name="Namespace">The namespace.</param>
/// <param name="Class">The type.</param>
internal sealed record TypeEmitModel(string HintName, string Source, string Namespace, ClassEmitModel Class);

/// <summary>The file of one client: construction and what its actions share.</summary>
internal sealed record ClientEmitModel
{
    /// <summary>The file's hint name.</summary>
    public required string HintName { get; init; }

    /// <summary>The hint name of the file that registers the client in an application.</summary>
    public required string RegistrationHintName { get; init; }

    /// <summary>The spec file.</summary>
    public required string Source { get; init; }

    /// <summary>The namespace.</summary>
    public required string Namespace { get; init; }

    /// <summary><c>public</c> or <c>internal</c>.</summary>
    public required string Accessibility { get; init; }

    /// <summary>The service's short name as the content of a C# string literal.</summary>
    public required string Service { get; init; }

    /// <summary>The API version as the content of a C# string literal.</summary>
    public required string Version { get; init; }

    /// <summary>The access host as the content of a C# string literal.</summary>
    public required string Endpoint { get; init; }

    /// <summary>The names of the actions with spaces between, as the content of a C# string literal.</summary>
    public required string ActionNames { get; init; }

    public required string ActionLimits { get; init; }

    public required string IdempotentActions { get; init; }

    /// <summary>Whether every action needs a region.</summary>
    public required bool RequiresRegion { get; init; }

    /// <summary>The text of the summary, escaped for XML.</summary>
    public required string Summary { get; init; }

    /// <summary>The client class.</summary>
    public required string ClientName { get; init; }

    /// <summary>The client's interface.</summary>
    public required string InterfaceName { get; init; }

    /// <summary>The class with the short forms of calls that are no members of the client.</summary>
    public required string CallsName { get; init; }

    /// <summary>The class that registers the client in an application.</summary>
    public required string RegistrationName { get; init; }

    /// <summary>The client's property that gives its pipeline.</summary>
    public required string PipelineProperty { get; init; }

    /// <summary>Whether the class that registers the client is printed where the project can use it.</summary>
    public bool HasRegistration { get; init; } = true;
}
