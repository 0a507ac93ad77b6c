using System.Text;
using ApiGen.Runtime.Buffers;

namespace ApiGen.Runtime.Transport;

/// <summary>Reads a body into a pooled buffer, up to a cap.</summary>
internal static class ResponseBody
{
    private const int ExcerptCharacters = 512;

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

    /// <summary>The beginning of a body for a message: one line, capped.</summary>
    internal static string Excerpt(ReadOnlySpan<byte> body)
    {
        // A character takes four bytes at the most.
        string text = Encoding.UTF8.GetString(body[..Math.Min(body.Length, ExcerptCharacters * 4)]);
        Span<char> line = stackalloc char[ExcerptCharacters];
        int length = Math.Min(text.Length, ExcerptCharacters);
        for (int i = 0; i < length; i++)
        {
            line[i] = char.IsControl(text[i]) ? ' ' : text[i];
        }

        return new string(line[..length]).Trim();
    }

    /// <summary>The same, but nothing of a JSON document, whose beginning may hold what must not be logged; that of an error page does not.</summary>
    internal static string ExcerptUnlessJson(ReadOnlySpan<byte> body)
    {
        ReadOnlySpan<byte> start = body.TrimStart(" \t\r\n"u8);
        return start.IsEmpty || start[0] is (byte)'{' or (byte)'[' or (byte)'"' ? "" : Excerpt(body);
    }
}
