using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using ApiGen.Emulator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ApiGen.EndToEnd.Documentation;

/// <summary>The code on the pages, compiled as it stands there; what can run with a local gateway is run.</summary>
public sealed class SnippetTests
{
    private static readonly Lazy<(ImmutableArray<Diagnostic> Diagnostics, Assembly? Assembly)> Built = new(Build);

    public static TheoryData<string> Pages => [.. Snippet.Pages.Where(page => Snippet.Of(page).Any())];

    public static TheoryData<string, int> Runnable => [.. Snippet.Of("docs/how-do-i.md").Where(snippet => snippet.IsRun).Select(snippet => (snippet.Page, snippet.Line))];

    [Theory]
    [MemberData(nameof(Pages))]
    public void The_code_of_a_page_compiles(string page) =>
        Assert.Equal([], Built.Value.Diagnostics.Where(diagnostic => diagnostic.Location.GetMappedLineSpan().Path == page).Select(diagnostic => diagnostic.ToString()));

    [Theory]
    [MemberData(nameof(Runnable))]
    public async Task The_code_of_a_page_does_its_work(string page, int line)
    {
        await using ApiEmulator emulator = await ApiEmulator.StartAsync(BundledSpecs.Load("tcsas"), cancellationToken: TestContext.Current.CancellationToken);
        SnippetContext.Emulator = emulator;
        Snippet snippet = Snippet.Of(page).Single(candidate => candidate.Line == line);
        Assert.True(Built.Value.Assembly is not null, "The code of the pages does not compile.");

        Type program = Built.Value.Assembly.GetType($"Snippets.{snippet.ClassName}.Snippet", throwOnError: true)!;
        await (Task)program.GetMethod("RunAsync")!.Invoke(null, [])!;
    }

    private static (ImmutableArray<Diagnostic> Diagnostics, Assembly? Assembly) Build()
    {
        IEnumerable<string> references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        CSharpCompilation compilation = CSharpCompilation.Create(
            "Snippets",
            Snippet.Pages.SelectMany(Snippet.Of).Where(snippet => !snippet.Code.Contains("namespace TencentCloud", StringComparison.Ordinal)).Select(snippet => CSharpSyntaxTree.ParseText(snippet.ToFile(), path: snippet.ClassName + ".cs")),
            references.Select(path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        using MemoryStream image = new();
        ImmutableArray<Diagnostic> errors = [.. compilation.Emit(image).Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)];
        return (errors, errors.IsEmpty ? AssemblyLoadContext.Default.LoadFromStream(new MemoryStream(image.ToArray())) : null);
    }
}
