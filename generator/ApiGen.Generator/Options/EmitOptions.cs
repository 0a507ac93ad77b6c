namespace ApiGen.Generator.Options;

/// <summary>What a consumer chose for the code of a service.</summary>
/// <param name="Internal">Whether the generated types are internal to the project.</param>
/// <param name="RequiredKeyword">Whether required members carry the C# modifier <c>required</c>, which makes a missing one a compiler error.</param>
internal sealed record EmitOptions(bool Internal, bool RequiredKeyword)
{
    /// <summary>Public types, required members told by attribute.</summary>
    public static EmitOptions Default { get; } = new(false, false);

    /// <summary>The modifier of the generated types.</summary>
    public string Accessibility => Internal ? "internal" : "public";
}
