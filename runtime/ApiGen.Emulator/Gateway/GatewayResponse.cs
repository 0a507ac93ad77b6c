using ApiGen.Emulator.Scripting;

namespace ApiGen.Emulator.Gateway;

/// <summary>A response ready to be sent.</summary>
internal sealed record GatewayResponse
{
    public int Status { get; init; } = 200;

    public string? ContentType { get; init; }

    /// <summary>The body before <see cref="Encoding"/> is applied.</summary>
    public byte[] Body { get; init; } = [];

    /// <summary>The body in the parts that it is streamed in; null when it is sent at once.</summary>
    public IReadOnlyList<byte[]>? Parts { get; init; }

    /// <summary>The time between two parts.</summary>
    public TimeSpan Pause { get; init; }

    public string? Encoding { get; init; }

    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    public required DateTimeOffset Date { get; init; }

    public TimeSpan Delay { get; init; }

    public ScriptedFault? Fault { get; init; }

    /// <summary>A <c>Content-Length</c> that need not be the body's; null for the body's own.</summary>
    public long? DeclaredLength { get; init; }
}
