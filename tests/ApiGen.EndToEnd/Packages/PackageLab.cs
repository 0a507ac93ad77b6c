using System.Globalization;
using System.Text.Json;
using ApiGen.EndToEnd.Support;

namespace ApiGen.EndToEnd.Packages;

/// <summary>
/// Packs the product once and builds the projects of <c>Consumers</c> once, in a fresh folder outside the repository, with nothing
/// of it but the packages. The version is new in every run, so that no cache can hand out the packages of another. With
/// <c>APIGEN_PACKAGES</c>, a folder of packages that are to be released, it takes those.
/// </summary>
public sealed class PackageLab : IAsyncLifetime
{
    private readonly Dictionary<string, string?> _environment = new()
    {
        // No process may outlive the command that started it: it would hold the pipes that are read here.
        ["MSBUILDDISABLENODEREUSE"] = "1",
        ["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0",
        ["UseSharedCompilation"] = "false",

        // What the command that runs the tests may hand down.
        ["MSBuildSDKsPath"] = null,
        ["MSBuildExtensionsPath"] = null,
        ["MSBUILD_EXE_PATH"] = null,
        ["MSBuildLoadMicrosoftTargetsReadOnly"] = null,
        ["DOTNET_CLI_UI_LANGUAGE"] = "en",
    };

    private static readonly string[] SignNames = ["a|b", "a\"b", "in|to/shop", "line\nend"];

    private static readonly string[] Quietly = ["-nodeReuse:false", "-tl:off", "-clp:NoSummary"];

    private CompilerServer? _compiler;

    public PackageLab()
    {
        Folder = Directory.CreateTempSubdirectory("apigen-e2e-").FullName;
        if (Released is { } released)
        {
            PackageFolder = Path.GetFullPath(released);
            Version = Path.GetFileName(Directory.GetFiles(PackageFolder, "ApiGen.Runtime.?.*.nupkg").Single())["ApiGen.Runtime.".Length..^".nupkg".Length];
        }
        else
        {
            PackageFolder = Path.Combine(Folder, "packages");
            Version = Repository.VersionPrefix + "-e2e." + DateTime.UtcNow.ToString("yyyyMMddHHmmssfff", CultureInfo.InvariantCulture);
        }
    }

    /// <summary>The folder of packages that are to be released; null when this run packs its own.</summary>
    public static string? Released { get; } = Environment.GetEnvironmentVariable("APIGEN_PACKAGES") is { Length: > 0 } folder ? folder : null;

    /// <summary>The version of the packages of this run.</summary>
    public string Version { get; }

    /// <summary>The folder of this run.</summary>
    public string Folder { get; }

    /// <summary>The folder with the packages.</summary>
    public string PackageFolder { get; }

    /// <summary>What the build of all consumers said.</summary>
    internal BuildMessages Build { get; private set; } = new([]);

    public async ValueTask InitializeAsync()
    {
        if (!FullRun.IsWanted)
        {
            _compiler = await CompilerServer.StartAsync();
            _environment["UseSharedCompilation"] = "true";
            _environment["SharedCompilationId"] = _compiler.Id;
        }

        if (Released is null)
        {
            await PackAsync();
        }

        WriteConsumers();
        if (FullRun.IsWanted)
        {
            foreach (string package in new[] { "OtherAnalyzer", "PublicLibrary", "HiddenRuntime" })
            {
                await DotnetAsync(["pack", package, "-c", "Release", "-o", PackageFolder, .. Quietly]);
            }
        }

        ProcessRun build = await RunAsync(["build", "Consumers.slnx", .. Quietly]);
        Build = new BuildMessages(build.Output);
    }

    public ValueTask DisposeAsync()
    {
        _compiler?.Dispose();
        DeleteFromCache();
        Directory.Delete(Folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <summary>The path of a package of this run.</summary>
    public string PackagePath(string id, string extension = "nupkg") => Path.Combine(PackageFolder, $"{id}.{Version}.{extension}");

    /// <summary>Runs a consumer that was built.</summary>
    internal Task<ProcessRun> RunConsumerAsync(string name, string framework, params string[] arguments) => ProcessRun.RunAsync(
        "dotnet", [Path.Combine(Folder, name, "bin", "Debug", framework, name + ".dll"), .. arguments], cancellationToken: TestContext.Current.CancellationToken);

    /// <summary>Runs a command of the SDK in the folder of this run and fails the test unless it succeeds.</summary>
    internal async Task<ProcessRun> DotnetAsync(IEnumerable<string> arguments)
    {
        ProcessRun run = await RunAsync(arguments);
        Assert.True(run.ExitCode == 0, run.Everything);
        return run;
    }

    /// <summary>Copies a sample out of the repository into the folder of this run.</summary>
    internal string CopySample(string name)
    {
        string copy = Path.Combine(Folder, "samples", name);
        CopyFolder(Path.Combine(Repository.Root, "samples", name), copy, path => !path.StartsWith("bin", StringComparison.Ordinal) && !path.StartsWith("obj", StringComparison.Ordinal));
        return copy;
    }

    private async Task PackAsync()
    {
        ProcessRun pack = await ProcessRun.RunAsync(
            "dotnet",
            ["pack", "ApiGen.sln", "-c", FullRun.IsWanted ? "Release" : Repository.Configuration, "-o", PackageFolder, $"-p:PackageVersion={Version}", .. Quietly],
            Repository.Root,
            _environment,
            TestContext.Current.CancellationToken);
        Assert.True(pack.ExitCode == 0, pack.Everything);
        Assert.DoesNotContain(pack.Output, line => line.Contains("warning ", StringComparison.Ordinal));
    }

    /// <summary>Runs a command of the SDK in the folder of this run.</summary>
    internal Task<ProcessRun> RunAsync(IEnumerable<string> arguments) =>
        ProcessRun.RunAsync("dotnet", arguments, Folder, _environment, TestContext.Current.CancellationToken);

    private void WriteConsumers()
    {
        string source = Path.Combine(Repository.Root, "tests", "ApiGen.EndToEnd", "Packages", "Consumers");
        foreach (string project in Directory.GetDirectories(source))
        {
            CopyFolder(project, Path.Combine(Folder, Path.GetFileName(project)));
        }

        string strange = Path.Combine(Folder, Consumers.SpaceAndLetters);
        CopyFolder(Path.Combine(source, "Bundled"), strange);
        File.Move(Path.Combine(strange, "Bundled.csproj"), Path.Combine(strange, Consumers.SpaceAndLetters + ".csproj"));

        CopyFolder(Path.Combine(Repository.Root, "specs", "tcsas"), Path.Combine(Folder, "OwnCopy", "specs", "tcsas"));
        CopyFolder(Path.Combine(source, "Twin"), Path.Combine(Folder, "Another place", "Twin"));
        CopyFolder(Path.Combine(source, "SharedSpecs"), Path.Combine(Folder, "Another place", "SharedSpecs"));
        WriteTwins();
        WriteSigns();
        Write(Path.Combine("Configured", ".globalconfig"), Page.Block("docs/diagnostics/README.md", "ini"));

        // Nothing of the folders above may take part. The packages of this run come on top of the sources that the machine has anyway.
        Write("Directory.Build.props", $"<Project><PropertyGroup><ApiGenVersion>{Version}</ApiGenVersion></PropertyGroup></Project>");
        Write("Directory.Build.targets", "<Project />");
        Write("Directory.Packages.props", "<Project />");
        Write(".editorconfig", "root = true\n");
        Write("nuget.config", $"""<configuration><packageSources><add key="{Path.GetFileName(Folder)}" value="{PackageFolder}" /></packageSources></configuration>""");
        Write("Consumers.slnx", $"<Solution>{string.Concat(Consumers.Built.Select(name => $"""<Project Path="{name}/{Path.GetFileName(Directory.GetFiles(Path.Combine(Folder, name), name + ".*proj").Single())}" />"""))}</Solution>");
    }

    // A repository is checked out on systems that keep one of two such names. There the other service stands in a folder.
    private void WriteTwins()
    {
        foreach ((string service, string first, string second) in new[] { ("Shop", "shop", "actions"), ("Bank", OperatingSystem.IsLinux() ? "Shop" : "other/Bank", OperatingSystem.IsLinux() ? "Actions" : "more") })
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(Folder, "CaseTwins", "specs", first))!);
            Directory.CreateDirectory(Path.Combine(Folder, "CaseTwins", "specs", second));
            string version = "version: 2026-01-01\n", name = service.ToLowerInvariant();
            Write(Path.Combine("CaseTwins", "specs", first + ".yaml"), $"service: {name}\n{version}namespace: Example.{service}\nendpoint: {name}.example.com\n");
            Write(Path.Combine("CaseTwins", "specs", second, "List.yaml"), $"service: {name}\n{version}action: List{service}\n");
        }
    }

    // Windows has no such names; there the project is built without a file.
    private void WriteSigns()
    {
        foreach ((string name, int number) in SignNames.Select((name, number) => (name, number)).Where(_ => !OperatingSystem.IsWindows()))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(Folder, "Signs", "specs", name))!);
            Write(Path.Combine("Signs", "specs", name + ".yaml"), $"service: shop{number}\nversion: 2026-01-01\nnamespace: Example.Shop{number}\nendpoint: shop.example.com\nactions: {{ Find: {{}} }}\n");
        }
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(Folder, name), text);

    private static void CopyFolder(string source, string target, Func<string, bool>? filter = null)
    {
        foreach (string file in Directory.GetFiles(source, "*", SearchOption.AllDirectories).Where(file => filter?.Invoke(Path.GetRelativePath(source, file)) ?? true))
        {
            string copy = Path.Combine(target, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    /// <summary>Takes the packages of this run out of the machine's cache again.</summary>
    private void DeleteFromCache()
    {
        string assets = Path.Combine(Folder, "Bundled", "obj", "project.assets.json");
        if (!File.Exists(assets))
        {
            return;
        }

        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(assets));
        foreach (JsonProperty cache in document.RootElement.GetProperty("packageFolders").EnumerateObject())
        {
            foreach (string package in Directory.GetFiles(PackageFolder, "*.nupkg").Select(path => Path.GetFileName(path).Replace($".{Version}.nupkg", "", StringComparison.Ordinal)))
            {
                string cached = Path.Combine(cache.Name, package.ToLowerInvariant(), Version);
                if (Directory.Exists(cached))
                {
                    Directory.Delete(cached, recursive: true);
                }
            }
        }
    }
}
