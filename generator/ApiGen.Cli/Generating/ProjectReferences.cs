using System.Text.Json;
using ApiGen.Cli.Commands;
using ApiGen.Cli.Reading;
using Microsoft.CodeAnalysis;

namespace ApiGen.Cli.Generating;

/// <summary>What a project is compiled with: a client that a reference has already is not generated a second time.</summary>
/// <param name="AssemblyName">The name by which references let the project see what is internal to them.</param>
/// <param name="Files">The assemblies, as they were built last.</param>
/// <param name="Notes">What a person should know of those that are not there.</param>
internal sealed record ProjectReferences(string AssemblyName, IReadOnlyList<PortableExecutableReference> Files, IReadOnlyList<string> Notes)
{
    private const string Target = "FindReferenceAssembliesForReferences";
    private const string Name = "AssemblyName";
    private const string Item = "ReferencePathWithRefAssemblies";

    /// <summary>Those of specs without a project.</summary>
    public static ProjectReferences None { get; } = new("apigen", [], []);

    /// <summary>Asks the build, which resolves them and builds none of them.</summary>
    /// <param name="project">The full path of the project.</param>
    /// <param name="chosen">The options that choose one of its builds.</param>
    /// <param name="cancellationToken">Ends the build early.</param>
    public static async Task<ProjectReferences> OfAsync(string project, string[] chosen, CancellationToken cancellationToken)
    {
        try
        {
            JsonElement found = await EvaluatedItems.AskAsync(
                project, [$"-t:{Target}", "-p:BuildProjectReferences=false", "-getItem:" + Item, "-getProperty:" + Name, .. chosen], cancellationToken).ConfigureAwait(false);
            JsonElement[] items = found.GetProperty("Items").TryGetProperty(Item, out JsonElement all) ? [.. all.EnumerateArray()] : [];
            string[] missing = [.. items.Select(Path).Where(path => !File.Exists(path)).Select(System.IO.Path.GetFileNameWithoutExtension).OfType<string>()];
            return new ProjectReferences(
                found.GetProperty("Properties").GetProperty(Name).GetString()!,
                [.. items.Where(item => File.Exists(Path(item))).Select(Reference)],
                missing.Length == 0 ? [] : [Told($"{string.Join(", ", missing)}, which {System.IO.Path.GetFileName(project)} refers to, cannot be looked into before {(missing.Length == 1 ? "it is" : "they are")} built")]);
        }
        catch (CommandException exception)
        {
            return None with { Notes = [Told($"the references of {System.IO.Path.GetFileName(project)} cannot be resolved ({exception.Message.TrimEnd('.')})")] };
        }
    }

    private static string Told(string reason) => reason + ", so that a client which is there already is not left out here as in the build";

    private static string Path(JsonElement item) => item.GetProperty("FullPath").GetString()!;

    private static PortableExecutableReference Reference(JsonElement item)
    {
        string aliases = item.TryGetProperty("Aliases", out JsonElement found) ? found.GetString()! : "";
        return MetadataReference.CreateFromFile(Path(item), new MetadataReferenceProperties(aliases: [.. aliases.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)]));
    }
}
