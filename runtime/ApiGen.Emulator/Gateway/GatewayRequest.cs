using ApiGen.Emulator.Arrivals;

namespace ApiGen.Emulator.Gateway;

/// <summary>A call as it came over the wire or from an in-memory client.</summary>
internal sealed record GatewayRequest
{
    public required string Method { get; init; }

    public required string Path { get; init; }

    /// <summary>The query as received, still encoded, without the question mark.</summary>
    public required string Query { get; init; }

    /// <summary>The <c>Host</c> header as received, with the port if it has one.</summary>
    public required string Host { get; init; }

    /// <summary>Names compare without regard to case; several headers of one name are joined by a comma.</summary>
    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    public byte[] Body { get; init; } = [];

    /// <summary>The body was longer than any the gateway takes, and was dropped.</summary>
    public bool BodyTooLarge { get; init; }

    public required ArrivalEntry Entry { get; init; }

    public string HostWithoutPort => WithoutPort(Host);

    /// <summary>The header's value; null when it is missing or empty.</summary>
    public string? Header(string name) => Headers.TryGetValue(name, out string? value) && value.Length > 0 ? value : null;

    public static string WithoutPort(string host)
    {
        int colon = host.LastIndexOf(':');
        return colon > host.LastIndexOf(']') ? host[..colon] : host;
    }
}
