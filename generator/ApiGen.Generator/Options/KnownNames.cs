using ApiGen.Specs.Diagnostics;

namespace ApiGen.Generator.Options;

/// <summary>The names that a project file may use, and those that it seems to have meant. MSBuild compares names without regard to case.</summary>
internal static class KnownNames
{
    private const string Prefix = "ApiGen";

    private static readonly string[] Items = [ProjectItem.Spec, ProjectItem.Service];

    private static readonly string[] Metadata = ["Actions", "ActionsFile", "Namespace", "Visibility", "RequiredMembers"];

    private static readonly string[] Properties = ["ApiGenVisibility", "ApiGenRequiredMembers"];

    // The package and its own repository set these.
    private static readonly string[] InternalProperties = ["ApiGenSpecsDirectory", "ApiGenIsRuntime"];

    // What editors and dotnet watch read of any item, and what build/ApiGen.targets hands on.
    private static readonly string[] OfOthers =
    [
        "Link", "Visible", "Pack", "PackagePath", "PackageCopyToOutput", "CopyToOutputDirectory", "CopyToPublishDirectory", "TargetPath", "DependentUpon", "SubType",
        "Generator", "LastGenOutput", "CustomToolNamespace", "InProject", "Watch",
    ];

    /// <summary>Whether an item or a property is ApiGen's, or was meant to be.</summary>
    public static bool LooksLikeOurs(string name, bool isProperty) =>
        Contains(isProperty ? Properties : Items, name) || (isProperty ? PropertyHint(name, isShared: false) : ItemHint(name, isShared: false)) is not null;

    /// <summary>What to write in place of an item that nobody reads; null for one that is known, or that others may have.</summary>
    /// <param name="name">The item.</param>
    /// <param name="isShared">Whether it stands in a file for several projects. Another of them may use what only begins as ours.</param>
    public static string? ItemHint(string name, bool isShared) =>
        Contains(Items, name) ? null
        : Near(name, Items, furthest: 2) is { } near ? $"Did you mean '{near}'?"
        : MetadataOf(name) is { } metadata ? OnItems(metadata)
        : Items.FirstOrDefault(item => StartsWith(name, item) || StartsWith(name, item.Insert("Api".Length, "Gen"))) is { } longer ? $"Did you mean '{longer}'?"
        : BeginsAsOurs(name) && !isShared ? $"There are {string.Join(" and ", Items)}."
        : null;

    /// <summary>What to write in place of a property that nobody reads; null for one that is known, or that others may have.</summary>
    /// <param name="name">The property.</param>
    /// <param name="isShared">Whether it stands in a file for several projects. Another of them may use what only begins as ours.</param>
    public static string? PropertyHint(string name, bool isShared) =>
        Contains(Properties, name) || Contains(InternalProperties, name) ? null
        : Items.FirstOrDefault(item => IsMeant(name, item)) is { } meant ? $"{meant} is an item: write it into an ItemGroup."
        : Items.FirstOrDefault(item => StartsWith(name, item)) is { } owner && Near(name.Substring(owner.Length), Metadata, furthest: 1) is { } metadataOf ? OnItems(metadataOf)
        : Near(name, Properties, furthest: 3) is { } near ? $"Did you mean '{near}'?"
        : !BeginsAsOurs(name) || name.EndsWith("Version", StringComparison.OrdinalIgnoreCase) ? null
        : MetadataOf(name) is { } metadata ? OnItems(metadata)
        : isShared ? null
        : $"There are {string.Join(" and ", Properties)}.";

    /// <summary>Whether nobody reads metadata of that name.</summary>
    public static bool IsUnknownMetadata(string name) => !Contains(Metadata, name) && !Contains(OfOthers, name);

    /// <summary>The metadata that was meant, or what there is.</summary>
    public static string MetadataHint(string name) => Near(name, Metadata, furthest: 2) is { } near ? $"Did you mean '{near}'?" : $"There are {string.Join(", ", Metadata)}.";

    private static string OnItems(string metadata) => $"'{metadata}' is metadata of {string.Join(" and ", Items)}.";

    // An item that was made a property; one such as ApiServiceAddress is somebody else's.
    private static bool IsMeant(string name, string item) =>
        StartsWith(name, item) && name.Substring(item.Length).ToUpperInvariant() is "" or "S" or "FILE" or "FILES" or "FOLDER" or "PATH" or "INCLUDE";

    // The metadata that was made an item or a property.
    private static string? MetadataOf(string name) =>
        BeginsAsOurs(name) ? Near(name.Substring(Prefix.Length), Metadata, furthest: 2)
        : StartsWith(name, "ApiAction") ? Near(name.Substring("Api".Length), Metadata, furthest: 2)
        : null;

    // Other packages have items and properties of their own, so that only what is quite near counts, or the beginning of a long name, or one from which letters were left out.
    private static string? Near(string name, string[] known, int furthest) =>
        known.FirstOrDefault(one => name.Length > "ApiGen".Length && StartsWith(one, name))
        ?? known.Where(one => IsShortFor(name, one)).OrderBy(static one => one.Length).FirstOrDefault()
        ?? NearestName.Find(name, known, furthest);

    private static bool IsShortFor(string name, string known)
    {
        int found = 0;
        foreach (char letter in known)
        {
            found += found < name.Length && char.ToUpperInvariant(name[found]) == char.ToUpperInvariant(letter) ? 1 : 0;
        }

        return name.Length > 0 && found == name.Length && (known.Length - name.Length) * 5 <= known.Length * 2 && char.ToUpperInvariant(name[0]) == char.ToUpperInvariant(known[0]);
    }

    // An ApiGenerator is somebody else's.
    private static bool BeginsAsOurs(string name) => StartsWith(name, Prefix) && (name.Length == Prefix.Length || !char.IsLower(name[Prefix.Length]));

    private static bool StartsWith(string name, string start) => name.StartsWith(start, StringComparison.OrdinalIgnoreCase);

    private static bool Contains(string[] names, string name) => names.Contains(name, StringComparer.OrdinalIgnoreCase);
}
