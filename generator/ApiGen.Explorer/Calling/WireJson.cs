using System.Runtime.InteropServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ApiGen.Explorer.Calling;

/// <summary>
/// JSON of a service or a spec as text, whatever it holds: a service may cut a text in the middle of an emoji, and half a surrogate pair is JSON by its grammar
/// (RFC 8259, section 8.2), though the platform throws when it is to write one. It stays the escape that it came as.
/// </summary>
internal static partial class WireJson
{
    // For people's eyes and other programs' parsers, never for HTML.
    private static readonly JavaScriptEncoder Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    /// <summary>The value on one line.</summary>
    public static string Compact(JsonElement value) => Print(JsonMarshal.GetRawUtf8Value(value), isIndented: false);

    /// <summary>The value on several lines, indented by two blanks.</summary>
    public static string Indented(JsonElement value) => Print(JsonMarshal.GetRawUtf8Value(value), isIndented: true);

    /// <summary>The JSON on several lines, indented by two blanks.</summary>
    public static string Indented(string json) => Print(Encoding.UTF8.GetBytes(json), isIndented: true);

    /// <summary>The value with other texts; a number that is told otherwise becomes a text.</summary>
    public static JsonElement With(JsonElement value, Func<string, string> told)
    {
        using JsonDocument document = JsonDocument.Parse(Print(JsonMarshal.GetRawUtf8Value(value), isIndented: false, told), new JsonDocumentOptions { MaxDepth = int.MaxValue });
        return document.RootElement.Clone();
    }

    /// <summary>The text of a member, with half a surrogate pair as the characters of its escape; null when there is no such member or it is no text.</summary>
    public static string? Text(JsonElement value, string name) =>
        Member(value, name) is { ValueKind: JsonValueKind.String } found ? Readable(JsonMarshal.GetRawUtf8Value(found)[1..^1]) : null;

    /// <summary>The names of an object's members; none when it is no object.</summary>
    public static List<string> Names(JsonElement value) =>
        value.ValueKind == JsonValueKind.Object ? [.. value.EnumerateObject().Select(static member => Readable(JsonMarshal.GetRawUtf8PropertyName(member)))] : [];

    /// <summary>The member of a name, the last one where there are several, else one whose name differs in case alone, as clients read it; null when there is none.</summary>
    public static JsonElement? Member(JsonElement value, string name)
    {
        JsonElement? exact = null;
        JsonElement? near = null;
        if (value.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty member in value.EnumerateObject())
            {
                string found = Readable(JsonMarshal.GetRawUtf8PropertyName(member));
                exact = found == name ? member.Value : exact;
                near = found.Equals(name, StringComparison.OrdinalIgnoreCase) ? member.Value : near;
            }
        }

        return exact ?? near;
    }

    private static string Print(ReadOnlySpan<byte> json, bool isIndented, Func<string, string>? told = null)
    {
        StringBuilder text = new(json.Length);
        Utf8JsonReader reader = new(json, new JsonReaderOptions { MaxDepth = int.MaxValue });
        JsonTokenType before = JsonTokenType.None;
        while (reader.Read())
        {
            bool isEnd = reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray;
            bool isFirst = before is JsonTokenType.None or JsonTokenType.StartObject or JsonTokenType.StartArray or JsonTokenType.PropertyName;
            text.Append(isFirst || isEnd ? "" : ",");
            if (isIndented && before is not (JsonTokenType.None or JsonTokenType.PropertyName) && !(isFirst && isEnd))
            {
                text.Append('\n').Append(' ', 2 * reader.CurrentDepth);
            }

            _ = reader.TokenType switch
            {
                JsonTokenType.String => text.Append('"').Append(Escaped(reader.ValueSpan, told)).Append('"'),
                JsonTokenType.PropertyName => text.Append('"').Append(Escaped(reader.ValueSpan, told)).Append(isIndented ? "\": " : "\":"),
                JsonTokenType.Number when told is not null && Encoding.UTF8.GetString(reader.ValueSpan) is var number && told(number) is var other && other != number => text.Append('"').Append(Encoder.Encode(other)).Append('"'),
                _ => text.Append(Encoding.UTF8.GetString(reader.ValueSpan)),
            };
            before = reader.TokenType;
        }

        return text.ToString();
    }

    /// <summary>What stands between quotation marks, without escapes that are not needed.</summary>
    private static string Escaped(ReadOnlySpan<byte> written, Func<string, string>? told)
    {
        if (told is not null && Readable(written) is var read && told(read) is var other && other != read)
        {
            return Encoder.Encode(other);
        }

        if (!written.Contains((byte)'\\'))
        {
            return Encoder.Encode(Encoding.UTF8.GetString(written));
        }

        string text = Encoding.UTF8.GetString(written);
        StringBuilder escaped = new(text.Length);
        int from = 0;
        foreach (Match half in Escape().Matches(text).Where(static match => match.Groups["half"].Success))
        {
            escaped.Append(Encoder.Encode(Resolved(text[from..half.Index]))).Append(half.Value);
            from = half.Index + half.Length;
        }

        return escaped.Append(Encoder.Encode(Resolved(text[from..]))).ToString();
    }

    /// <summary>What stands between quotation marks as text, with half a surrogate pair as the characters of its escape.</summary>
    internal static string Readable(ReadOnlySpan<byte> written) => written.Contains((byte)'\\')
        ? Resolved(Escape().Replace(Encoding.UTF8.GetString(written), static match => match.Groups["half"].Success ? "\\" + match.Value : match.Value))
        : Encoding.UTF8.GetString(written);

    private static string Resolved(string written)
    {
        using JsonDocument document = JsonDocument.Parse($"\"{written}\"");
        return document.RootElement.GetString()!;
    }

    // A whole pair, half of one, or any other escape.
    [GeneratedRegex(@"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(?<half>\\u[dD][89a-fA-F][0-9a-fA-F]{2})|\\.", RegexOptions.ExplicitCapture)]
    private static partial Regex Escape();
}
