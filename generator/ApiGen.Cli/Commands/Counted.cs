namespace ApiGen.Cli.Commands;

/// <summary>Numbers of things, as a sentence has them.</summary>
internal static class Counted
{
    /// <summary>The number with its noun.</summary>
    /// <param name="number">How many there are.</param>
    /// <param name="one">The noun for one of them, whose plural ends in s.</param>
    public static string Of(int number, string one) => FormattableString.Invariant($"{number} {one}") + (number == 1 ? "" : "s");
}
