using System.Text;

namespace ApiGen.Runtime.Transport;

/// <summary>How a body is read, and what is told of it.</summary>
internal static class ResponseBody
{
    private const int UsualFirstRead = 4096;
    private const int MostAtFirst = 1 << 20;
    private const int ExcerptCharacters = 512;

    // So much of a value gives it away; the excerpt may end in the middle of it.
    private const int EchoCharacters = 16;
    private const int SignatureCharacters = 64;

    /// <summary>How much to ask for at first: one byte more than announced, so that the end shows without another buffer.</summary>
    internal static int FirstRead(long? announced) => announced is { } length ? (int)Math.Min(length + 1, MostAtFirst) : UsualFirstRead;

    /// <summary>
    /// The beginning of a body for a message: one line, capped. Empty for a JSON document, which may hold what must not be logged, and cut where a
    /// page begins to hold one or repeats the request's own headers.
    /// </summary>
    /// <param name="body">The body.</param>
    /// <param name="request">The request that it came back for.</param>
    internal static string Excerpt(ReadOnlySpan<byte> body, HttpRequestMessage request)
    {
        ReadOnlySpan<byte> start = body.TrimStart(" \t\r\n"u8);
        if (start.IsEmpty || start[0] is (byte)'{' or (byte)'[' or (byte)'"')
        {
            return "";
        }

        // A character takes four bytes at the most.
        string text = Encoding.UTF8.GetString(body[..Math.Min(body.Length, ExcerptCharacters * 4)]);
        Span<char> line = stackalloc char[ExcerptCharacters];
        int length = Math.Min(EchoIn(text, request), ExcerptCharacters);
        for (int i = 0; i < length; i++)
        {
            line[i] = char.IsControl(text[i]) ? ' ' : text[i];
        }

        return new string(line[..length]).Trim();
    }

    /// <summary>The service's text about a failure, without the request's signature and token in it.</summary>
    internal static string WithoutEcho(string message, HttpRequestMessage request)
    {
        if (SignatureOf(request) is { } signature)
        {
            message = message.Replace(signature, "***", StringComparison.OrdinalIgnoreCase);
        }

        return TokenOf(request) is { } token ? message.Replace(token, "***", StringComparison.Ordinal) : message;
    }

    /// <summary>Where a page begins to repeat what only the service is to see: its length when it does not.</summary>
    private static int EchoIn(string text, HttpRequestMessage request)
    {
        int brace = text.IndexOf('{', StringComparison.Ordinal);
        int end = brace < 0 ? text.Length : brace;
        foreach (string secret in SecretsOf(request))
        {
            int at = text.IndexOf(secret, StringComparison.OrdinalIgnoreCase);
            end = at < 0 ? end : Math.Min(end, at);
        }

        return end;
    }

    private static IEnumerable<string> SecretsOf(HttpRequestMessage request)
    {
        // The names too: a page may have the values in another form.
        yield return "Authorization";
        yield return "TC3-HMAC-SHA256";
        yield return "X-TC-Token";
        yield return "Signature=";
        if (SignatureOf(request) is { } signature)
        {
            yield return signature[..EchoCharacters];
        }

        if (TokenOf(request) is { } token)
        {
            yield return token[..Math.Min(token.Length, EchoCharacters)];
        }
    }

    private static string? SignatureOf(HttpRequestMessage request) =>
        request.Headers.TryGetValues("Authorization", out IEnumerable<string>? values) && values.FirstOrDefault() is { Length: > SignatureCharacters } authorization
            ? authorization[^SignatureCharacters..]
            : null;

    private static string? TokenOf(HttpRequestMessage request) =>
        request.Headers.TryGetValues("X-TC-Token", out IEnumerable<string>? values) && values.FirstOrDefault() is { Length: > 0 } token ? token : null;
}
