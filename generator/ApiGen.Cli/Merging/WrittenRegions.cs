using ApiGen.Specs;
using ApiGen.Specs.Model;
using ApiGen.Specs.Syntax;

namespace ApiGen.Cli.Merging;

/// <summary>Knows where specs state whether a region is needed, and what holds where they do not.</summary>
internal sealed class WrittenRegions
{
    private readonly HashSet<string> _actions;
    private readonly bool _isWrittenForAll;

    /// <summary>Looks into the files of a service.</summary>
    /// <param name="files">The files.</param>
    /// <param name="texts">Their texts by path.</param>
    public WrittenRegions(IReadOnlyList<SpecDocument> files, IReadOnlyDictionary<string, string> texts)
    {
        _actions = [.. files.SelectMany(file => file.Actions).Where(action => action.Region is not null).Select(action => action.Model.Name)];
        SpecDocument? declaring = files.FirstOrDefault(file => file.Service is not null);
        Default = declaring?.Service!.Region ?? RegionRequirement.Optional;
        _isWrittenForAll = declaring is not null && YamlTree.Parse(texts[declaring.Path]).Root is MappingNode root && root.Entries.Any(entry => entry.Key == "region");
    }

    /// <summary>What holds for an action that states nothing.</summary>
    public RegionRequirement Default { get; }

    /// <summary>Whether a person has written what holds for an action.</summary>
    public bool Has(string action) => _isWrittenForAll || _actions.Contains(action);
}
