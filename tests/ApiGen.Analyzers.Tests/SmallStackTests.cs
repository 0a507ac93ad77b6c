using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ApiGen.Analyzers.Tests;

/// <summary>
/// All rules on threads whose stacks are an eighth of what they mostly are. A stack that overflows takes the process down, so the
/// rules run in one of their own.
/// </summary>
public sealed class SmallStackTests(ITestOutputHelper output)
{
    private const string StackSize = "40000";

    [Theory]
    [InlineData(nameof(On_the_corpus))]
    [InlineData(nameof(On_everything_in_everything))]
    [InlineData(nameof(On_what_is_very_deep))]
    [Long]
    public async Task No_rule_overflows_a_small_stack(string where) =>
        output.WriteLine(await OwnProcess.RunAsync<SmallStackTests>(where, ("DOTNET_Thread_DefaultStackSize", StackSize), ("DOTNET_DefaultStackSize", StackSize)));

    [Fact]
    public Task On_the_corpus() => InsideAsync(async () =>
    {
        CSharpCompilation compilation = CSharpCompilation.Create(
            "Storefront",
            CorpusFile.All.Select(static file => CSharpSyntaxTree.ParseText(file.Text, new CSharpParseOptions(LanguageVersion.Latest), file.Path)),
            [.. TestReferences.SharedFrameworks, TestReferences.Runtime, TestReferences.Client, TestReferences.Bundled],
            new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable));
        Assert.NotEmpty(await AnalyzeAsync(compilation));
    });

    [Fact]
    public Task On_everything_in_everything() => InsideAsync(async () =>
    {
        (string Rule, string Body)[] orders = [.. Nesting.Orders(FullRun.IsWanted ? 1_000 : 40)];
        foreach ((string Rule, string Body)[] some in orders.Chunk(200))
        {
            ImmutableArray<Diagnostic> reports = await AnalyzeAsync(Nesting.Class([.. some.Select(static order => order.Body)]));
            string[] found = [.. reports.Select(static report => report.Id).Order(StringComparer.Ordinal)];
            Assert.Equal(some.Select(static order => order.Rule).Where(IsOther).Order(StringComparer.Ordinal), found.Where(IsOther));
            Assert.InRange(found.Count(static rule => !IsOther(rule)), some.Count(static order => !IsOther(order.Rule) && !MayGoOnCancelled(order.Body)), some.Count(static order => !IsOther(order.Rule)));
        }

        output.WriteLine($"{orders.Length} orders of {Nesting.Kinds} kinds, {Nesting.Depth} deep, of {Nesting.AllOrders}");

        static bool IsOther(string rule) => rule != "APIGEN1007";

        // A handler of everything in a loop may swallow the cancellation, and the next pass begin with the token cancelled: nothing is told there.
        static bool MayGoOnCancelled(string body) =>
            body.Contains("catch (Exception", StringComparison.Ordinal) && (body.Contains("while (", StringComparison.Ordinal) || body.Contains("foreach (char", StringComparison.Ordinal));
    });

    [Fact]
    public Task On_what_is_very_deep() => InsideAsync(async () =>
    {
        foreach (int depth in (int[])[20, 100, 500])
        {
            foreach ((string rule, string statements) in Deep(depth))
            {
                CSharpCompilation compilation = Compilation(Consumer.Method(statements + "\nawait client.CreateMNPAsync(new CreateMNPRequest { MNPName = text });"));
                string[] found = [.. (await AnalyzeAsync(compilation)).Select(static report => report.Id + (IsInLast(report) ? " in the last line" : ""))];
                string[] errors = [.. compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(static problem => problem.Severity == DiagnosticSeverity.Error).Select(static problem => problem.Id).Distinct()];
                output.WriteLine($"{depth}: {rule}, found {string.Join(", ", found.Distinct())}, errors {string.Join(", ", errors)}: {statements[..Math.Min(statements.Length, 80)]}");
                if (depth > 20 && errors is ["CS8078"])
                {
                    // Too deep for the compiler itself.
                    continue;
                }

                Assert.Empty(errors);
                Assert.Contains("APIGEN1001 in the last line", found);
                if (depth <= 100 || rule != "APIGEN1001")
                {
                    // Deeper than that, what needs paths is left to the page's "Where it ends".
                    Assert.Contains(rule, found);
                }
            }
        }
    });

    /// <summary>Whether a report is of a request that is made right in the call, which is told of whatever stands before it.</summary>
    private static bool IsInLast(Diagnostic report) => report.Location.SourceTree!.GetText().Lines.GetLineFromPosition(report.Location.SourceSpan.Start).ToString().Contains("{ MNPName = text });", StringComparison.Ordinal);

    /// <summary>Statements with a defect, and the rule that they break.</summary>
    private static IEnumerable<(string Rule, string Statements)> Deep(int depth)
    {
        string Many(string piece) => string.Concat(Enumerable.Repeat(piece, depth));
        string Chain(string piece) => string.Concat(Enumerable.Range(1, depth).Select(index => piece.Replace("#", index.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal).Replace("@", (index - 1).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)));

        // The compiler reads patterns in patterns, looks at calls on calls, and makes operations of statements in statements as soon as any
        // rule asks for one, by recursion and without looking whether there is room: on a stack of this size it goes 75 deep and not 80.
        string Some(string piece) => string.Concat(Enumerable.Repeat(piece, Math.Min(depth, 60)));
        yield return ("APIGEN1001", $"var r = new CreateMNPRequest(); r.MNPName = {Many("(")}text{Many(")")}; await client.CreateMNPAsync(r);");
        yield return ("APIGEN1001", $"var r = new CreateMNPRequest(); r.MNPName = text{Many(" + text")}; await client.CreateMNPAsync(r);");
        yield return ("APIGEN1001", $"var r = new CreateMNPRequest(); r.MNPName = {Many("(text + ")}text{Many(")")}; await client.CreateMNPAsync(r);");
        yield return ("APIGEN1001", $"var r = new CreateMNPRequest(); r.MNPName = {Many("flag ? text : ")}text; await client.CreateMNPAsync(r);");
        yield return ("APIGEN1001", $"var r = new CreateMNPRequest(); r.MNPName = {Many("maybe ?? ")}text; await client.CreateMNPAsync(r);");
        yield return ("APIGEN1001", $"var r = new CreateMNPRequest(); if (number == 0) {{ }} {Some("else if (number == 1) { r.MNPName = text; } ")} await client.CreateMNPAsync(r);");
        yield return ("APIGEN1001", $"var r = new CreateMNPRequest(); if (flag{Many(" && number > 3")}) {{ r.MNPName = text; }} await client.CreateMNPAsync(r);");
        yield return ("APIGEN1001", $"var r = new CreateMNPRequest(); if ({Many("!(")}flag{Many(")")}) {{ r.MNPName = text; }} await client.CreateMNPAsync(r);");
        yield return ("APIGEN1001", $"var r = new CreateMNPRequest(); if (text is {Some("not (")}null{Some(")")}) {{ r.MNPName = text; }} await client.CreateMNPAsync(r);");
        yield return ("APIGEN1001", $"var r = new CreateMNPRequest(); if (number is 0{Many(" or 1")}) {{ r.MNPName = text; }} await client.CreateMNPAsync(r);");
        yield return ("APIGEN1001", $"var b = new System.Text.StringBuilder(); b{Some(".Append(text)")}; await client.CreateMNPAsync(new CreateMNPRequest {{ MNPName = b.ToString() }});");
        yield return ("APIGEN1001", $"await client.PlaceOrderAsync(new PlaceOrderRequest {{ Ship = new() {{ {Some("Care = new() { ")} City = text {Some(" }")} }} }});");
        yield return ("APIGEN1001", $"{Some("if (flag) { ")} await client.CreateMNPAsync(new CreateMNPRequest()); {Some("}")}");
        yield return ("APIGEN1001", $"{Some("try { ")} await client.CreateMNPAsync(new CreateMNPRequest()); {Some("} finally { Keep(text); } ")}");
        yield return ("APIGEN1001", $"void Check(string? a) {{ if (a == null{Many(" || a == null")}) {{ throw new ArgumentException(text); }} }} Check(maybe); var r = new CreateMNPRequest(); r.MNPName = maybe; await client.CreateMNPAsync(r);");
        yield return ("APIGEN1005", $"Keep(({Many("flag ? client.DescribeMNPAsync(new()) : ")}client.DescribeMNPAsync(new())).Result);");
        yield return ("APIGEN1006", $"while (flag) {{ var c0 = new TencentCloudCredential(text, text); {Chain("var c# = c@; ")} using var made = new TcsasClient(c{depth}); await made.DescribeMNPAsync(new()); }}");
        yield return ("APIGEN1007", $"using var source = new CancellationTokenSource(); CancellationToken token = {Many("flag ? source.Token : ")}source.Token; await client.DescribeMNPAsync(new()); token = default;");
        yield return ("APIGEN1007", $"async Task One(CancellationToken token) {{ Task f0 = client.DescribeMNPAsync(new()); {Chain("Task f# = f@; ")} await f{depth}; }} await One(default);");
        yield return ("APIGEN1008", $"try {{ await client.CreateMNPAsync(given); }} catch (ApiServiceException e) when (e.Code is \"FailedOperation.MNPNumberExceedLimit\"{Many(" or \"LimitExceeded\"")}) {{ }}");
    }

    /// <summary>Does nothing where stacks are of the usual size; there, only <see cref="No_rule_overflows_a_small_stack"/> has something to do.</summary>
    private static async Task InsideAsync(Func<Task> test)
    {
        if (!OwnProcess.IsHere)
        {
            return;
        }

        await Task.Run(async () =>
        {
            Assert.InRange(Frames(0), 1, 300);
            await test();
        });
    }

    /// <summary>How many frames of a kilobyte there is room for.</summary>
    private static int Frames(int depth)
    {
        Span<byte> room = stackalloc byte[1024];
        room[depth % 1024] = 1;
        return RuntimeHelpers.TryEnsureSufficientExecutionStack() ? Frames(depth + 1) + room[depth % 1024] - 1 : depth;
    }

    private static Task<ImmutableArray<Diagnostic>> AnalyzeAsync(string text) => AnalyzeAsync(Compilation(text));

    private static CSharpCompilation Compilation(string text) => CSharpCompilation.Create(
        "Consumer",
        [CSharpSyntaxTree.ParseText(text, new CSharpParseOptions(LanguageVersion.Latest))],
        [.. TestReferences.Framework, TestReferences.Runtime, TestReferences.Client],
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));

    private static async Task<ImmutableArray<Diagnostic>> AnalyzeAsync(CSharpCompilation compilation)
    {
        ImmutableArray<Diagnostic> reports = await compilation.WithAnalyzers(AllRules.Analyzers).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        string failures = string.Join('\n', reports.Where(static report => report.Id == "AD0001"));
        Assert.True(failures.Length == 0, failures);
        return reports;
    }
}
