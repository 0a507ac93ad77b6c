using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ApiGen.EndToEnd.Support;

namespace ApiGen.EndToEnd.Packages;

/// <summary>What is in the packages, and nothing more.</summary>
[Collection(PackageTests.Name)]
public sealed partial class PackageContentTests(PackageLab lab)
{
    private const string Slot = "analyzers/dotnet/cs/";

    private static readonly string[] Ids = ["ApiGen", "ApiGen.Cli", "ApiGen.Emulator", "ApiGen.Explorer", "ApiGen.Runtime", "ApiGen.Runtime.Hosting", "ApiGen.Runtime.Redis", "ApiGen.Templates"];

    // What every compiler and every editor from the .NET 8 SDK and Visual Studio 17.8 on has: the platform, Roslyn, and what Roslyn's API speaks of.
    private static readonly Dictionary<string, Version> Host = new()
    {
        ["netstandard"] = new Version(2, 0, 0, 0),
        ["Microsoft.CodeAnalysis"] = new Version(4, 8, 0, 0),
        ["Microsoft.CodeAnalysis.CSharp"] = new Version(4, 8, 0, 0),
        ["System.Collections.Immutable"] = new Version(7, 0, 0, 0),
    };

    // Code fixes are loaded by editors alone, whose other libraries come in many versions: Roslyn has to be enough.
    private static readonly Dictionary<string, Version> Editor = new(Host)
    {
        ["Microsoft.CodeAnalysis.Workspaces"] = new Version(4, 8, 0, 0),
        ["Microsoft.CodeAnalysis.CSharp.Workspaces"] = new Version(4, 8, 0, 0),
    };

    public static TheoryData<string> AllIds => new(Ids);

    public static TheoryData<string> IdsWithCode => new(Ids.Where(id => id != "ApiGen.Templates"));

    [Fact]
    public void Pack_gives_the_packages_and_no_other() =>
        Assert.Equal(Ids.Order(StringComparer.Ordinal), Directory.GetFiles(lab.PackageFolder, $"ApiGen*.{lab.Version}.nupkg").Select(path => Path.GetFileName(path)[..^(lab.Version.Length + ".nupkg".Length + 1)]).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(AllIds))]
    public void A_package_says_what_it_is(string id)
    {
        using PackageFile package = new(lab.PackagePath(id));

        Assert.Equal(id, package.Value("id"));
        Assert.Equal(lab.Version, package.Value("version"));
        Assert.Equal("MIT", package.Value("license"));
        Assert.Equal("README.md", package.Value("readme"));
        Assert.Contains("README.md", package.Files);
        Assert.NotEmpty(package.Value("description")!);
        Assert.NotEmpty(package.Value("authors")!);
        Assert.NotEqual("true", package.Value("developmentDependency"));
        Assert.Equal(Repository.Url, package.RepositoryUrl);
    }

    [Theory]
    [MemberData(nameof(AllIds))]
    public void A_package_names_the_commit_that_it_was_made_of(string id)
    {
        Assert.SkipUnless(Path.Exists(Path.Combine(Repository.Root, ".git")), "Sources outside of a repository have no commit.");
        using PackageFile package = new(lab.PackagePath(id));

        Assert.Matches("^[0-9a-f]{40}$", package.Commit);
    }

    [Theory]
    [MemberData(nameof(IdsWithCode))]
    public void Own_assemblies_are_made_of_their_sources_alone_and_a_debugger_finds_each_of_those(string id)
    {
        using PackageFile package = new(lab.PackagePath(id));
        string symbols = lab.PackagePath(id, "snupkg");
        using PackageFile? beside = File.Exists(symbols) ? new PackageFile(symbols) : null;
        string[] own = [.. package.Files.Where(IsOwn)];

        Assert.NotEmpty(own);
        Assert.All(own, file => Assert.True(package.IsReproducible(file), file));
        Assert.All(own, file =>
        {
            string apart = Path.ChangeExtension(file, ".pdb");
            IReadOnlyList<string>? missing = package.MissingSources(file) ?? (package.Files.Contains(apart) ? package : beside)?.MissingSources(apart);
            Assert.True(missing is not null, $"{file} has no symbols.");
            Assert.Equal([], missing);
        });
    }

    [Fact]
    public void The_pages_on_releases_and_the_first_page_list_the_packages()
    {
        Assert.Equal(Ids.Order(StringComparer.Ordinal), Named("docs/releasing.md", @"^\| `<package>\.<version>\.nupkg` \| the packages: (`(?<id>[\w.]+)`(, )?)+ \|$"));
        Assert.Equal(Ids.Order(StringComparer.Ordinal), Named("README.md", @"^\| package \| what it is \| for \|\n\|---\|---\|---\|\n(\| `(?<id>[\w.]+)` \|.*\n)+"));

        static IEnumerable<string> Named(string page, string pattern) =>
            Regex.Match(File.ReadAllText(Path.Combine(Repository.Root, page)).ReplaceLineEndings("\n"), pattern, RegexOptions.Multiline).Groups["id"].Captures.Select(capture => capture.Value).Order(StringComparer.Ordinal);
    }

    [Fact]
    public void The_reference_of_the_API_is_made_of_the_libraries_in_the_packages()
    {
        JsonNode reference = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, ".ci", "reference.json")))!;
        IEnumerable<string> described = reference["metadata"]![0]!["src"]![0]!["files"]!.AsArray().Select(file => Path.GetFileName(file!.GetValue<string>()));
        IEnumerable<string> packed = Ids.SelectMany(id =>
        {
            using PackageFile package = new(lab.PackagePath(id));
            return package.Files.Where(file => file.StartsWith("lib/net10.0/", StringComparison.Ordinal) && file.EndsWith(".dll", StringComparison.Ordinal)).Select(file => Path.GetFileName(file)!).ToArray();
        });

        Assert.Equal(packed.Distinct().Order(StringComparer.Ordinal), described.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(AllIds))]
    public void A_package_has_a_page_an_icon_and_tags_of_its_own(string id)
    {
        using PackageFile package = new(lab.PackagePath(id));

        string page = package.Text("README.md");
        Assert.Equal("# " + id, page.Split('\n')[0]);
        Assert.Contains("```", page, StringComparison.Ordinal);
        Assert.InRange(page.Split('\n').Length, 10, 40);
        Assert.Equal("icon.png", package.Value("icon"));
        using PackageFile runtime = new(lab.PackagePath("ApiGen.Runtime"));
        Assert.Equal(runtime.Commit, package.Commit);
        Assert.Equal(File.ReadAllBytes(Path.Combine(Repository.Root, "docs", "images", "icon.png")), package.Bytes("icon.png"));
        string[] tags = package.Value("tags")!.Split(' ');
        Assert.Contains("tencent-cloud", tags);
        Assert.True(tags.Length > 3, package.Value("tags"));
        Assert.Single(Ids, other => Tags(other).SequenceEqual(tags));
    }

    [Theory]
    [MemberData(nameof(IdsWithCode))]
    public void Own_assemblies_have_strong_names_of_one_key(string id)
    {
        using PackageFile package = new(lab.PackagePath(id));
        byte[] key = typeof(ApiGen.Runtime.ApiClient).Assembly.GetName().GetPublicKeyToken()!;
        Assert.NotEmpty(key);

        string[] own = [.. package.Files.Where(IsOwn)];

        Assert.NotEmpty(own);
        Assert.All(own, file => Assert.Equal(key, package.Assembly(file).Name.GetPublicKeyToken()));
    }

    [Theory]
    [InlineData("ApiGen.Runtime", "lib/net8.0/ApiGen.Runtime", "lib/net10.0/ApiGen.Runtime")]
    [InlineData("ApiGen.Runtime.Hosting", "lib/net8.0/ApiGen.Runtime.Hosting", "lib/net10.0/ApiGen.Runtime.Hosting")]
    [InlineData("ApiGen.Runtime.Redis", "lib/net8.0/ApiGen.Runtime.Redis", "lib/net10.0/ApiGen.Runtime.Redis")]
    [InlineData("ApiGen.Emulator", "lib/net10.0/ApiGen.Emulator")]
    [InlineData("ApiGen.Explorer", "lib/net10.0/ApiGen.Explorer")]
    public void A_library_has_documentation_and_symbols_for_every_framework(string id, params string[] assemblies)
    {
        using PackageFile package = new(lab.PackagePath(id));
        using PackageFile symbols = new(lab.PackagePath(id, "snupkg"));

        Assert.Equal(
            assemblies.SelectMany(assembly => new[] { assembly + ".dll", assembly + ".xml" }).Order(StringComparer.Ordinal),
            package.Files.Where(file => file.StartsWith("lib/", StringComparison.Ordinal) && !file.Contains("ApiGen.Specs", StringComparison.Ordinal)));
        Assert.All(assemblies, assembly => Assert.Contains(assembly + ".pdb", symbols.Files));
    }

    [Fact]
    public void The_tool_s_symbols_are_packed_once()
    {
        using PackageFile package = new(lab.PackagePath("ApiGen.Cli"));

        Assert.Contains("tools/net10.0/any/ApiGen.Runtime.pdb", package.Files);
        Assert.False(File.Exists(lab.PackagePath("ApiGen.Cli", "snupkg")));
    }

    [Fact]
    public void The_compiler_s_package_has_one_slot_the_wiring_the_specs_and_nothing_else()
    {
        using PackageFile package = new(lab.PackagePath("ApiGen"));

        Assert.Equal(
            [
                "ApiGen.Analyzers.dll",
                "ApiGen.CodeFixes.dll",
                "ApiGen.Generator.dll",
                "ApiGen.Specs.dll",
                "Microsoft.Bcl.AsyncInterfaces.dll",
                "Microsoft.CSharp.dll",
                "Scriban.Signed.dll",
                "System.Buffers.dll",
                "System.IO.Pipelines.dll",
                "System.Memory.dll",
                "System.Numerics.Vectors.dll",
                "System.Runtime.CompilerServices.Unsafe.dll",
                "System.Text.Encodings.Web.dll",
                "System.Text.Json.dll",
                "System.Threading.Tasks.Extensions.dll",
                "YamlDotNet.dll",
            ],
            package.Files.Where(file => file.StartsWith(Slot, StringComparison.Ordinal)).Select(file => file[Slot.Length..]));
        Assert.Equal(
            ["ApiGen.nuspec", "README.md", "THIRD-PARTY-NOTICES.txt", "build/ApiGen.Pack.targets", "build/ApiGen.targets", "buildMultiTargeting/ApiGen.targets", "icon.png"],
            package.Files.Where(file => !file.StartsWith(Slot, StringComparison.Ordinal) && !file.StartsWith("specs/", StringComparison.Ordinal)));
        Assert.Equal(
            Directory.GetFiles(Path.Combine(Repository.Root, "specs"), "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/')).Order(StringComparer.Ordinal),
            package.Files.Where(file => file.StartsWith("specs/", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_compiler_s_package_brings_the_runtime_of_its_own_version()
    {
        using PackageFile package = new(lab.PackagePath("ApiGen"));

        Assert.Equal([$": ApiGen.Runtime {lab.Version}"], package.Dependencies);
    }

    [Fact]
    public void Everything_in_the_slot_finds_its_references_there_or_in_any_host()
    {
        using PackageFile package = new(lab.PackagePath("ApiGen"));
        Dictionary<string, (AssemblyName Name, IReadOnlyList<AssemblyName> References, bool HasSymbols)> slot = package.Files
            .Where(file => file.StartsWith(Slot, StringComparison.Ordinal))
            .Select(package.Assembly)
            .ToDictionary(assembly => assembly.Name.Name!);

        foreach ((string name, (_, IReadOnlyList<AssemblyName> references, _)) in slot)
        {
            Dictionary<string, Version> host = name == "ApiGen.CodeFixes" ? Editor : Host;
            Assert.All(references, reference => Assert.True(
                (host.TryGetValue(reference.Name!, out Version? brought) && brought >= reference.Version)
                || (slot.TryGetValue(reference.Name!, out var beside) && beside.Name.Version >= reference.Version),
                $"{name} needs {reference}"));
        }

        Assert.All(slot.Where(assembly => assembly.Key.StartsWith("ApiGen.", StringComparison.Ordinal)), assembly => Assert.True(assembly.Value.HasSymbols, assembly.Key));
    }

    [Fact]
    public void Dependencies_are_those_that_the_code_needs()
    {
        Assert.Equal(
            ["net10.0: Microsoft.Extensions.Logging.Abstractions", "net10.0: System.Threading.RateLimiting", "net8.0: Microsoft.Extensions.Logging.Abstractions", "net8.0: System.Threading.RateLimiting"],
            DependencyNames("ApiGen.Runtime"));
        Assert.Equal(["net10.0: YamlDotNet"], DependencyNames("ApiGen.Emulator"));
        Assert.Empty(DependencyNames("ApiGen.Cli"));
        Assert.Contains("net8.0: ApiGen.Runtime", DependencyNames("ApiGen.Runtime.Hosting"));
        Assert.Contains("net8.0: ApiGen.Runtime", DependencyNames("ApiGen.Runtime.Redis"));
    }

    [Fact]
    public void The_emulator_carries_the_model_of_specs()
    {
        using PackageFile package = new(lab.PackagePath("ApiGen.Emulator"));

        Assert.Contains("lib/net10.0/ApiGen.Specs.dll", package.Files);
        Assert.True(package.Assembly("lib/net10.0/ApiGen.Specs.dll").HasSymbols);
    }

    [Fact]
    public void The_package_for_hosts_carries_the_schema_of_the_settings_and_hands_it_on_to_whoever_uses_it()
    {
        using PackageFile package = new(lab.PackagePath("ApiGen.Runtime.Hosting"));

        Assert.Equal(["buildTransitive/ApiGen.Runtime.Hosting.targets"], package.Files.Where(file => file.StartsWith("build", StringComparison.Ordinal)));
        Assert.Equal(File.ReadAllBytes(Path.Combine(Repository.Root, "runtime", "ApiGen.Runtime.Hosting", "ConfigurationSchema.json")), package.Bytes("ConfigurationSchema.json"));
    }

    [Theory]
    [InlineData("PublicLibrary")]
    [InlineData("OneClient")]
    [Long]
    public async Task An_editor_finds_the_schema_of_the_settings_in_a_project_and_in_one_that_references_it(string name)
    {
        ProcessRun run = await lab.DotnetAsync(["msbuild", $"{name}/{name}.csproj", "-getItem:JsonSchemaSegment"]);

        JsonNode segment = Assert.Single(JsonNode.Parse(string.Join('\n', run.Output))!["Items"]!["JsonSchemaSegment"]!.AsArray(), item => item!["FullPath"]!.GetValue<string>().Contains("apigen", StringComparison.OrdinalIgnoreCase))!;
        using PackageFile package = new(lab.PackagePath("ApiGen.Runtime.Hosting"));
        Assert.Equal(package.Bytes("ConfigurationSchema.json"), File.ReadAllBytes(segment["FullPath"]!.GetValue<string>()));
        Assert.Matches(segment["FilePathPattern"]!.GetValue<string>(), "appsettings.Production.json");
    }

    [Fact]
    public void The_tool_carries_everything_once()
    {
        using PackageFile package = new(lab.PackagePath("ApiGen.Cli"));

        Assert.All(package.Files, file => Assert.True(file.StartsWith("tools/net10.0/any/", StringComparison.Ordinal) || file is "ApiGen.Cli.nuspec" or "README.md" or "THIRD-PARTY-NOTICES.txt" or "icon.png", file));
        Assert.Contains("tools/net10.0/any/apigen.dll", package.Files);
        Assert.Contains("tools/net10.0/any/ApiGen.Specs.dll", package.Files);
    }

    [Theory]
    [MemberData(nameof(AllIds))]
    public void The_notices_name_every_library_of_others_that_a_package_carries(string id)
    {
        using PackageFile package = new(lab.PackagePath(id));
        string[] carried = OfOthers(package);
        if (carried.Length == 0)
        {
            Assert.DoesNotContain("THIRD-PARTY-NOTICES.txt", package.Files);
            return;
        }

        // Those of the .NET family share one notice.
        string notices = package.Text("THIRD-PARTY-NOTICES.txt");
        Assert.All(carried.Where(name => !IsOfNet(name)), name => Assert.Contains(name, notices, StringComparison.Ordinal));
        Assert.Contains(".NET Foundation", notices, StringComparison.Ordinal);
    }

    [Fact]
    public void The_notices_name_no_library_that_no_package_carries()
    {
        HashSet<string> carried = [.. Ids.SelectMany(id =>
        {
            using PackageFile package = new(lab.PackagePath(id));
            return OfOthers(package);
        })];
        string notices = File.ReadAllText(Path.Combine(Repository.Root, "generator", "THIRD-PARTY-NOTICES.txt"));

        Assert.All(LibraryName().Matches(notices).Select(match => match.Value), name => Assert.Contains(name, carried));
    }

    [Theory]
    [MemberData(nameof(IdsWithCode))]
    public void The_bill_of_materials_of_a_release_lists_what_the_package_carries_and_depends_on(string id)
    {
        Assert.SkipWhen(PackageLab.Released is null, "Bills of materials are made by .ci/pack, which sets APIGEN_PACKAGES.");
        using PackageFile package = new(lab.PackagePath(id));
        JsonNode bill = JsonNode.Parse(File.ReadAllText(lab.PackagePath(id, "bom.json")))!;
        string[] listed = [.. bill["components"]?.AsArray().Select(component => component!["name"]!.GetValue<string>()) ?? []];

        Assert.Equal(id, bill["metadata"]!["component"]!["name"]!.GetValue<string>());
        Assert.Equal(lab.Version, bill["metadata"]!["component"]!["version"]!.GetValue<string>());

        // One package of Roslyn has the assembly of another name.
        Assert.All(OfOthers(package).Select(Path.GetFileNameWithoutExtension).Where(name => name != "Microsoft.CodeAnalysis"), name => Assert.Contains(name, listed));
        Assert.All(DependencyNames(id).Select(name => name.Split(' ')[1]).Where(name => !name.StartsWith("ApiGen", StringComparison.Ordinal)), name => Assert.Contains(name, listed));
    }

    private string[] Tags(string id)
    {
        using PackageFile package = new(lab.PackagePath(id));
        return package.Value("tags")!.Split(' ');
    }

    private static string[] OfOthers(PackageFile package) =>
        [.. package.Files.Where(file => file.EndsWith(".dll", StringComparison.Ordinal) && !IsOwn(file)).Select(file => Path.GetFileName(file)!)];

    private static bool IsOwn(string file) =>
        Path.GetFileName(file) is "apigen.dll" || (Path.GetFileName(file).StartsWith("ApiGen.", StringComparison.Ordinal) && file.EndsWith(".dll", StringComparison.Ordinal));

    private static bool IsOfNet(string name) => name.StartsWith("System.", StringComparison.Ordinal) || name.StartsWith("Microsoft.", StringComparison.Ordinal);

    [GeneratedRegex(@"[\w.]+\.dll")]
    private static partial Regex LibraryName();

    private List<string> DependencyNames(string id)
    {
        using PackageFile package = new(lab.PackagePath(id));
        return [.. package.Dependencies.Select(dependency => dependency[..dependency.LastIndexOf(' ')]).Order(StringComparer.Ordinal)];
    }
}
