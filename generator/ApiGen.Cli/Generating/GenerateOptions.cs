namespace ApiGen.Cli.Generating;

/// <summary>What a project says of its specs, as options of a command.</summary>
internal sealed record GenerateOptions
{
    /// <summary>Patterns of the actions; empty for all of them.</summary>
    public string Actions { get; init; } = "";

    /// <summary>A file that lists further patterns; null for none.</summary>
    public string? ActionsFile { get; init; }

    /// <summary>The namespace in place of the declared one; empty for that one.</summary>
    public string Namespace { get; init; } = "";

    /// <summary><c>public</c> or <c>internal</c>.</summary>
    public string Visibility { get; init; } = "";

    /// <summary><c>attribute</c> or <c>keyword</c>.</summary>
    public string RequiredMembers { get; init; } = "";

    /// <summary>Whether the method that registers a client in an application is written as well.</summary>
    public bool Hosting { get; init; }
}
