namespace ApiGen.Emulator;

/// <summary>An accepted call, as a scripted handler sees it.</summary>
public sealed record ApiCall
{
    /// <summary>The service's short name, such as <c>tcsas</c>.</summary>
    public required string Service { get; init; }

    /// <summary>The API version, such as <c>2025-01-06</c>.</summary>
    public required string Version { get; init; }

    /// <summary>The action's name, such as <c>CreateMNP</c>.</summary>
    public required string Action { get; init; }

    /// <summary>The region; null when the call names none.</summary>
    public string? Region { get; init; }

    /// <summary>The account that signed the call; null when it was not signed.</summary>
    public string? Account { get; init; }

    /// <summary>The parameters as a compact JSON object, whether they came in the body, the query or headers.</summary>
    public required string Request { get; init; }

    /// <summary>The body as received.</summary>
    public required ReadOnlyMemory<byte> Body { get; init; }
}
