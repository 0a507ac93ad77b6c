using System.Collections.Immutable;
using ApiGen.Runtime;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace ApiGen.Generator.Tests.Harness;

/// <summary>A consuming project in memory: the real compiler, the real runtime, the generator under test.</summary>
internal sealed class GeneratorHost
{
    // What generated code and the tests' consumers need; thousands of compilations pay for every further one.
    private static readonly string[] Assemblies =
    [
        "System.Collections", "System.Memory", "System.Runtime", "System.Text.Json", "System.Text.RegularExpressions", "System.Threading",
    ];

    private static readonly MetadataReference[] References =
    [
        .. Net100.References.All.Where(reference => Assemblies.Contains(Path.GetFileNameWithoutExtension(reference.FilePath ?? reference.Display)?.Split(' ')[0])),
    ];

    private static readonly MetadataReference Runtime = MetadataReference.CreateFromFile(typeof(ApiAction).Assembly.Location);

    private GeneratorDriver _driver;

    public GeneratorHost(IEnumerable<SpecFileText> specs, string source = "", LanguageVersion language = LanguageVersion.CSharp12, ProjectOptions? options = null, bool withRuntime = true, ItemsFile? items = null, MetadataReference[]? libraries = null, params IEnumerable<Type> referenced)
    {
        CSharpParseOptions parseOptions = new(language, DocumentationMode.Diagnose);
        ParseOptions = parseOptions;
        Compilation = CSharpCompilation.Create(
            "Consumer",
            [CSharpSyntaxTree.ParseText(source, parseOptions, "Consumer.cs")],
            [.. References, .. withRuntime ? new[] { Runtime } : [], .. libraries ?? [], .. referenced.Select(type => MetadataReference.CreateFromFile(type.Assembly.Location))],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary)
                .WithNullableContextOptions(NullableContextOptions.Enable)
                .WithGeneralDiagnosticOption(ReportDiagnostic.Error)
                .WithWarningLevel(9999)
                .WithConcurrentBuild(false));
        _driver = CSharpGeneratorDriver.Create(
            [new SpecGenerator().AsSourceGenerator()],
            [.. specs, items ?? ItemsFile.For(specs)],
            parseOptions,
            options ?? ProjectOptions.None,
            new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
    }

    public CSharpParseOptions ParseOptions { get; }

    public CSharpCompilation Compilation { get; private set; }

    /// <summary>What the compiler makes of the project with the generated files; only after a run.</summary>
    public Compilation Output { get; private set; } = null!;

    public GeneratorRunResult Run()
    {
        _driver = _driver.RunGeneratorsAndUpdateCompilation(Compilation, out Compilation output, out _, TestContext.Current.CancellationToken);
        Output = output;
        return Assert.Single(_driver.GetRunResult().Results);
    }

    /// <summary>Replaces a C# file as an editor does while somebody types.</summary>
    public void ReplaceSource(string source)
    {
        SyntaxTree old = Compilation.SyntaxTrees.Single();
        Compilation = Compilation.ReplaceSyntaxTree(old, CSharpSyntaxTree.ParseText(source, ParseOptions, old.FilePath));
    }

    public void ReplaceSpec(SpecFileText old, SpecFileText @new) => _driver = _driver.ReplaceAdditionalText(old, @new);

    public void RemoveSpec(SpecFileText spec) => _driver = _driver.RemoveAdditionalTexts([spec]);

    /// <summary>The compiler's complaints about the project with the generated files, warnings included.</summary>
    public ImmutableArray<Diagnostic> CompilerDiagnostics() =>
        [.. Output.GetDiagnostics(TestContext.Current.CancellationToken).Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)];
}
