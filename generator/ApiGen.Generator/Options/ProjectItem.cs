namespace ApiGen.Generator.Options;

/// <summary>An <c>ApiSpec</c> or <c>ApiService</c> item of the project file, as it was written.</summary>
/// <param name="Kind">The item's name.</param>
/// <param name="Include">The file, or the bundled service.</param>
/// <param name="Actions">The patterns of the actions to generate.</param>
/// <param name="ActionsFile">The file that lists further patterns; empty for none.</param>
/// <param name="Namespace">The namespace of the service in place of the declared one; empty for the declared one.</param>
/// <param name="Visibility">Whether the types are public or internal; empty for the project's choice.</param>
/// <param name="RequiredMembers">How required members are told; empty for the project's choice.</param>
internal sealed record ProjectItem(string Kind, string Include, string Actions, string ActionsFile, string Namespace, string Visibility, string RequiredMembers)
{
    /// <summary>An item for a file of one's own.</summary>
    public const string Spec = "ApiSpec";

    /// <summary>An item for a service that comes with ApiGen.</summary>
    public const string Service = "ApiService";

    /// <summary>Whether options of the tool say it, and no item.</summary>
    public bool IsOption { get; init; }

    /// <summary>The item as messages name it.</summary>
    public string Display => IsOption ? "command line" : $"{Kind} {Include}";

    /// <summary>One of its metadata as messages name it.</summary>
    public string NameOf(string metadata) =>
        IsOption ? "-" + string.Concat(metadata.Select(static c => char.IsUpper(c) ? "-" + char.ToLowerInvariant(c) : c.ToString())) : metadata;
}
