using System.Text.RegularExpressions;
using ApiGen.Cli.Commands;
using ApiGen.Specs.Diagnostics;

namespace ApiGen.Cli.Projects;

/// <summary>The value of an item's <c>Actions</c>: names with <c>*</c> and <c>?</c>, excluded ones with a leading hyphen.</summary>
internal static class ActionPatterns
{
    private static readonly char[] Separators = [';', ',', ' ', '\t', '\r', '\n'];

    /// <summary>Fails when a pattern matches no action, as the build would.</summary>
    /// <exception cref="CommandException">A pattern matches nothing; the message has the nearest name.</exception>
    public static void Require(string patterns, IReadOnlyCollection<string> actions)
    {
        string[] all = patterns.Split(Separators, StringSplitOptions.RemoveEmptyEntries);
        if (all.Length == 0)
        {
            throw new CommandException("--actions names no action; leave it out to take all of them.");
        }

        foreach (string pattern in all)
        {
            string name = pattern.TrimStart('-');
            Regex regex = new("^" + Regex.Escape(name).Replace(@"\*", ".*", StringComparison.Ordinal).Replace(@"\?", ".", StringComparison.Ordinal) + "$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
            if (!actions.Any(regex.IsMatch))
            {
                throw new CommandException($"the pattern '{pattern}' matches no action. {NearestName.Hint(name, actions, "'apigen list' shows those of specs that are there.")} Nothing was written.");
            }
        }
    }
}
