using ApiGen.Cli.Merging;
using ApiGen.Specs;

namespace ApiGen.Cli.Writing;

/// <summary>
/// The spec files of a folder as they will be when everything that was planned is written. Several sources add up here, so that
/// the disk is touched once, at the end, or not at all.
/// </summary>
/// <param name="root">The full path of the folder.</param>
internal sealed class SpecTree(string root)
{
    private readonly SortedDictionary<string, string> _texts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _written = new(StringComparer.Ordinal);
    private readonly HashSet<string> _deleted = new(StringComparer.Ordinal);
    private readonly HashSet<string> _loaded = new(StringComparer.Ordinal);

    /// <summary>The full path of the folder.</summary>
    public string Root => root;

    /// <summary>The files to write, by full path.</summary>
    public IReadOnlyList<(string Path, string Text)> Written => [.. _written.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => (pair.Key, pair.Value))];

    /// <summary>The files to delete, by full path.</summary>
    public IReadOnlyList<string> Deleted => [.. _deleted.Order(StringComparer.Ordinal)];

    /// <summary>All files of the services that were asked for.</summary>
    public IReadOnlyList<SpecText> All => [.. _texts.Select(pair => new SpecText(pair.Key, pair.Value))];

    /// <summary>Whether a file is to be written.</summary>
    public bool IsWritten(string path) => _written.ContainsKey(Normal(path));

    /// <summary>The spec files of a service, all versions or one, ordered by path.</summary>
    public IReadOnlyList<SpecText> Read(string service, string? version = null)
    {
        string folder = Path.Combine(root, service);
        if (_loaded.Add(service) && Directory.Exists(folder))
        {
            foreach (SpecText text in SpecLoader.ReadDirectory(folder))
            {
                _texts[text.Path] = text.Text;
            }
        }

        string prefix = Normal(version is null ? folder : Path.Combine(folder, version)) + "/";
        return [.. _texts.Where(pair => pair.Key.StartsWith(prefix, StringComparison.Ordinal)).Select(pair => new SpecText(pair.Key, pair.Value))];
    }

    /// <summary>Takes in what one source changes.</summary>
    public void Apply(SpecUpdate update)
    {
        foreach ((string path, string text) in update.Files)
        {
            string place = Normal(path);
            _texts[place] = text;
            _written[place] = text;
            _deleted.Remove(place);
        }

        foreach (string path in update.Deleted.Select(Normal))
        {
            _texts.Remove(path);
            _written.Remove(path);
            _deleted.Add(path);
        }
    }

    private static string Normal(string path) => path.Replace('\\', '/');
}
