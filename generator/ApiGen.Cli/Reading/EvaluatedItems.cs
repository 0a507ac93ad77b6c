using System.Text;
using System.Text.Json;
using ApiGen.Cli.Commands;
using ApiGen.Emulator.Specs;

namespace ApiGen.Cli.Reading;

/// <summary>The spec items of a project, as MSBuild evaluates them: wildcards, conditions and imported files included.</summary>
/// <param name="Files">The full path and the chosen namespace (empty for the declared one) of each <c>ApiSpec</c> item.</param>
/// <param name="Services">The name and the chosen namespace of each <c>ApiService</c> item.</param>
/// <param name="BundledFolder">The folder of the specs that come with the project's version of ApiGen; null when it is not restored.</param>
internal sealed record EvaluatedItems(IReadOnlyList<(string Path, string Namespace)> Files, IReadOnlyList<(string Name, string Namespace)> Services, string? BundledFolder)
{
    /// <summary>The name pattern of the projects that can have such items.</summary>
    public const string Pattern = "*.csproj";

    /// <summary>The item by which ApiGen's target has listed what the build generates from.</summary>
    public const string Listed = "_ApiGenLine";

    // On these others hang that add items, as late as right before the compiler, which is left out.
    private const string Targets = "BeforeBuild;BeforeCompile;CoreCompile";

    private static readonly string[] WithoutCompiler = ["-p:SkipCompilerExecution=true", "-p:ProvideCommandLineArgs=true"];

    private static readonly string[] Question = ["-getItem:ApiSpec", "-getItem:ApiService", "-getItem:" + Listed, "-getProperty:ApiGenSpecsDirectory"];

    private static readonly string[] ItemNames = ["ApiSpec", "ApiService"];

    private static readonly string[] Shared = ["Directory.Build.props", "Directory.Build.targets"];

    /// <summary>What a person should know of how the project was asked.</summary>
    public IReadOnlyList<string> Notes { get; private init; } = [];

    /// <summary>The items of each build of a project with several target frameworks, by the framework; of another project its own alone, with an empty name.</summary>
    public IReadOnlyList<(string Framework, EvaluatedItems Items)> Builds
    {
        get => field ?? [("", this)];
        private init;
    }

    /// <summary>Whether a file is a project.</summary>
    public static bool IsProject(string path) => path.EndsWith(".csproj", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the text of a project, or of a file that stands beside all projects, names spec items, which is quick to see.</summary>
    public static bool AreNamedIn(string project) => HasElement(project, ItemNames);

    /// <summary>Whether a project may have spec items: its text, or that of a file beside all projects, names them, or imports a file that may.</summary>
    public static bool MayBeNamedBy(string project) => HasElement(project, [.. ItemNames, "Import"]);

    private static bool HasElement(string project, string[] names) => SharedBy(project).Prepend(project)
        .Select(file => Encoding.UTF8.GetString(RegularFile.ReadBytes(file)))
        .Any(text => names.Any(name => text.Contains("<" + name, StringComparison.Ordinal)));

    /// <summary>The files that MSBuild imports into each project of their folder and those below: the nearest of each name.</summary>
    public static IEnumerable<string> SharedBy(string project) => Shared
        .Select(name => Above(project).Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists))
        .OfType<string>();

    private static IEnumerable<string> Above(string file)
    {
        for (string? folder = Path.GetDirectoryName(Path.GetFullPath(file)); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            yield return folder;
        }
    }

    /// <summary>The project that a path means: itself, or the one in a folder whose text names spec items; null for others.</summary>
    /// <exception cref="CommandException">Several projects in the folder do.</exception>
    public static string? ProjectOf(string path)
    {
        string full = Path.GetFullPath(path);
        string[] found = IsProject(full) && File.Exists(full) ? [full] : Directory.Exists(full) ? [.. Directory.GetFiles(full, Pattern).Where(AreNamedIn)] : [];
        return found.Length > 1
            ? throw new CommandException($"there are several projects in '{path}': {string.Join(", ", found.Select(Path.GetFileName).Order(StringComparer.Ordinal))}. Name one of them, or a folder of specs.")
            : found.FirstOrDefault();
    }

    /// <summary>Evaluates a project, with the targets that add items where it has any. Nothing is compiled.</summary>
    /// <exception cref="CommandException">There is no .NET SDK, or the project cannot be evaluated.</exception>
    public static async Task<EvaluatedItems> OfAsync(string project, CancellationToken cancellationToken)
    {
        JsonElement found = await AskAsync(project, [.. Question, "-getProperty:TargetFramework", "-getProperty:TargetFrameworks"], cancellationToken).ConfigureAwait(false);
        JsonElement properties = found.GetProperty("Properties");
        List<(string Framework, EvaluatedItems Items)> all = [];

        // Without a framework of its own a project has no build of its own, so that conditions on it hold nowhere.
        foreach (string framework in FrameworksOf(properties))
        {
            string[] question = [.. Question, $"-p:TargetFramework={framework}"];
            all.Add((framework, await WithTargetsAsync(project, Of(await AskAsync(project, question, cancellationToken).ConfigureAwait(false)), question, cancellationToken).ConfigureAwait(false)));
        }

        return all.Count == 0 ? await WithTargetsAsync(project, Of(found), Question, cancellationToken).ConfigureAwait(false)
            : new EvaluatedItems([.. all.SelectMany(build => build.Items.Files).Distinct()], [.. all.SelectMany(build => build.Items.Services).Distinct()], all[0].Items.BundledFolder)
            {
                Notes = [.. all.SelectMany(build => build.Items.Notes).Distinct()],
                Builds = all,
            };
    }

    /// <summary>The frameworks of a project that is built once for each; none for a project with one.</summary>
    /// <param name="properties">The properties <c>TargetFramework</c> and <c>TargetFrameworks</c>.</param>
    public static string[] FrameworksOf(JsonElement properties) => properties.GetProperty("TargetFramework").GetString()!.Length > 0 ? []
        : properties.GetProperty("TargetFrameworks").GetString()!.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    // Which files a project imports, and whether a target in one of them adds items, only its build knows. One that is not restored has none yet.
    private static async Task<EvaluatedItems> WithTargetsAsync(string project, EvaluatedItems evaluated, string[] question, CancellationToken cancellationToken)
    {
        if (evaluated.BundledFolder is null)
        {
            return evaluated;
        }

        BuildAnswer answer = await RunAsync(project, "", question, cancellationToken).ConfigureAwait(false);
        return (answer.Root is { } found ? Of(found) : evaluated) with { Notes = answer.Notes };
    }

    /// <summary>Asks the build of a project as <see cref="AskAsync"/> does, when all has run that hangs on the compiler. Nothing is compiled.</summary>
    /// <param name="project">The full path of the project.</param>
    /// <param name="first">Targets to run before; each with a semicolon behind it.</param>
    /// <param name="question">What is asked for.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public static async Task<BuildAnswer> RunAsync(string project, string first, string[] question, CancellationToken cancellationToken)
    {
        ProgramRun run = await BuildAsync(project, [$"-t:{first}{Targets}", .. WithoutCompiler, .. question], cancellationToken).ConfigureAwait(false);
        JsonElement? root = null;
        try
        {
            // What has failed has brought the items so far.
            using JsonDocument document = JsonDocument.Parse(run.Text);
            root = document.RootElement.Clone();
        }
        catch (JsonException)
        {
        }

        // What fails behind the list, such as a target that looks for the assembly, takes no item away.
        bool isWhole = run.ExitCode == 0 || (root is { } found && found.GetProperty("Items").TryGetProperty(Listed, out JsonElement lines) && lines.GetArrayLength() > 0);
        return new BuildAnswer(root, isWhole, run.Error, isWhole ? [] : [
            $"what targets of {Path.GetFileName(project)} do up to the compiler failed outside of a build, so that items which they add may be missing here ({Failed(project, run).Message.TrimEnd('.')})"]);
    }

    private static EvaluatedItems Of(JsonElement found)
    {
        JsonElement items = found.GetProperty("Items");
        string? folder = found.GetProperty("Properties").GetProperty("ApiGenSpecsDirectory").GetString();
        return new EvaluatedItems(Of(items, "ApiSpec", "FullPath"), Of(items, "ApiService", "Identity"), Directory.Exists(folder) ? Path.GetFullPath(folder) : null);
    }

    /// <summary>Asks MSBuild for items and properties of a project.</summary>
    /// <param name="project">The full path of the project.</param>
    /// <param name="question">What is asked for, as options of <c>dotnet msbuild</c>; several, so that the result is JSON.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <exception cref="CommandException">There is no .NET SDK, or the project cannot be evaluated.</exception>
    public static async Task<JsonElement> AskAsync(string project, string[] question, CancellationToken cancellationToken)
    {
        RegularFile.Require(project);
        ProgramRun run = await BuildAsync(project, question, cancellationToken).ConfigureAwait(false);
        try
        {
            using JsonDocument document = JsonDocument.Parse(run.ExitCode == 0 ? run.Text : throw Failed(project, run));
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            throw Failed(project, run);
        }
    }

    private static Task<ProgramRun> BuildAsync(string project, string[] options, CancellationToken cancellationToken) =>
        ProgramRun.OfAsync($"'dotnet msbuild {project}'", "dotnet", Path.GetDirectoryName(project)!, ["msbuild", project, "-nologo", .. options], cancellationToken: cancellationToken);

    private static CommandException Failed(string project, ProgramRun run)
    {
        string[] lines = [.. (run.Error + "\n" + run.Text).Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0)];
        string told = lines.FirstOrDefault(line => line.Contains("error", StringComparison.OrdinalIgnoreCase)) ?? lines.FirstOrDefault() ?? "no reason was given";
        return new CommandException($"'dotnet msbuild' cannot evaluate {project}: {told}");
    }

    private static (string Name, string Namespace)[] Of(JsonElement items, string kind, string name) => items.TryGetProperty(kind, out JsonElement found)
        ? [.. found.EnumerateArray().Select(item => (item.GetProperty(name).GetString()!, item.TryGetProperty("Namespace", out JsonElement space) ? space.GetString()! : ""))]
        : [];
}
