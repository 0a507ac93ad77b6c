namespace ApiGen.Generator.Options;

/// <summary>A setting of the project file that takes one of a few words.</summary>
/// <param name="Name">The metadata of an item; with <c>ApiGen</c> before it the property for all items.</param>
/// <param name="Values">The words; the first holds where nothing is said.</param>
internal sealed record ItemSetting(string Name, params string[] Values)
{
    /// <summary>Whether the generated types can be seen outside the project.</summary>
    public static readonly ItemSetting Visibility = new("Visibility", "public", "internal");

    /// <summary>How required members of requests are told.</summary>
    public static readonly ItemSetting RequiredMembers = new("RequiredMembers", "attribute", "keyword");

    /// <summary>The word that was written, however its letters are cased; null when it is none.</summary>
    public string? Find(string written) => Values.FirstOrDefault(value => string.Equals(value, written, StringComparison.OrdinalIgnoreCase));
}
