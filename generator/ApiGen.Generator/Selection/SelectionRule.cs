using ApiGen.Generator.Options;
using ApiGen.Specs.Diagnostics;
using ApiGen.Specs.Naming;

namespace ApiGen.Generator.Selection;

/// <summary>The actions that an item selects.</summary>
internal sealed class SelectionRule
{
    private readonly (NamePattern Pattern, SpecLocation? Place)[] _patterns;

    /// <summary>Reads the patterns of an item and of the file that it names.</summary>
    public SelectionRule(ProjectItem item, IReadOnlyList<ActionList> lists)
    {
        Item = item;
        _patterns =
        [
            .. NamePattern.ParseList(item.Actions).Select(static pattern => (pattern, (SpecLocation?)null)),
            .. lists.Where(list => list.Path == item.ActionsFile)
                .SelectMany(static list => list.Patterns())
                .SelectMany(static line => NamePattern.ParseList(line.Pattern).Select(pattern => (pattern, (SpecLocation?)line.Place))),
        ];

        // A list that says nothing selects nothing; without list and patterns everything is meant.
        HasList = item.ActionsFile.Length > 0;
        IsUnread = HasList && !lists.Any(list => list.Path == item.ActionsFile && list.IsWhole);
        HasEmptyList = HasList && !IsUnread && _patterns.All(static one => one.Place is null);
    }

    /// <summary>The item.</summary>
    public ProjectItem Item { get; }

    /// <summary>Whether the item names actions rather than taking all.</summary>
    public bool HasPatterns => _patterns.Length > 0;

    /// <summary>Whether the item names a list of which nothing could be read, which is told: by the compiler where there is no such file.</summary>
    public bool IsUnread { get; }

    /// <summary>Whether the item names a list without an entry, also beside patterns of its own.</summary>
    public bool HasEmptyList { get; }

    private bool HasList { get; }

    /// <summary>Whether the item selects the action.</summary>
    public bool Selects(string action) => Includes(action) && !_patterns.Any(one => one.Pattern.IsExclusion && one.Pattern.Matches(action));

    /// <summary>The exclusions that leave out nothing of the given actions: other items select what they match, or nothing in this item does.</summary>
    /// <param name="actions">The actions that the item is about.</param>
    /// <param name="isSelected">Whether any item selects an action.</param>
    public IEnumerable<(NamePattern Pattern, SpecLocation? Place, bool IsTakenBack)> IdleExclusions(IReadOnlyCollection<string> actions, Func<string, bool> isSelected) =>
        from one in _patterns
        where one.Pattern.IsExclusion
        let matched = actions.Where(one.Pattern.Matches).ToArray()
        where matched.Length > 0
        let isTakenBack = matched.All(isSelected)
        // A misspelt pattern, which is told, may be meant to select what the exclusion narrows.
        where isTakenBack || !(matched.Any(Includes) || Unmatched(actions).Any())
        select (one.Pattern, one.Place, isTakenBack);

    /// <summary>The patterns that match none of the given actions.</summary>
    public IEnumerable<(NamePattern Pattern, SpecLocation? Place)> Unmatched(IReadOnlyCollection<string> actions) =>
        _patterns.Where(one => !actions.Any(one.Pattern.Matches));

    // With nothing but exclusions, everything else is meant.
    private bool Includes(string action) => _patterns.Length == 0
        ? !HasList
        : _patterns.All(static one => one.Pattern.IsExclusion) || _patterns.Any(one => !one.Pattern.IsExclusion && one.Pattern.Matches(action));
}
