namespace ApiGen.Specs.Diagnostics;

/// <summary>Finds the name that a writer most likely meant.</summary>
public static class NearestName
{
    /// <summary>The nearest candidate by edit distance, near meaning at most a third of the name's length; null when none is near.</summary>
    public static string? Find(string name, IEnumerable<string> candidates) => Find(name, candidates, int.MaxValue);

    /// <summary>The nearest candidate as <see cref="Find(string, IEnumerable{string})"/> gives it, unless it is further away than allowed.</summary>
    /// <param name="name">The name that is none of them.</param>
    /// <param name="candidates">The names that there are.</param>
    /// <param name="furthest">The most slips between the two; at least 1.</param>
    public static string? Find(string name, IEnumerable<string> candidates, int furthest)
    {
        string? best = null;
        int bestDistance = Math.Min(furthest, Math.Max(1, name.Length / 3)) + 1;
        if (name.Length is 0 or > SpecLimits.MaxNameLength)
        {
            return null;
        }

        foreach (string candidate in candidates)
        {
            if (Math.Abs(candidate.Length - name.Length) >= bestDistance)
            {
                continue;
            }

            // A slip of the case is nearer than any other slip.
            int distance = string.Equals(candidate, name, StringComparison.OrdinalIgnoreCase) ? 0 : Distance(name, candidate, bestDistance);
            if (distance < bestDistance || (distance == bestDistance && best is not null && string.CompareOrdinal(candidate, best) < 0))
            {
                best = candidate;
                bestDistance = distance;
            }
        }

        return best;
    }

    /// <summary>The nearest candidate as a sentence to end a message with, or the given sentence.</summary>
    public static string Hint(string name, IEnumerable<string> candidates, string otherwise) =>
        Find(name, candidates) is { } near ? $"Did you mean '{near}'?" : otherwise;

    /// <summary>As <see cref="Hint"/>, for a name in which <c>*</c> stands for any text and <c>?</c> for any character: the candidate that it nearly matches.</summary>
    public static string HintOfPattern(string glob, IEnumerable<string> candidates, string otherwise)
    {
        int letters = glob.Count(static c => c is not ('*' or '?'));
        if (letters == glob.Length || letters == 0 || glob.Length > SpecLimits.MaxNameLength)
        {
            return Hint(glob, candidates, otherwise);
        }

        // Of those that are equally near the shortest is likeliest to be known.
        int limit = Math.Max(1, letters / 3);
        string? near = candidates
            .Select(candidate => (Name: candidate, Distance: Distance(glob, candidate, limit, isPattern: true)))
            .Where(one => one.Distance <= limit)
            .OrderBy(static one => one.Distance)
            .ThenBy(static one => one.Name.Length)
            .ThenBy(static one => one.Name, StringComparer.Ordinal)
            .Select(static one => one.Name)
            .FirstOrDefault();
        return near is null ? otherwise : $"Did you mean '{near}'?";
    }

    /// <summary>The candidates that are as near as <see cref="Find(string, IEnumerable{string})"/> demands or that contain the name, the nearest first.</summary>
    /// <param name="name">The name that is none of them.</param>
    /// <param name="candidates">The names that there are.</param>
    /// <param name="most">The most that are given; at least 1.</param>
    public static IReadOnlyList<string> FindSeveral(string name, IEnumerable<string> candidates, int most)
    {
        int limit = Math.Max(1, name.Length / 3);
        return name.Length is 0 or > SpecLimits.MaxNameLength
            ? []
            : [.. candidates
                .Select(candidate => (Name: candidate, Distance: Distance(name, candidate, limit)))
                .Where(near => near.Distance <= limit || near.Name.IndexOf(name, StringComparison.OrdinalIgnoreCase) >= 0)
                .OrderBy(static near => near.Distance)
                .ThenBy(static near => near.Name, StringComparer.Ordinal)
                .Take(most)
                .Select(static near => near.Name)];
    }

    // Optimal string alignment without regard to case: insert, delete, replace, swap neighbours. In a pattern a star takes any text for nothing, and a question
    // mark any character. Gives up when every way costs more than the limit.
    private static int Distance(string left, string right, int limit, bool isPattern = false)
    {
        int[] beforePrevious = new int[right.Length + 1];
        int[] previous = new int[right.Length + 1];
        int[] current = new int[right.Length + 1];
        for (int j = 0; j <= right.Length; j++)
        {
            previous[j] = j;
        }

        for (int i = 1; i <= left.Length; i++)
        {
            bool isStar = isPattern && left[i - 1] == '*';
            current[0] = isStar ? previous[0] : previous[0] + 1;
            int least = current[0];
            for (int j = 1; j <= right.Length; j++)
            {
                current[j] = isStar
                    ? Math.Min(previous[j], current[j - 1])
                    : Math.Min(Math.Min(previous[j], current[j - 1]) + 1, previous[j - 1] + (IsSame(left[i - 1], right[j - 1], isPattern) ? 0 : 1));
                if (i > 1 && j > 1 && IsSame(left[i - 1], right[j - 2], isPattern: false) && IsSame(left[i - 2], right[j - 1], isPattern: false))
                {
                    current[j] = Math.Min(current[j], beforePrevious[j - 2] + 1);
                }

                least = Math.Min(least, current[j]);
            }

            if (least > limit)
            {
                return least;
            }

            (beforePrevious, previous, current) = (previous, current, beforePrevious);
        }

        return previous[right.Length];
    }

    private static bool IsSame(char left, char right, bool isPattern) => (isPattern && left == '?') || char.ToUpperInvariant(left) == char.ToUpperInvariant(right);
}
