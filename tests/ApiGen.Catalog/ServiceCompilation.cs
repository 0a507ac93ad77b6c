using ApiGen.Cli.Import;
using ApiGen.Cli.Import.Official;
using ApiGen.Cli.Writing;
using ApiGen.Generator;
using ApiGen.Generator.Tests.Harness;
using ApiGen.Runtime;
using ApiGen.Specs;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;

namespace ApiGen.Catalog;

/// <summary>A model on its way through import, generator and compiler.</summary>
internal sealed class ServiceCompilation
{
    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.CSharp12, DocumentationMode.Diagnose);

    /// <summary>What a consumer refers to, without the client.</summary>
    public static MetadataReference[] References { get; } =
    [
        .. Net100.References.All,
        MetadataReference.CreateFromFile(typeof(ApiAction).Assembly.Location),
    ];

    private static readonly CSharpCompilationOptions Options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary)
        .WithNullableContextOptions(NullableContextOptions.Enable)
        .WithGeneralDiagnosticOption(ReportDiagnostic.Error)
        .WithWarningLevel(9999);

    private ServiceCompilation(ImportedService imported, IReadOnlyList<SpecText> specs)
    {
        Imported = imported;
        Specs = specs;
    }

    public ImportedService Imported { get; }

    /// <summary>The spec files that the import would write.</summary>
    public IReadOnlyList<SpecText> Specs { get; }

    public static ServiceCompilation Import(string model)
    {
        ImportedService imported = OfficialModelFolder.Read(model, new OfficialModelOptions());
        return new ServiceCompilation(imported, [.. ServiceFolder.NewFiles("specs", imported).Select(file => new SpecText(file.Path.Replace('\\', '/'), file.Text))]);
    }

    /// <summary>Runs the generator inside a compilation of nothing else.</summary>
    public Compilation Generate(out IReadOnlyList<Diagnostic> diagnostics)
    {
        SpecFileText[] files = [.. Specs.Select(spec => new SpecFileText(spec.Path, spec.Text))];
        CSharpGeneratorDriver driver = CSharpGeneratorDriver.Create(
            [new SpecGenerator().AsSourceGenerator()],
            [.. files, ItemsFile.For(files)],
            ParseOptions);
        driver.RunGeneratorsAndUpdateCompilation(Empty(), out Compilation output, out var reported);
        diagnostics = [.. reported.Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)];
        return output;
    }

    /// <summary>Compiles texts as the compiler would that finds them on disk.</summary>
    public static Compilation Parse(IEnumerable<string> sources) =>
        Empty().AddSyntaxTrees(sources.Select(source => CSharpSyntaxTree.ParseText(source, ParseOptions)));

    /// <summary>Emits the assembly; null, with the errors, when it does not compile.</summary>
    public static byte[]? Emit(Compilation compilation, out IReadOnlyList<string> errors)
    {
        using MemoryStream image = new();
        return Emit(compilation, image, out errors) ? image.ToArray() : null;
    }

    /// <summary>Emits the assembly to a stream; false, with the errors, when it does not compile.</summary>
    public static bool Emit(Compilation compilation, Stream image, out IReadOnlyList<string> errors)
    {
        EmitResult result = compilation.Emit(image);
        errors = [.. result.Diagnostics.Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning).Select(diagnostic => diagnostic.ToString())];
        return result.Success && errors.Count == 0;
    }

    private static CSharpCompilation Empty() => CSharpCompilation.Create("Consumer", references: References, options: Options);
}
