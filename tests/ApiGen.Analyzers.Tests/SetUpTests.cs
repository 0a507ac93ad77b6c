using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ApiGen.Analyzers.Tests;

/// <summary>What mocking libraries make of calls sends nothing: no rule speaks of its request or its token. The libraries' shapes stand in for them.</summary>
public sealed class SetUpTests
{
    private const string Libraries = """
        public static class Substitutes
        {
            public static T Received<T>(this T substitute, int times = 1) => substitute;
            public static T ReceivedWithAnyArgs<T>(this T substitute) => substitute;
            public static T DidNotReceive<T>(this T substitute) => substitute;
            public static T DidNotReceiveWithAnyArgs<T>(this T substitute) => substitute;
            public static T Configure<T>(this T substitute) => substitute;
            public static int Returns<T>(this Task<T> task, T value) => 1;
            public static int ReturnsForAnyArgs<T>(this Task<T> task, T value) => 1;
            public static int ThrowsAsync<T>(this Task<T> task, Exception value) => 1;
            public static Substitutes2 When<T>(this T substitute, Func<T, Task> call) => new();
            public static Substitutes2 WhenForAnyArgs<T>(this T substitute, Func<T, Task> call) => new();
        }

        public sealed class Substitutes2 { public void Do(Action<object> callback) { } }

        public static class Received { public static void InOrder(Action calls) { } }

        public static class Arg { public static T Any<T>() => default!; }

        public static class A<T> { public static T Ignored => default!; public static T _ => default!; }

        public static class A { public static object CallTo<T>(System.Linq.Expressions.Expression<Func<Task<T>>> call) => call; }

        public sealed class Mock<T>
        {
            public Mock<T> Setup<R>(System.Linq.Expressions.Expression<Func<T, R>> call) => this;
            public Mock<T> SetupSequence<R>(System.Linq.Expressions.Expression<Func<T, R>> call) => this;
            public void Verify<R>(System.Linq.Expressions.Expression<Func<T, R>> call, int times = 1) { }
        }

        public static class Mock { public static T Of<T>(System.Linq.Expressions.Expression<Func<T, bool>> call) => default!; public static void Assert(Action call) { } }

        public static class Own { public static Task VerifyTeamAsync(Func<Task> call) => call(); public static Task<T> ReturnTo<T>(this Task<T> task, string name) => task; }

        """;

    [Theory]
    [InlineData("client.Received(2).CreateMNPAsync(new());")]
    [InlineData("await client.Received().CreateMNPAsync(new CreateMNPRequest());")]
    [InlineData("client.ReceivedWithAnyArgs().CreateMNPAsync(new());")]
    [InlineData("client.DidNotReceive().CreateMNPAsync(new CreateMNPRequest { MNPName = \"bb\" });")]
    [InlineData("client.DidNotReceiveWithAnyArgs().CreateMNPAsync(new());")]
    [InlineData("client.Configure().CreateMNPAsync(new()).Returns(new CreateMNPResponse());")]
    [InlineData("client.CreateMNPAsync(new()).Returns(new CreateMNPResponse());")]
    [InlineData("client.CreateMNPAsync(new() { MNPName = \"bb\" }).Returns(new CreateMNPResponse { RequestId = stop.CanBeCanceled ? \"a\" : \"b\" });")]
    [InlineData("client.CreateMNPAsync(new()).ReturnsForAnyArgs(new CreateMNPResponse());")]
    [InlineData("Substitutes.Returns(client.CreateMNPAsync(new()), new CreateMNPResponse());")]
    [InlineData("client.CreateMNPAsync(new()).ThrowsAsync(new InvalidOperationException());")]
    [InlineData("client.When(c => c.CreateMNPAsync(new())).Do(_ => { });")]
    [InlineData("client.WhenForAnyArgs(async c => await c.CreateMNPAsync(new())).Do(_ => { });")]
    [InlineData("Received.InOrder(() => { client.CreateMNPAsync(new()); client.DescribeMNPAsync(new()); });")]
    [InlineData("client.CreateMNPAsync(Arg.Any<CreateMNPRequest>());")]
    [InlineData("client.CreateMNPAsync(A<CreateMNPRequest>.Ignored);")]
    [InlineData("client.CreateMNPAsync(A<CreateMNPRequest>._);")]
    [InlineData("A.CallTo(() => client.CreateMNPAsync(new(), default));")]
    [InlineData("new Mock<ITcsasClient>().Setup(c => c.CreateMNPAsync(new(), default));")]
    [InlineData("new Mock<ITcsasClient>().SetupSequence(c => c.CreateMNPAsync(new(), default));")]
    [InlineData("new Mock<ITcsasClient>().Verify(c => c.CreateMNPAsync(new(), default));")]
    [InlineData("Mock.Of<ITcsasClient>(c => c.CreateMNPAsync(new(), default) == null);")]
    [InlineData("Mock.Assert(() => client.CreateMNPAsync(new()));")]
    public async Task A_set_up_or_a_verification_is_not_reported(string statement) => Assert.Empty(await ReportedAsync(statement));

    /// <summary>What a method of the project does with the task, or the lambda, is not looked at, and so nothing is said of the token.</summary>
    [Theory]
    [InlineData("await client.CreateMNPAsync(new()).ConfigureAwait(false);", "APIGEN1001", "APIGEN1007")]
    [InlineData("await Own.VerifyTeamAsync(() => client.CreateMNPAsync(new()));", "APIGEN1001")]
    [InlineData("await Task.WhenAll(client.CreateMNPAsync(new()));", "APIGEN1001", "APIGEN1007")]
    [InlineData("await client.CreateMNPAsync(new()).ReturnTo(\"a\");", "APIGEN1001")]
    [Long]
    public async Task A_call_that_only_looks_like_one_is_reported(string statement, params string[] rules) =>
        Assert.Equal(rules, await ReportedAsync(statement));

    private static async Task<IEnumerable<string>> ReportedAsync(string statement)
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        string source = Consumer.Usings + Libraries + $$"""
            public sealed class Test
            {
                public async Task Run(ITcsasClient client, CancellationToken stop)
                {
                    await Task.Delay(1, stop);
                    {{statement}}
                }
            }
            """;
        CSharpCompilation project = CSharpCompilation.Create(
            "Tests",
            [CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(LanguageVersion.Latest), cancellationToken: cancellation)],
            [.. TestReferences.Framework, TestReferences.Runtime, TestReferences.Client],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        Assert.Equal([], project.GetDiagnostics(cancellation).Where(static problem => problem.Severity == DiagnosticSeverity.Error).Select(static problem => problem.ToString()));
        ImmutableArray<Diagnostic> reported = await project.WithAnalyzers(AllRules.Analyzers).GetAnalyzerDiagnosticsAsync(cancellation);
        return reported.Select(static report => report.Id).Order(StringComparer.Ordinal);
    }
}
