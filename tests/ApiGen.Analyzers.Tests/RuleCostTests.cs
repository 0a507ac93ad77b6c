using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using ApiGen.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ApiGen.Analyzers.Tests;

/// <summary>
/// What the rules look at beyond the operations that the compiler shows them, counted: eight times the method is about eight times the work.
/// How APIGEN1001 follows paths is counted in <see cref="RequiredMembers.CostTests"/>.
/// </summary>
public sealed class RuleCostTests
{
    private const string Credential = "TencentCloudCredential credential = new(text, text);\n";
    private const string Token = "using var source = new CancellationTokenSource();\n";

    /// <summary>Rule, shape, head, piece and tail; what a head has <c>…</c> for grows with the pieces.</summary>
    public static TheoryData<string, string, string, string, string> Shapes => new()
    {
        { "APIGEN1001", "requests right in the call", "", "await client.CreateMNPAsync(new CreateMNPRequest { MNPName = text });", "" },
        { "APIGEN1001", "refusals that are expected", "Task Throws<T>(Func<Task> code) => code();\n", "Func<Task> a# = () => client.CreateMNPAsync(new()); await Throws<RequestValidationException>(a#);", "await client.CreateMNPAsync(new());" },
        { "APIGEN1001", "calls of a large local function", "async Task Large() { await Task.Yield(); … }\n", "await Large();", "await client.CreateMNPAsync(new());" },
        { "APIGEN1001", "calls of a large lambda", "Func<Task> large = async () => { await Task.Yield(); … };\n", "await large();", "await client.CreateMNPAsync(new());" },
        { "APIGEN1002", "texts that are put together", "var r = new CreateMNPRequest();\n", "r.MNPName = flag ? \"x\" : text + \"-\" + text;", "" },
        { "APIGEN1002", "elements of one list", "var r = new ModifyQuotaRequest { Tags = new List<string> {\n", "\"far too long\",", "} }; Keep(r);" },
        { "APIGEN1003", "locals with keys", "", "string id# = \"AKIDz8krbsJ5yKBZQpn74WFkmLPx3gnPh8Qa\"; Keep(new TencentCloudCredential(id#, text));", "" },
        { "APIGEN1003", "uses of one key", "string id = \"AKIDz8krbsJ5yKBZQpn74WFkmLPx3gnPh8Qa\";\n", "Keep(new TencentCloudCredential(id, text));", "" },
        { "APIGEN1004", "members that are gone", "var r = new CreateMNPRequest();\n", "r.GroupId = text;", "" },
        { "APIGEN1005", "results", "", "Keep(client.DescribeMNPAsync(new()).Result);", "" },
        { "APIGEN1005", "tasks in locals", "", "var t# = client.DescribeMNPAsync(new()); t#.Wait();", "" },
        { "APIGEN1005", "results in one sum", "Keep(\"\"\n", "+ client.DescribeMNPAsync(new()).Result", ");" },
        { "APIGEN1005", "waits for one task", "var t = client.DescribeMNPAsync(new());\n", "t.Wait();", "" },
        { "APIGEN1005", "waits for one list of tasks", "var all = new List<Task>(); …\n", "Task.WaitAll(all.ToArray());", "" },
        { "APIGEN1005", "waits beside spans", "", "Span<char> s# = stackalloc char[2]; client.DescribeMNPAsync(new()).Wait(); s#.Clear();", "Keep(client.DescribeMNPAsync(new()).Result);" },
        { "APIGEN1005", "waits in loops beside spans", "", "while (flag) { Span<char> s# = stackalloc char[2]; s#.Clear(); client.DescribeMNPAsync(new()).Wait(); }", "" },
        { "APIGEN1006", "clients in one loop", Credential + "while (flag) {\n", "using var c# = new TcsasClient(credential); await c#.DescribeMNPAsync(new());", "}" },
        { "APIGEN1006", "loops with a client each", Credential, "while (flag) { using var c# = new TcsasClient(credential); await c#.DescribeMNPAsync(new()); }", "" },
        { "APIGEN1006", "clients made of locals", "while (flag) {\n", "var own# = new TencentCloudCredential(text, text); using var c# = new TcsasClient(own#); await c#.DescribeMNPAsync(new());", "}" },
        { "APIGEN1007", "tokens in locals", Token, "var token# = source.Token; await client.DescribeMNPAsync(new());", "" },
        { "APIGEN1007", "tokens in blocks", Token, "{ var token = source.Token; await client.DescribeMNPAsync(new()); }", "" },
        { "APIGEN1007", "calls below other tokens' loops", Token + "var token = source.Token; var ended = source.Token; token = source.Token;\n", "while (!ended.IsCancellationRequested) { await client.DescribeMNPAsync(new()); }", "" },
        { "APIGEN1007", "tasks in locals", Token + "var token = source.Token;\n", "var t# = client.DescribeMNPAsync(new()); await t#;", "" },
        { "APIGEN1008", "handlers", "", "try { await client.CreateMNPAsync(given); } catch (ApiServiceException e) when (e.Code == \"FailedOperation.MNPNumberExceedLimit\") { Keep(e); }", "" },
        { "APIGEN1008", "comparisons in one handler", "try { await client.CreateMNPAsync(given); } catch (ApiServiceException e) {\n", "Keep(e.Code == \"FailedOperation.MNPNumberExceedLimit\");", "}" },
        { "APIGEN1008", "calls in one block", "try {\n", "await client.CreateMNPAsync(given);", "} catch (ApiServiceException e) when (e.Code == \"FailedOperation.MNPNumberExceedLimit\") { Keep(e); }" },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    [Long]
    public async Task Eight_times_the_method_is_about_eight_times_the_work(string rule, string what, string head, string piece, string tail)
    {
        (long few, int someReports) = await VisitsAsync(rule, head, piece, tail, 100);
        (long many, int allReports) = await VisitsAsync(rule, head, piece, tail, 800);

        string figures = $"{rule}, {what}: 100 take {few}, 800 take {many}; {someReports} and {allReports} reports";
        Assert.True(someReports > 0 && (allReports == someReports || allReports > someReports * 7), figures);
        Assert.True(many <= Math.Max(few, 100) * 12, figures);
    }

    [Fact]
    public void Every_rule_is_counted() => Assert.Equal(
        AllRules.Descriptors.Select(static rule => rule.Id).Order(StringComparer.Ordinal),
        Shapes.Select(static shape => shape.Data.Item1).Distinct().Order(StringComparer.Ordinal));

    private static async Task<(long Visits, int Reports)> VisitsAsync(string rule, string head, string piece, string tail, int count)
    {
        string pieces = string.Join('\n', Enumerable.Range(0, count).Select(index => piece.Replace("#", index.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)));
        string more = string.Concat(Enumerable.Repeat(rule == "APIGEN1005" ? "all.Add(client.DescribeMNPAsync(new())); " : "Keep(text); ", count));
        CSharpCompilation compilation = CSharpCompilation.Create(
            "Consumer",
            [CSharpSyntaxTree.ParseText(Consumer.Method(head.Replace("…", more, StringComparison.Ordinal) + pieces + "\n" + tail), new CSharpParseOptions(LanguageVersion.Latest), cancellationToken: TestContext.Current.CancellationToken)],
            [.. TestReferences.Framework, TestReferences.Runtime, TestReferences.Client],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        Assert.Equal([], compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Select(static diagnostic => diagnostic.ToString()));

        StrongBox<long> visits = new();
        Operations.Visits.Value = visits;
        ImmutableArray<DiagnosticAnalyzer> analyzers = [.. AllRules.Analyzers.Where(analyzer => analyzer.SupportedDiagnostics.Any(supported => supported.Id == rule))];
        ImmutableArray<Diagnostic> reports = await compilation.WithAnalyzers(analyzers).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        Operations.Visits.Value = null;
        Assert.DoesNotContain(reports, static report => report.Id == "AD0001");
        return (visits.Value, reports.Count(report => report.Id == rule));
    }
}
