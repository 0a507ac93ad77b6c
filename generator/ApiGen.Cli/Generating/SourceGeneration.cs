using ApiGen.Cli.Commands;
using ApiGen.Emulator.Specs;
using ApiGen.Generator;
using ApiGen.Specs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ApiGen.Cli.Generating;

/// <summary>Runs the generator as a build does, on files in memory, so that both write the same.</summary>
internal static class SourceGeneration
{
    private const string Project = "apigen";

    /// <summary>Generates.</summary>
    /// <param name="folders">Folders of specs, or single spec files.</param>
    /// <param name="options">What a project would say of them.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <returns>The files, and what there is to say of the specs.</returns>
    /// <exception cref="CommandException">A path does not exist, or holds no spec.</exception>
    public static (IReadOnlyList<SourceFile> Files, IReadOnlyList<Diagnostic> Diagnostics) Run(IReadOnlyList<string> folders, GenerateOptions options, CancellationToken cancellationToken)
    {
        List<AdditionalText> files = [];
        List<string> lines = [Line("project", Directory.GetCurrentDirectory(), Project, "", "")];
        foreach ((string logical, SpecText text) in folders.SelectMany(Specs).DistinctBy(spec => spec.Text.Path))
        {
            files.Add(new MemoryFile(text.Path, text));
            lines.Add(Line("spec", logical, text.Path, "", "", options.Actions, options.ActionsFile ?? "", options.Namespace, options.Visibility, options.RequiredMembers));
        }

        if (options.ActionsFile is { } list)
        {
            files.Add(new MemoryFile(list, SpecText.FromBytes(list, RegularFile.ReadBytes(list))));
            lines.Add(Line("list", list, list));
        }

        files.Add(new MemoryFile("/ApiGen.items", new SpecText("", string.Join('\n', lines))));
        return Run(files, options.Hosting, cancellationToken);
    }

    private static (IReadOnlyList<SourceFile>, IReadOnlyList<Diagnostic>) Run(List<AdditionalText> files, bool hosting, CancellationToken cancellationToken)
    {
        CSharpParseOptions parse = new(LanguageVersion.Latest);
        CSharpCompilation project = CSharpCompilation.Create(Project, references: References(hosting));
        GeneratorDriverRunResult run = CSharpGeneratorDriver
            .Create([new SpecGenerator().AsSourceGenerator()], files, parse)
            .RunGenerators(project, cancellationToken)
            .GetRunResult();
        return (
            [.. run.Results.SelectMany(result => result.GeneratedSources).Select(source => new SourceFile(source.HintName, source.SourceText.ToString())).OrderBy(file => file.Name, StringComparer.Ordinal)],
            [.. run.Diagnostics.OrderBy(diagnostic => diagnostic.Location.GetLineSpan().Path, StringComparer.Ordinal).ThenBy(diagnostic => diagnostic.Location.SourceSpan.Start)]);
    }

    // The generator asks for them by name alone.
    private static IEnumerable<MetadataReference> References(bool hosting) =>
        new List<string>(hosting ? ["ApiGen.Runtime", "ApiGen.Runtime.Hosting"] : ["ApiGen.Runtime"]).Select(name => CSharpCompilation.Create(name).ToMetadataReference());

    // The path in the code starts at the folder's own name, wherever the folder lies.
    private static IEnumerable<(string Logical, SpecText Text)> Specs(string path)
    {
        string full = Path.GetFullPath(path);
        if (File.Exists(full))
        {
            return [(Path.GetFileName(full), SpecText.FromBytes(full, RegularFile.ReadBytes(full)))];
        }

        foreach (string file in new SpecFileSearch().Under(full))
        {
            RegularFile.Require(file);
        }

        IReadOnlyList<SpecText> texts = Directory.Exists(full) ? SpecLoader.ReadDirectory(full) : throw new CommandException($"there is no file or folder '{path}'.");
        return texts.Count == 0
            ? throw new CommandException($"there are no spec files (.yaml, .yml) in {path}.")
            : texts.Select(text => (Path.GetFileName(full.TrimEnd('/', '\\')) + "/" + Path.GetRelativePath(full, text.Path).Replace('\\', '/'), text));
    }

    private static string Line(params string[] fields) => string.Join('|', fields.Select(Uri.EscapeDataString));
}
