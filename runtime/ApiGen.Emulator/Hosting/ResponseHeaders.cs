using ApiGen.Emulator.Gateway;

namespace ApiGen.Emulator.Hosting;

/// <summary>The headers of a response, but for its length.</summary>
internal static class ResponseHeaders
{
    public static IEnumerable<KeyValuePair<string, string>> Of(GatewayResponse response)
    {
        // The r format is culture-free: RFC 9110, section 5.6.7.
        yield return new("Date", response.Date.ToString("r"));
        if (response.ContentType is { } contentType)
        {
            yield return new("Content-Type", contentType);
        }

        if (response.Encoding is { } encoding)
        {
            yield return new("Content-Encoding", encoding);
        }

        foreach (KeyValuePair<string, string> header in response.Headers)
        {
            yield return header;
        }
    }
}
