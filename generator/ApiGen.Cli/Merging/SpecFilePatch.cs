using System.Text;
using ApiGen.Cli.Writing;
using ApiGen.Specs.Model;

namespace ApiGen.Cli.Merging;

/// <summary>Applies the changes of a merge to one spec file, leaving what did not change to the letter.</summary>
internal sealed class SpecFilePatch
{
    // The order in which an action's keys are usually written; a new key goes behind the last of those before it.
    private static readonly string[] KeyOrder =
    [
        "action", "service", "version", "summary", "documentation", "region", "rateLimit", "idempotent", "unsigned", "deprecated", "disabled",
        "requestBody", "responseBody", "paging", "request", "response", "members", "errors", "examples",
    ];

    private readonly LineEdits _edits;
    private readonly BlockMapping? _root;

    /// <summary>Starts on a file's text.</summary>
    public SpecFilePatch(string text)
    {
        _edits = new LineEdits(text);
        _root = BlockMapping.Read(_edits.Lines, 0, _edits.Lines.Count);
    }

    /// <summary>Whether the file's layout can be followed; otherwise it has to be written anew.</summary>
    public bool CanPatch => _root is not null;

    /// <summary>Whether the file is that of one action.</summary>
    public bool IsActionFile => _root?.Find("action") is not null;

    /// <summary>Brings an action's text from one state to another.</summary>
    public void Action(ActionModel before, ActionModel after)
    {
        BlockMapping? map = IsActionFile ? _root : Child(_root, "actions") is { } actions && actions.Find(before.Name) is { } entry ? BlockMapping.Inside(_edits.Lines, entry) : null;
        if (map is null)
        {
            return;
        }

        Summary(map, before.Summary, after.Summary);
        if (before.Region != after.Region)
        {
            Set(map, "region", "region: " + after.Region.ToString().ToLowerInvariant() + "\n");
        }

        if (before.RateLimits != after.RateLimits && !after.RateLimitAssumed)
        {
            Set(map, "rateLimit", "rateLimit: " + SpecFileWriter.RateLimits(after.RateLimits) + "\n");
        }

        if (before.Deprecated is null && after.Deprecated is not null)
        {
            Set(map, "deprecated", "deprecated: true\n");
        }

        if (before.Paging != after.Paging)
        {
            Paging(map, after.Paging);
        }

        Entries(map, "request", before.Request, after.Request, member => member.Name, MemberText.Of);
        Entries(map, "response", before.Response, after.Response, member => member.Name, MemberText.Of);
        Entries(map, "errors", before.Errors, after.Errors, error => error.Code, (error, indent) => Reindent(SpecFileWriter.Error(error), indent - 2));
        if (before.Examples.IsEmpty && !after.Examples.IsEmpty)
        {
            Set(map, "examples", "examples:\n" + string.Concat(after.Examples.Select(SpecFileWriter.Example)));
        }
    }

    /// <summary>Takes an action out of a file that holds several.</summary>
    public void RemoveAction(string name)
    {
        if (Child(_root, "actions")?.Find(name) is { } entry)
        {
            _edits.Replace(entry.Start, entry.End, "");
        }
    }

    /// <summary>Brings the types of the file from one state to another.</summary>
    public void Types(IReadOnlyList<TypeModel> before, IReadOnlyList<TypeModel> after)
    {
        Entries(
            _root!,
            "types",
            before,
            after,
            type => type.Name,
            (type, indent) => Reindent(SpecFileWriter.Type(type), indent - 2),
            (entry, left, right) => Type(entry, left, right));
    }

    /// <summary>Fills in the service's summary.</summary>
    public void ServiceSummary(string before, string after) => Summary(_root!, before, after);

    /// <summary>The file's new text.</summary>
    public string Apply() => _edits.Apply();

    private bool Type(BlockEntry entry, TypeModel before, TypeModel after)
    {
        if (BlockMapping.Inside(_edits.Lines, entry) is not { } map)
        {
            return false;
        }

        Summary(map, before.Summary, after.Summary);
        Entries(map, "members", before.Members, after.Members, member => member.Name, MemberText.Of);
        return true;
    }

    private void Summary(BlockMapping map, string before, string after)
    {
        if (before.Length == 0 && after.Length > 0)
        {
            StringBuilder text = new();
            SpecFileWriter.Summary(text, after, 0);
            Set(map, "summary", text.ToString());
        }
    }

    private void Paging(BlockMapping map, PagingModel? paging)
    {
        if (paging is not null)
        {
            Set(map, "paging", "paging: " + SpecFileWriter.Paging(paging) + "\n");
        }
        else if (map.Find("paging") is { } entry)
        {
            _edits.Replace(entry.Start, entry.End, "");
        }
    }

    private void Set(BlockMapping map, string key, string text)
    {
        string block = Reindent(text, map.Indent);
        if (map.Find(key) is { } entry)
        {
            _edits.Replace(entry.Start, entry.End, KeptComments.Around(_edits.Lines, entry, block, map.Indent));
            return;
        }

        int order = Array.IndexOf(KeyOrder, key);
        BlockEntry? anchor = map.Entries.LastOrDefault(other => Array.IndexOf(KeyOrder, other.Key) is var index && index >= 0 && index < order);
        int place = anchor?.End ?? map.Entries[0].Start;
        _edits.Replace(place, place, block);
    }

    private void Entries<T>(BlockMapping map, string key, IReadOnlyList<T> before, IReadOnlyList<T> after, Func<T, string> name, Func<T, int, string> render, Func<BlockEntry, T, T, bool>? patch = null)
        where T : IEquatable<T>
    {
        if (before.SequenceEqual(after))
        {
            return;
        }

        BlockEntry? section = map.Find(key);
        if (section is not null && after.Count == 0)
        {
            _edits.Replace(section.Start, section.End, "");
            return;
        }

        if (section is null || BlockMapping.Inside(_edits.Lines, section) is not { } block)
        {
            Set(map, key, key + ":\n" + string.Concat(after.Select(item => render(item, 2))));
            return;
        }

        Dictionary<string, T> old = before.ToDictionary(name, StringComparer.Ordinal);
        int place = section.Start + 1;
        foreach (T item in after)
        {
            BlockEntry? entry = block.Find(name(item));
            if (entry is null)
            {
                _edits.Replace(place, place, render(item, block.Indent));
                continue;
            }

            place = entry.End;
            bool isChanged = !old.TryGetValue(name(item), out T? previous) || !previous.Equals(item);
            if (isChanged && (previous is null || patch is null || !patch(entry, previous, item)))
            {
                _edits.Replace(entry.Start, entry.End, KeptComments.Around(_edits.Lines, entry, render(item, block.Indent), block.Indent));
            }
        }

        HashSet<string> kept = [.. after.Select(name)];
        foreach (BlockEntry entry in block.Entries.Where(entry => old.ContainsKey(entry.Key) && !kept.Contains(entry.Key)))
        {
            _edits.Replace(entry.Start, entry.End, "");
        }
    }

    private BlockMapping? Child(BlockMapping? map, string key) => map?.Find(key) is { } entry ? BlockMapping.Inside(_edits.Lines, entry) : null;

    private static string Reindent(string text, int indent) =>
        indent <= 0 ? text : string.Concat(text.TrimEnd('\n').Split('\n').Select(line => new string(' ', indent) + line + "\n"));
}
