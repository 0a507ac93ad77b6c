using System.Text;

namespace Worker;

/// <summary>Reads comma-separated values: fields in quotes may hold commas, line ends and, written twice, quotes (RFC 4180).</summary>
internal static class Csv
{
    /// <summary>Gives the records, each with the line that it begins at; blank lines are left out.</summary>
    /// <exception cref="FormatException">A quote is not closed.</exception>
    public static IEnumerable<(int Line, string[] Fields)> Read(string text)
    {
        text = text.ReplaceLineEndings("\n").TrimEnd('\n') + "\n";
        List<string> fields = [];
        StringBuilder field = new();
        bool isQuoted = false;
        for (int at = 0, line = 1, start = 1; at < text.Length; at++)
        {
            char c = text[at];
            line += c == '\n' ? 1 : 0;
            if (isQuoted && c == '"')
            {
                isQuoted = at + 1 < text.Length && text[at + 1] == '"';
                field.Append(isQuoted ? text[at++] : null);
            }
            else if (c == '"' && field.Length == 0)
            {
                isQuoted = true;
            }
            else if (isQuoted || c is not (',' or '\n'))
            {
                field.Append(c);
            }
            else
            {
                fields.Add(field.ToString());
                field.Clear();
                if (c == '\n')
                {
                    if (fields is not [""])
                    {
                        yield return (start, [.. fields]);
                    }

                    fields.Clear();
                    start = line;
                }
            }

            if (isQuoted && at == text.Length - 1)
            {
                throw new FormatException($"line {start}: a quote is not closed.");
            }
        }
    }
}
