using System.Collections.Immutable;
using ApiGen.Analyzers.Constraints;
using ApiGen.Analyzers.RequiredMembers;
using ApiGen.CodeFixes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace ApiGen.Analyzers.Tests;

/// <summary>The rules and the fix on every action of the service that comes with the package.</summary>
public sealed class BundledServiceTests
{
    private static readonly ImmutableArray<DiagnosticAnalyzer> Rules = [new RequiredMembersAnalyzer(), new ConstraintAnalyzer()];

    [Fact]
    public async Task Every_request_is_reported_when_it_lacks_members_and_complete_when_it_is_fixed()
    {
        using AdhocWorkspace workspace = new();
        Document document = workspace
            .AddProject(ProjectInfo.Create(
                ProjectId.CreateNewId(),
                VersionStamp.Default,
                "Consumer",
                "Consumer",
                LanguageNames.CSharp,
                compilationOptions: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable),
                metadataReferences: [.. TestReferences.Framework, TestReferences.Runtime, TestReferences.Bundled]))
            .AddDocument("Consumer.cs", "");
        Compilation clients = await CompileAsync(document);
        IMethodSymbol[] calls = [.. clients.GetTypeByMetadataName("TencentCloud.SuperApp.ITcsasClient")!.GetMembers().OfType<IMethodSymbol>().Where(IsCall)];
        Assert.True(calls.Length > 150, $"{calls.Length} actions");
        document = document.WithText(SourceText.From(CallAll(calls)));

        ImmutableArray<Diagnostic> lacking = await AnalyzeAsync(document);
        Assert.Equal(
            calls.Where(static call => Required(call) > 0).Select(static call => call.Name),
            lacking.OrderBy(static report => report.Location.SourceSpan.Start).Select(static report => report.GetMessage(System.Globalization.CultureInfo.InvariantCulture).Split('\'')[1]));
        Assert.Equal(
            calls.Select(Required).Where(static count => count > 0),
            lacking.OrderBy(static report => report.Location.SourceSpan.Start).Select(static report => report.Properties[RequiredMembersAnalyzer.MissingMembersKey]!.Split(',').Length));

        Document complete = await FixAllAsync(document, lacking);
        Assert.Equal([], (await CompileAsync(complete)).GetDiagnostics(TestContext.Current.CancellationToken).Where(static finding => finding.Severity >= DiagnosticSeverity.Warning).Select(static finding => finding.ToString()));
        Assert.Equal([], (await AnalyzeAsync(complete)).Select(static report => report.ToString()));
    }

    private static bool IsCall(IMethodSymbol method) =>
        method is { Parameters: { Length: 2 } parameters } && parameters[1].Type.Name == "CancellationToken";

    private static int Required(IMethodSymbol call) => call.Parameters[0].Type.GetMembers().Count(static member =>
        member.GetAttributes().Any(static attribute => attribute.AttributeClass?.Name == "ApiRequiredAttribute"));

    private static string CallAll(IEnumerable<IMethodSymbol> calls) =>
        "using System.Threading.Tasks;\nusing TencentCloud.SuperApp;\n\npublic static class Consumer\n{\n"
        + string.Concat(calls.Select(static call => $"    public static Task {call.Name}(ITcsasClient client) => client.{call.Name}(new {call.Parameters[0].Type.Name}());\n"))
        + "}\n";

    private static async Task<Compilation> CompileAsync(Document document) =>
        (await document.Project.GetCompilationAsync(TestContext.Current.CancellationToken))!;

    private static async Task<ImmutableArray<Diagnostic>> AnalyzeAsync(Document document) =>
        await (await CompileAsync(document)).WithAnalyzers(Rules).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);

    private static async Task<Document> FixAllAsync(Document document, ImmutableArray<Diagnostic> diagnostics)
    {
        AddRequiredMembersFix fix = new();
        FixAllContext context = new(
            document,
            fix,
            FixAllScope.Document,
            nameof(AddRequiredMembersFix),
            fix.FixableDiagnosticIds,
            new Given(diagnostics),
            TestContext.Current.CancellationToken);
        CodeAction action = (await fix.GetFixAllProvider().GetFixAsync(context))!;
        ApplyChangesOperation change = Assert.IsType<ApplyChangesOperation>(Assert.Single(await action.GetOperationsAsync(TestContext.Current.CancellationToken)));
        return change.ChangedSolution.GetDocument(document.Id)!;
    }

    /// <summary>What an editor has at hand when it is asked to fix all.</summary>
    private sealed class Given(ImmutableArray<Diagnostic> diagnostics) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>(diagnostics);

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>([]);

        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>(diagnostics);
    }
}
