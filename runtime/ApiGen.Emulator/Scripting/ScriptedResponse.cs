using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Nodes;
using ApiGen.Emulator.Scripting;

namespace ApiGen.Emulator;

/// <summary>What the gateway gives to one call. Immutable; the <c>With</c> methods give changed copies.</summary>
public sealed class ScriptedResponse
{
    private ScriptedResponse()
    {
    }

    private ScriptedResponse(ScriptedResponse other)
    {
        Response = other.Response;
        ErrorCode = other.ErrorCode;
        ErrorMessage = other.ErrorMessage;
        Status = other.Status;
        RawBody = other.RawBody;
        ContentType = other.ContentType;
        Events = other.Events;
        Pause = other.Pause;
        Fault = other.Fault;
        Delay = other.Delay;
        Encoding = other.Encoding;
        DeclaredLength = other.DeclaredLength;
        Headers = other.Headers;
        IsUndocumented = other.IsUndocumented;
    }

    /// <summary>The action's own example, or a response made from its types: what an unscripted call gets.</summary>
    public static ScriptedResponse Example { get; } = new();

    /// <summary>HTTP 200 with no body at all.</summary>
    public static ScriptedResponse Empty { get; } = new() { RawBody = [] };

    internal JsonObject? Response { get; private init; }

    internal string? ErrorCode { get; private init; }

    internal string? ErrorMessage { get; private init; }

    internal int Status { get; private init; } = 200;

    internal byte[]? RawBody { get; private init; }

    internal string? ContentType { get; private init; }

    internal IReadOnlyList<string>? Events { get; private init; }

    internal TimeSpan Pause { get; private init; }

    internal ScriptedFault? Fault { get; private init; }

    internal TimeSpan Delay { get; private init; }

    internal string? Encoding { get; private init; }

    internal long? DeclaredLength { get; private init; }

    internal IReadOnlyList<KeyValuePair<string, string>> Headers { get; private init; } = [];

    internal bool IsUndocumented { get; private init; }

    /// <summary>A success with the given content of <c>Response</c>; a <c>RequestId</c> is added when it has none.</summary>
    /// <exception cref="ArgumentException">The text is not a JSON object.</exception>
    public static ScriptedResponse Json(string response) => new() { Response = ParseObject(response) };

    /// <summary>A failure with the spec's summary of its code.</summary>
    /// <param name="code">The code, such as <c>InvalidParameterValue.InvalidMNPName</c>: one of the action's or a common one, unless the response is <see cref="Undocumented"/>.</param>
    public static ScriptedResponse Error(string code) => Error(code, null);

    /// <summary>A failure <c>{"Error": {"Code", "Message"}, "RequestId"}</c>.</summary>
    /// <param name="code">The code, such as <c>InvalidParameterValue.InvalidMNPName</c>: one of the action's or a common one, unless the response is <see cref="Undocumented"/>.</param>
    /// <param name="message">The message; null for the spec's summary of the code, or the code itself.</param>
    public static ScriptedResponse Error(string code, string? message)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(code);
        return new ScriptedResponse { ErrorCode = code, ErrorMessage = message };
    }

    /// <summary>A failure with the spec's summary of its code, which a member of a generated enum names.</summary>
    /// <param name="code">The member, such as <c>CreateMNPErrorCode.InvalidParameterValueInvalidMNPName</c>, or one of <c>CommonErrorCode</c>.</param>
    /// <exception cref="ArgumentException">The value stands for no code, as <c>Unknown</c> and the values of other enums do.</exception>
    public static ScriptedResponse Error(Enum code) => Error(code, null);

    /// <summary>A failure whose code a member of a generated enum names.</summary>
    /// <param name="code">The member, such as <c>CreateMNPErrorCode.InvalidParameterValueInvalidMNPName</c>, or one of <c>CommonErrorCode</c>.</param>
    /// <param name="message">The message; null for the spec's summary of the code, or the code itself.</param>
    /// <exception cref="ArgumentException">The value stands for no code, as <c>Unknown</c> and the values of other enums do.</exception>
    public static ScriptedResponse Error(Enum code, string? message) => Error(ErrorCodeMember.Code(code), message);

    /// <summary>Any HTTP response: the body is sent as it is.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The status is not between 200 and 599.</exception>
    public static ScriptedResponse Http(int status, string body, string contentType = "application/json")
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(status, 200);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(status, 599);
        ArgumentNullException.ThrowIfNull(body);
        return new ScriptedResponse { Status = status, RawBody = System.Text.Encoding.UTF8.GetBytes(body), ContentType = contentType };
    }

    /// <summary>A stream of server-sent events, each with the given data.</summary>
    public static ScriptedResponse EventStream(params IEnumerable<string> events) => EventStream(TimeSpan.Zero, events);

    /// <summary>A stream of server-sent events, each with the given data, and a pause before each but the first.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The pause is negative.</exception>
    public static ScriptedResponse EventStream(TimeSpan pause, params IEnumerable<string> events)
    {
        ArgumentNullException.ThrowIfNull(events);
        ArgumentOutOfRangeException.ThrowIfLessThan(pause, TimeSpan.Zero);
        return new ScriptedResponse { Events = [.. events], Pause = pause };
    }

    /// <summary>The connection is reset at the given point.</summary>
    public static ScriptedResponse Reset(FaultPoint point = FaultPoint.BeforeResponse) => new() { Fault = new(FaultKind.Reset, point) };

    /// <summary>Nothing more is sent from the given point on, until the caller gives up.</summary>
    public static ScriptedResponse Stall(FaultPoint point = FaultPoint.BeforeResponse) => new() { Fault = new(FaultKind.Stall, point) };

    /// <summary>Half of the promised body is sent, then the connection is closed in good order.</summary>
    public static ScriptedResponse Truncated { get; } = new() { Fault = new(FaultKind.Close, FaultPoint.DuringBody) };

    /// <summary>
    /// The same response, which a script takes even when the spec knows its error code or a member of it not: to show how a client
    /// copes with what the vendor added since.
    /// </summary>
    public ScriptedResponse Undocumented() => new(this) { IsUndocumented = true };

    /// <summary>The same response, sent after a pause.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The pause is negative.</exception>
    public ScriptedResponse WithDelay(TimeSpan delay)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(delay, TimeSpan.Zero);
        return new ScriptedResponse(this) { Delay = delay };
    }

    /// <summary>The same response with one more header, such as <c>Retry-After</c> or <c>Location</c>.</summary>
    public ScriptedResponse WithHeader(string name, string value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(value);
        return new ScriptedResponse(this) { Headers = [.. Headers, new(name, value)] };
    }

    /// <summary>The same response, compressed.</summary>
    /// <param name="encoding"><c>gzip</c>, <c>deflate</c> or <c>br</c>.</param>
    /// <exception cref="ArgumentException">The encoding is another one.</exception>
    public ScriptedResponse WithEncoding(string encoding) => encoding is "gzip" or "deflate" or "br"
        ? new ScriptedResponse(this) { Encoding = encoding }
        : throw new ArgumentException($"The encoding must be gzip, deflate or br, not `{encoding}`.", nameof(encoding));

    /// <summary>The same response with a <c>Content-Length</c> of the given number of bytes, right or wrong; the connection is closed after it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The length is negative.</exception>
    public ScriptedResponse WithContentLength(long length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        return new ScriptedResponse(this) { DeclaredLength = length };
    }

    /// <summary>What the response is, for a test's output.</summary>
    public override string ToString() => this switch
    {
        { Fault: { } fault } => $"{fault.Kind} {fault.Point}",
        { ErrorCode: { } code } => $"error {code}",
        { RawBody: not null } => string.Create(CultureInfo.InvariantCulture, $"HTTP {Status}"),
        { Events: { } events } => string.Create(CultureInfo.InvariantCulture, $"{events.Count} event{(events.Count == 1 ? "" : "s")}"),
        { Response: not null } => "JSON",
        _ => "example",
    };

    internal static byte[] Compress(byte[] body, string encoding)
    {
        using MemoryStream output = new();
        using (Stream compressor = encoding switch
        {
            "gzip" => new GZipStream(output, CompressionLevel.Fastest),
            "br" => new BrotliStream(output, CompressionLevel.Fastest),

            // RFC 9110, section 8.4.1.2: the coding named deflate is the zlib format.
            _ => new ZLibStream(output, CompressionLevel.Fastest),
        })
        {
            compressor.Write(body);
        }

        return output.ToArray();
    }

    private static JsonObject ParseObject(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            return JsonNode.Parse(json) as JsonObject
                ?? throw new ArgumentException("The scripted response must be a JSON object: the content of `Response`.", nameof(json));
        }
        catch (JsonException exception)
        {
            throw new ArgumentException($"The scripted response is not valid JSON: {exception.Message}", nameof(json), exception);
        }
    }
}
