using ApiGen.Cli.Commands;
using ApiGen.Cli.Reading;
using ApiGen.Emulator.Specs;
using ApiGen.Generator.Options;
using ApiGen.Specs;
using Microsoft.CodeAnalysis;

namespace ApiGen.Cli.Generating;

/// <summary>Folders of specs and spec files, with what options say in place of a project's items.</summary>
internal static class SpecsInput
{
    // As a build names the specs that come with ApiGen.
    private const string BundledRoot = "ApiGen/specs/";

    private const string Project = "apigen";

    /// <summary>The folder of the specs that come with the tool.</summary>
    public static string BundledFolder => Path.Combine(AppContext.BaseDirectory, SpecFinder.FolderName);

    /// <summary>Reads the specs.</summary>
    /// <param name="paths">Folders of specs, or single spec files.</param>
    /// <param name="service">The one service that is wanted, in any case of letters; null for all.</param>
    /// <param name="options">What a project would say of them.</param>
    /// <exception cref="CommandException">A path does not exist or holds no spec, or there is no such service.</exception>
    public static GeneratorInput Read(IReadOnlyList<string> paths, string? service, GenerateOptions options)
    {
        SpecFileSearch search = new();
        List<Spec> specs = [.. paths.SelectMany(path => Under(path, search))];
        if (service is not null)
        {
            specs = Of(service, specs, string.Join(", ", paths));
        }

        SpecCompletion completion = SpecCompletion.Of([.. specs.Select(spec => spec.Document)]);
        specs.AddRange(completion.Services.SelectMany(added => Under(Path.Combine(BundledFolder, added.Replace(' ', Path.DirectorySeparatorChar)), search)));
        List<string> records = [Record("project", Directory.GetCurrentDirectory(), Project, "", "", "")];
        records.AddRange(specs.Select(spec => Record(
            ProjectItems.Option, spec.Logical, spec.Text.Path, "", "", options.Actions, options.ActionsFile ?? "", options.Namespace, options.Visibility, options.RequiredMembers)));
        List<AdditionalText> files = [.. specs.Select(spec => new MemoryFile(spec.Text.Path, spec.Text))];
        if (options.ActionsFile is { } list)
        {
            records.Add(Record("list", list, list));
            files.Add(MemoryFile.Read(list));
        }

        return new GeneratorInput(string.Concat(records), files, options.Hosting, [.. completion.Services.Select(added => $"{added} is completed from the specs that come with the tool")]);
    }

    /// <summary>The names of the services that come with the tool.</summary>
    public static IEnumerable<string> BundledServices => Directory.GetDirectories(BundledFolder).Select(folder => Path.GetFileName(folder));

    /// <summary>The folder of the service of this name, in any case of letters, that comes with the tool; null when there is none.</summary>
    public static string? Bundled(string service) =>
        BundledServices.FirstOrDefault(name => string.Equals(name, service, StringComparison.OrdinalIgnoreCase)) is { } name ? Path.Combine(BundledFolder, name) : null;

    // The path in the code starts at the folder's own name, wherever the folder lies.
    private static IEnumerable<Spec> Under(string path, SpecFileSearch search)
    {
        string full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        if (!SpecFileSearch.IsSpec(full))
        {
            NamedFile.RequireAlive(path);
        }

        if (File.Exists(full))
        {
            return search.IsNew(full) ? [new Spec(Path.GetFileName(full), full)] : [];
        }

        IReadOnlyList<string> files = Directory.Exists(full) ? search.Under(full) : throw new CommandException($"there is no file or folder '{path}'.");
        bool isBundled = full == BundledFolder || full.StartsWith(BundledFolder + Path.DirectorySeparatorChar, StringComparison.Ordinal);
        string root = isBundled ? BundledFolder : full, name = isBundled ? BundledRoot : Path.GetFileName(full) + "/";
        return files.Count > 0
            ? files.Select(file => new Spec(name + DisplayPath.InFull(Path.GetRelativePath(root, file)), file))
            : throw new CommandException($"there are no spec files (.yaml, .yml) in {path}.");
    }

    private static List<Spec> Of(string service, List<Spec> specs, string place)
    {
        Dictionary<string, string> declared = specs
            .Where(spec => spec.Document.Service?.Name is not null)
            .GroupBy(spec => spec.Folder, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.First().Document.Service!.Name!.Text, StringComparer.Ordinal);
        List<Spec> found = [.. specs.Where(spec => string.Equals(Owner(spec, declared), service, StringComparison.OrdinalIgnoreCase))];
        string[] names = [.. specs.Select(spec => Owner(spec, declared)).OfType<string>().Distinct().Order(StringComparer.Ordinal)];
        return found.Count > 0 ? found
            : throw new CommandException($"there is no service '{service}' in '{place}'. {(names.Length > 0 ? $"There are: {string.Join(", ", names)}." : "There is none.")}");
    }

    private static string? Owner(Spec spec, Dictionary<string, string> declared)
    {
        if ((spec.Document.Service?.Name ?? spec.Document.Reference?.Name)?.Text is { } named)
        {
            return named;
        }

        for (string? folder = spec.Folder; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (declared.TryGetValue(folder, out string? owner))
            {
                return owner;
            }
        }

        return null;
    }

    private static string Record(params string[] fields) => string.Join(ProjectItems.FieldEnd, fields) + ProjectItems.RecordEnd;

    private sealed class Spec(string logical, string file)
    {
        public string Logical => logical;

        public string Folder => Path.GetDirectoryName(file)!;

        public SpecText Text { get; } = SpecOnDisk.Text(file, file);

        public SpecDocument Document => field ??= SpecReader.Read(Text);
    }
}
