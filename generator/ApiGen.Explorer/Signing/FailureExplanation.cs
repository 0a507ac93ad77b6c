namespace ApiGen.Explorer.Signing;

/// <summary>What is wrong with another program's signature.</summary>
/// <param name="Verdict">The first thing that differs and why it matters, or that nothing does; one or two sentences.</param>
/// <param name="Lines">Line by line, as far as the text goes.</param>
/// <param name="FirstDifference">The index of the first line that differs; -1 when none does.</param>
internal sealed record FailureExplanation(string Verdict, IReadOnlyList<ComparedLine> Lines, int FirstDifference)
{
    /// <summary>Why the timestamp that was given with the text is none; null when it is one, or was not given. Then nothing is explained.</summary>
    public string? TimestampFault { get; init; }

    // Copying adds some, too.
    private const string Blanks = "It is written without a blank before or behind it; if copying has added none, the program signs one.";

    /// <summary>Compares lines.</summary>
    /// <param name="lines">The lines.</param>
    /// <param name="whenSame">The verdict when no line differs.</param>
    /// <param name="why">Says why a difference matters.</param>
    public static FailureExplanation Of(IReadOnlyList<ComparedLine> lines, string whenSame, Func<ComparedLine, string> why)
    {
        int first = lines.ToList().FindIndex(static line => !line.IsSame);
        return new FailureExplanation(first < 0 ? whenSame : $"The first line that differs is {lines[first].Name}. {(lines[first].HasBlanks ? Blanks : why(lines[first]))}", lines, first);
    }
}
