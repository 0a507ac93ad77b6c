using System.Globalization;
using System.Text.Json;
using ApiGen.Runtime;
using ApiGen.Runtime.Signing;
using ApiGen.Specs.Model;

namespace ApiGen.Explorer.Signing;

/// <summary>A request with all its headers, signed, as any program may send it.</summary>
internal sealed class SignedRequest
{
    private const string OctetStream = "application/octet-stream";

    private SignedRequest(IReadOnlyList<KeyValuePair<string, string>> headers, byte[] body, Tc3Explanation? explanation)
    {
        Headers = headers;
        Body = body;
        Explanation = explanation;
    }

    /// <summary>The headers in the order in which they are shown.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; }

    /// <summary>The body.</summary>
    public byte[] Body { get; }

    /// <summary>How the signature came about; null for an action that takes none.</summary>
    public Tc3Explanation? Explanation { get; }

    /// <summary>Why the headers cannot be written down as lines of HTTP; null when they can. A line break in one of them would become a header or a request of its own.</summary>
    public string? HeaderFault => Headers.Select(static header =>
        !header.Key.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.') ? "the name of a member cannot be part of a header's name"
        : HeaderText.Fault(header.Value) is { } fault ? $"{header.Key} {fault}"
        : null).FirstOrDefault(static fault => fault is not null);

    /// <summary>The content type that requests of an action carry.</summary>
    public static string ContentTypeOf(ActionModel action) => action.RequestBody == RequestBodyKind.OctetStream ? OctetStream : Tc3Signer.JsonContentType;

    /// <summary>What is said of a content type before its parameters, which are each program's own choice.</summary>
    public static string MediaTypeOf(string contentType) => contentType.Split(';')[0].Trim();

    /// <summary>Signs a request.</summary>
    /// <param name="service">The service.</param>
    /// <param name="action">The action.</param>
    /// <param name="members">The request's members as the generated client writes them.</param>
    /// <param name="raw">The raw body, for an action that takes one.</param>
    /// <param name="region">The region; null for none.</param>
    /// <param name="credential">Who signs.</param>
    /// <param name="timestamp">UNIX seconds.</param>
    public static SignedRequest Of(ServiceModel service, ActionModel action, byte[] members, byte[] raw, string? region, TencentCloudCredential credential, long timestamp)
    {
        bool isRaw = action.RequestBody == RequestBodyKind.OctetStream;
        byte[] body = isRaw ? raw : members;
        string contentType = ContentTypeOf(action);
        Tc3Explanation? explanation = action.Unsigned
            ? null
            : new Tc3Signer(service.Name, service.Endpoint, action.Name, contentType).Explain(credential, timestamp, body);
        List<KeyValuePair<string, string>> headers =
        [
            new("Host", service.Endpoint),
            new("Content-Type", contentType),
            new("X-TC-Action", action.Name),
            new("X-TC-Version", service.Version),
            new("X-TC-Timestamp", timestamp.ToString(CultureInfo.InvariantCulture)),
        ];
        if (region is not null)
        {
            headers.Add(new("X-TC-Region", region));
        }

        if (isRaw)
        {
            headers.AddRange(MembersAsHeaders(service, members));
        }

        headers.Add(new("Authorization", explanation?.Authorization ?? "SKIP"));
        return new SignedRequest(headers, body, explanation);
    }

    private static IEnumerable<KeyValuePair<string, string>> MembersAsHeaders(ServiceModel service, byte[] members)
    {
        using JsonDocument document = JsonDocument.Parse(members);
        return document.RootElement.ValueKind != JsonValueKind.Object
            ? []
            : [.. document.RootElement.EnumerateObject().Select(member => new KeyValuePair<string, string>(
                $"X-{service.Name.ToUpperInvariant()}-{member.Name}",
                member.Value.ValueKind == JsonValueKind.String ? member.Value.GetString()! : member.Value.GetRawText()))];
    }
}
