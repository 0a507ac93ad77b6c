using ApiGen.Specs;
using ApiGen.Specs.Declarations;
using ApiGen.Specs.Model;
using ApiGen.Specs.Syntax;

namespace ApiGen.Cli.Merging;

/// <summary>Knows of specs what a service does not tell: where they state whether a region is needed, what holds where they do not, and which error codes are lists.</summary>
internal sealed class WrittenForm
{
    private readonly HashSet<string> _withRegion;
    private readonly HashSet<string> _withList;
    private readonly bool _isWrittenForAll;

    /// <summary>Looks into the files of a service.</summary>
    /// <param name="files">The files.</param>
    /// <param name="texts">Their texts by path.</param>
    public WrittenForm(IReadOnlyList<SpecDocument> files, IReadOnlyDictionary<string, string> texts)
    {
        ActionDeclaration[] actions = [.. files.SelectMany(file => file.Actions)];
        _withRegion = [.. actions.Where(action => action.Region is not null).Select(action => action.Model.Name)];
        _withList = [.. actions.Where(action => action.Errors.Any(error => error.IsListed)).Select(action => action.Model.Name)];
        SpecDocument? declaring = files.FirstOrDefault(file => file.Service is not null);
        Region = declaring?.Service!.Region ?? RegionRequirement.Optional;
        _isWrittenForAll = declaring is not null && YamlTree.Parse(texts[declaring.Path]).Root is MappingNode root && root.Entries.Any(entry => entry.Key == "region");
    }

    /// <summary>The region of an action that states nothing.</summary>
    public RegionRequirement Region { get; }

    /// <summary>Whether a person has written whether an action needs a region.</summary>
    public bool HasRegion(string action) => _isWrittenForAll || _withRegion.Contains(action);

    /// <summary>Whether an action's error codes are a list, without texts.</summary>
    public bool ListsErrors(string action) => _withList.Contains(action);
}
