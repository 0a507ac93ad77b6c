using ApiGen.Cli.Import;
using ApiGen.Cli.Merging;
using ApiGen.Emulator.Specs;
using ApiGen.Specs;
using ApiGen.Specs.Model;

namespace ApiGen.Cli.Writing;

/// <summary>
/// The spec files of a folder as they will be when everything that was planned is written. Several sources add up here, so that
/// the disk is touched once, at the end, or not at all.
/// </summary>
internal sealed class SpecTree
{
    private readonly SortedDictionary<string, string> _texts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SpecDocument> _documents = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _unreadable = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _written = new(StringComparer.Ordinal);
    private readonly HashSet<string> _deleted = new(StringComparer.Ordinal);
    private readonly HashSet<string> _touched = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Name, string Version), ServiceModel?> _atStart = [];

    /// <summary>Reads the files of a folder, which need not exist.</summary>
    /// <param name="root">The full path of the folder.</param>
    public SpecTree(string root)
    {
        Root = root;
        foreach (string path in new SpecFileSearch().Under(root))
        {
            string place = Normal(path);
            if (SpecFiles.Read(path) is { } text)
            {
                _texts.Add(place, text);
            }
            else
            {
                _unreadable.Add(place, path);
            }
        }
    }

    /// <summary>The full path of the folder.</summary>
    public string Root { get; }

    /// <summary>The files to write, by full path.</summary>
    public IReadOnlyList<(string Path, string Text)> Written => [.. _written.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => (pair.Key, pair.Value))];

    /// <summary>The files to delete, by full path.</summary>
    public IReadOnlyList<string> Deleted => [.. _deleted.Order(StringComparer.Ordinal)];

    /// <summary>All files of the services that were asked for.</summary>
    public IReadOnlyList<SpecDocument> Touched => [.. _touched.Where(_texts.ContainsKey).Order(StringComparer.Ordinal).Select(Document)];

    /// <summary>The services that the files describe.</summary>
    public IEnumerable<ServiceModel> Services() => SpecBinder.Bind(_texts.Keys.Select(Document)).Services;

    /// <summary>Whether a file is to be written.</summary>
    public bool IsWritten(string path) => _written.ContainsKey(Normal(path));

    /// <summary>The text of a file.</summary>
    public string Text(string path) => _texts[path];

    /// <summary>The files that declare a service, whichever version.</summary>
    /// <param name="service">The service's name.</param>
    public IEnumerable<SpecDocument> Declarations(string service) => Naming(service).Where(document => document.Service?.Name?.Text == service);

    /// <summary>The files of a service version, ordered by path; empty when the folder has none, whatever its layout.</summary>
    /// <exception cref="ImportException">A file that may belong to the service is not UTF-8.</exception>
    public IReadOnlyList<SpecDocument> Read(string service, string version)
    {
        SpecDocument? declaring = Declarations(service).FirstOrDefault(document => document.Service!.Version == version);
        string usual = Normal(Path.Combine(Root, service, version));
        string folder = declaring is null ? usual : FolderOf(declaring.Path);
        if (_unreadable.Keys.FirstOrDefault(path => IsInside(path, folder) || SpecFiles.MayHold(_unreadable[path], service)) is { } unreadable)
        {
            throw new ImportException(_unreadable[unreadable], 1, 1, "this file is not UTF-8, so that importing would damage it. Save it as UTF-8 first; nothing was written.");
        }

        SpecDocument[] inside = [.. _texts.Keys.Where(path => IsInside(path, folder)).Select(Document)];
        SpecDocument[] files = declaring is null ? inside : [.. Belonging(declaring, folder, inside).Concat(Referring(service, version)).DistinctBy(document => document.Path)];
        _touched.UnionWith(files.Select(document => document.Path));
        return [.. files.OrderBy(document => document.Path, StringComparer.Ordinal)];
    }

    /// <summary>A service as a person knows it: before the sources that were taken in; null when they have brought it.</summary>
    /// <param name="now">The service as it is by now.</param>
    public ServiceModel? AtStart(ServiceModel now) => _atStart.TryGetValue((now.Name, now.Version), out ServiceModel? before) ? before : now;

    /// <summary>Takes in what one source changes.</summary>
    public void Apply(SpecUpdate update)
    {
        _atStart.TryAdd((update.After.Name, update.After.Version), update.Before);
        foreach ((string path, string text) in update.Files)
        {
            string place = Normal(path);
            _texts[place] = text;
            _documents.Remove(place);
            _written[place] = text;
            _deleted.Remove(place);
            _touched.Add(place);
        }

        foreach (string path in update.Deleted.Select(Normal))
        {
            _texts.Remove(path);
            _documents.Remove(path);
            _written.Remove(path);
            _deleted.Add(path);
        }
    }

    /// <summary>A path in the form that spec files have everywhere.</summary>
    public static string Normal(string path) => path.Replace(Path.DirectorySeparatorChar, '/');

    /// <summary>The folder of a path in that form.</summary>
    public static string FolderOf(string path) => path[..Math.Max(0, path.LastIndexOf('/'))];

    // A file belongs to the service that is declared nearest above it; services that share a folder leave it to a service.yaml.
    private static IEnumerable<SpecDocument> Belonging(SpecDocument declaring, string folder, SpecDocument[] inside)
    {
        SpecDocument[] others = [.. inside.Where(document => document.Service is not null && document.Path != declaring.Path)];
        HashSet<string> foreign = [.. others.Select(document => FolderOf(document.Path)).Where(other => other != folder)];
        bool sharesFolder = others.Any(document => FolderOf(document.Path) == folder);
        bool ownsFolder = !sharesFolder || Path.GetFileNameWithoutExtension(declaring.Path) == "service";
        return inside.Where(document => document.Path == declaring.Path
            || (ownsFolder && document.Service is null && document.Reference is null && !foreign.Any(other => IsInside(document.Path, other))));
    }

    private IEnumerable<SpecDocument> Referring(string service, string version) =>
        Naming(service).Where(document => document.Reference is { } reference && reference.Name.Text == service && reference.Version == version);

    // Only a file that holds the name can declare the service or refer to it; the others need not be read.
    private SpecDocument[] Naming(string service) =>
        [.. _texts.Where(pair => pair.Value.Contains(service, StringComparison.Ordinal) || pair.Value.Contains("\\u", StringComparison.Ordinal)).Select(pair => Document(pair.Key))];

    private SpecDocument Document(string path)
    {
        if (!_documents.TryGetValue(path, out SpecDocument? document))
        {
            document = SpecReader.Read(new SpecText(path, _texts[path]));
            _documents.Add(path, document);
        }

        return document;
    }

    private static bool IsInside(string path, string folder) => path.StartsWith(folder + "/", StringComparison.Ordinal);
}
