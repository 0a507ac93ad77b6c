using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ApiGen.Analyzers.Tests;

/// <summary>
/// All rules on code that does not compile, as nothing does while it is written: a variable that has itself for a value must send no rule
/// round without end. A walk that never ends, or a stack that overflows, takes the editor's service down, so the rules run in a process of
/// their own.
/// </summary>
public sealed class DamagedCodeTests(ITestOutputHelper output)
{
    /// <summary>Many times what one run of the rules takes, or one offer of a fix, which goes through all that uses the method.</summary>
    private static readonly TimeSpan MostForOne = TimeSpan.FromMinutes(2);

    /// <summary>Of so many reports one is tried to be fixed.</summary>
    private static readonly int Tried = FullRun.IsWanted ? 30 : 60;

    private static readonly string[] Rounds =
    [
        "CreateMNPRequest a = b; CreateMNPRequest b = a; if (flag) { b.MNPName = a.MNPName; } await client.CreateMNPAsync(b);",
        "CreateMNPRequest Make() => Make(); CreateMNPRequest a = Make(); await client.CreateMNPAsync(a);",
        "string a = b + a; string b = a + b; var r = new ModifyQuotaRequest { Size = a }; Keep(r);",
        "string id = id; Keep(new TencentCloudCredential(id, text));",
        "string a = b + a; string b = a + b; Keep(new TencentCloudCredential(a, b));",
        "Task<CreateMNPResponse> a = b; Task<CreateMNPResponse> b = a; b.Wait();",
        "a.Wait(); Task<CreateMNPResponse> a = flag ? b : a; Task<CreateMNPResponse> b = flag ? a : b; b.Wait();",
        "List<Task> all = all; all.Add(all[0]); Task.WaitAll(all.ToArray()); foreach (Task one in one) { one.Wait(); }",
        "foreach (string one in texts) { Place p = p; using var c = new TcsasClient(p.Credential); await c.DescribeMNPAsync(new()); }",
        "foreach (string one in texts) { Place p = q; Place q = p; using var c = new TcsasClient(p.Credential); await c.DescribeMNPAsync(new()); }",
        "while (flag) { TencentCloudCredential a = b; TencentCloudCredential b = a; using var c = new TcsasClient(a); await c.DescribeMNPAsync(new()); }",
        "CancellationToken a = b; CancellationToken b = a; a = flag ? b : a; await client.DescribeMNPAsync(new());",
        "CancellationToken stop = default; Action a = () => client.DescribeMNPAsync(new()).Wait(); Action b = a; Action c = c; a = c; Action d = d; Console.Write(d);",
        "async Task One(CancellationToken stop) { Action a = () => { Action b = b; Keep(client.DescribeMNPAsync(new())); }; Action c = d; Action d = c; Action e = e; }",
        "async Task One(CancellationToken stop) { Func<Task> a = () => client.DescribeMNPAsync(new()); Func<Task> b = a; a = a; { Func<Task> e = F; Func<Task> f = f; } Task F() => client.DescribeMNPAsync(new()); }",
        "Task a = b; Task b = a; a = client.DescribeMNPAsync(new()); await Task.WhenAll(a, b);",
        "try { await client.CreateMNPAsync(given); } catch (ApiServiceException e) { if (e is ApiServiceException e && e.Code == \"LimitExceeded\") { } }",
        "try { await client.CreateMNPAsync(given); } catch (Exception x) { if (a is ApiServiceException b && b is ApiServiceException a && a.Code == \"LimitExceeded\") { } }",
    ];

    [Theory]
    [InlineData(nameof(On_variables_that_go_round))]
    [InlineData(nameof(On_the_corpus_with_variables_that_go_round))]
    [InlineData(nameof(On_the_corpus_with_damaged_tokens))]
    [Long]
    public async Task No_rule_runs_without_end(string where) => output.WriteLine(await OwnProcess.RunAsync<DamagedCodeTests>(where));

    [Fact]
    public Task On_variables_that_go_round() => InsideAsync(async () =>
    {
        foreach (string statements in Rounds)
        {
            await AnalyzeAsync(statements, Compilation([("Consumer.cs", Consumer.Method(statements) + Surroundings)]));
        }

        await AnalyzeAsync(nameof(Actions), Compilation([("Actions.cs", Consumer.Usings + Actions + Surroundings)]));
    });

    [Fact]
    public Task On_the_corpus_with_variables_that_go_round() => InsideAsync(async () =>
    {
        CSharpCompilation whole = Compilation(CorpusFile.All.Select(static file => (file.Path, file.Text)));
        await RunAsync("each to itself", Damage.ToItself);
        for (int seed = 1; seed <= (FullRun.IsWanted ? 3 : 1); seed++)
        {
            await RunAsync($"each to one of its type, seed {seed}", new Damage(seed).ToOthers);
        }

        async Task RunAsync(string what, Func<SemanticModel, string> damage)
        {
            (string Path, string Text)[] files = [.. whole.SyntaxTrees.Select(tree => (tree.FilePath, damage(whole.GetSemanticModel(tree))))];
            Assert.True(files.Zip(CorpusFile.All).Count(static pair => pair.First.Text != pair.Second.Text) > 30);
            await AnalyzeAsync(what, Compilation(files));
        }
    });

    [Fact]
    public Task On_the_corpus_with_damaged_tokens() => InsideAsync(async () =>
    {
        for (int seed = 1; seed <= (FullRun.IsWanted ? 6 : 2); seed++)
        {
            Damage damage = new(seed);
            await AnalyzeAsync($"seed {seed}", Compilation(CorpusFile.All.Select(file => (file.Path, file.LineCount < 20 ? file.Text : damage.Tokens(file.Text, often: 1 + (seed % 4))))));
        }
    });

    private const string Surroundings = """

        public class Place { public string Region = ""; public TencentCloudCredential Credential => new("a", "b"); }
        """;

    /// <summary>A setting may be made of itself in code that compiles, too.</summary>
    private const string Actions = """
        using Microsoft.Extensions.Configuration;

        public class Actions : Microsoft.AspNetCore.Mvc.ControllerBase
        {
            private readonly string _id;
            private readonly string _key;
            private readonly TencentCloudCredential _credential = _credential;

            public Actions(string given)
            {
                string id = id;
                string one = other;
                string other = one;
                _id = id;
                _key = one + _key;
            }

            public async Task Get() { using var c = new TcsasClient(new TencentCloudCredential(_id, _id)); await c.DescribeMNPAsync(new()); }

            public async Task Put() { using var c = new TcsasClient(new TencentCloudCredential(_key, _id)); await c.DescribeMNPAsync(new()); }

            public async Task Post() { using var c = new TcsasClient(_credential); await c.DescribeMNPAsync(new()); }

            public static async Task Delete(IConfiguration configuration, Microsoft.AspNetCore.Http.HttpContext context)
            {
                configuration["id"] = configuration["other"];
                using var c = new TcsasClient(new TencentCloudCredential(configuration["id"]!, configuration["key"]!));
                await c.DescribeMNPAsync(new());
            }
        }
        """;

    private static CSharpCompilation Compilation(IEnumerable<(string Path, string Text)> files) => CSharpCompilation.Create(
        "Storefront",
        files.Select(static file => CSharpSyntaxTree.ParseText(file.Text, new CSharpParseOptions(LanguageVersion.Latest), file.Path)),
        [.. TestReferences.SharedFrameworks, TestReferences.Runtime, TestReferences.Client, TestReferences.Bundled],
        new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable));

    /// <summary>Runs all rules, and looks for what each fix would do.</summary>
    private async Task AnalyzeAsync(string what, CSharpCompilation compilation)
    {
        ImmutableArray<Diagnostic> reports = await Bounded(what, compilation.WithAnalyzers(AllRules.Analyzers).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken));
        Assert.Equal([], reports.Where(static report => report.Id == "AD0001").Select(static report => report.GetMessage(CultureInfo.InvariantCulture)));
        output.WriteLine($"{what}: {reports.Length} reports, {await OfferAsync(compilation, reports.Where((_, index) => index % Tried == 0))} offers");
    }

    private static async Task<int> OfferAsync(CSharpCompilation compilation, IEnumerable<Diagnostic> reports)
    {
        using AdhocWorkspace workspace = new();
        ProjectId project = ProjectId.CreateNewId();
        Solution solution = workspace.CurrentSolution.AddProject(ProjectInfo.Create(
            project, VersionStamp.Default, "Storefront", "Storefront", LanguageNames.CSharp, compilationOptions: compilation.Options, parseOptions: compilation.SyntaxTrees[0].Options, metadataReferences: compilation.References));
        foreach (SyntaxTree tree in compilation.SyntaxTrees)
        {
            solution = solution.AddDocument(DocumentId.CreateNewId(project), tree.FilePath, await tree.GetTextAsync(TestContext.Current.CancellationToken), filePath: tree.FilePath);
        }

        int offered = 0;
        foreach (Diagnostic report in reports)
        {
            Document document = solution.GetDocument(solution.GetDocumentIdsWithFilePath(report.Location.SourceTree!.FilePath).Single())!;
            foreach (CodeFixProvider fix in FixTrial.Fixes.Where(fix => fix.FixableDiagnosticIds.Contains(report.Id)))
            {
                List<CodeAction> actions = [];
                SyntaxTree tree = (await document.GetSyntaxTreeAsync(TestContext.Current.CancellationToken))!;
                Diagnostic here = Diagnostic.Create(report.Descriptor, Location.Create(tree, report.Location.SourceSpan), report.Properties);
                await Bounded(report.ToString(), Task.Run(async () =>
                {
                    await fix.RegisterCodeFixesAsync(new CodeFixContext(document, here, (offer, _) => actions.Add(offer), TestContext.Current.CancellationToken));
                    return await Task.WhenAll(actions.Select(static action => action.GetOperationsAsync(TestContext.Current.CancellationToken)));
                }));
                offered += actions.Count;
            }
        }

        return offered;
    }

    private static async Task<T> Bounded<T>(string what, Task<T> work)
    {
        try
        {
            return await work.WaitAsync(MostForOne, TestContext.Current.CancellationToken);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException(what);
        }
    }

    private static Task InsideAsync(Func<Task> test) => OwnProcess.IsHere ? Task.Run(test) : Task.CompletedTask;
}
