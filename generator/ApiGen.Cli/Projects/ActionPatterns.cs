using ApiGen.Cli.Commands;
using ApiGen.Specs.Diagnostics;
using ApiGen.Specs.Naming;

namespace ApiGen.Cli.Projects;

/// <summary>The value of an item's <c>Actions</c>, held against the actions that there are as the build does it.</summary>
internal static class ActionPatterns
{
    /// <summary>The patterns of an option that is given.</summary>
    /// <exception cref="CommandException">It has none.</exception>
    public static IReadOnlyList<NamePattern> Some(string patterns) =>
        NamePattern.ParseList(patterns) is { Count: > 0 } all ? all : throw new CommandException("--actions names no action; leave it out to take all of them.");

    /// <summary>Fails when a pattern matches no action, as the build would, and when all of them together select none.</summary>
    /// <exception cref="CommandException">Patterns match nothing, and the message has the nearest name of each; or nothing is selected.</exception>
    public static void Require(string patterns, IReadOnlyCollection<string> actions)
    {
        IReadOnlyList<NamePattern> all = Some(patterns);
        string[] faults =
        [
            .. all.Where(pattern => !actions.Any(pattern.Matches))
                .Select(pattern => $"the pattern '{pattern.Text}' matches no action. {NearestName.HintOfPattern(pattern.Glob, actions, "'apigen list' shows those of specs that are there.")}"),
        ];
        if (faults.Length > 0)
        {
            faults[^1] += " Nothing was written.";
            throw new CommandException(faults[0], faults.Skip(1).Select(fault => "  " + fault));
        }

        // Exclusions alone take from all actions.
        bool includesAll = all.All(pattern => pattern.IsExclusion);
        if (!actions.Any(action => (includesAll || all.Any(pattern => !pattern.IsExclusion && pattern.Matches(action))) && !all.Any(pattern => pattern.IsExclusion && pattern.Matches(action))))
        {
            throw new CommandException($"--actions '{patterns}' selects no action, so that nothing would be generated. Nothing was written.");
        }
    }
}
