using System.Collections.Immutable;
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
        string[] orders = [.. Nesting.Orders(FullRun.IsWanted ? 4_000 : 30)];
        foreach (string[] some in orders.Chunk(200))
        {
            ImmutableArray<Diagnostic> reports = await AnalyzeAsync(Nesting.Class(some));
            Assert.Equal(some.Length, reports.Count(static report => report.Id == "APIGEN1001"));
        }

        output.WriteLine($"{orders.Length} orders of {Nesting.Kinds} kinds, {Nesting.Depth} deep, of {Nesting.AllOrders}");
    });

    [Fact]
    public Task On_what_is_very_deep() => InsideAsync(async () =>
    {
        foreach (int depth in (int[])[20, 100, 500])
        {
            foreach (string statements in Deep(depth))
            {
                await AnalyzeAsync(Consumer.Method(statements + "\nawait client.CreateMNPAsync(new CreateMNPRequest { MNPName = text });"));
            }
        }
    });

    private static IEnumerable<string> Deep(int depth)
    {
        string Many(string piece) => string.Concat(Enumerable.Repeat(piece, depth));

        // The compiler reads patterns in patterns, looks at calls on calls, and makes operations of statements in statements as soon as any
        // rule asks for one, by recursion and without looking whether there is room: on a stack of this size it goes 75 deep and not 80.
        string Some(string piece) => string.Concat(Enumerable.Repeat(piece, Math.Min(depth, 60)));
        yield return $"var r = new CreateMNPRequest(); r.MNPName = {Many("(")}text{Many(")")}; await client.CreateMNPAsync(r);";
        yield return $"var r = new CreateMNPRequest(); r.MNPName = text{Many(" + text")}; await client.CreateMNPAsync(r);";
        yield return $"var r = new CreateMNPRequest(); r.MNPName = {Many("(text + ")}text{Many(")")}; await client.CreateMNPAsync(r);";
        yield return $"var r = new CreateMNPRequest(); r.MNPName = {Many("flag ? text : ")}text; await client.CreateMNPAsync(r);";
        yield return $"var r = new CreateMNPRequest(); r.MNPName = {Many("maybe ?? ")}text; await client.CreateMNPAsync(r);";
        yield return $"var r = new CreateMNPRequest(); if (number == 0) {{ }} {Some("else if (number == 1) { r.MNPName = text; } ")} await client.CreateMNPAsync(r);";
        yield return $"var r = new CreateMNPRequest(); if (flag{Many(" && number > 3")}) {{ r.MNPName = text; }} await client.CreateMNPAsync(r);";
        yield return $"var r = new CreateMNPRequest(); if ({Many("!(")}flag{Many(")")}) {{ r.MNPName = text; }} await client.CreateMNPAsync(r);";
        yield return $"var r = new CreateMNPRequest(); if (text is {Some("not (")}null{Some(")")}) {{ r.MNPName = text; }} await client.CreateMNPAsync(r);";
        yield return $"var r = new CreateMNPRequest(); if (number is 0{Many(" or 1")}) {{ r.MNPName = text; }} await client.CreateMNPAsync(r);";
        yield return $"var b = new System.Text.StringBuilder(); b{Some(".Append(text)")}; await client.CreateMNPAsync(new CreateMNPRequest {{ MNPName = b.ToString() }});";
        yield return $"await client.PlaceOrderAsync(new PlaceOrderRequest {{ Ship = new() {{ {Some("Care = new() { ")} City = text {Some(" }")} }} }});";
        yield return $"{Some("if (flag) { ")} await client.CreateMNPAsync(new CreateMNPRequest()); {Some("}")}";
        yield return $"{Some("try { ")} await client.CreateMNPAsync(new CreateMNPRequest()); {Some("} finally { Keep(text); } ")}";
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

    private static Task<ImmutableArray<Diagnostic>> AnalyzeAsync(string text) => AnalyzeAsync(CSharpCompilation.Create(
        "Consumer",
        [CSharpSyntaxTree.ParseText(text, new CSharpParseOptions(LanguageVersion.Latest))],
        [.. TestReferences.Framework, TestReferences.Runtime, TestReferences.Client],
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary)));

    private static async Task<ImmutableArray<Diagnostic>> AnalyzeAsync(CSharpCompilation compilation)
    {
        ImmutableArray<Diagnostic> reports = await compilation.WithAnalyzers(AllRules.Analyzers).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        Assert.Equal([], reports.Where(static report => report.Id == "AD0001").Select(static report => report.GetMessage(System.Globalization.CultureInfo.InvariantCulture)));
        return reports;
    }
}
