namespace ApiGen.Specs.Model;

/// <summary>One version of one service: all that the generator, the tool and the emulator know of it.</summary>
public sealed record ServiceModel
{
    /// <summary>The service's short name, which is also the credential scope's service, such as <c>tcsas</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The API version, such as <c>2025-01-06</c>.</summary>
    public required string Version { get; init; }

    /// <summary>The C# namespace of the generated code.</summary>
    public required string Namespace { get; init; }

    /// <summary>The access host whose name is signed, such as <c>tcsas.intl.tencentcloudapi.com</c>.</summary>
    public required string Endpoint { get; init; }

    /// <summary>What the service is for; plain text, may be empty.</summary>
    public string Summary { get; init; } = "";

    /// <summary>The address of the vendor's documentation; null when none is given.</summary>
    public string? Documentation { get; init; }

    /// <summary>The declared types, ordered by name (ordinal).</summary>
    public EquatableArray<TypeModel> Types { get; init; } = EquatableArray<TypeModel>.Empty;

    /// <summary>The actions, ordered by name (ordinal).</summary>
    public EquatableArray<ActionModel> Actions { get; init; } = EquatableArray<ActionModel>.Empty;

    /// <summary>The name of the generated client class, such as <c>TcsasClient</c>.</summary>
    public required string ClientName { get; init; }

    /// <summary>The logical path of the spec file that declares the service.</summary>
    public string Source { get; init; } = "";
}
