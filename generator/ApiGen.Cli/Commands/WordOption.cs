using System.CommandLine;
using System.CommandLine.Parsing;

namespace ApiGen.Cli.Commands;

/// <summary>Options and arguments that take one of a few words, in any case of letters.</summary>
internal static class WordOption
{
    /// <summary>Makes the option take these words alone; its value is the word as it is written here.</summary>
    public static Option<string> Among(this Option<string> option, params string[] words)
    {
        option.CustomParser = result => Parse(result, words);
        option.CompletionSources.Add(words);
        return option;
    }

    /// <summary>Makes the argument take these words alone; its value is the word as it is written here.</summary>
    public static Argument<string> Among(this Argument<string> argument, params string[] words)
    {
        argument.CustomParser = result => Parse(result, words);
        argument.CompletionSources.Add(words);
        return argument;
    }

    private static string? Parse(ArgumentResult result, string[] words)
    {
        string word = result.Tokens.Count > 0 ? result.Tokens[^1].Value : "";
        string? known = words.FirstOrDefault(known => string.Equals(known, word, StringComparison.OrdinalIgnoreCase));
        if (known is null)
        {
            result.AddError($"'{word}' is none of {string.Join(", ", words)}.");
        }

        return known;
    }
}
