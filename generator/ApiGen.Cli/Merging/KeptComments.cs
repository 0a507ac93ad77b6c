using System.Text;

namespace ApiGen.Cli.Merging;

/// <summary>Saves the comments of an entry that is written anew.</summary>
internal static class KeptComments
{
    /// <summary>The new text with the old entry's comments: one behind the key stays there, the others go above.</summary>
    public static string Around(IReadOnlyList<string> lines, BlockEntry entry, string text, int indent)
    {
        string? behindKey = Of(lines[entry.Start]);
        StringBuilder result = new();
        for (int i = entry.Start + 1; i < entry.End; i++)
        {
            if (Of(lines[i]) is { } comment)
            {
                result.Append(' ', indent).Append(comment).Append('\n');
            }
        }

        int firstEnd = text.IndexOf('\n', StringComparison.Ordinal);
        return behindKey is null || firstEnd < 0
            ? result.Append(text).ToString()
            : result.Append(text, 0, firstEnd).Append(' ').Append(behindKey).Append(text, firstEnd, text.Length - firstEnd).ToString();
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
}
