using System.CommandLine;
using System.CommandLine.Parsing;
using ApiGen.Cli.Calling;
using ApiGen.Specs.Diagnostics;

namespace ApiGen.Cli.Commands;

/// <summary>Refuses words of a command line that the parser lets pass and that no command can mean.</summary>
internal static class GivenWords
{
    private const char Replacement = '\uFFFD';

    private static readonly string[] Everywhere = ["--help", CommandRunner.Verbose.Name];

    /// <summary>
    /// Refuses empty values, which a script gives for a variable that is not set, misspelt options, which would count as files or words, and what has not arrived
    /// whole: the platform reads names and arguments as UTF-8 and puts U+FFFD in place of other bytes, which would be sent, or written to another place.
    /// </summary>
    /// <param name="result">The command line.</param>
    /// <param name="remedy">What to say of an argument that has not arrived whole, by its option.</param>
    /// <exception cref="CommandException">There is such a word.</exception>
    public static void Require(ParseResult result, Func<Option?, string> remedy)
    {
        foreach (SymbolResult given in result.CommandResult.Children)
        {
            foreach (Token token in given.Tokens)
            {
                RequireValue(given, token.Value, remedy((given as OptionResult)?.Option));
            }
        }

        RequireNamedHere();

        if (NoOptions(result).FirstOrDefault() is { } misspelt)
        {
            throw new CommandException(misspelt);
        }
    }

    /// <summary>What to say of an argument that has not arrived whole, in commands that have no other way to give it.</summary>
    public static string Whole(Option? option) => "nothing was done. Give it in UTF-8; what has such a name needs another";

    /// <summary>What to say of each word that looks like an option and is none, in order. Behind "--" stand words only.</summary>
    public static IEnumerable<string> NoOptions(ParseResult result)
    {
        HashSet<Token> values = new(result.CommandResult.Children.OfType<OptionResult>().SelectMany(option => option.Tokens), ReferenceEqualityComparer.Instance);
        return result.Tokens
            .TakeWhile(token => token.Type != TokenType.DoubleDash)
            .Where(token => token.Type == TokenType.Argument && !values.Contains(token) && token.Value is ['-', not '-', ..] or ['-', '-', _, ..])
            .Select(token => NoOption(result.CommandResult.Command, token.Value));
    }

    // Paths would lead from it to a folder of another name.
    private static void RequireNamedHere()
    {
        try
        {
            if (Directory.GetCurrentDirectory() is var here && here.Contains(Replacement, StringComparison.Ordinal) && !Directory.Exists(here))
            {
                throw new CommandException($"the current folder, '{here}', has a name that is not in UTF-8, by which nothing in it can be found; nothing was done. Rename it, or change to another.");
            }
        }
        catch (IOException)
        {
            // It is gone, which whoever needs it is told.
        }
    }

    private static void RequireValue(SymbolResult given, string value, string remedy)
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

        if (value.Contains(Replacement, StringComparison.Ordinal) || !JsonInput.IsUnicode(value))
        {
            throw new CommandException($"{name} holds U+FFFD or half of a character, as arguments do that are not in UTF-8; {remedy}.");
        }
    }

    private static string NoOption(Command command, string word)
    {
        string name = word.Split('=', ':')[0];
        string? near = NearestName.Find(name, command.Options.Select(option => option.Name).Concat(Everywhere));
        return $"there is no option '{name}'.{(near is null ? "" : $" Did you mean '{near}'?")} A file or word of this name goes behind '--'.";
    }
}
