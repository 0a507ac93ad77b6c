using System.Collections.Immutable;
using ApiGen.Generator;
using ApiGen.Generator.Tests.Harness;
using ApiGen.Runtime;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ApiGen.Benchmarks.Generator;

/// <summary>A project in memory that generates a client from spec files: the compiler's own driver, as a build and an editor use it.</summary>
internal sealed class ConsumerProject
{
    private const string ProgramPath = "Program.cs";

    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.Latest);
    private static readonly MetadataReference[] References = [.. Net100.References.All, MetadataReference.CreateFromFile(typeof(ApiAction).Assembly.Location)];

    private readonly ImmutableArray<AdditionalText> _specs;
    private readonly List<string> _plainFiles;
    private CSharpCompilation _compilation;
    private GeneratorDriver _driver;
    private SpecFileText? _edited;
    private int _edits;

    internal ConsumerProject(IEnumerable<SpecFileText> specs)
    {
        _specs = [.. specs];
        _compilation = Compile([Program(0)]);
        _driver = CreateDriver().RunGenerators(_compilation);
        GeneratorRunResult result = _driver.GetRunResult().Results.Single();
        if (!result.Diagnostics.IsEmpty)
        {
            throw new InvalidOperationException(string.Join('\n', result.Diagnostics));
        }

        _plainFiles = [.. result.GeneratedSources.Select(source => source.SourceText.ToString())];
    }

    /// <summary>How many characters of C# the generator writes.</summary>
    internal int GeneratedCharacters => _plainFiles.Sum(file => file.Length);

    /// <summary>All of a service that lies beside the program.</summary>
    internal static ConsumerProject Of(string service) => new(
        Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "specs", service), "*.yaml", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Select(file => new SpecFileText(Path.GetRelativePath(AppContext.BaseDirectory, file).Replace('\\', '/'), File.ReadAllText(file))));

    /// <summary>Services of so many actions in all, each a copy of tcsas, the last one a part of it.</summary>
    internal static ConsumerProject OfActions(int actions)
    {
        string folder = Path.Combine(AppContext.BaseDirectory, "specs", "tcsas");
        string version = Path.GetFileName(Directory.EnumerateDirectories(folder).Single());
        string[] files = [.. Directory.EnumerateFiles(Path.Combine(folder, version, "actions"), "*.yaml").Order(StringComparer.Ordinal)];
        List<SpecFileText> specs = [];
        for (int copy = 0; actions > 0; copy++)
        {
            string[] shared = [Path.Combine(folder, version, "service.yaml"), Path.Combine(folder, version, "types.yaml")];
            foreach (string file in shared.Concat(files.Take(actions)))
            {
                string text = File.ReadAllText(file)
                    .Replace("service: tcsas\n", FormattableString.Invariant($"service: tcsas{copy}\n"), StringComparison.Ordinal)
                    .Replace("namespace: TencentCloud.Tcsas\n", FormattableString.Invariant($"namespace: TencentCloud.Tcsas{copy}\n"), StringComparison.Ordinal);
                specs.Add(new SpecFileText(FormattableString.Invariant($"specs/tcsas{copy}/{Path.GetRelativePath(folder, file).Replace('\\', '/')}"), text));
            }

            actions -= files.Length;
        }

        return new ConsumerProject(specs);
    }

    /// <summary>A run of a driver that has not seen anything yet.</summary>
    internal int GenerateCold() => CreateDriver().RunGenerators(_compilation).GetRunResult().GeneratedTrees.Length;

    /// <summary>What the compiler does with the same C# when it lies in plain files: parsing, binding, and writing the assembly.</summary>
    internal long CompilePlainFiles()
    {
        using MemoryStream assembly = new();
        CSharpCompilation compilation = Compile([Program(0), .. _plainFiles.Select((file, i) => CSharpSyntaxTree.ParseText(file, ParseOptions, $"Plain{i}.cs"))]);
        Microsoft.CodeAnalysis.Emit.EmitResult result = compilation.Emit(assembly);
        return result.Success ? assembly.Length : throw new InvalidOperationException(result.Diagnostics.First(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).ToString());
    }

    /// <summary>A run after the summary of one action was edited.</summary>
    internal int GenerateAfterSpecEdit()
    {
        AdditionalText current = _edited ?? _specs.First(spec => Path.GetFileName(spec.Path).StartsWith("Create", StringComparison.Ordinal));
        string original = ((SpecFileText)_specs.First(spec => spec.Path == current.Path)).GetText().ToString();
        string text = original.Replace("\nsummary: ", FormattableString.Invariant($"\nsummary: Edit {++_edits}. "), StringComparison.Ordinal);
        _edited = new SpecFileText(current.Path, text);
        _driver = _driver.ReplaceAdditionalText(current, _edited).RunGenerators(_compilation);
        return _edits;
    }

    /// <summary>A run after somebody typed in a C# file.</summary>
    internal int GenerateAfterSourceEdit()
    {
        SyntaxTree old = _compilation.SyntaxTrees.Single(tree => tree.FilePath == ProgramPath);
        _compilation = _compilation.ReplaceSyntaxTree(old, Program(++_edits));
        _driver = _driver.RunGenerators(_compilation);
        return _edits;
    }

    private CSharpGeneratorDriver CreateDriver() =>
        CSharpGeneratorDriver.Create([new SpecGenerator().AsSourceGenerator()], [.. _specs, ItemsFile.For(_specs.Cast<SpecFileText>())], ParseOptions);

    private static SyntaxTree Program(int edit) => CSharpSyntaxTree.ParseText(FormattableString.Invariant($"System.Console.WriteLine({edit});"), ParseOptions, ProgramPath);

    // On one thread, so that the thread's CPU time is all there is.
    private static CSharpCompilation Compile(IEnumerable<SyntaxTree> trees) => CSharpCompilation.Create(
        "Consumer",
        trees,
        References,
        new CSharpCompilationOptions(OutputKind.ConsoleApplication, optimizationLevel: OptimizationLevel.Debug, concurrentBuild: false, nullableContextOptions: NullableContextOptions.Enable));
}
