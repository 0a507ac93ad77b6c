using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using ApiGen.EndToEnd.Support;

namespace ApiGen.EndToEnd.Architecture;

/// <summary>A newcomer finds a thing by its folder, and each name stands for one thing.</summary>
public sealed partial class FolderTests
{
    private static readonly string[] Parts = ["generator", "runtime", "samples", "tests"];

    private static readonly string[] Products = ["generator", "runtime"];

    // What tests stand on, rather than what they test.
    private static readonly string[] Foundations = ["Support", "Harness", "Corpus", "Client", "Cost", "Simulation"];

    [Fact]
    public void Each_of_the_twelve_concerns_has_a_folder_with_the_type_to_begin_with()
    {
        string page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "architecture.md"));
        Match[] rows = Concern().Matches(page).ToArray();

        Assert.Equal(12, rows.Length);
        Assert.Equal(12, rows.Select(row => row.Groups["folder"].Value).Distinct().Count());
        Assert.Equal([], rows.Select(row => Path.Combine(row.Groups["folder"].Value, row.Groups["type"].Value + ".cs")).Where(file => !File.Exists(Path.Combine(Repository.Root, file))));
    }

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        string solution = File.ReadAllText(Path.Combine(Repository.Root, "ApiGen.sln")).Replace('\\', '/');
        string[] projects =
        [
            .. Parts.SelectMany(part => Directory.GetDirectories(Path.Combine(Repository.Root, part)))
                .SelectMany(folder => Directory.GetFiles(folder, "*.csproj"))
                .Select(project => Path.GetRelativePath(Repository.Root, project).Replace('\\', '/')),
        ];

        Assert.NotEmpty(projects);
        Assert.Equal([], projects.Where(project => !solution.Contains($"\"{project}\"", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_solution_has_the_folders_that_are_on_disk()
    {
        string solution = File.ReadAllText(Path.Combine(Repository.Root, "ApiGen.sln"));
        Dictionary<string, (string Name, string Path)> entries = SolutionEntry().Matches(solution).ToDictionary(entry => entry.Groups["id"].Value, entry => (entry.Groups["name"].Value, entry.Groups["path"].Value.Replace('\\', '/')));
        Dictionary<string, string> above = Nested().Matches(solution).ToDictionary(nested => nested.Groups["id"].Value, nested => nested.Groups["folder"].Value);

        (string Path, string Folder)[] projects =
        [
            .. entries.Where(entry => entry.Value.Path.EndsWith("proj", StringComparison.Ordinal)).Select(entry => (entry.Value.Path, Folder(entry.Key))),
        ];

        Assert.True(projects.Length > 20);
        Assert.Equal([], projects.Where(project => Path.GetDirectoryName(Path.GetDirectoryName(project.Path)) != project.Folder));
        Assert.Equal(Parts, entries.Values.Where(entry => entry.Name == entry.Path).Select(entry => entry.Name).Order(StringComparer.Ordinal));

        string Folder(string id) => above.TryGetValue(id, out string? folder) ? Path.Combine(Folder(folder), entries[folder].Name) : "";
    }

    [Fact]
    public void Every_project_says_in_two_sentences_what_belongs_there()
    {
        string[] projects =
        [
            .. Parts.SelectMany(part => Directory.GetDirectories(Path.Combine(Repository.Root, part))).SelectMany(folder => Directory.GetFiles(folder, "*.csproj")),
        ];

        Assert.NotEmpty(projects);
        Assert.Equal([], projects.Where(project => Sentence().Count(XDocument.Load(project).Descendants("Description").SingleOrDefault()?.Value ?? "") < 2).Select(Path.GetFileName));
    }

    [Fact]
    public void Folders_of_tests_mirror_those_of_the_product()
    {
        List<string> astray = [];
        int seen = 0;
        foreach (string tests in Directory.GetDirectories(Path.Combine(Repository.Root, "tests"), "ApiGen.*.Tests"))
        {
            string project = Path.GetFileName(tests)[..^".Tests".Length];
            string product = Products.Select(part => Path.Combine(Repository.Root, part, project)).Single(Directory.Exists);
            foreach (string folder in Directory.EnumerateFiles(tests, "*Tests.cs", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(tests, Path.GetDirectoryName(file)!)).Distinct())
            {
                bool isFoundation = folder.Split(Path.DirectorySeparatorChar).Any(name => name is "bin" or "obj" || Foundations.Contains(name));

                // The fixes have no tests of their own: they are tried together with the rules.
                bool isOfFixes = project == "ApiGen.Analyzers" && folder == "Fixes";
                seen++;
                if (!isFoundation && !isOfFixes && !Directory.Exists(Path.Combine(product, folder)))
                {
                    astray.Add($"{project}: {folder}");
                }
            }
        }

        Assert.True(seen > 20);
        Assert.Equal([], astray);
    }

    [Fact]
    public void No_two_projects_give_one_name_to_two_things()
    {
        (string Project, string Namespace, string Name)[] types =
        [
            .. VocabularyTests.Products.SelectMany(product => TypesOf(Repository.Output(product.Data.Item1, product.Data.Item2, product.Data.Item3)).Select(type => (product.Data.Item1, type.Namespace, type.Name))),
        ];

        Assert.NotEmpty(types);

        // One source that two projects compile is one thing: it has one namespace.
        Assert.Equal([], types.GroupBy(type => type.Name).Where(group => group.DistinctBy(type => type.Project).DistinctBy(type => type.Namespace).Count() > 1).Select(group => $"{group.Key}: {string.Join(", ", group.Select(type => type.Project))}"));
    }

    /// <summary>The types of a project's own namespaces; what the compiler adds is elsewhere.</summary>
    private static HashSet<(string Namespace, string Name)> TypesOf(string path)
    {
        using PEReader file = new(File.OpenRead(path));
        MetadataReader metadata = file.GetMetadataReader();
        return
        [
            .. metadata.TypeDefinitions.Select(metadata.GetTypeDefinition)
                .Where(type => metadata.GetString(type.Namespace).StartsWith("ApiGen", StringComparison.Ordinal))
                .Select(type => (metadata.GetString(type.Namespace), metadata.GetString(type.Name)))
                .Where(type => !type.Item2.StartsWith('<')),
        ];
    }

    [GeneratedRegex("""^Project\("\{[\w-]+\}"\) = "(?<name>[^"]+)", "(?<path>[^"]+)", "(?<id>\{[\w-]+\})"\r?$""", RegexOptions.Multiline)]
    private static partial Regex SolutionEntry();

    // In NestedProjects alone an identifier has nothing but another one behind it.
    [GeneratedRegex(@"^\t\t(?<id>\{[\w-]+\}) = (?<folder>\{[\w-]+\})\r?$", RegexOptions.Multiline)]
    private static partial Regex Nested();

    [GeneratedRegex(@"\S\.(?= |$)")]
    private static partial Regex Sentence();

    [GeneratedRegex(@"^\| [^|]+ \| `(?<folder>[\w./]+)` \| `(?<type>\w+)` \|$", RegexOptions.Multiline)]
    private static partial Regex Concern();
}
