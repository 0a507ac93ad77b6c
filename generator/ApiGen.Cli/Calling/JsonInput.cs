using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ApiGen.Cli.Commands;
using ApiGen.Emulator.Requests;
using ApiGen.Specs;
using ApiGen.Specs.Conformance;

namespace ApiGen.Cli.Calling;

/// <summary>JSON that a person gives, as text, in a file or through a pipe. What is wrong with it is told with its place.</summary>
internal static class JsonInput
{
    /// <summary>How deep objects and lists may nest.</summary>
    private const int MaxDepth = SpecLimits.MaxRequestDepth;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

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
    /// <param name="duplicates">Names what stands twice in one object, in the order of the text.</param>
    /// <exception cref="CommandException">The text is not JSON, names a member twice, or is not valid Unicode.</exception>
    public static JsonNode? Parse(string json, string place, Func<WireValue, IReadOnlyList<Violation>> duplicates)
    {
        try
        {
            byte[] bytes = Utf8.GetBytes(json);
            if (FirstTwice(bytes, place) is { } start)
            {
                using JsonDocument document = JsonDocument.Parse(bytes, new JsonDocumentOptions { MaxDepth = MaxDepth });
                throw new CommandException($"{place} names '{duplicates(JsonWireValue.Of(document.RootElement))[0].Path}' twice ({Position(bytes, start)}). Remove one of the two.");
            }

            return JsonNode.Parse(bytes, documentOptions: new JsonDocumentOptions { MaxDepth = MaxDepth });
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

    // Where the first name stands that its object has before; what else is wrong is told at once.
    private static long? FirstTwice(ReadOnlySpan<byte> bytes, string place)
    {
        long? first = null;
        Utf8JsonReader reader = new(bytes, new JsonReaderOptions { MaxDepth = int.MaxValue });
        Stack<HashSet<string>> open = new();
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray && reader.CurrentDepth >= MaxDepth)
            {
                throw new CommandException($"{place} is nested more than {MaxDepth} levels deep ({Position(bytes, reader.TokenStartIndex)}).");
            }

            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject:
                    open.Push(new HashSet<string>(StringComparer.Ordinal));
                    break;
                case JsonTokenType.EndObject:
                    open.Pop();
                    break;
                case JsonTokenType.PropertyName when !open.Peek().Add(Text(ref reader, bytes, place)):
                    first ??= reader.TokenStartIndex;
                    break;
                case JsonTokenType.String:
                    Text(ref reader, bytes, place);
                    break;
            }
        }

        return first;
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
