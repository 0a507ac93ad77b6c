using System.Text.Json;
using ApiGen.Cli.Commands;
using ApiGen.Cli.Reading;
using ApiGen.Generator.Options;

namespace ApiGen.Cli.Generating;

/// <summary>What the build of a project hands to the generator: asked of the build itself, by the target that does it. Nothing is compiled.</summary>
internal static class ProjectInput
{
    private const string Target = "ApiGenListItems";
    private const string Packages = "ResolvePackageAssets";
    private const string HostingFile = "ApiGen.Runtime.Hosting.dll";

    /// <summary>Asks a project.</summary>
    /// <param name="project">The full path of the project.</param>
    /// <param name="cancellationToken">Ends the build early.</param>
    /// <exception cref="CommandException">There is no .NET SDK, the project cannot be evaluated, is not restored, or does not use ApiGen.</exception>
    public static async Task<GeneratorInput> ReadAsync(string project, CancellationToken cancellationToken)
    {
        string name = Path.GetFileName(project);
        JsonElement properties = (await EvaluatedItems.AskAsync(project, ["-getProperty:TargetFramework", "-getProperty:TargetFrameworks"], cancellationToken).ConfigureAwait(false)).GetProperty("Properties");
        string[] frameworks = properties.GetProperty("TargetFrameworks").GetString()!.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        string[] framework = properties.GetProperty("TargetFramework").GetString()!.Length == 0 && frameworks.Length > 0 ? [$"-p:TargetFramework={frameworks[0]}"] : [];
        string[] question = [$"-t:{Target};{Packages}", "-getItem:_ApiGenLine", "-getItem:ResolvedCompileFileDefinitions", .. framework];
        JsonElement items;
        try
        {
            items = (await EvaluatedItems.AskAsync(project, question, cancellationToken).ConfigureAwait(false)).GetProperty("Items");
        }
        catch (CommandException exception) when (exception.Message.Contains(Target, StringComparison.Ordinal))
        {
            throw new CommandException($"{name} does not use the package ApiGen, or is not restored: its build has no step that lists the items. 'dotnet restore' helps with the latter.");
        }

        string list = string.Concat(Identities(items, "_ApiGenLine"));
        ProjectItems listed = ProjectItems.Parse(list);
        IEnumerable<string> files = listed.Files.Concat(listed.Lists).Select(file => file.Actual).Concat(listed.Sources).Distinct(StringComparer.Ordinal);
        bool hasHosting = Identities(items, "ResolvedCompileFileDefinitions").Any(file => string.Equals(Path.GetFileName(file), HostingFile, StringComparison.OrdinalIgnoreCase));
        string[] notes = framework.Length > 0 ? [$"the items of {name} are those for {frameworks[0]}"] : [];
        return new GeneratorInput(list, [.. files.Select(MemoryFile.Read)], hasHosting, notes);
    }

    private static IEnumerable<string> Identities(JsonElement items, string kind) =>
        items.TryGetProperty(kind, out JsonElement found) ? found.EnumerateArray().Select(item => item.GetProperty("Identity").GetString()!) : [];
}
