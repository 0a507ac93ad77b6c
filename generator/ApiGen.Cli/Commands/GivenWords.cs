using System.CommandLine;
using System.CommandLine.Parsing;
using ApiGen.Specs.Diagnostics;

namespace ApiGen.Cli.Commands;

/// <summary>Refuses words of a command line that the parser lets pass and that no command can mean.</summary>
internal static class GivenWords
{
    private static readonly string[] Everywhere = ["--help", CommandRunner.Verbose.Name];

    /// <summary>Refuses empty values, which a script gives for a variable that is not set, and misspelt options, which would count as files or words.</summary>
    /// <exception cref="CommandException">There is such a word.</exception>
    public static void Require(ParseResult result)
    {
        foreach (SymbolResult given in result.CommandResult.Children)
        {
            foreach (Token token in given.Tokens)
            {
                RequireValue(given, token.Value);
            }
        }

        if (NoOptions(result).FirstOrDefault() is { } misspelt)
        {
            throw new CommandException(misspelt);
        }
    }

    /// <summary>What to say of each word that looks like an option and is none, in order. Behind "--" stand words only.</summary>
    public static IEnumerable<string> NoOptions(ParseResult result)
    {
        HashSet<Token> values = new(result.CommandResult.Children.OfType<OptionResult>().SelectMany(option => option.Tokens), ReferenceEqualityComparer.Instance);
        return result.Tokens
            .TakeWhile(token => token.Type != TokenType.DoubleDash)
            .Where(token => token.Type == TokenType.Argument && !values.Contains(token) && token.Value is ['-', not '-', ..] or ['-', '-', _, ..])
            .Select(token => NoOption(result.CommandResult.Command, token.Value));
    }

    private static void RequireValue(SymbolResult given, string value)
    {
        string name = given is OptionResult option ? option.Option.Name : $"<{((ArgumentResult)given).Argument.Name}>";
        if (value.Length == 0)
        {
            bool isRequired = given is OptionResult { Option.Required: true } or ArgumentResult { Argument.Arity.MinimumNumberOfValues: > 0 };
            throw new CommandException($"the value of {name} is empty. {(isRequired ? "Give one." : "Give one, or leave it out.")}");
        }

        if (value == "@" && given is OptionResult)
        {
            throw new CommandException($"the value of {name} names no file behind '@'.");
        }
    }

    private static string NoOption(Command command, string word)
    {
        string name = word.Split('=', ':')[0];
        string? near = NearestName.Find(name, command.Options.Select(option => option.Name).Concat(Everywhere));
        return $"there is no option '{name}'.{(near is null ? "" : $" Did you mean '{near}'?")} A file or word of this name goes behind '--'.";
    }
}
