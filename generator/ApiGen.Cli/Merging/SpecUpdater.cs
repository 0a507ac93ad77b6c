using ApiGen.Cli.Comparing;
using ApiGen.Cli.Import;
using ApiGen.Cli.Writing;
using ApiGen.Specs;
using ApiGen.Specs.Diagnostics;
using ApiGen.Specs.Model;

namespace ApiGen.Cli.Merging;

/// <summary>Works out what an import changes in a folder of specs. Writes nothing itself.</summary>
internal sealed class SpecUpdater
{
    private readonly IReadOnlyList<SpecText> _texts;
    private readonly ServiceModel _existing;
    private readonly ServiceModel _merged;
    private readonly ServiceFolder _folder;
    private readonly List<string> _deleted = [];
    private readonly List<string> _notes;
    private readonly Dictionary<string, string> _result;

    private SpecUpdater(string root, ImportedService imported, IReadOnlyList<SpecText> texts, ServiceModel existing)
    {
        _texts = texts;
        _existing = existing;
        _merged = ServiceMerger.Merge(existing, imported);
        _folder = new ServiceFolder(root, existing.Name, existing.Version);
        _notes = [.. UsefulNotes(imported), .. KeptMembers(imported), .. MergeNotes.Of(existing, imported.Service, _merged)];
        _result = texts.ToDictionary(text => text.Path, text => text.Text, StringComparer.Ordinal);
    }

    /// <summary>The files that bring the folder up to date.</summary>
    /// <param name="tree">The specs that are there.</param>
    /// <param name="imported">What the vendor says.</param>
    /// <exception cref="ImportException">The specs that are there have errors, so that a merge would lose what is wrong in them.</exception>
    public static SpecUpdate Plan(SpecTree tree, ImportedService imported)
    {
        string root = tree.Root;
        IReadOnlyList<SpecText> texts = tree.Read(imported.Service.Name, imported.Service.Version);
        if (texts.Count == 0)
        {
            return new SpecUpdate(ServiceFolder.NewFiles(root, imported), [], SpecComparison.Compare([], [imported.Service]), [.. imported.Notes.Select(note => note.ToString())]);
        }

        SpecSet set = SpecLoader.Load(texts);
        if (FirstError(set) is { } error)
        {
            throw new ImportException(error + " Correct the specs before importing: what is wrong in them would be lost in the merge.");
        }

        ServiceModel existing = set.Services.FirstOrDefault(service => service.Name == imported.Service.Name && service.Version == imported.Service.Version)
            ?? throw new ImportException($"{Path.Combine(root, imported.Service.Name, imported.Service.Version)}: error: the specs here do not declare {imported.Service.Name} {imported.Service.Version}. Correct service.yaml, or import into another folder.");
        return new SpecUpdater(root, imported, texts, existing).Make();
    }

    private SpecUpdate Make()
    {
        string? typesFile = TypesFile();
        foreach (SpecText text in _texts)
        {
            Patch(text, text.Path == typesFile);
        }

        HashSet<string> known = [.. _existing.Actions.Select(action => action.Name)];
        foreach (ActionModel action in _merged.Actions.Where(action => !known.Contains(action.Name)))
        {
            _result[_folder.ActionPath(action.Name).Replace('\\', '/')] = SpecFileWriter.Action(action);
        }

        if (typesFile is null && SpecFileWriter.Types(_merged with { Types = NewTypes().ToEquatableArray() }) is { } types)
        {
            _result[_folder.TypesPath.Replace('\\', '/')] = types;
        }

        Verify();
        Dictionary<string, string> old = _texts.ToDictionary(text => text.Path, text => text.Text, StringComparer.Ordinal);
        (string, string)[] files = [.. _result.Where(pair => !old.TryGetValue(pair.Key, out string? text) || text != pair.Value).Select(pair => (pair.Key, pair.Value))];
        return new SpecUpdate(files, _deleted, SpecComparison.Compare([_existing], [_merged]), _notes);
    }

    /// <summary>The file that takes new types: the one by the usual name, else the one with most of them.</summary>
    private string? TypesFile() => _existing.Types
        .GroupBy(type => type.Source, StringComparer.Ordinal)
        .OrderByDescending(group => Path.GetFileName(group.Key) == Path.GetFileName(_folder.TypesPath))
        .ThenByDescending(group => group.Count())
        .FirstOrDefault()?.Key;

    // What the specs already have is not guessed anew, and examples that are there stay.
    private IEnumerable<string> UsefulNotes(ImportedService imported) => imported.Notes
        .Where(note => note.GuessedType is { } type
            ? _existing.Types.All(known => known.Name != type)
            : _existing.Actions.FirstOrDefault(action => action.Name == note.Action) is not { Examples.IsEmpty: false })
        .Select(note => note.ToString());

    private IEnumerable<string> KeptMembers(ImportedService imported)
    {
        if (!imported.IsPartial)
        {
            yield break;
        }

        foreach (ActionModel page in imported.Service.Actions)
        {
            ActionModel? known = _existing.Actions.FirstOrDefault(action => action.Name == page.Name);
            string[] kept = known is null ? [] : [.. known.Request.Concat(known.Response).Select(member => member.Name).Except(page.Request.Concat(page.Response).Select(member => member.Name))];
            if (kept.Length > 0)
            {
                yield return $"{page.Name}: the page does not mention {string.Join(", ", kept)}; kept";
            }
        }
    }

    private IEnumerable<TypeModel> NewTypes()
    {
        HashSet<string> known = [.. _existing.Types.Select(type => type.Name)];
        return _merged.Types.Where(type => !known.Contains(type.Name));
    }

    private void Patch(SpecText text, bool takesNewTypes)
    {
        SpecFilePatch patch = new(text.Text);
        if (!patch.CanPatch)
        {
            return;
        }

        if (text.Path == _existing.Source)
        {
            patch.ServiceSummary(_existing.Summary, _merged.Summary);
        }

        foreach (ActionModel before in _existing.Actions.Where(action => action.Source == text.Path))
        {
            if (_merged.Actions.FirstOrDefault(action => action.Name == before.Name) is { } after)
            {
                patch.Action(before, after);
            }
            else if (patch.IsActionFile)
            {
                _deleted.Add(text.Path);
                _result.Remove(text.Path);
                return;
            }
            else
            {
                patch.RemoveAction(before.Name);
            }
        }

        TypeModel[] oldTypes = [.. _existing.Types.Where(type => type.Source == text.Path)];
        if (oldTypes.Length > 0)
        {
            HashSet<string> mine = [.. oldTypes.Select(type => type.Name)];
            IEnumerable<TypeModel> kept = _merged.Types.Where(type => mine.Contains(type.Name));
            TypeModel[] newTypes = [.. (takesNewTypes ? kept.Concat(NewTypes()) : kept).OrderBy(type => type.Name, StringComparer.Ordinal)];
            patch.Types(oldTypes, newTypes);
        }

        _result[text.Path] = patch.Apply();
    }

    /// <summary>Reads the new texts back; a file in a layout that could not be followed is written anew.</summary>
    private void Verify()
    {
        SpecSet set = Load();
        ServiceModel? service = set.Services.Count > 0 ? set.Services[0] : null;
        ActionModel[] wrong = [.. _merged.Actions.Where(action => !IsSame(action, service?.Actions.FirstOrDefault(other => other.Name == action.Name)))];
        foreach (ActionModel action in wrong.Where(action => _texts.Any(text => text.Path == action.Source) && new SpecFilePatch(_result[action.Source]).IsActionFile))
        {
            _notes.Add($"{action.Source}: written anew, because its layout could not be kept; its comments stand at the top");
            _result[action.Source] = WithComments(_result[action.Source], SpecFileWriter.Action(action));
        }

        if (FirstError(Load()) is { } error)
        {
            throw new ImportException(error + " The merge would leave this mistake behind, so nothing was written. Correct what the change concerns, or write the file's mappings in block style, and import again.");
        }
    }

    private SpecSet Load() => SpecLoader.Load(_result.Select(pair => new SpecText(pair.Key, pair.Value)));

    private static string WithComments(string old, string text)
    {
        int firstEnd = text.IndexOf('\n', StringComparison.Ordinal) + 1;
        string[] lines = old.ReplaceLineEndings("\n").Split('\n');
        IEnumerable<string> comments = KeptComments.Inside(lines, lines[0].StartsWith("# yaml-language-server", StringComparison.Ordinal) ? 1 : 0, lines.Length);
        return text[..firstEnd] + string.Concat(comments.Select(line => line + "\n")) + text[firstEnd..];
    }

    private static bool IsSame(ActionModel wanted, ActionModel? written) => written is not null
        && wanted.Summary == written.Summary
        && wanted.Region == written.Region
        && wanted.RateLimitAssumed == written.RateLimitAssumed
        && wanted.Paging == written.Paging
        && wanted.Request == written.Request
        && wanted.Response == written.Response
        && wanted.Errors == written.Errors;

    private static string? FirstError(SpecSet set) =>
        set.Diagnostics.FirstOrDefault(diagnostic => diagnostic.Descriptor.Severity == SpecSeverity.Error)?.ToString();
}
