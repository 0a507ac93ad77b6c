using System.CommandLine;

namespace ApiGen.Cli.Commands;

/// <summary>Options whose values have a form.</summary>
internal static class CheckedOption
{
    /// <summary>Makes the option refuse other values. Empty ones are refused elsewhere, of every option.</summary>
    /// <param name="option">The option.</param>
    /// <param name="fault">What is wrong with a value; null when nothing is.</param>
    public static Option<string?> Checked(this Option<string?> option, Func<string, string?> fault)
    {
        option.CustomParser = result =>
        {
            string value = result.Tokens.Count > 0 ? result.Tokens[^1].Value : "";
            if (value.Length > 0 && fault(value) is { } told)
            {
                result.AddError(told);
            }

            return value;
        };
        return option;
    }
}
