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

    private static readonly string[] ItemNames = ["ApiSpec", "ApiService"];

    /// <summary>Whether a file is a project.</summary>
    public static bool IsProject(string path) => path.EndsWith(".csproj", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a project's own text names spec items, which is quick to see.</summary>
    public static bool AreNamedIn(string project) =>
        Encoding.UTF8.GetString(RegularFile.ReadBytes(project)) is var text && ItemNames.Any(name => text.Contains("<" + name, StringComparison.Ordinal));

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

    /// <summary>Evaluates a project. Nothing is built.</summary>
    /// <exception cref="CommandException">There is no .NET SDK, or the project cannot be evaluated.</exception>
    public static async Task<EvaluatedItems> OfAsync(string project, CancellationToken cancellationToken)
    {
        JsonElement found = await AskAsync(project, ["-getItem:ApiSpec", "-getItem:ApiService", "-getProperty:ApiGenSpecsDirectory"], cancellationToken).ConfigureAwait(false);
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
        ProgramRun run = await ProgramRun.OfAsync("dotnet", Path.GetDirectoryName(project)!, ["msbuild", project, "-nologo", .. question], cancellationToken: cancellationToken).ConfigureAwait(false);
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
