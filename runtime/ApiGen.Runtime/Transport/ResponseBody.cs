using System.Text;

namespace ApiGen.Runtime.Transport;

/// <summary>How a body is read, and what is told of it.</summary>
internal static class ResponseBody
{
    private const int UsualFirstRead = 4096;
    private const int MostAtFirst = 1 << 20;
    private const int ExcerptCharacters = 512;

    /// <summary>How much to ask for at first: one byte more than announced, so that the end shows without another buffer.</summary>
    internal static int FirstRead(long? announced) => announced is { } length ? (int)Math.Min(length + 1, MostAtFirst) : UsualFirstRead;

    /// <summary>Disposes of a response. What a content of the application's own throws then changes nothing of how the call ended.</summary>
    internal static void Discard(HttpResponseMessage response)
    {
        try
        {
            response.Dispose();
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // Nobody needs it any more.
        }
    }

    /// <summary>Whether it is a stream of events. The media type alone counts; a charset beside it changes nothing.</summary>
    internal static bool IsEvents(HttpResponseMessage response) =>
        string.Equals(response.Content.Headers.ContentType?.MediaType, "text/event-stream", StringComparison.OrdinalIgnoreCase);

    /// <summary>How a body is packed that no handler has unpacked, as the end of a sentence; null when its header names no packing. The body may be plain all the same.</summary>
    internal static string? Packing(HttpResponseMessage response, ConfidentialTexts confidential)
    {
        string[] codings = [.. response.Content.Headers.ContentEncoding.Where(static coding => !coding.Equals("identity", StringComparison.OrdinalIgnoreCase))];
        return codings.Length == 0 ? null : $"packed as {LineText.Of(confidential.RemoveFrom(string.Join(", ", codings)))}, which the HTTP handler did not unpack";
    }

    /// <summary>
    /// The beginning of a body for a message: one line, capped. Empty for a JSON document, which may hold what must not be logged, and cut where a
    /// page begins to hold one or shows the request's headers.
    /// </summary>
    /// <param name="body">The body.</param>
    /// <param name="confidential">What must not be shown.</param>
    internal static string Excerpt(ReadOnlySpan<byte> body, ConfidentialTexts confidential)
    {
        ReadOnlySpan<byte> start = body.TrimStart(" \t\r\n"u8);
        if (start.IsEmpty || start[0] is (byte)'{' or (byte)'[' or (byte)'"')
        {
            return "";
        }

        // A character takes four bytes at the most.
        string text = confidential.RemoveFrom(Encoding.UTF8.GetString(body[..Math.Min(body.Length, ExcerptCharacters * 4)]));
        int brace = text.IndexOf('{', StringComparison.Ordinal);
        int length = Math.Min(Math.Min(ConfidentialTexts.HeadersIn(text), brace < 0 ? text.Length : brace), ExcerptCharacters);
        return LineText.Of(text[..length]).Trim();
    }
}
