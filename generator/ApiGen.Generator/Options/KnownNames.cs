using ApiGen.Specs.Diagnostics;

namespace ApiGen.Generator.Options;

/// <summary>The names that a project file may use, and those that it seems to have meant. MSBuild compares names without regard to case.</summary>
internal static class KnownNames
{
    private static readonly string[] Items = [ProjectItem.Spec, ProjectItem.Service];

    private static readonly string[] Metadata = ["Actions", "ActionsFile", "Namespace", "Visibility", "RequiredMembers"];

    private static readonly string[] Properties = ["ApiGenVisibility", "ApiGenRequiredMembers"];

    // The package and its own repository set these.
    private static readonly string[] InternalProperties = ["ApiGenSpecsDirectory", "ApiGenIsRuntime"];

    // What MSBuild, NuGet, editors and dotnet watch read of any item.
    private static readonly string[] OfOthers =
    [
        "Link", "LinkBase", "Visible", "Pack", "PackagePath", "PackageCopyToOutput", "CopyToOutputDirectory", "CopyToPublishDirectory", "TargetPath", "DependentUpon", "SubType",
        "Generator", "LastGenOutput", "CustomToolNamespace", "InProject", "Watch",
    ];

    /// <summary>Whether an item or a property is ApiGen's, or was meant to be.</summary>
    public static bool LooksLikeOurs(string name, bool isProperty) => isProperty
        ? Contains(Properties, name) || NearestProperty(name) is not null
        : Contains(Items, name) || NearestItem(name) is not null;

    /// <summary>The item that was meant; null for one that is known, or not near any.</summary>
    public static string? NearestItem(string name) => Contains(Items, name) ? null : Near(name, Items);

    /// <summary>The property that was meant; null for one that is known, or not near any.</summary>
    public static string? NearestProperty(string name) => Contains(Properties, name) || Contains(InternalProperties, name) ? null : Near(name, Properties);

    /// <summary>Whether nobody reads metadata of that name.</summary>
    public static bool IsUnknownMetadata(string name) => !Contains(Metadata, name) && !Contains(OfOthers, name);

    /// <summary>The metadata that was meant, or what there is.</summary>
    public static string MetadataHint(string name) => Near(name, Metadata) is { } near ? $"Did you mean '{near}'?" : $"There are {string.Join(", ", Metadata)}.";

    // Other packages have items and properties of their own, so that only what is quite near counts, or the beginning of a long name.
    private static string? Near(string name, string[] known) =>
        known.FirstOrDefault(one => name.Length > "ApiGen".Length && one.StartsWith(name, StringComparison.OrdinalIgnoreCase)) ?? NearestName.Find(name, known, furthest: 2);

    private static bool Contains(string[] names, string name) => names.Contains(name, StringComparer.OrdinalIgnoreCase);
}
