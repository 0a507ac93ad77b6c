using System.Text;
using ApiGen.Cli.Commands;
using ApiGen.Emulator.Specs;

namespace ApiGen.Cli.Reading;

/// <summary>The files of a commit, as they would lie on disk after a check-out. Paths are full ones below <c>/</c>.</summary>
internal sealed class CommitTree : FileTree
{
    private const string Top = "/";
    private const string LinkMode = "120000";
    private const string Submodule = "commit";
    private const string IsSubmodule = "is a submodule, whose files another repository keeps";

    private readonly string _name;
    private readonly Dictionary<string, (string Mode, string Kind, string Object)> _files;
    private readonly ILookup<string, string> _inside;
    private readonly HashSet<string> _folders;
    private readonly Dictionary<string, string> _targets = new(StringComparer.Ordinal);

    /// <summary>Reads the list of <c>git ls-tree -r -z</c>: <c>&lt;mode&gt; &lt;type&gt; &lt;object&gt;\t&lt;path&gt;</c>, each ended by a zero.</summary>
    /// <param name="name">What a person calls the commit.</param>
    /// <param name="listed">The list.</param>
    public CommitTree(string name, string listed)
    {
        _name = name;
        _files = listed.Split('\0', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split('\t', 2))
            .Select(parts => (Path: Top + parts[1], Facts: parts[0].Split(' ')))
            .ToDictionary(file => file.Path, file => (file.Facts[0], file.Facts[1], file.Facts[2]), StringComparer.Ordinal);
        _folders = [Top];
        foreach (string file in _files.Keys)
        {
            for (string folder = FolderOf(file); _folders.Add(folder); folder = FolderOf(folder))
            {
            }
        }

        _inside = _files.Keys.Concat(_folders.Where(folder => folder != Top)).ToLookup(FolderOf, StringComparer.Ordinal);
    }

    /// <summary>The objects that say where links lead.</summary>
    public IEnumerable<string> Links => _files.Values.Where(file => file.Mode == LinkMode).Select(file => file.Object).Distinct();

    /// <summary>Takes in where links lead.</summary>
    /// <param name="contents">The content of each object of <see cref="Links"/>.</param>
    public void Follow(IReadOnlyDictionary<string, byte[]> contents)
    {
        foreach ((string path, (string Mode, string Kind, string Object) file) in _files.Where(file => file.Value.Mode == LinkMode))
        {
            _targets[path] = Encoding.UTF8.GetString(contents[file.Object]);
        }
    }

    /// <summary>The object with the content of a file; null when it is a link that leads nowhere.</summary>
    public string? ObjectOf(string path) => _files.TryGetValue(Real(path), out (string Mode, string Kind, string Object) file) && file.Mode != LinkMode ? file.Object : null;

    /// <summary>Whether there is a file of this path.</summary>
    public bool HasFile(string path) => _files.TryGetValue(Real(path), out (string Mode, string Kind, string Object) file) && file.Kind != Submodule;

    /// <summary>Fails when what a path names is in a submodule.</summary>
    /// <exception cref="CommandException">It is.</exception>
    public void RequireKept(string path)
    {
        for (string level = Real(path); level != Top; level = FolderOf(level))
        {
            if (_files.TryGetValue(level, out (string Mode, string Kind, string Object) file) && file.Kind == Submodule)
            {
                throw Unknown(level, IsSubmodule);
            }
        }
    }

    /// <inheritdoc />
    public override bool HasFolder(string path) => _folders.Contains(Real(path));

    /// <inheritdoc />
    /// <exception cref="CommandException">What the folder held then is not known, because another repository or none keeps it.</exception>
    public override IEnumerable<FileTreeEntry> Entries(string folder)
    {
        foreach (string path in _inside[Real(folder)])
        {
            string name = path[(path.LastIndexOf('/') + 1)..];
            string shown = folder == Top ? Top + name : folder + "/" + name;
            if (_files.TryGetValue(path, out (string Mode, string Kind, string Object) file) && file.Kind == Submodule)
            {
                throw Unknown(shown, IsSubmodule);
            }

            yield return new FileTreeEntry(name, shown, HasFolder(path), _targets.ContainsKey(path), _targets.ContainsKey(path) && !HasFolder(path) && ObjectOf(path) is null);
        }
    }

    /// <inheritdoc />
    protected override char Separator => '/';

    /// <inheritdoc />
    protected override string RootOf(string path) => Top;

    /// <inheritdoc />
    /// <exception cref="CommandException">The link leads out of the repository, and may lead to specs.</exception>
    protected override string? TargetOf(string path)
    {
        if (!_targets.TryGetValue(path, out string? target))
        {
            return null;
        }

        List<string> parts = [.. FolderOf(path).Split('/', StringSplitOptions.RemoveEmptyEntries)];
        foreach (string part in target.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(part => part != "."))
        {
            if (part != "..")
            {
                parts.Add(part);
            }
            else if (parts.Count > 0)
            {
                parts.RemoveAt(parts.Count - 1);
            }
            else
            {
                return Outside(path, target);
            }
        }

        return target.StartsWith('/') ? Outside(path, target) : Top + string.Join('/', parts);
    }

    // A name with another ending is no folder of specs, so that it does not matter.
    private string? Outside(string path, string target) =>
        Path.HasExtension(path) && !SpecFileSearch.IsSpec(path) ? null : throw Unknown(path, $"is a link to '{target}', out of the repository");

    private CommandException Unknown(string path, string reason) =>
        new($"'{path[1..]}' {reason}, so that what it held at '{_name}' is not known. Compare check-outs of both, or a folder without it.");

    private static string FolderOf(string path) => path.LastIndexOf('/') is var slash and > 0 ? path[..slash] : Top;
}
