using System.Globalization;
using System.Text.RegularExpressions;

namespace ApiGen.Cli.Commands;

/// <summary>A word such as <c>-pName=1</c> of a line that a shell completes: a short option with its value right behind it, which the parser completes apart alone.</summary>
internal static partial class JoinedValue
{
    /// <summary>The question with the option and the beginning of its value apart.</summary>
    /// <param name="args">What the tool was started with; anything but such a question is handed back as it is.</param>
    /// <param name="option">The option, which goes before each word that is suggested; empty when the word is another.</param>
    public static string[] Apart(string[] args, out string option)
    {
        option = "";
        if (args is not [var directive, var line] || Question().Match(directive) is not { Success: true } question
            || !int.TryParse(question.Groups["position"].Value, CultureInfo.InvariantCulture, out int position) || position > line.Length
            || Joined().Match(line[..position]) is not { Success: true } joined)
        {
            return args;
        }

        option = joined.Groups["option"].Value;
        int at = joined.Groups["option"].Index + option.Length;
        return [FormattableString.Invariant($"[suggest:{position + 1}]"), line.Insert(at, " ")];
    }

    [GeneratedRegex(@"^\[suggest:(?<position>\d{1,9})\]$", RegexOptions.CultureInvariant)]
    private static partial Regex Question();

    [GeneratedRegex(@"(?<=\s)(?<option>-[A-Za-z])[^\s=:-]\S*$", RegexOptions.CultureInvariant)]
    private static partial Regex Joined();
}
