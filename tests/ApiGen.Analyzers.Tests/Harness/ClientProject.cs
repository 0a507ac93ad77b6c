using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ApiGen.Analyzers.Tests.Harness;

/// <summary>A project that a client is generated into, which may have parts of its own in the client's types.</summary>
internal static class ClientProject
{
    /// <summary>The rules that report something in the project's own source, which compiles.</summary>
    public static async Task<IEnumerable<string>> ReportedAsync(string source)
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        CSharpCompilation project = GeneratedClient.AddTo(
            CSharpCompilation.Create(
                "Own",
                [CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(LanguageVersion.Latest), cancellationToken: cancellation)],
                [.. TestReferences.Framework, TestReferences.Runtime],
                new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable)),
            GeneratedClient.Own);
        Assert.Equal([], project.GetDiagnostics(cancellation).Where(static problem => problem.Severity == DiagnosticSeverity.Error).Select(static problem => problem.ToString()));
        ImmutableArray<Diagnostic> reported = await project.WithAnalyzers(AllRules.Analyzers).GetAnalyzerDiagnosticsAsync(cancellation);
        return reported.Select(static report => report.Id).Order(StringComparer.Ordinal);
    }
}
