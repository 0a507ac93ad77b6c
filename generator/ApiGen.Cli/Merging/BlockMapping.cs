using System.Text.RegularExpressions;

namespace ApiGen.Cli.Merging;

/// <summary>An entry of a mapping in block style.</summary>
/// <param name="Key">The key without quotes.</param>
/// <param name="Start">The index of the line with the key.</param>
/// <param name="End">The index just past the entry's last line; comments and empty lines before the next key are not part of it.</param>
/// <param name="Inline">What follows the colon on the key's line, comment included; empty when the value stands on its own lines.</param>
internal sealed record BlockEntry(string Key, int Start, int End, string Inline);

/// <summary>
/// A mapping in block style as the lines that hold its entries, so that an entry can be replaced while everything around it,
/// comments above all, stays to the letter.
/// </summary>
internal sealed partial class BlockMapping
{
    private BlockMapping(int indent, IReadOnlyList<BlockEntry> entries)
    {
        Indent = indent;
        Entries = entries;
    }

    /// <summary>The indentation of the keys.</summary>
    public int Indent { get; }

    /// <summary>The entries in file order.</summary>
    public IReadOnlyList<BlockEntry> Entries { get; }

    /// <summary>Reads the mapping that stands on the given lines; null when they hold something else.</summary>
    public static BlockMapping? Read(IReadOnlyList<string> lines, int start, int end)
    {
        int first = start;
        while (first < end && IsTrivia(lines[first]))
        {
            first++;
        }

        if (first == end)
        {
            return null;
        }

        int indent = IndentOf(lines[first]);
        List<BlockEntry> entries = [];
        for (int i = first; i < end;)
        {
            Match key = KeyLine().Match(lines[i]);
            if (IndentOf(lines[i]) != indent || !key.Success)
            {
                return null;
            }

            int next = i + 1;
            while (next < end && (string.IsNullOrWhiteSpace(lines[next]) || IndentOf(lines[next]) > indent || IsItemOf(lines[next], indent) || IsCommentAt(lines[next], indent)))
            {
                next++;
            }

            int last = next;
            while (last > i + 1 && IsTrivia(lines[last - 1]) && (string.IsNullOrWhiteSpace(lines[last - 1]) || IndentOf(lines[last - 1]) <= indent))
            {
                last--;
            }

            entries.Add(new BlockEntry(Unquote(key.Groups["key"].Value), i, last, key.Groups["value"].Value.Trim()));
            i = next;
        }

        return new BlockMapping(indent, entries);
    }

    /// <summary>The entry of a key, or null.</summary>
    public BlockEntry? Find(string key) => Entries.FirstOrDefault(entry => entry.Key == key);

    /// <summary>The mapping that is an entry's value; null when the value is something else, or stands in flow style.</summary>
    public static BlockMapping? Inside(IReadOnlyList<string> lines, BlockEntry entry) =>
        entry.Inline.Length == 0 || entry.Inline[0] == '#' ? Read(lines, entry.Start + 1, entry.End) : null;

    /// <summary>Whether a line holds nothing but a comment, or nothing.</summary>
    public static bool IsTrivia(string line) => line.AsSpan().TrimStart() is "" or ['#', ..];

    // A sequence may stand at its key's own indentation.
    private static bool IsItemOf(string line, int indent) => IndentOf(line) == indent && line.AsSpan(indent) is "-" or ['-', ' ', ..];

    // A comment ends the entry only when what follows it is the next key; that is settled by taking trailing trivia off again.
    private static bool IsCommentAt(string line, int indent) => IndentOf(line) <= indent && line.AsSpan().TrimStart() is ['#', ..];

    private static int IndentOf(string line) => line.Length - line.AsSpan().TrimStart(' ').Length;

    private static string Unquote(string key) => key switch
    {
        ['"', .. var inner, '"'] => inner,
        ['\'', .. var inner, '\''] => inner.Replace("''", "'", StringComparison.Ordinal),
        _ => key.TrimEnd(),
    };

    [GeneratedRegex("""^\s*(?<key>"[^"]*"|'(?:[^']|'')*'|[^\s"'#\-\[\]{},&*!|>%@`](?:[^:#]|:(?=\S)|(?<=\S)#)*|-\S[^:]*)\s*:(?:\s+(?<value>.*))?$""", RegexOptions.CultureInvariant)]
    private static partial Regex KeyLine();
}
