namespace ApiGen.Runtime.Hosting.Settings;

/// <summary>Finds the name that somebody meant.</summary>
internal static class Nearest
{
    /// <summary>The end of a sentence: "; did you mean X?", or a full stop when no name is near.</summary>
    internal static string DidYouMean(string written, IEnumerable<string> names)
    {
        string? best = null;
        int least = Math.Max(1, written.Length / 3) + 1;
        foreach (string name in names)
        {
            int distance = Distance(written, name);
            if (distance < least)
            {
                least = distance;
                best = name;
            }
        }

        return best is null ? "." : $"; did you mean {best}?";
    }

    /// <summary>The key of a setting that somebody meant, who may also have put it in another group; null when none is near.</summary>
    internal static string? Key(string written, IEnumerable<string> keys)
    {
        // By the last part: what it has in common with others in its group says nothing.
        string last = LastPart(written);
        string? nearest = keys.OrderBy(key => Distance(last, LastPart(key))).ThenBy(key => Distance(written, key)).FirstOrDefault();
        return nearest is not null && Distance(last, LastPart(nearest)) <= Math.Max(1, last.Length / 3) ? nearest : null;
    }

    private static string LastPart(string key) => key[(key.LastIndexOf(':') + 1)..];

    // Letters changed, left out, added, or two neighbours exchanged; upper and lower case are the same, as in configuration.
    private static int Distance(string one, string other)
    {
        int[,] table = new int[one.Length + 1, other.Length + 1];
        for (int i = 0; i <= one.Length; i++)
        {
            for (int j = 0; j <= other.Length; j++)
            {
                table[i, j] = i == 0 || j == 0 ? i + j : Math.Min(
                    Math.Min(table[i - 1, j], table[i, j - 1]) + 1,
                    table[i - 1, j - 1] + (Same(one[i - 1], other[j - 1]) ? 0 : 1));
                if (i > 1 && j > 1 && Same(one[i - 1], other[j - 2]) && Same(one[i - 2], other[j - 1]))
                {
                    table[i, j] = Math.Min(table[i, j], table[i - 2, j - 2] + 1);
                }
            }
        }

        return table[one.Length, other.Length];
    }

    private static bool Same(char one, char other) => char.ToUpperInvariant(one) == char.ToUpperInvariant(other);
}
