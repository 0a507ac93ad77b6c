using System.Text;
using System.Text.Json;

namespace ApiGen.Runtime.Json;

/// <summary>
/// Finds texts that hold half of a surrogate pair: it is no character, so UTF-8 has no bytes for it, and the service would get U+FFFD in its place.
/// </summary>
internal static class HalfPairs
{
    internal const string Fault = "holds half of a surrogate pair, which is no character and cannot be sent";

    /// <summary>The texts of a document of the client's own writer that held one; null when none did.</summary>
    internal static List<RequestProblem>? FindIn(ReadOnlySpan<byte> written)
    {
        if (!HoldsOne(written))
        {
            return null;
        }

        List<RequestProblem> problems = [];
        Utf8JsonReader reader = new(written, JsonModel.ReaderOptions);
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.String && HoldsOne(reader.ValueSpan))
            {
                problems.Add(new RequestProblem(JsonDocumentPath.Find(written, reader.TokenStartIndex), Fault));
            }
        }

        return problems;
    }

    /// <summary>The bytes of a JSON text, which may hold halves as they are or as escapes.</summary>
    /// <exception cref="ArgumentException">It holds half of a surrogate pair.</exception>
    internal static byte[] Encode(string json, string parameter)
    {
        try
        {
            byte[] encoded = JsonText.Strict.GetBytes(json);
            return HoldsOneAsEscape(encoded) ? throw new ArgumentException($"The request {Fault}.", parameter) : encoded;
        }
        catch (EncoderFallbackException e)
        {
            throw new ArgumentException(FormattableString.Invariant($"The request {Fault}: see character {e.Index + 1}."), parameter);
        }
    }

    // The writer lets U+FFFD pass as it is and writes this escape for half of a pair alone; a text with the same six characters has its backslash doubled.
    private static bool HoldsOne(ReadOnlySpan<byte> written)
    {
        for (int from = 0; written[from..].IndexOf("\\uFFFD"u8) is var at and >= 0; from += at + 1)
        {
            int before = written[..(from + at)].LastIndexOfAnyExcept((byte)'\\');
            if ((from + at - 1 - before) % 2 == 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a JSON text has the escape of half of a pair. What is not JSON is not looked into.</summary>
    private static bool HoldsOneAsEscape(ReadOnlySpan<byte> json)
    {
        if (json.IndexOf("\\u"u8) < 0)
        {
            return false;
        }

        Utf8JsonReader reader = new(json);
        try
        {
            while (reader.Read())
            {
                if (reader.ValueIsEscaped)
                {
                    reader.GetString();
                }
            }
        }
        catch (InvalidOperationException)
        {
            return true;
        }
        catch (JsonException)
        {
            // Where it is none is told by who reads it next.
        }

        return false;
    }
}
