using System.Text.Json;
using System.Text.RegularExpressions;
using ApiGen.Cli.Commands;
using ApiGen.Cli.Reading;
using ApiGen.Generator.Options;

namespace ApiGen.Cli.Generating;

/// <summary>What the build of a project hands to the generator: asked of the build itself, by the target that does it. Nothing is compiled.</summary>
internal static partial class ProjectInput
{
    private const string Target = "ApiGenListItems";
    private const string Packages = "ResolvePackageAssets";
    private const string HostingFile = "ApiGen.Runtime.Hosting.dll";

    /// <summary>Asks a project: once, or once for each of several target frameworks, on which its items may hang.</summary>
    /// <param name="project">The full path of the project.</param>
    /// <param name="cancellationToken">Ends the build early.</param>
    /// <exception cref="CommandException">There is no .NET SDK, the project cannot be evaluated, is not restored, or does not use ApiGen.</exception>
    public static async Task<IReadOnlyList<GeneratorInput>> ReadAsync(string project, CancellationToken cancellationToken)
    {
        JsonElement properties = (await EvaluatedItems.AskAsync(project, ["-getProperty:TargetFramework", "-getProperty:TargetFrameworks"], cancellationToken).ConfigureAwait(false)).GetProperty("Properties");
        string[] frameworks = EvaluatedItems.FrameworksOf(properties);
        List<GeneratorInput> inputs = [];
        foreach (string framework in frameworks.Length > 0 ? frameworks : [""])
        {
            inputs.Add(await ReadAsync(project, framework, cancellationToken).ConfigureAwait(false));
        }

        return inputs;
    }

    private static async Task<GeneratorInput> ReadAsync(string project, string framework, CancellationToken cancellationToken)
    {
        string[] chosen = framework.Length > 0 ? [$"-p:TargetFramework={framework}"] : [];
        string[] question = ["-getItem:" + EvaluatedItems.Listed, "-getItem:ResolvedCompileFileDefinitions", .. chosen];
        BuildAnswer answer = await EvaluatedItems.RunAsync(project, Packages + ";", question, cancellationToken).ConfigureAwait(false);
        JsonElement items;
        try
        {
            // What hangs on the compiler may fail outside of a build; then the items are those without it.
            JsonElement root = answer is { IsWhole: true, Root: { } whole } && Identities(whole.GetProperty("Items"), EvaluatedItems.Listed).Any()
                ? whole
                : await EvaluatedItems.AskAsync(project, [$"-t:{Target};{Packages}", .. question], cancellationToken).ConfigureAwait(false);
            items = root.GetProperty("Items");
        }
        catch (CommandException exception) when (exception.Message.Contains(Target, StringComparison.Ordinal))
        {
            throw new CommandException($"{Path.GetFileName(project)} does not use the package ApiGen, or is not restored: its build has no step that lists the items. 'dotnet restore' helps with the latter.");
        }

        string list = string.Concat(Identities(items, EvaluatedItems.Listed));
        ProjectItems listed = ProjectItems.Parse(list);
        IEnumerable<string> files = listed.Files.Concat(listed.Lists).Select(file => file.Actual).Concat(listed.Sources).Distinct(StringComparer.Ordinal);
        bool hasHosting = Identities(items, "ResolvedCompileFileDefinitions").Any(file => string.Equals(Path.GetFileName(file), HostingFile, StringComparison.OrdinalIgnoreCase));
        ProjectReferences references = await ProjectReferences.OfAsync(project, chosen, cancellationToken).ConfigureAwait(false);
        return new GeneratorInput(list, [.. files.Select(MemoryFile.Read)], hasHosting, [.. answer.Notes, .. references.Notes])
        {
            References = references,
            Framework = framework,
            Late = LateItems().Match(answer.Messages) is { Success: true } late ? late.Groups["text"].Value : null,
        };
    }

    private static IEnumerable<string> Identities(JsonElement items, string kind) =>
        items.TryGetProperty(kind, out JsonElement found) ? found.EnumerateArray().Select(item => item.GetProperty("Identity").GetString()!) : [];

    // The build tells it itself, since the generator sees no more than the list.
    [GeneratedRegex(@": (?:warning|error) APIGEN0118: (?<text>.*?)(?: \[[^\]]*\])?\r?$", RegexOptions.CultureInvariant | RegexOptions.Multiline)]
    private static partial Regex LateItems();
}
