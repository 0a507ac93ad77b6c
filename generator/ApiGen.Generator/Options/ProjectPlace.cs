namespace ApiGen.Generator.Options;

/// <summary>What a diagnostic on the project file is about, without a place, which is looked for when it is reported.</summary>
/// <param name="Name">The item or the property.</param>
/// <param name="Subject">The item's file or service; empty for a property.</param>
/// <param name="Metadata">The item's metadata; empty for the item itself.</param>
/// <param name="Value">What stands there; empty for anything.</param>
internal sealed record ProjectPlace(string Name, string Subject, string Metadata, string Value)
{
    /// <summary>The item by which a project refers to a package.</summary>
    public const string Reference = "PackageReference";

    /// <summary>The package that holds the generator.</summary>
    public const string Package = "ApiGen";

    /// <summary>The reference to the package itself.</summary>
    public static ProjectPlace OwnReference { get; } = new(Reference, Package, "", "");

    /// <summary>The version of C#.</summary>
    public static ProjectPlace Language { get; } = Of("LangVersion");

    /// <summary>What hides the package from projects that refer to this one.</summary>
    public static ProjectPlace PrivateAssets { get; } = new(Reference, Package, "PrivateAssets", "");

    /// <summary>An item.</summary>
    public static ProjectPlace Of(ProjectItem item, string metadata = "", string value = "") => new(item.Kind, item.Include, metadata, value);

    /// <summary>A property.</summary>
    public static ProjectPlace Of(string property, string value = "") => new(property, "", "", value);
}
