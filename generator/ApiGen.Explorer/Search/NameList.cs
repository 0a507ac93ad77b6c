namespace ApiGen.Explorer.Search;

/// <summary>
/// Distinct texts, each with the entries that are called so. All of them lie in one stretch of memory, which the platform searches many characters at a time.
/// </summary>
internal sealed class NameList
{
    private readonly string _all;
    private readonly int[] _starts;
    private readonly string[] _names;
    private readonly int[][] _entries;

    /// <summary>Makes the list.</summary>
    /// <param name="entries">The entries of each text.</param>
    public NameList(Dictionary<string, List<int>> entries)
    {
        _names = [.. entries.Keys];
        _entries = [.. _names.Select(name => entries[name].ToArray())];
        _starts = new int[_names.Length];
        int length = 0;
        for (int i = 0; i < _names.Length; i++)
        {
            _starts[i] = length;
            length += _names[i].Length + 1;
        }

        _all = string.Create(length, _names, static (span, names) =>
        {
            foreach (string name in names)
            {
                name.AsSpan().ToLowerInvariant(span);
                span[name.Length] = '\n';
                span = span[(name.Length + 1)..];
            }
        });
    }

    /// <summary>The entries that a text belongs to.</summary>
    public ReadOnlySpan<int> EntriesOf(int name) => _entries[name];

    /// <summary>The texts that hold a word, each with how well it fits: 0 for the whole text, 1 for its beginning, 2 for the beginning of a word in it, 3 for anywhere.</summary>
    /// <param name="word">The word in lower case, without line ends.</param>
    public IEnumerable<(int Name, int Fit)> Find(string word)
    {
        int from = 0;
        while (_all.AsSpan(from).IndexOf(word, StringComparison.Ordinal) is >= 0 and var found)
        {
            int at = from + found;
            int name = Array.BinarySearch(_starts, at) is >= 0 and var exact ? exact : ~Array.BinarySearch(_starts, at) - 1;
            yield return (name, FitAt(_names[name], at - _starts[name], word));
            from = _starts[name] + _names[name].Length + 1;
        }
    }

    /// <summary>How well a word fits a text, as <see cref="Find"/> tells; null when the text does not hold it.</summary>
    public static int? Fit(string name, string word) => name.IndexOf(word, StringComparison.OrdinalIgnoreCase) is >= 0 and var first ? FitAt(name, first, word) : null;

    private static int FitAt(string name, int first, string word)
    {
        if (first == 0)
        {
            return name.Length == word.Length ? 0 : 1;
        }

        for (int at = first; at >= 0; at = at + 1 < name.Length ? name.IndexOf(word, at + 1, StringComparison.OrdinalIgnoreCase) : -1)
        {
            // In MNPName a word begins at the N, whose neighbour is small.
            bool begins = !char.IsLetterOrDigit(name[at - 1])
                || (char.IsUpper(name[at]) && (!char.IsUpper(name[at - 1]) || (at + 1 < name.Length && char.IsLower(name[at + 1]))));
            if (begins)
            {
                return 2;
            }
        }

        return 3;
    }
}
