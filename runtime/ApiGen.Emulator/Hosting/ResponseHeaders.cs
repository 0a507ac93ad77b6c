using ApiGen.Emulator.Gateway;

namespace ApiGen.Emulator.Hosting;

/// <summary>The headers of a response, but for its length.</summary>
internal static class ResponseHeaders
{
    public static IEnumerable<KeyValuePair<string, string>> Of(GatewayResponse answer)
    {
        // The r format is culture-free: RFC 9110, section 5.6.7.
        yield return new("Date", answer.Date.ToString("r"));
        if (answer.ContentType is { } contentType)
        {
            yield return new("Content-Type", contentType);
        }

        if (answer.Encoding is { } encoding)
        {
            yield return new("Content-Encoding", encoding);
        }

        foreach (KeyValuePair<string, string> header in answer.Headers)
        {
            yield return header;
        }
    }
}
