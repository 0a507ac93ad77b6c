using System.Collections.Immutable;
using ApiGen.CodeFixes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace ApiGen.Analyzers.Tests.Harness;

/// <summary>
/// Applies every fix wherever its rule reports, alone and all together, and looks at what is left: it compiles, every comment and
/// directive is there, the statements are the same, names that were not the fix's to change mean what they meant, and the report is
/// gone without another in its place.
/// </summary>
internal sealed class FixTrial : IDisposable
{
    public static ImmutableArray<CodeFixProvider> Fixes { get; } = [new AddRequiredMembersFix(), new AwaitCallFix(), new PassTokenFix(), new UseErrorCodeEnumFix()];

    /// <summary>The names that each fix is there to take away.</summary>
    private static readonly Dictionary<string, string[]> Replaced = new(StringComparer.Ordinal)
    {
        ["APIGEN1001"] = [],
        ["APIGEN1005"] = ["Result", "Wait", "GetAwaiter", "GetResult", "Task", "ValueTask", "FromResult", "CompletedTask", "result", "CancellationToken", "None"],
        ["APIGEN1007"] = [],
        ["APIGEN1008"] = ["Code", "Equals", "StringComparison", "StringComparer", "Ordinal"],
    };

    private readonly AdhocWorkspace _workspace = new();
    private readonly CancellationToken _cancellation;
    private readonly Solution _solution;
    private readonly List<string> _harm = [];
    private readonly List<string> _unoffered = [];
    private readonly bool _runs;
    private Replay? _before;

    /// <param name="files">The project's files, by path.</param>
    /// <param name="kind">What the project is built into.</param>
    /// <param name="references">What it refers to; the small client when nothing is said.</param>
    /// <param name="cancellation">Ends the work early.</param>
    /// <param name="runs">Whether the project's classes are run before and after (<see cref="Replay"/>).</param>
    public FixTrial(IEnumerable<(string Path, string Text)> files, OutputKind kind, IEnumerable<MetadataReference>? references, CancellationToken cancellation, bool runs = false)
    {
        _cancellation = cancellation;
        _runs = runs;
        ProjectId project = ProjectId.CreateNewId();
        Solution solution = _workspace.CurrentSolution.AddProject(ProjectInfo.Create(
            project,
            VersionStamp.Default,
            "Consumer",
            "Consumer",
            LanguageNames.CSharp,
            compilationOptions: new CSharpCompilationOptions(kind, nullableContextOptions: NullableContextOptions.Enable, allowUnsafe: true),
            parseOptions: new CSharpParseOptions(LanguageVersion.Latest, DocumentationMode.Diagnose, preprocessorSymbols: ["DEBUG"]),
            metadataReferences: references ?? [.. TestReferences.Framework, TestReferences.Runtime, TestReferences.Client]));
        foreach ((string path, string text) in files)
        {
            solution = solution.AddDocument(DocumentId.CreateNewId(project), path, SourceText.From(text), filePath: path);
        }

        _solution = solution;
    }

    /// <summary>How often a fix was applied.</summary>
    public int Applied { get; private set; }

    /// <summary>How many reports were gone then.</summary>
    public int Fixed { get; private set; }

    /// <summary>What was wrong with what a fix made.</summary>
    public IReadOnlyList<string> Harm => _harm;

    /// <summary>The reports for which no fix was offered: rule, file and line.</summary>
    public IReadOnlyList<string> Unoffered => _unoffered;

    /// <summary>The text that the last fix made.</summary>
    public string Result { get; private set; } = "";

    public void Dispose() => _workspace.Dispose();

    /// <summary>Tries every fix of one rule, or of all.</summary>
    /// <param name="rule">The rule; all when nothing is said.</param>
    /// <param name="onlyTogether">Whether the places of a file are changed all together and not one by one, too.</param>
    public async Task RunAsync(string? rule = null, bool onlyTogether = false)
    {
        foreach (Document document in _solution.Projects.Single().Documents)
        {
            State before = await State.OfAsync(document, _cancellation).ConfigureAwait(false);
            _harm.AddRange(before.Problems.Where(static problem => problem.Contains("error", StringComparison.Ordinal)).Select(static problem => "before: " + problem));
            foreach (CodeFixProvider fix in Fixes.Where(fix => rule is null || fix.FixableDiagnosticIds.Contains(rule)))
            {
                await TryAsync(document, before, fix, onlyTogether).ConfigureAwait(false);
            }
        }
    }

    private async Task TryAsync(Document document, State before, CodeFixProvider fix, bool onlyTogether)
    {
        string rule = fix.FixableDiagnosticIds.Single();
        ImmutableArray<Diagnostic> reports = [.. before.Reports.Where(report => report.Id == rule)];
        int offered = 0;
        foreach (Diagnostic report in reports)
        {
            CodeAction? action = null;
            await fix.RegisterCodeFixesAsync(new CodeFixContext(document, report, (offer, _) => action = offer, _cancellation)).ConfigureAwait(false);
            if (action is null)
            {
                _unoffered.Add($"{report.Id} {document.Name}({report.Location.GetLineSpan().StartLinePosition.Line + 1})");
                continue;
            }

            offered++;
            if (!onlyTogether)
            {
                await ApplyAsync(document, before, action, report.ToString(), rule, 1).ConfigureAwait(false);
            }
        }

        if (offered > 0)
        {
            Document once = await ApplyAsync(document, before, await AllOfAsync(document, fix, reports).ConfigureAwait(false), rule + " all in " + document.Name, rule, offered).ConfigureAwait(false);
            State after = await State.OfAsync(once, _cancellation).ConfigureAwait(false);
            Solution twice = await ChangedAsync(once, await AllOfAsync(once, fix, [.. after.Reports.Where(report => report.Id == rule)]).ConfigureAwait(false)).ConfigureAwait(false);
            string again = (await twice.GetDocument(document.Id)!.GetTextAsync(_cancellation).ConfigureAwait(false)).ToString();
            if (again != after.Text)
            {
                _harm.Add($"{rule} all in {document.Name}\n  a second run changes more\n{after.Text}\n{again}");
            }
        }
    }

    private async Task<CodeAction> AllOfAsync(Document document, CodeFixProvider fix, ImmutableArray<Diagnostic> reports)
    {
        FixAllContext context = new(document, fix, FixAllScope.Document, fix.GetType().Name, fix.FixableDiagnosticIds, new Given(reports), _cancellation);
        return (await fix.GetFixAllProvider()!.GetFixAsync(context).ConfigureAwait(false))!;
    }

    private async Task<Solution> ChangedAsync(Document document, CodeAction action)
    {
        ImmutableArray<CodeActionOperation> operations = await action.GetOperationsAsync(_cancellation).ConfigureAwait(false);
        return operations.OfType<ApplyChangesOperation>().SingleOrDefault()?.ChangedSolution ?? document.Project.Solution;
    }

    /// <returns>The document after it.</returns>
    private async Task<Document> ApplyAsync(Document document, State before, CodeAction action, string what, string rule, int gone)
    {
        Solution changed = await ChangedAsync(document, action).ConfigureAwait(false);
        State after = await State.OfAsync(changed.GetDocument(document.Id)!, _cancellation).ConfigureAwait(false);
        Applied++;
        Result = after.Text;
        string[] lost = [.. Subtract(before.Names, after.Names).Select(static name => name.Split(' ')[0]).Except(Replaced[rule]).Except(rule == "APIGEN1008" ? before.Constants(rule) : [])];
        List<string> problems = [.. Subtract(after.Problems, before.Problems).Select(static problem => "does not compile as before: " + problem)];
        if (!before.Notes.SequenceEqual(after.Notes))
        {
            problems.Add("comments or directives differ: " + string.Join(" | ", Subtract(before.Notes, after.Notes)));
        }

        if (lost.Length > 0)
        {
            problems.Add("names mean something else: " + string.Join(", ", lost));
        }

        if (!before.Statements.SequenceEqual(after.Statements))
        {
            problems.Add("the statements differ");
        }

        problems.AddRange(await OtherwiseAsync(document, changed).ConfigureAwait(false));
        problems.AddRange(await RunAsync(document, changed, rule).ConfigureAwait(false));
        int left = after.Reports.Count(report => report.Id == rule);
        if (left > before.Reports.Count(report => report.Id == rule) - gone)
        {
            problems.Add($"{left} reports are left");
        }

        problems.AddRange(after.Reports.GroupBy(static report => report.Id).Where(group => group.Key != rule && group.Count() > before.Reports.Count(report => report.Id == group.Key)).Select(static group => "reported now: " + group.Last()));
        Fixed += before.Reports.Count(report => report.Id == rule) - left;
        _harm.AddRange(problems.Select(problem => $"{what}\n  {problem}\n{after.Text}"));
        return changed.GetDocument(document.Id)!;
    }

    /// <summary>What the compiler finds when the project is built without the symbols it was fixed with, where <c>#if</c> asks for one.</summary>
    private async Task<IEnumerable<string>> OtherwiseAsync(Document document, Solution changed)
    {
        if (!(await document.GetTextAsync(_cancellation).ConfigureAwait(false)).ToString().Contains("#if", StringComparison.Ordinal))
        {
            return [];
        }

        string[] before = await ProblemsAsync(document.Project.Solution).ConfigureAwait(false);
        return Subtract(await ProblemsAsync(changed).ConfigureAwait(false), before).Select(static problem => "cannot be built otherwise: " + problem);

        async Task<string[]> ProblemsAsync(Solution solution)
        {
            Project project = solution.GetProject(document.Project.Id)!;
            Compilation compilation = (await project.WithParseOptions(((CSharpParseOptions)project.ParseOptions!).WithPreprocessorSymbols()).GetCompilationAsync(_cancellation).ConfigureAwait(false))!;
            return [.. compilation.Emit(Stream.Null, cancellationToken: _cancellation).Diagnostics.Where(static problem => problem is { Severity: >= DiagnosticSeverity.Warning, IsSuppressed: false }).Select(static problem => problem.Id)];
        }
    }

    /// <summary>What the compiler finds when it writes the program, such as a span across an <c>await</c>, and what the program does then.</summary>
    private async Task<IEnumerable<string>> RunAsync(Document document, Solution changed, string rule)
    {
        Compilation after = (await changed.GetProject(document.Project.Id)!.GetCompilationAsync(_cancellation).ConfigureAwait(false))!;
        if (!_runs)
        {
            return after.Emit(Stream.Null, cancellationToken: _cancellation).Diagnostics
                .Where(static problem => problem.Severity == DiagnosticSeverity.Error)
                .Select(static problem => "cannot be written: " + problem);
        }

        _before ??= Replay.Of((await document.Project.GetCompilationAsync(_cancellation).ConfigureAwait(false))!, _cancellation);
        Replay run = Replay.Of(after, _cancellation);
        return [.. _before.Errors.Concat(run.Errors).Select(static error => "cannot be run: " + error), .. _before.Differences(run, mayAdd: rule == "APIGEN1001", mayPass: rule == "APIGEN1007").Select(static difference => "does something else: " + difference)];
    }

    private static IEnumerable<string> Subtract(IEnumerable<string> all, IEnumerable<string> some)
    {
        Dictionary<string, int> counts = some.GroupBy(static item => item, StringComparer.Ordinal).ToDictionary(static group => group.Key, static group => group.Count(), StringComparer.Ordinal);
        foreach (string item in all)
        {
            if (counts.TryGetValue(item, out int count) && count > 0)
            {
                counts[item] = count - 1;
                continue;
            }

            yield return item;
        }
    }

    /// <summary>What there is to say about a document.</summary>
    private sealed record State(string Text, string[] Problems, string[] Notes, SyntaxKind[] Statements, string[] Names, ImmutableArray<Diagnostic> Reports)
    {
        /// <summary>The names of the constants that a rule reports, which go where the enum's value takes their place.</summary>
        public IEnumerable<string> Constants(string rule) => Reports
            .Where(report => report.Id == rule)
            .SelectMany(report => report.Location.SourceTree!.GetRoot().FindNode(report.Location.SourceSpan, getInnermostNodeForTie: true).DescendantNodesAndSelf().OfType<SimpleNameSyntax>())
            .Select(static name => name.Identifier.ValueText);

        public static async Task<State> OfAsync(Document document, CancellationToken cancellation)
        {
            SemanticModel model = (await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false))!;
            SyntaxNode root = await model.SyntaxTree.GetRootAsync(cancellation).ConfigureAwait(false);
            ImmutableArray<Diagnostic> reports = await model.Compilation.WithAnalyzers(AllRules.Analyzers).GetAnalyzerSemanticDiagnosticsAsync(model, null, cancellation).ConfigureAwait(false);
            return new(
                root.ToFullString(),
                [.. model.GetDiagnostics(cancellationToken: cancellation).Where(static problem => problem is { Severity: >= DiagnosticSeverity.Warning, IsSuppressed: false }).Select(static problem => problem.Severity.ToString().ToLowerInvariant() + " " + problem.Id)],
                [.. root.DescendantTrivia().Where(static trivia => !trivia.IsKind(SyntaxKind.WhitespaceTrivia) && !trivia.IsKind(SyntaxKind.EndOfLineTrivia)).Select(static trivia => trivia.ToFullString().Trim())],
                [.. root.DescendantNodes().OfType<StatementSyntax>().Where(static statement => !IsLastReturn(statement)).Select(static statement => statement.Kind())],
                [.. root.DescendantNodes().OfType<SimpleNameSyntax>().Where(static name => !name.Ancestors().Any(IsTypeOfTask)).Select(name => name.Identifier.ValueText + " " + model.GetSymbolInfo(name, cancellation).Symbol?.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat))],
                [.. reports.Where(static report => !report.IsSuppressed)]);
        }
    }

    /// <summary>A finished task without a result, where the function ends anyway, need not be returned by an asynchronous one.</summary>
    private static bool IsLastReturn(StatementSyntax statement) =>
        statement is ReturnStatementSyntax { Expression: null or MemberAccessExpressionSyntax { Name.Identifier.Text: "CompletedTask" } or LiteralExpressionSyntax { RawKind: (int)SyntaxKind.DefaultLiteralExpression } };

    /// <summary>What a finished task is of goes with the task.</summary>
    private static bool IsTypeOfTask(SyntaxNode node) => node is TypeArgumentListSyntax { Parent: GenericNameSyntax { Identifier.Text: "FromResult" } };

    /// <summary>What an editor has at hand when it is asked to fix all.</summary>
    private sealed class Given(ImmutableArray<Diagnostic> diagnostics) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>(diagnostics);

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>([]);

        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>(diagnostics);
    }
}
