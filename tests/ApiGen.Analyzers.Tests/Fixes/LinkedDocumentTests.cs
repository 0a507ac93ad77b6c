using System.Collections.Immutable;
using ApiGen.Analyzers.Blocking;
using ApiGen.Analyzers.Cancellation;
using ApiGen.Analyzers.ErrorCodes;
using ApiGen.Analyzers.RequiredMembers;
using ApiGen.CodeFixes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace ApiGen.Analyzers.Tests.Fixes;

/// <summary>A file that two target frameworks share: what a fix makes of it is the same in both, and does no harm in either.</summary>
public sealed class LinkedDocumentTests
{
    [Fact]
    public async Task A_fix_changes_the_file_for_all_frameworks_that_share_it()
    {
        string?[] texts = await FixAsync(new RequiredMembersAnalyzer(), new AddRequiredMembersFix(), """
            public sealed class Store(ITcsasClient client)
            {
                public Task Run() => client.CreateMNPAsync(new CreateMNPRequest { MNPType = "a", MNPName = "bb", MNPIcon = "c" });
            }
            """);

        Assert.All(texts, static text => Assert.Contains("MNPIntro = \"TODO\"", text, StringComparison.Ordinal));
        Assert.Equal(texts[0], texts[1]);
    }

    [Fact]
    public async Task A_fix_changes_what_one_framework_alone_compiles()
    {
        string?[] texts = await FixAsync(new CancellationAnalyzer(), new PassTokenFix(), """
            public sealed class Store(ITcsasClient client)
            {
                public Task Run(DescribeMNPRequest request, CancellationToken stop)
                {
            #if NEWER
                    return client.DescribeMNPAsync(request);
            #else
                    return client.DescribeMNPAsync(request, new ApiCallOptions());
            #endif
                }
            }
            """);

        Assert.Equal(2, texts.Length);
        Assert.Contains("DescribeMNPAsync(request, stop)", texts[0], StringComparison.Ordinal);
        Assert.Contains("DescribeMNPAsync(request, new ApiCallOptions());", texts[0], StringComparison.Ordinal);
        Assert.Equal(texts[0], texts[1]);
    }

    [Fact]
    public async Task A_request_that_one_framework_alone_compiles_is_completed()
    {
        string?[] texts = await FixAsync(new RequiredMembersAnalyzer(), new AddRequiredMembersFix(), """
            public sealed class Store(ITcsasClient client)
            {
                public Task Run()
                {
            #if OLDER
                    return Task.CompletedTask;
            #else
                    return client.CreateMNPAsync(new CreateMNPRequest { MNPType = "a", MNPName = "bb", MNPIcon = "c" });
            #endif
                }
            }
            """);

        Assert.Equal(2, texts.Length);
        Assert.Contains("MNPIntro = \"TODO\"", texts[0], StringComparison.Ordinal);
        Assert.Equal(texts[0], texts[1]);
    }

    [Fact]
    public async Task A_fix_that_one_framework_alone_can_compile_is_not_offered()
    {
        string?[] texts = await FixAsync(new CancellationAnalyzer(), new PassTokenFix(), """
            public sealed class Store(ITcsasClient client)
            {
            #if NEWER
                public Task Run(DescribeMNPRequest request, CancellationToken stop)
            #else
                public Task Run(DescribeMNPRequest request)
            #endif
                {
                    return client.DescribeMNPAsync(request);
                }
            }
            """);

        Assert.Empty(texts);
    }

    /// <summary>One framework alone reports the place, and the other compiles it, too: there it is as it should be.</summary>
    [Theory]
    [InlineData("Span<int> s = a;", "int[] s = a;", "s[0] = 1;")]
    [InlineData("int[] s = a;", "Span<int> s = a;", "s[0] = 1;")]
    [InlineData("", "l.EnterReadLock();", "l.ExitReadLock();")]
    [InlineData("l.EnterReadLock();", "", "l.ExitReadLock();")]
    public async Task A_call_that_one_framework_must_wait_for_is_awaited_in_none(string newer, string older, string after)
    {
        string?[] texts = await FixAsync(new BlockingCallAnalyzer(), new AwaitCallFix(), $$"""
            public sealed class Store(ITcsasClient client)
            {
                public async Task Run(int[] a, ReaderWriterLockSlim l)
                {
                    await Task.Yield();
            #if NEWER
                    {{newer}}
            #else
                    {{older}}
            #endif
                    client.DescribeMNPAsync(new()).Wait();
            #if {{(newer.StartsWith('l') ? "NEWER" : older.StartsWith('l') ? "OLDER" : "NEWER || OLDER")}}
                    {{after}}
            #endif
                }
            }
            """);

        Assert.Empty(texts);
    }

    [Fact]
    public async Task A_request_that_one_framework_completes_by_itself_is_left_alone()
    {
        string?[] texts = await FixAsync(new RequiredMembersAnalyzer(), new AddRequiredMembersFix(), """
            public sealed class Store(ITcsasClient client)
            {
                public Task Run()
                {
                    CreateMNPRequest request = new() { MNPType = "a", MNPName = "bb", MNPIcon = "c" };
            #if !NEWER
                    request.MNPIntro ??= "d";
            #endif
                    return client.CreateMNPAsync(request);
                }
            }
            """);

        Assert.Empty(texts);
    }

    [Fact]
    public async Task Each_framework_s_own_calls_are_changed_at_once()
    {
        string?[] texts = await FixAsync(new BlockingCallAnalyzer(), new AwaitCallFix(), """
            public sealed class Store(ITcsasClient client)
            {
                public async Task<string> Run()
                {
                    await Task.Yield();
            #if NEWER
                    return client.DescribeMNPAsync(new()).Result.RequestId; // new
            #else
                    return client.DescribeMNPAsync(new()).Result.RequestId + "old"; // old
            #endif
                }
            }
            """, isAll: true);

        Assert.Equal(2, texts.Length);
        Assert.Contains("return (await client.DescribeMNPAsync(new())).RequestId; // new", texts[0], StringComparison.Ordinal);
        Assert.Contains("return (await client.DescribeMNPAsync(new())).RequestId + \"old\"; // old", texts[0], StringComparison.Ordinal);
        Assert.Equal(texts[0], texts[1]);
    }

    [Theory]
    [InlineData("\"FailedOperation\"", "\"FailedOperation.MNPNumberExceedLimit\"", false, false)]
    [InlineData("\"FailedOperation\"", "\"FailedOperation.MNPNumberExceedLimit\"", true, false)]
    [InlineData("\"FailedOperation\"", "\"FailedOperation\"", false, true)]
    public async Task A_constant_that_is_another_in_each_project_keeps_its_text(string newer, string older, bool isAll, bool isChanged)
    {
        const string Pair = "{ public static bool A(ApiException<CreateMNPErrorCode> e) => e.Code == Own.Text; }";
        string?[] texts = await FixAsync(new ErrorCodeAnalyzer(), new UseErrorCodeEnumFix(), "public static class Store " + Pair, isAll, symbol => $"public static class Own {{ public const string Text = {(symbol == "NEWER" ? newer : older)}; }}");

        Assert.Equal(isChanged, texts.Any(static text => text!.Contains("e.ErrorCode == CreateMNPErrorCode.FailedOperation;", StringComparison.Ordinal)));
        Assert.All(texts, text => Assert.NotEqual(isChanged, text!.Contains("Own.Text", StringComparison.Ordinal)));
    }

    /// <summary>The value that another constant of the pattern has is not the one that was reported.</summary>
    [Fact]
    public async Task Nor_is_a_pattern_changed_that_names_one()
    {
        string?[] texts = await FixAsync(
            new ErrorCodeAnalyzer(),
            new UseErrorCodeEnumFix(),
            """public static class Store { public static bool A(ApiException<CreateMNPErrorCode> e) => e.Code is "FailedOperation" or Own.Text; }""",
            isAll: true,
            static symbol => $"public static class Own {{ public const string Text = \"{(symbol == "NEWER" ? "FailedOperation.MNPNumberExceedLimit" : "InvalidParameterValue.InvalidMNPName")}\"; }}");

        Assert.All(texts, static text => Assert.Contains("Own.Text", text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_helper_that_takes_a_lock_in_one_project_holds_the_call_in_all()
    {
        string?[] texts = await FixAsync(
            new BlockingCallAnalyzer(),
            new AwaitCallFix(),
            "public sealed class Store(ITcsasClient client) { public async Task Run() { await Task.Yield(); Gate.In(); client.DescribeMNPAsync(new()).Wait(); Gate.Out(); } }",
            isAll: true,
            static symbol => symbol == "NEWER"
                ? "public static class Gate { public static void In() { } public static void Out() { } }"
                : "public static class Gate { public static void In() => System.Threading.Monitor.Enter(typeof(Gate)); public static void Out() => System.Threading.Monitor.Exit(typeof(Gate)); }");

        Assert.All(texts, static text => Assert.Contains(".Wait()", text, StringComparison.Ordinal));
    }

    /// <summary>Collection expressions are too new for one of them.</summary>
    [Theory]
    [InlineData(LanguageVersion.CSharp9, LanguageVersion.Latest)]
    [InlineData(LanguageVersion.Latest, LanguageVersion.CSharp9)]
    public async Task A_list_is_written_in_the_oldest_language(LanguageVersion newer, LanguageVersion older)
    {
        string?[] texts = await FixAsync(
            new RequiredMembersAnalyzer(),
            new AddRequiredMembersFix(),
            "public static class Store { public static Task Run(ITcsasClient client) => client.PlaceOrderAsync(new PlaceOrderRequest()); }",
            language: symbol => symbol == "NEWER" ? newer : older);

        Assert.Equal(2, texts.Length);
        Assert.Contains("new List<string> {", texts[0], StringComparison.Ordinal);
        Assert.Equal(texts[0], texts[1]);
    }

    /// <returns>The texts of both documents after the fix; none when it is not offered.</returns>
    private static async Task<string?[]> FixAsync(DiagnosticAnalyzer analyzer, CodeFixProvider fix, string source, bool isAll = false, Func<string, string>? own = null, Func<string, LanguageVersion>? language = null)
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        using AdhocWorkspace workspace = new();
        Solution solution = workspace.CurrentSolution;
        List<DocumentId> ids = [];
        foreach (string symbol in (string[])["NEWER", "OLDER"])
        {
            var project = ProjectId.CreateNewId();
            ids.Add(DocumentId.CreateNewId(project));
            solution = solution
                .AddProject(ProjectInfo.Create(
                    project,
                    VersionStamp.Default,
                    symbol,
                    "Store",
                    LanguageNames.CSharp,
                    compilationOptions: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary),
                    parseOptions: new CSharpParseOptions(language?.Invoke(symbol) ?? LanguageVersion.Latest, preprocessorSymbols: [symbol]),
                    metadataReferences: [.. TestReferences.Framework, TestReferences.Runtime, TestReferences.Client]))
                .AddDocument(ids[^1], "Store.cs", SourceText.From(Consumer.Usings + source), filePath: "Store.cs");
            if (own is not null)
            {
                solution = solution.AddDocument(DocumentId.CreateNewId(project), "Own.cs", SourceText.From(own(symbol)), filePath: symbol + "/Own.cs");
            }
        }

        Document document = solution.GetDocument(ids[0])!;
        Assert.Equal([ids[1]], document.GetLinkedDocumentIds());
        Dictionary<ProjectId, ImmutableArray<Diagnostic>> reports = [];
        foreach (Project project in solution.Projects)
        {
            reports[project.Id] = await (await project.GetCompilationAsync(cancellation))!.WithAnalyzers([analyzer]).GetAnalyzerDiagnosticsAsync(cancellation);
        }

        CodeAction? offered = null;
        if (isAll)
        {
            FixAllContext context = new(document, fix, FixAllScope.Solution, fix.GetType().Name, fix.FixableDiagnosticIds, new Given(reports), cancellation);
            offered = await fix.GetFixAllProvider()!.GetFixAsync(context);
        }
        else
        {
            Diagnostic report = Assert.Single(reports.Values.First(static found => !found.IsEmpty));
            await fix.RegisterCodeFixesAsync(new CodeFixContext(solution.GetDocument(report.Location.SourceTree)!, report, (action, _) => offered = action, cancellation));
        }

        if (offered is null)
        {
            return [];
        }

        ApplyChangesOperation change = (await offered.GetOperationsAsync(cancellation)).OfType<ApplyChangesOperation>().Single();
        return [(await change.ChangedSolution.GetDocument(ids[0])!.GetTextAsync(cancellation)).ToString(), (await change.ChangedSolution.GetDocument(ids[1])!.GetTextAsync(cancellation)).ToString()];
    }

    /// <summary>What the projects have reported.</summary>
    private sealed class Given(Dictionary<ProjectId, ImmutableArray<Diagnostic>> reports) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>(reports[document.Project.Id]);

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>([]);

        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>(reports[project.Id]);
    }
}
