using System.Text;
using System.Text.RegularExpressions;

namespace ApiGen.Cli.Merging;

/// <summary>Saves the comments of an entry that is written anew.</summary>
internal static partial class KeptComments
{
    /// <summary>The new text with the old entry's comments: one behind the key stays there, the others go above.</summary>
    public static string Around(IReadOnlyList<string> lines, BlockEntry entry, string text, int indent)
    {
        string? behindKey = Of(lines[entry.Start]);
        StringBuilder result = new();
        foreach (string comment in Inside(lines, entry.Start, entry.End).Skip(behindKey is null ? 0 : 1))
        {
            result.Append(' ', indent).Append(comment).Append('\n');
        }

        int firstEnd = text.IndexOf('\n', StringComparison.Ordinal);
        return behindKey is null || firstEnd < 0
            ? result.Append(text).ToString()
            : result.Append(text, 0, firstEnd).Append(' ').Append(behindKey).Append(text, firstEnd, text.Length - firstEnd).ToString();
    }

    /// <summary>The comments on lines in their order; what looks like one in the text of a block scalar is none.</summary>
    public static IEnumerable<string> Inside(IReadOnlyList<string> lines, int start, int end)
    {
        int scalar = -1;
        for (int i = start; i < end; i++)
        {
            string line = lines[i];
            int indent = line.Length - line.AsSpan().TrimStart(' ').Length;
            bool isText = scalar >= 0 && (indent > scalar || string.IsNullOrWhiteSpace(line));
            if (isText)
            {
                continue;
            }

            scalar = BlockScalar().IsMatch(line) ? indent : -1;
            if (Of(line) is { } comment)
            {
                yield return comment;
            }
        }
    }

    /// <summary>The comment on a line, from its sign on; null when there is none.</summary>
    private static string? Of(string line)
    {
        char quote = '\0';
        for (int i = 0; i < line.Length; i++)
        {
            char c = line[i];
            if (quote != '\0')
            {
                i += quote == '"' && c == '\\' ? 1 : 0;
                quote = c == quote ? '\0' : quote;
            }
            else if (c is '"' or '\'' && (i == 0 || line[i - 1] is ' ' or '[' or '{' or ','))
            {
                quote = c;
            }
            else if (c == '#' && (i == 0 || line[i - 1] is ' ' or '\t'))
            {
                return line[i..];
            }
        }

        return null;
    }

    // YAML 1.2.2, section 8.1: the sign of a literal or folded text, with its indentation and its way of chomping.
    [GeneratedRegex(@"(?::|^\s*-)\s+[|>][0-9+-]{0,2}\s*(?:\s#.*)?$", RegexOptions.CultureInvariant)]
    private static partial Regex BlockScalar();
}
