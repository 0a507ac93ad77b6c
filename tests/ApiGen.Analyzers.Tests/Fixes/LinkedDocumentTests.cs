using System.Collections.Immutable;
using ApiGen.Analyzers.Cancellation;
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

    [Fact]
    public async Task A_fix_changes_the_file_for_a_framework_that_had_no_report_and_leaves_it_without_one()
    {
        string?[] texts = await FixAsync(new RequiredMembersAnalyzer(), new AddRequiredMembersFix(), """
            public sealed class Store(ITcsasClient client)
            {
                public Task Run()
                {
                    CreateMNPRequest request = new() { MNPType = "a", MNPName = "bb", MNPIcon = "c" };
            #if !NEWER
                    string MNPIntro = "taken";
                    request.MNPIntro = MNPIntro;
                    request = new() { MNPType = "a", MNPName = "bb", MNPIcon = "c", MNPIntro = MNPIntro };
            #endif
                    return client.CreateMNPAsync(request);
                }
            }
            """);

        // It compiles in both, and the other framework has nothing to say before or after.
        Assert.Equal(2, texts.Length);
        Assert.Equal(texts[0], texts[1]);
    }

    /// <returns>The texts of both documents after the fix; none when it is not offered.</returns>
    private static async Task<string?[]> FixAsync(DiagnosticAnalyzer analyzer, CodeFixProvider fix, string source)
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
                    parseOptions: new CSharpParseOptions(LanguageVersion.Latest, preprocessorSymbols: [symbol]),
                    metadataReferences: [.. TestReferences.Framework, TestReferences.Runtime, TestReferences.Client]))
                .AddDocument(ids[^1], "Store.cs", SourceText.From(Consumer.Usings + source), filePath: "Store.cs");
        }

        Document document = solution.GetDocument(ids[0])!;
        Assert.Equal([ids[1]], document.GetLinkedDocumentIds());
        Compilation compilation = (await document.Project.GetCompilationAsync(cancellation))!;
        ImmutableArray<Diagnostic> reports = await compilation.WithAnalyzers([analyzer]).GetAnalyzerDiagnosticsAsync(cancellation);
        List<CodeAction> offered = [];
        await fix.RegisterCodeFixesAsync(new CodeFixContext(document, Assert.Single(reports), (action, _) => offered.Add(action), cancellation));
        if (offered.Count == 0)
        {
            return [];
        }

        ApplyChangesOperation change = (await offered[0].GetOperationsAsync(cancellation)).OfType<ApplyChangesOperation>().Single();
        return [(await change.ChangedSolution.GetDocument(ids[0])!.GetTextAsync(cancellation)).ToString(), (await change.ChangedSolution.GetDocument(ids[1])!.GetTextAsync(cancellation)).ToString()];
    }
}
