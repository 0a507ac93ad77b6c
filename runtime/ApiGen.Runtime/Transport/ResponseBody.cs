using System.Text;
using ApiGen.Runtime.Buffers;

namespace ApiGen.Runtime.Transport;

/// <summary>Reads a body into a pooled buffer, up to a cap.</summary>
internal static class ResponseBody
{
    private const int ExcerptCharacters = 512;

    // So much of a value gives it away; the excerpt may end in the middle of it.
    private const int EchoCharacters = 16;
    private const int SignatureCharacters = 64;

    private static readonly InstancePool<PooledByteWriter> Pool = new();

    internal static PooledByteWriter Rent() => Pool.TryTake() ?? new PooledByteWriter();

    internal static void Return(PooledByteWriter body)
    {
        body.Clear();
        if (!Pool.TryKeep(body))
        {
            body.Release();
        }
    }

    /// <summary>Reads the whole body; false when it is larger than the cap, and the rest was left unread.</summary>
    /// <remarks>The stream is the content's own and is disposed with it.</remarks>
    internal static async ValueTask<bool> TryReadAsync(HttpContent content, long? announced, PooledByteWriter body, long maxBytes, CancellationToken cancellationToken)
    {
        if (announced > maxBytes)
        {
            return false;
        }

        // One byte more than announced, so that the end shows without another buffer.
        int sizeHint = announced is { } length ? (int)Math.Min(length + 1, 1 << 20) : 4096;
        Stream stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        while (true)
        {
            int read = await stream.ReadAsync(body.GetMemory(sizeHint), cancellationToken).ConfigureAwait(false);
            if (read == 0)
            {
                return true;
            }

            body.Advance(read);
            sizeHint = 1;
            if (body.Length > maxBytes)
            {
                return false;
            }
        }
    }

    /// <summary>
    /// The beginning of a body for a message: one line, capped. Empty for a JSON document, which may hold what must not be logged, and cut where an
    /// error page repeats the request's own headers.
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

    /// <summary>Where a page begins to repeat what only the service is to see: its length when it does not.</summary>
    private static int EchoIn(string text, HttpRequestMessage request)
    {
        int end = text.Length;
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
        if (request.Headers.TryGetValues("Authorization", out IEnumerable<string>? values) && values.FirstOrDefault() is { Length: > SignatureCharacters } authorization)
        {
            yield return authorization[^SignatureCharacters..][..EchoCharacters];
        }

        if (request.Headers.TryGetValues("X-TC-Token", out values) && values.FirstOrDefault() is { Length: > 0 } token)
        {
            yield return token[..Math.Min(token.Length, EchoCharacters)];
        }
    }
}
