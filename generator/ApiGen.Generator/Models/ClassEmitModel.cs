using ApiGen.Specs.Model;

namespace ApiGen.Generator.Models;

/// <summary>What a generated class stands for.</summary>
internal enum ClassRole
{
    /// <summary>The parameters of an action.</summary>
    Request,

    /// <summary>The response of an action.</summary>
    Response,

    /// <summary>A declared type.</summary>
    Data,
}

/// <summary>A class that travels as JSON, as the templates print it.</summary>
internal sealed record ClassEmitModel
{
    /// <summary>The C# name.</summary>
    public required string Name { get; init; }

    /// <summary>The name with <c>global::</c> and its namespace.</summary>
    public required string FullName { get; init; }

    /// <summary>What the class stands for.</summary>
    public required ClassRole Role { get; init; }

    /// <summary><c>public</c> or <c>internal</c>.</summary>
    public required string Accessibility { get; init; }

    /// <summary>The text of the summary, escaped for XML.</summary>
    public required string Summary { get; init; }

    /// <summary>Whether the class is used in requests, so that it can be checked.</summary>
    public required bool InRequests { get; init; }

    /// <summary>The field that holds the table of names.</summary>
    public required string NamesField { get; init; }

    /// <summary>The interfaces that the class implements by its role, separated by commas.</summary>
    public required string Interfaces { get; init; }

    /// <summary>The expression that makes an empty instance.</summary>
    public required string Construction { get; init; }

    /// <summary>Whether the class needs a constructor that leaves its <c>required</c> members unset.</summary>
    public required bool HasBypassConstructor { get; init; }

    /// <summary>The index of the name <c>RequestId</c> in the table of names; -1 unless the class is a response.</summary>
    public int RequestIdIndex { get; init; } = -1;

    /// <summary>The index of the name <c>Error</c> in the table of names; -1 unless the class is a response without such a member.</summary>
    public int ErrorIndex { get; init; } = -1;

    /// <summary>The property that is called <c>Error</c> on the wire in a response; null when there is none.</summary>
    public string? ErrorProperty { get; init; }

    /// <summary>The names on the wire as C# literals, in the order of their indices.</summary>
    public EquatableArray<string> WireNames { get; init; } = EquatableArray<string>.Empty;

    /// <summary>The members in spec order.</summary>
    public EquatableArray<PropertyEmitModel> Properties { get; init; } = EquatableArray<PropertyEmitModel>.Empty;

    /// <summary>The property that holds the token by which the service knows a call again; null when the request has none.</summary>
    public string? ClientTokenProperty { get; init; }

    /// <summary>The property that holds the raw bytes of a request that is sent as such; null for the others.</summary>
    public string? BodyProperty { get; init; }

    /// <summary>How the request of a paged action is copied for another page; null for the others.</summary>
    public PageCopyEmitModel? PageCopy { get; init; }
}
