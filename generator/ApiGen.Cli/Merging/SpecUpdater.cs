using ApiGen.Cli.Comparing;
using ApiGen.Cli.Import;
using ApiGen.Cli.Import.Pages;
using ApiGen.Cli.Writing;
using ApiGen.Specs;
using ApiGen.Specs.Model;
using ApiGen.Specs.Syntax;
using ApiGen.Specs.Syntax.Editing;

namespace ApiGen.Cli.Merging;

/// <summary>
/// Works out what an import changes in a folder of specs, and holds the new texts against the plan: what is announced is what they
/// say. Writes nothing itself.
/// </summary>
internal sealed class SpecUpdater
{
    // The first round edits, the second gives aliases values of their own whose anchors now say something else; those may hold others.
    private const int MaxRounds = 5;

    private readonly string _root;
    private readonly ImportedService _imported;
    private readonly IReadOnlyList<SpecDocument> _files;
    private readonly ServiceModel _existing;
    private readonly ServiceModel? _known;
    private readonly KeptNames _names = new();
    private readonly ServiceModel _planned;
    private readonly SpecPlacement _placement;
    private readonly Dictionary<string, string> _texts;

    private SpecUpdater(SpecTree tree, ImportedService imported, IReadOnlyList<SpecDocument> files, ServiceModel existing)
    {
        _root = SpecTree.Normal(tree.Root);
        _imported = imported;
        _files = files;
        _existing = existing;
        _texts = files.ToDictionary(file => file.Path, file => tree.Text(file.Path), StringComparer.Ordinal);
        _placement = new SpecPlacement(files, existing);
        _known = tree.AtStart(existing);
        _planned = _placement.Place(existing, _names.Keep(existing, ServiceMerger.Merge(existing, _known, imported, new WrittenForm(files, _texts))));
    }

    /// <summary>The files that bring the folder up to date.</summary>
    /// <param name="tree">The specs that are there.</param>
    /// <param name="imported">What the vendor says.</param>
    /// <exception cref="ImportException">The specs that are there have errors, so that a merge would lose what is wrong in them; or what is planned cannot be written.</exception>
    public static SpecUpdate Plan(SpecTree tree, ImportedService imported)
    {
        ServiceModel service = imported.Service;
        IReadOnlyList<SpecDocument> files = tree.Read(service.Name, service.Version);
        if (files.Count == 0)
        {
            IReadOnlyList<(string Path, string Text)> texts = ServiceFolder.NewFiles(tree.Root, imported);
            WrittenPlan.Verify(imported, [.. texts.Select(text => SpecReader.Read(new SpecText(SpecTree.Normal(text.Path), text.Text)))]);
            return new SpecUpdate(texts, [], SpecComparison.Compare([], [service]), [.. imported.Notes.Select(note => note.ToString())], null, service);
        }

        SpecSet set = SpecBinder.Bind(files);
        if (WrittenPlan.FirstError(set) is { } error)
        {
            throw new ImportException(error + " Correct the specs before importing: what is wrong in them would be lost in the merge.");
        }

        ServiceModel existing = set.Services.FirstOrDefault(other => other.Name == service.Name && other.Version == service.Version)
            ?? throw new ImportException($"{Path.Combine(tree.Root, service.Name, service.Version)}: error: the specs here do not declare {service.Name} {service.Version}. Correct service.yaml, or import into another folder.");
        return new SpecUpdater(tree, imported, files, existing).Make();
    }

    private SpecUpdate Make()
    {
        HashSet<string> deleted = [.. _placement.Gone(_existing, _planned)];
        List<SpecDocument> files = [.. _files.Where(file => !deleted.Contains(file.Path)), .. NewFiles()];
        ServiceModel current = _existing;
        for (int round = 0; round < MaxRounds; round++)
        {
            bool isEdited = false;
            SpecFileValues planned = new(WithExamplesOf(current));
            SpecFileValues before = new(current);
            for (int i = 0; i < files.Count; i++)
            {
                if (before.Differs(planned, files[i]) && Edit(files[i], before, planned, replacesAliases: round > 0) is { } text)
                {
                    _texts[files[i].Path] = text;
                    files[i] = SpecReader.Read(new SpecText(files[i].Path, text));
                    isEdited = true;
                }
            }

            if (round > 0 && !isEdited)
            {
                break;
            }

            current = WrittenPlan.Read(_imported.Origin, _planned, files);
        }

        WrittenPlan.Verify(WithExamplesOf(current), current);
        Dictionary<string, SpecDocument> old = _files.ToDictionary(file => file.Path, StringComparer.Ordinal);
        (string, string)[] written = [.. files.Where(file => !old.TryGetValue(file.Path, out SpecDocument? before) || !ReferenceEquals(before, file)).Select(file => (file.Path, _texts[file.Path]))];
        return new SpecUpdate(written, [.. deleted.Order(StringComparer.Ordinal)], SpecComparison.Compare([_existing], [current]), Notes(current), _existing, current);
    }

    // No import edits an example that is there, but what its text means hangs on the type: 1.5 is a text where the member is one.
    private ServiceModel WithExamplesOf(ServiceModel written)
    {
        HashSet<string> known = [.. _existing.Actions.Select(action => action.Name)];
        Dictionary<string, EquatableArray<ExampleModel>> examples = written.Actions.Where(action => known.Contains(action.Name)).ToDictionary(action => action.Name, action => action.Examples, StringComparer.Ordinal);
        return _planned with
        {
            Actions = _planned.Actions.Select(action => examples.TryGetValue(action.Name, out EquatableArray<ExampleModel> there) ? action with { Examples = there } : action).ToEquatableArray(),
        };
    }

    private string? Edit(SpecDocument file, SpecFileValues current, SpecFileValues planned, bool replacesAliases)
    {
        YamlMap before = current.Of(file);
        YamlMap after = planned.Of(file);
        string text = _texts[file.Path];
        YamlTree tree = YamlTree.Parse(text);
        if (before.Equals(after) || tree.Root is not MappingNode root)
        {
            return null;
        }

        YamlEditor editor = new(text, tree, replacesAliases);
        editor.Change(root, before, after);
        return editor.Apply() is var edited && edited == text ? null : edited;
    }

    private IEnumerable<SpecDocument> NewFiles()
    {
        foreach (ActionModel action in _planned.Actions.Where(action => !_texts.ContainsKey(action.Source)))
        {
            yield return New(action.Source, SpecFileWriter.Action(action, _root));
        }

        foreach (IGrouping<string, TypeModel> types in _planned.Types.GroupBy(type => type.Source, StringComparer.Ordinal).Where(group => !_texts.ContainsKey(group.Key)).ToArray())
        {
            yield return New(types.Key, SpecFileWriter.Types(types, types.Key, _root));
        }
    }

    private SpecDocument New(string path, string text)
    {
        _texts[path] = text;
        return SpecReader.Read(new SpecText(path, text));
    }

    private string[] Notes(ServiceModel written) => [.. UsefulNotes(), .. NotMentioned(), .. _names.Notes, .. MergeNotes.Of(_existing, _imported, WithExamplesOf(written)), .. _known is null ? [] : MergeNotes.Summaries(_known, _imported.Service, _planned)];

    // What the specs already have is not guessed anew, but a type without members may be what an import before made of a damaged row; examples that are there, or were deleted, stay as they are.
    private IEnumerable<string> UsefulNotes() => _imported.Notes
        .Where(note => note.GuessedType is { } type ? _existing.Types.All(known => known.Name != type || known.Members.IsEmpty) && _planned.Types.Any(known => known.Name == type) : note.IsGap || _existing.Actions.All(action => action.Name != note.Action))
        .Select(note => note.ToString());

    // A page knows less than a model: what it does not mention is not gone.
    private IEnumerable<string> NotMentioned()
    {
        if (!_imported.IsPartial)
        {
            yield break;
        }

        foreach ((ActionModel old, ActionModel page) in _existing.Actions.Join(_imported.Service.Actions, old => old.Name, page => page.Name, (old, page) => (old, page)))
        {
            foreach (string note in NotMentioned(page.Name, Members(old).Except(Members(page)), "").Concat(NotMentioned(page.Name, old.Errors.Select(error => error.Code).Except(page.Errors.Select(error => error.Code)), "the error code")))
            {
                yield return note;
            }
        }

        if (!_imported.DescribesTypes)
        {
            yield break;
        }

        // Types that were guessed, and are not there by the page, go with what they were guessed from.
        HashSet<string> kept = [.. _planned.Types.Select(type => type.Name)];
        Dictionary<string, TypeModel> described = _imported.Service.Types.ToDictionary(type => type.Name, StringComparer.Ordinal);
        foreach (string note in NotMentioned(DataTypesPage.About, _existing.Types.Select(type => type.Name).Where(name => kept.Contains(name) && !described.ContainsKey(name)), "the type"))
        {
            yield return note;
        }

        foreach (TypeModel old in _existing.Types.Where(type => described.ContainsKey(type.Name)))
        {
            foreach (string note in NotMentioned(old.Name, old.Members.Select(member => member.Name).Except(described[old.Name].Members.Select(member => member.Name)), ""))
            {
                yield return note;
            }
        }

        static IEnumerable<string> Members(ActionModel action) => action.Request.Concat(action.Response).Select(member => member.Name);
    }

    private IEnumerable<string> NotMentioned(string owner, IEnumerable<string> missing, string kind)
    {
        string page = _imported.Notes.Any(note => note.IsGap) ? "what could be read of the page" : "the page";
        string[] names = [.. missing];
        string what = kind.Length == 0 ? "" : names.Length == 1 ? kind + " " : kind + "s ";
        return names.Length == 0 ? [] : [$"{owner}: {page} does not mention {what}{string.Join(", ", names)}; kept"];
    }
}
