namespace ApiGen.Generator.Options;

/// <summary>What a consumer chose for the code of a service.</summary>
/// <param name="Namespace">The namespace; empty for the spec's own.</param>
/// <param name="Internal">Whether the generated types are internal to the project.</param>
/// <param name="RequiredKeyword">Whether required members carry the C# modifier <c>required</c>, which makes a missing one a compiler error.</param>
internal sealed record EmitOptions(string Namespace, bool Internal, bool RequiredKeyword)
{
    /// <summary>The spec's namespace, public types, required members told by attribute.</summary>
    public static EmitOptions Default { get; } = new("", false, false);

    /// <summary>The modifier of the generated types.</summary>
    public string Accessibility => Internal ? "internal" : "public";
}
