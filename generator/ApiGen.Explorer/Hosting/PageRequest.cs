namespace ApiGen.Explorer.Hosting;

/// <summary>What a page sends about the call in its form.</summary>
internal sealed record PageRequest
{
    public string Service { get; init; } = "";

    public string Version { get; init; } = "";

    public string Action { get; init; } = "";

    /// <summary>The request as it stands in the editor.</summary>
    public string Json { get; init; } = "";

    /// <summary>The raw body in base 64; empty for none.</summary>
    public string Raw { get; init; } = "";

    public string Region { get; init; } = "";

    /// <summary>Whether it goes to the real service.</summary>
    public bool IsReal { get; init; }

    /// <summary>Whether somebody has said yes to an action that is not idempotent.</summary>
    public bool IsConfirmed { get; init; }

    public int Count { get; init; } = 1;

    public bool IsThrottled { get; init; } = true;

    /// <summary>What another program has signed.</summary>
    public string Pasted { get; init; } = "";

    /// <summary>The timestamp of the other program's call; empty when it is not known.</summary>
    public string Timestamp { get; init; } = "";
}
