using ApiGen.Generator;
using ApiGen.Generator.Options;
using ApiGen.Specs;
using ApiGen.Specs.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ApiGen.Cli.Generating;

/// <summary>Runs the generator as a build does, on files in memory, so that both write the same.</summary>
/// <param name="Files">The files of C#.</param>
/// <param name="Diagnostics">What there is to say of the specs.</param>
/// <param name="Services">All services, also those of which nothing is generated.</param>
internal sealed record SourceGeneration(IReadOnlyList<SourceFile> Files, IReadOnlyList<Diagnostic> Diagnostics, IReadOnlyList<ServiceModel> Services)
{
    /// <summary>Generates.</summary>
    /// <param name="input">What a build would hand over.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    public static SourceGeneration Run(GeneratorInput input, CancellationToken cancellationToken)
    {
        CSharpParseOptions parse = new(LanguageVersion.Latest);
        CSharpCompilation project = CSharpCompilation.Create(input.References.AssemblyName, references: References(input));
        GeneratorDriverRunResult run = CSharpGeneratorDriver
            .Create([new SpecGenerator().AsSourceGenerator()], [.. input.Files, new MemoryFile("/ApiGen.items", new SpecText("", input.Items))], parse)
            .RunGenerators(project, cancellationToken)
            .GetRunResult();
        return new SourceGeneration(
            [.. run.Results.SelectMany(result => result.GeneratedSources).Select(source => new SourceFile(source.HintName, source.SourceText.ToString())).OrderBy(file => file.Name, StringComparer.Ordinal)],
            [.. run.Diagnostics.OrderBy(diagnostic => diagnostic.Location.GetLineSpan().Path, StringComparer.Ordinal).ThenBy(diagnostic => diagnostic.Location.SourceSpan.Start)],
            [.. ServicesOf(input)]);
    }

    private static EquatableArray<ServiceModel> ServicesOf(GeneratorInput input)
    {
        ProjectItems items = ProjectItems.Parse(input.Items);
        Dictionary<string, string> chosen = ChosenNamespace.In(items).ToDictionary(one => one.LogicalPath, one => one.Namespace, StringComparer.Ordinal);
        IEnumerable<SpecText> texts = input.Files
            .Where(file => SpecGenerator.IsSpecPath(file.Path))
            .Select(file => (Listed: items.Find(file.Path), Text: file.GetText()))
            .Where(file => file.Listed is not null && file.Text is not null)
            .Select(file => new SpecText(file.Listed!.Logical, file.Text!.ToString()));
        return SpecBinder.Bind(texts.Select(SpecReader.Read), chosen).Services;
    }

    // The generator asks for the runtime by name alone, which is here also where the project's own references are not known.
    private static IEnumerable<MetadataReference> References(GeneratorInput input) =>
        new List<string>(input.Hosting ? ["ApiGen.Runtime", "ApiGen.Runtime.Hosting"] : ["ApiGen.Runtime"])
            .Where(name => !input.References.Files.Any(file => string.Equals(Path.GetFileNameWithoutExtension(file.Display), name, StringComparison.OrdinalIgnoreCase)))
            .Select(name => (MetadataReference)CSharpCompilation.Create(name).ToMetadataReference())
            .Concat(input.References.Files);
}
