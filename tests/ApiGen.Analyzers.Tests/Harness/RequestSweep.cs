using System.Collections.Immutable;
using System.Globalization;
using ApiGen.Analyzers.Constraints;
using ApiGen.Analyzers.RequiredMembers;
using ApiGen.CodeFixes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace ApiGen.Analyzers.Tests.Harness;

/// <summary>
/// Calls every action of a client with an empty request, lets the fix complete what the rule reports, and looks at what it made:
/// it compiles without a warning, and the rules have nothing more to say.
/// </summary>
internal sealed class RequestSweep
{
    private static readonly ImmutableArray<DiagnosticAnalyzer> Rules = [new RequiredMembersAnalyzer(), new ConstraintAnalyzer()];

    private readonly CancellationToken _cancellation;
    private readonly List<string> _failures = [];

    private RequestSweep(CancellationToken cancellation) => _cancellation = cancellation;

    /// <summary>How many actions were called.</summary>
    public int Actions { get; private set; }

    /// <summary>What went wrong.</summary>
    public IReadOnlyList<string> Failures => _failures;

    /// <param name="references">What a consumer refers to, the client among it.</param>
    /// <param name="clientInterface">The client's interface by its full name.</param>
    /// <param name="cancellation">Ends the work early.</param>
    public static async Task<RequestSweep> RunAsync(IEnumerable<MetadataReference> references, string clientInterface, CancellationToken cancellation)
    {
        RequestSweep sweep = new(cancellation);
        using AdhocWorkspace workspace = new();
        Document document = workspace
            .AddProject(ProjectInfo.Create(
                ProjectId.CreateNewId(),
                VersionStamp.Default,
                "Consumer",
                "Consumer",
                LanguageNames.CSharp,
                compilationOptions: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable),
                metadataReferences: references))
            .AddDocument("Consumer.cs", "");
        await sweep.RunAsync(document, clientInterface).ConfigureAwait(false);
        return sweep;
    }

    private async Task RunAsync(Document document, string clientInterface)
    {
        INamedTypeSymbol client = (await CompileAsync(document).ConfigureAwait(false)).GetTypeByMetadataName(clientInterface)
            ?? throw new ArgumentException($"There is no {clientInterface}.", nameof(clientInterface));
        IMethodSymbol[] calls = [.. client.GetMembers().OfType<IMethodSymbol>().Where(IsCall)];
        Actions = calls.Length;
        Document empty = document.WithText(SourceText.From(CallAll(calls, clientInterface)));

        ImmutableArray<Diagnostic> lacking = await AnalyzeAsync(empty).ConfigureAwait(false);
        Dictionary<string, int> reported = lacking.ToDictionary(Call, static report => report.Properties[RequiredMembersAnalyzer.MissingMembersKey]!.Split(',').Length);
        foreach (IMethodSymbol call in calls)
        {
            int found = reported.GetValueOrDefault(call.Name);
            if (found != Required(call))
            {
                _failures.Add($"{call.Name}: {found} of {Required(call)} required members are reported");
            }
        }

        Document complete = await FixAllAsync(empty, lacking).ConfigureAwait(false);
        Compilation compilation = await CompileAsync(complete).ConfigureAwait(false);
        _failures.AddRange(compilation.GetDiagnostics(_cancellation).Where(static diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning).Select(static diagnostic => "after the fix: " + diagnostic));
        _failures.AddRange((await AnalyzeAsync(complete).ConfigureAwait(false)).Select(static report => "after the fix: " + report));
    }

    private static bool IsCall(IMethodSymbol method) =>
        method is { Parameters: { Length: 2 } parameters } && parameters[1].Type.Name == "CancellationToken";

    private static string Call(Diagnostic report) => report.GetMessage(CultureInfo.InvariantCulture).Split('\'')[1];

    private static int Required(IMethodSymbol call) => call.Parameters[0].Type.GetMembers().Count(static member =>
        member.GetAttributes().Any(static attribute => attribute.AttributeClass?.Name == "ApiRequiredAttribute"));

    private static string CallAll(IEnumerable<IMethodSymbol> calls, string clientInterface) =>
        "#nullable enable\npublic static class Consumer\n{\n"
        + string.Concat(calls.Select(call =>
            $"    public static object {call.Name}({clientInterface} client) => client.{call.Name}(new {call.Parameters[0].Type.WithNullableAnnotation(NullableAnnotation.None).ToDisplayString()}());\n"))
        + "}\n";

    private async Task<Compilation> CompileAsync(Document document) =>
        (await document.Project.GetCompilationAsync(_cancellation).ConfigureAwait(false))!;

    private async Task<ImmutableArray<Diagnostic>> AnalyzeAsync(Document document) =>
        await (await CompileAsync(document).ConfigureAwait(false)).WithAnalyzers(Rules).GetAnalyzerDiagnosticsAsync(_cancellation).ConfigureAwait(false);

    private async Task<Document> FixAllAsync(Document document, ImmutableArray<Diagnostic> diagnostics)
    {
        AddRequiredMembersFix fix = new();
        FixAllContext context = new(
            document,
            fix,
            FixAllScope.Document,
            nameof(AddRequiredMembersFix),
            fix.FixableDiagnosticIds,
            new Given(diagnostics),
            _cancellation);
        CodeAction action = (await fix.GetFixAllProvider().GetFixAsync(context).ConfigureAwait(false))!;
        ImmutableArray<CodeActionOperation> operations = await action.GetOperationsAsync(_cancellation).ConfigureAwait(false);
        return operations.OfType<ApplyChangesOperation>().Single().ChangedSolution.GetDocument(document.Id)!;
    }

    /// <summary>What an editor has at hand when it is asked to fix all.</summary>
    private sealed class Given(ImmutableArray<Diagnostic> diagnostics) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>(diagnostics);

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>([]);

        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>(diagnostics);
    }
}
