using System.Text;
using System.Text.Json;

namespace ApiGen.Explorer.Signing;

/// <summary>How a program lays out the JSON that it writes.</summary>
/// <param name="Name">What is special about it, as the end of a phrase such as "the body ..."; empty for nothing.</param>
/// <param name="Colon">What stands between a name and its value.</param>
/// <param name="Comma">What stands between two elements on a line.</param>
/// <param name="Indent">What each level is indented by; null for everything on one line.</param>
/// <param name="LineEnd">The line end of what is indented.</param>
internal sealed record JsonLayout(string Name, string Colon, string Comma, string? Indent = null, string LineEnd = "\n")
{
    /// <summary>The usual ones, the most usual first.</summary>
    public static IReadOnlyList<JsonLayout> All { get; } =
    [
        new("", ":", ","),
        new("with blanks behind colons and commas, as json.dumps of Python writes it", ": ", ", "),
        new("indented by 2 blanks", ": ", ",", "  "),
        new("indented by 4 blanks", ": ", ",", "    "),
        new("indented by tabs", ": ", ",", "\t"),
        new("indented by 2 blanks, with the line ends of Windows (CR LF)", ": ", ",", "  ", "\r\n"),
        new("indented by 4 blanks, with the line ends of Windows (CR LF)", ": ", ",", "    ", "\r\n"),
        new("indented by tabs, with the line ends of Windows (CR LF)", ": ", ",", "\t", "\r\n"),
        new("with blanks behind colons", ": ", ","),
        new("with blanks behind commas", ":", ", "),
        new("indented by 3 blanks", ": ", ",", "   "),
    ];

    /// <summary>Writes a value. Numbers keep the digits that they have.</summary>
    /// <param name="value">The value.</param>
    /// <param name="escapes">How texts are escaped.</param>
    /// <param name="isSorted">Whether members are sorted by their names.</param>
    public string Write(JsonElement value, JsonEscapes escapes, bool isSorted)
    {
        StringBuilder text = new();
        Write(text, value, escapes, isSorted, 0);
        return text.ToString();
    }

    private void Write(StringBuilder text, JsonElement value, JsonEscapes escapes, bool isSorted, int depth)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                IEnumerable<JsonProperty> members = value.EnumerateObject();
                Block(text, '{', '}', isSorted ? members.OrderBy(static member => member.Name, StringComparer.Ordinal) : members, depth, member =>
                {
                    text.Append(escapes.Quoted(member.Name)).Append(Colon);
                    Write(text, member.Value, escapes, isSorted, depth + 1);
                });
                break;
            case JsonValueKind.Array:
                Block(text, '[', ']', value.EnumerateArray(), depth, element => Write(text, element, escapes, isSorted, depth + 1));
                break;
            case JsonValueKind.String:
                text.Append(escapes.Quoted(value.GetString()!));
                break;
            default:
                text.Append(value.GetRawText());
                break;
        }
    }

    private void Block<T>(StringBuilder text, char begin, char end, IEnumerable<T> parts, int depth, Action<T> write)
    {
        text.Append(begin);
        bool isEmpty = true;
        foreach (T part in parts)
        {
            text.Append(isEmpty ? "" : Comma);
            NewLine(depth + 1);
            write(part);
            isEmpty = false;
        }

        if (!isEmpty)
        {
            NewLine(depth);
        }

        text.Append(end);

        void NewLine(int levels)
        {
            if (Indent is not null)
            {
                text.Append(LineEnd);
                for (int i = 0; i < levels; i++)
                {
                    text.Append(Indent);
                }
            }
        }
    }
}
