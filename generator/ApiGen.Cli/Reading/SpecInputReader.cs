using ApiGen.Cli.Commands;
using ApiGen.Emulator;
using ApiGen.Emulator.Specs;
using ApiGen.Specs;
using ApiGen.Specs.Diagnostics;

namespace ApiGen.Cli.Reading;

/// <summary>
/// Reads the specs of folders, files and projects. Paths are brought into one form first, so that no file is read twice and a
/// file's folder is known however it was named.
/// </summary>
internal sealed class SpecInputReader
{
    private readonly SpecFileSearch _search = new();
    private readonly SortedDictionary<string, SpecDocument> _documents = new(StringComparer.Ordinal);
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _namespaces = new(StringComparer.Ordinal);
    private readonly List<SpecDocument> _bundled = [];
    private readonly Dictionary<string, HashSet<string>> _projects = new(StringComparer.Ordinal);
    private readonly List<string> _faults = [];
    private readonly List<string> _notes = [];
    private readonly string _here = DisplayPath.CurrentFolder;

    private SpecInputReader()
    {
    }

    /// <summary>Reads what a person named.</summary>
    /// <param name="paths">Folders, spec files and projects.</param>
    /// <param name="cancellationToken">Ends the evaluation of a project early.</param>
    /// <exception cref="CommandException">A path leads nowhere, or to nothing that can hold specs.</exception>
    public static async Task<SpecInput> ReadAsync(IReadOnlyList<string> paths, CancellationToken cancellationToken)
    {
        SpecInputReader reader = new();
        foreach (string path in paths)
        {
            await reader.AddAsync(path, cancellationToken).ConfigureAwait(false);
        }

        return reader.Finish(string.Join(", ", paths.Select(path => $"'{path}'")));
    }

    /// <summary>Finds the specs near the current folder, or takes those that come with the tool.</summary>
    /// <param name="cancellationToken">Ends the evaluation of a project early.</param>
    public static async Task<SpecInput> FindAsync(CancellationToken cancellationToken)
    {
        if (SpecFinder.Find(Directory.GetCurrentDirectory()) is { } found)
        {
            SpecInput input = await ReadAsync([found], cancellationToken).ConfigureAwait(false);
            string shown = DisplayPath.In(DisplayPath.CurrentFolder, found);
            return input with { Place = $"'{shown}'", Notes = [$"the specs are read from {shown}", .. input.Notes] };
        }

        return new SpecInput("the tool", [.. BundledSpecs.Services.SelectMany(BundledSpecs.Documents)], new HashSet<string>())
        {
            IsStandIn = true,
            Notes = ["there are no specs here or further up; those that come with the tool are used"],
        };
    }

    private async Task AddAsync(string path, CancellationToken cancellationToken)
    {
        string full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        if (!SpecFileSearch.IsSpec(full))
        {
            NamedFile.RequireAlive(path);
        }

        if (Directory.Exists(full))
        {
            string[] projects = Directory.GetFiles(full, EvaluatedItems.Pattern);
            if (projects.Length > 1 && projects.Count(EvaluatedItems.AreNamedIn) != 1)
            {
                throw new CommandException($"there are several projects in '{path}': {string.Join(", ", projects.Select(Path.GetFileName).Order(StringComparer.Ordinal))}. Name one of them, or a folder of specs.");
            }

            string? project = projects.Length > 1 ? projects.Single(EvaluatedItems.AreNamedIn) : projects.FirstOrDefault();
            if (project is null || !await AddProjectAsync(project, cancellationToken).ConfigureAwait(false))
            {
                AddFolder(full);
            }
        }
        else if (!File.Exists(full))
        {
            throw new CommandException($"there is no file or folder '{path}'.");
        }
        else if (EvaluatedItems.IsProject(full))
        {
            if (!await AddProjectAsync(full, cancellationToken).ConfigureAwait(false))
            {
                AddFolder(Path.GetDirectoryName(full)!);
            }
        }
        else if (SpecFileSearch.IsSpec(full))
        {
            AddFile(full);
        }
        else
        {
            throw new CommandException($"'{path}' is neither a spec file (.yaml, .yml) nor a project (.csproj) nor a folder.");
        }
    }

    private void AddFolder(string folder)
    {
        Ask(_search.Under(folder));

        // What another path has led to already is asked for all the same.
        string real = RealPath.Of(folder) + Path.DirectorySeparatorChar;
        _asked.UnionWith(_documents.Keys.Where(file => !_asked.Contains(file) && RealPath.Of(file).StartsWith(real, StringComparison.Ordinal)));
        AddOwner(folder);
    }

    private void AddFile(string file)
    {
        if (_search.IsNew(file))
        {
            Ask([file]);
        }
        else
        {
            // Another path has led to the file already, perhaps as a mere neighbour.
            string real = RealPath.Of(file);
            _asked.Add(_documents.Keys.First(path => path == file || RealPath.Of(path) == real));
        }

        AddOwner(Path.GetDirectoryName(file)!);
    }

    // Files that belong to a service which is declared further up are read with it; alone they would belong nowhere.
    private void AddOwner(string folder)
    {
        if (SpecOwner.Of(folder, _documents.Values) is { } owner)
        {
            Read(_search.Under(owner));
        }
    }

    private async Task<bool> AddProjectAsync(string project, CancellationToken cancellationToken)
    {
        EvaluatedItems items = await EvaluatedItems.OfAsync(project, cancellationToken).ConfigureAwait(false);
        string[] missing = [.. items.Files.Select(item => item.Path).Where(file => !File.Exists(file)).Distinct()];
        if (missing.Length > 0)
        {
            string told = string.Join(", ", missing.Select(file => $"'{file}'"));
            throw new CommandException($"the project '{Path.GetFileName(project)}' names " + (missing.Length == 1 ? $"the spec file {told}, which is not there." : $"spec files that are not there: {told}."));
        }

        _notes.AddRange(items.Notes.Except(_notes));
        HashSet<string> real = [];
        foreach ((string file, string space) in items.Files)
        {
            // To a build two paths are two files, also where one link leads to both.
            bool isNew = _search.IsNew(file), isSecond = !real.Add(RealPath.Of(file));
            Ask(isNew || (isSecond && !_documents.ContainsKey(file)) ? [file] : []);
            if (space.Length > 0)
            {
                _namespaces[file] = space;
            }
        }

        foreach ((string name, string space) in items.Services)
        {
            AddBundled(name, space, items.BundledFolder, project);
        }

        // Items that come to nothing are no reason to read what the build does not.
        bool hasItems = items.Files.Count + items.Services.Count > 0 || EvaluatedItems.AreNamedIn(project);
        if (hasItems)
        {
            _projects.TryAdd(project, [.. items.Files.Select(item => item.Path)]);
        }

        return hasItems;
    }

    private void AddBundled(string name, string space, string? folder, string project)
    {
        string[] services = folder is null ? [.. BundledSpecs.Services] : [.. Directory.GetDirectories(folder).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];
        if (services.FirstOrDefault(known => string.Equals(known, name, StringComparison.OrdinalIgnoreCase)) is not { } service)
        {
            string hint = NearestName.Hint(name.ToLowerInvariant(), services, "");
            _faults.Add($"the project '{Path.GetFileName(project)}' names the service '{name}', which does not come with ApiGen. Bundled services: {string.Join(", ", services)}.{(hint.Length > 0 ? " " + hint : "")}");
            return;
        }

        IReadOnlyList<SpecDocument> documents = folder is null
            ? BundledSpecs.Documents(service)
            : [.. new SpecFileSearch().Under(Path.Combine(folder, service)).Select(ReadFile)];
        HashSet<string> known = [.. _bundled.Select(document => document.Path)];
        _bundled.AddRange(documents.Where(document => known.Add(document.Path)));
        foreach (SpecDocument declaring in documents.Where(document => space.Length > 0 && document.Service is not null))
        {
            _namespaces[declaring.Path] = space;
        }
    }

    private void Ask(IReadOnlyList<string> files)
    {
        Read(files);
        _asked.UnionWith(files);
    }

    private void Read(IReadOnlyList<string> files)
    {
        foreach ((string file, SpecDocument document) in files.Zip(SpecFileReading.All(files, ReadFile)))
        {
            _documents.Add(file, document);
        }
    }

    private SpecDocument ReadFile(string file) => ReadFile(file, DisplayPath.In(_here, file));

    private static SpecDocument ReadFile(string file, string shown) => SpecOnDisk.Read(file, shown);

    private SpecInput Finish(string place)
    {
        // Folders tell the binder what belongs together, so all names have one beginning: either none is in full, or all are.
        bool areInFull = _documents.Keys.Any(file => !DisplayPath.IsIn(_here, file));
        string Shown(string file) => areInFull ? DisplayPath.InFull(file) : DisplayPath.In(_here, file);
        SpecDocument[] shown = [.. _documents.Select(pair => pair.Value.Path == Shown(pair.Key) ? pair.Value : ReadFile(pair.Key, Shown(pair.Key)))];

        // The build reads what the items of a project name, and completes nothing.
        SpecCompletion completion = _projects.Count > 0 ? new SpecCompletion([.. shown, .. _bundled], []) : SpecCompletion.Of([.. shown, .. _bundled]);
        return new SpecInput(place, completion.Documents, _asked.Select(Shown).ToHashSet(StringComparer.Ordinal))
        {
            Namespaces = _namespaces.ToDictionary(pair => _documents.ContainsKey(pair.Key) ? Shown(pair.Key) : pair.Key, pair => pair.Value, StringComparer.Ordinal),
            Projects = _projects.ToDictionary(pair => pair.Key, pair => (IReadOnlySet<string>)pair.Value.Select(Shown).ToHashSet(StringComparer.Ordinal)),
            Faults = _faults,
            Notes = [.. _notes, .. completion.Services.Select(service => $"{service} is completed from the specs that come with the tool")],
        };
    }
}
