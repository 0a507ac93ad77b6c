namespace ApiGen.Runtime.Pipeline;

/// <summary>Tells a misspelt name from another one.</summary>
internal static class NearName
{
    private const int MostEdits = 2;

    /// <summary>Whether one becomes the other by another case of letters, or by two letters more, less or different; of a short name by one.</summary>
    public static bool Is(string left, string right) =>
        string.Equals(left.Trim(), right, StringComparison.OrdinalIgnoreCase) || Edits(left, right) <= Allowed(right);

    /// <summary>The nearest of the names that may be meant; null when none is near.</summary>
    public static string? Nearest(string written, IEnumerable<string> names) =>
        names.Where(name => Is(written, name)).MinBy(name => string.Equals(written.Trim(), name, StringComparison.OrdinalIgnoreCase) ? 0 : Edits(written, name));

    // With half of its letters different, a name is another one.
    private static int Allowed(string name) => Math.Min(MostEdits, (name.Length - 1) / 2);

    private static int Edits(string left, string right)
    {
        if (Math.Abs(left.Length - right.Length) > MostEdits)
        {
            return int.MaxValue;
        }

        // The distance of Levenshtein, a row of its table at a time.
        int[] above = [.. Enumerable.Range(0, right.Length + 1)];
        int[] row = new int[right.Length + 1];
        for (int i = 1; i <= left.Length; i++)
        {
            row[0] = i;
            for (int j = 1; j <= right.Length; j++)
            {
                int changed = above[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
                row[j] = Math.Min(changed, Math.Min(above[j], row[j - 1]) + 1);
            }

            (above, row) = (row, above);
        }

        return above[right.Length];
    }
}
