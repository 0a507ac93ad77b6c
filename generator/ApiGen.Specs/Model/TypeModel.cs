namespace ApiGen.Specs.Model;

/// <summary>A named object type that requests, responses and other types are made of.</summary>
public sealed record TypeModel
{
    /// <summary>The type's name, unique within the service without regard to case.</summary>
    public required string Name { get; init; }

    /// <summary>The C# name that the spec fixes, the class's; null when it follows from <see cref="Name"/>.</summary>
    public string? CSharpName { get; init; }

    /// <summary>What the type stands for; plain text, may be empty.</summary>
    public string Summary { get; init; } = "";

    /// <summary>The members in spec order.</summary>
    public EquatableArray<MemberModel> Members { get; init; } = EquatableArray<MemberModel>.Empty;

    /// <summary>The logical path of the spec file that declares it, such as <c>specs/tcsas/2025-01-06/types.yaml</c>.</summary>
    public string Source { get; init; } = "";
}
