namespace ApiGen.Cli.Commands;

/// <summary>Suggests names that are near to one that does not exist.</summary>
internal static class NearestNames
{
    private const int MaxSuggestions = 3;

    /// <summary>A sentence with suggestions, led by a blank; empty when nothing is near.</summary>
    public static string Hint(string name, IEnumerable<string> known)
    {
        string[] near =
        [
            .. known.Select(candidate => (candidate, distance: Distance(name.ToUpperInvariant(), candidate.ToUpperInvariant())))
                .Where(pair => pair.distance <= Math.Max(2, name.Length / 3) || pair.candidate.Contains(name, StringComparison.OrdinalIgnoreCase))
                .OrderBy(pair => pair.distance)
                .ThenBy(pair => pair.candidate, StringComparer.Ordinal)
                .Take(MaxSuggestions)
                .Select(pair => pair.candidate),
        ];
        return near.Length == 0 ? "" : $" Did you mean {string.Join(", ", near)}?";
    }

    /// <summary>The Levenshtein distance.</summary>
    private static int Distance(string left, string right)
    {
        int[] row = [.. Enumerable.Range(0, right.Length + 1)];
        for (int i = 1; i <= left.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= right.Length; j++)
            {
                int substituted = diagonal + (left[i - 1] == right[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substituted, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[right.Length];
    }
}
