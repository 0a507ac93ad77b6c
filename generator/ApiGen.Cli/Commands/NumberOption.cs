using System.CommandLine.Parsing;
using System.Globalization;

namespace ApiGen.Cli.Commands;

/// <summary>Reads options that take a whole number within bounds.</summary>
internal static class NumberOption
{
    // A day; no gateway keeps a connection that long.
    private const int MostSeconds = 86400;

    /// <summary>The number; an error that names the bounds when it is none or lies outside of them.</summary>
    public static int Parse(ArgumentResult result, int least, int most)
    {
        string word = result.Tokens.Count > 0 ? result.Tokens[^1].Value : "";
        if (int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= least && number <= most)
        {
            return number;
        }

        result.AddError(string.Create(CultureInfo.InvariantCulture, $"'{word}' is no whole number from {least} to {most}."));
        return least;
    }

    /// <summary>A number of seconds above 0, fractions included; an error that names the bounds when it is none.</summary>
    public static double ParseSeconds(ArgumentResult result)
    {
        string word = result.Tokens.Count > 0 ? result.Tokens[^1].Value : "";
        if (double.TryParse(word, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double seconds) && seconds >= 0.001 && seconds <= MostSeconds)
        {
            return seconds;
        }

        result.AddError(string.Create(CultureInfo.InvariantCulture, $"'{word}' is no number of seconds from 0.001 to {MostSeconds}."));
        return MostSeconds;
    }
}
