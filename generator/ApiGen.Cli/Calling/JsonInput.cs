using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ApiGen.Cli.Commands;

namespace ApiGen.Cli.Calling;

/// <summary>JSON that a person gives, as text, in a file or through a pipe. What is wrong with it is told with its place.</summary>
internal static class JsonInput
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    // The longer mark first: the one of UTF-32 begins with the one of UTF-16.
    private static readonly Encoding[] Marked =
    [
        new UTF32Encoding(bigEndian: false, byteOrderMark: true, throwOnInvalidCharacters: true),
        new UTF32Encoding(bigEndian: true, byteOrderMark: true, throwOnInvalidCharacters: true),
        new UnicodeEncoding(bigEndian: false, byteOrderMark: true, throwOnInvalidBytes: true),
        new UnicodeEncoding(bigEndian: true, byteOrderMark: true, throwOnInvalidBytes: true),
        new UTF8Encoding(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true),
    ];

    /// <summary>The text of a file or of standard input: UTF-8, or UTF-16 as some shells write it, with or without a byte order mark.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="place">What they come from, for the error.</param>
    /// <exception cref="CommandException">The bytes are no such text.</exception>
    public static string Decode(byte[] bytes, string place)
    {
        try
        {
            if (Marked.FirstOrDefault(encoding => bytes.AsSpan().StartsWith(encoding.Preamble)) is { } marked)
            {
                return marked.GetString(bytes.AsSpan(marked.Preamble.Length));
            }

            // JSON begins with a character of ASCII, so one zero byte of the first two tells UTF-16 and its order.
            Encoding encoding = bytes is [not 0, 0, ..] ? Marked[2] : bytes is [0, not 0, ..] ? Marked[3] : Utf8;
            return encoding.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            throw new CommandException($"{place} is not text in UTF-8 or UTF-16. Save it as UTF-8.");
        }
    }

    /// <summary>Whether a text is whole: arguments come from the system, which may hand over halves of surrogate pairs.</summary>
    public static bool IsUnicode(string text)
    {
        try
        {
            return Utf8.GetByteCount(text) >= 0;
        }
        catch (EncoderFallbackException)
        {
            return false;
        }
    }

    /// <summary>A JSON value.</summary>
    /// <param name="json">The text.</param>
    /// <param name="place">What it comes from, for the error.</param>
    /// <exception cref="CommandException">The text is not JSON, names a member twice, or is not valid Unicode.</exception>
    public static JsonNode? Parse(string json, string place)
    {
        try
        {
            byte[] bytes = Utf8.GetBytes(json);
            Check(bytes, place);
            return JsonNode.Parse(bytes);
        }
        catch (EncoderFallbackException exception)
        {
            throw new CommandException(string.Create(CultureInfo.InvariantCulture, $"{place} is not valid Unicode: half of a character at position {exception.Index + 1}."));
        }
        catch (JsonException exception)
        {
            throw new CommandException(string.Create(CultureInfo.InvariantCulture, $"{place} is not valid JSON (line {exception.LineNumber + 1}, column {exception.BytePositionInLine + 1})."));
        }
    }

    private static void Check(ReadOnlySpan<byte> bytes, string place)
    {
        Utf8JsonReader reader = new(bytes);
        Stack<HashSet<string>> open = new();
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject:
                    open.Push(new HashSet<string>(StringComparer.Ordinal));
                    break;
                case JsonTokenType.EndObject:
                    open.Pop();
                    break;
                case JsonTokenType.PropertyName when !open.Peek().Add(Text(ref reader, bytes, place)):
                    throw new CommandException($"{place} names '{reader.GetString()}' twice in one object ({Position(bytes, reader.TokenStartIndex)}). Remove one of the two.");
                case JsonTokenType.String:
                    Text(ref reader, bytes, place);
                    break;
            }
        }
    }

    private static string Text(ref Utf8JsonReader reader, ReadOnlySpan<byte> bytes, string place)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw new CommandException($"{place} holds a text that is not valid Unicode: half of a surrogate pair ({Position(bytes, reader.TokenStartIndex)}).");
        }
    }

    private static string Position(ReadOnlySpan<byte> bytes, long start)
    {
        ReadOnlySpan<byte> before = bytes[..(int)start];
        return string.Create(CultureInfo.InvariantCulture, $"line {before.Count((byte)'\n') + 1}, column {before.Length - before.LastIndexOf((byte)'\n')}");
    }
}
