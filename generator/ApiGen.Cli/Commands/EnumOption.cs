using System.CommandLine.Parsing;

namespace ApiGen.Cli.Commands;

/// <summary>Reads options whose values are words. The parser of the command line would take numbers for them too.</summary>
internal static class EnumOption
{
    /// <summary>The value that a word names, in any case of letters.</summary>
    public static T Parse<T>(ArgumentResult result)
        where T : struct, Enum
    {
        string word = result.Tokens.Count > 0 ? result.Tokens[^1].Value : "";
        string? name = Enum.GetNames<T>().FirstOrDefault(name => string.Equals(name, word, StringComparison.OrdinalIgnoreCase));
        if (name is null)
        {
            result.AddError($"'{word}' is none of {string.Join(", ", Enum.GetNames<T>())}.");
            return default;
        }

        return Enum.Parse<T>(name);
    }
}
