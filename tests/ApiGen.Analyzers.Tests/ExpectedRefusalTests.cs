using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ApiGen.Analyzers.Tests;

/// <summary>A call that is made to see it refused lacks what it lacks on purpose. The shapes of the test libraries stand in for them.</summary>
public sealed class ExpectedRefusalTests
{
    private const string Libraries = """
        public static class Assert
        {
            public static async Task<T> ThrowsAsync<T>(Func<Task> call) where T : Exception { await call(); return default!; }
            public static Task<T> ThrowsAnyAsync<T>(Func<Task> call) where T : Exception => ThrowsAsync<T>(call);
            public static Task<Exception> ThrowsAsync(Type type, Func<Task> call) => ThrowsAsync<Exception>(call);
            public static void That(Func<Task> call, object constraint) { }
            public static T IsType<T>(object? value) => (T)value!;
            public static void True(bool value) { }
            public static void NotNull(object? value) { }
        }

        public static class Record { public static async Task<Exception?> ExceptionAsync(Func<Task> call) { await call(); return null; } }

        public static class Throws { public static object TypeOf<T>() => new(); }

        public sealed class Wish { public Task ThrowAsync<T>() => Task.CompletedTask; public Task NotThrowAsync() => Task.CompletedTask; }

        public static class Wishes
        {
            public static Wish Should(this Func<Task> call) => new();
            public static Func<Task> Awaiting<T>(this T subject, Func<T, Task> call) => () => call(subject);
        }

        public static class Retry { public static Task OnAsync<T>(Func<Task> call) => call(); }

        """;

    [Theory]
    [InlineData("await Assert.ThrowsAsync<RequestValidationException>(() => client.ModifyQuotaAsync(new ModifyQuotaRequest()));")]
    [InlineData("await Assert.ThrowsAsync<ApiGen.Runtime.RequestValidationException>(async () => { await client.ModifyQuotaAsync(new()); });")]
    [InlineData("await Assert.ThrowsAnyAsync<ArgumentException>(() => client.ModifyQuotaAsync(new()));")]
    [InlineData("await Assert.ThrowsAsync<RequestValidationException>(() => client.ModifyQuotaAsync(new() { Size = \"huge\" }));")]
    [InlineData("await Assert.ThrowsAsync(typeof(RequestValidationException), () => client.ModifyQuotaAsync(new()));")]
    [InlineData("Func<Task> act = () => client.ModifyQuotaAsync(new()); await act.Should().ThrowAsync<RequestValidationException>();")]
    [InlineData("Func<Task> act; act = () => client.ModifyQuotaAsync(new()); await act.Should().ThrowAsync<RequestValidationException>();")]
    [InlineData("Task Act() => client.ModifyQuotaAsync(new()); await Assert.ThrowsAsync<RequestValidationException>(Act);")]
    [InlineData("await client.Awaiting(c => c.ModifyQuotaAsync(new())).Should().ThrowAsync<RequestValidationException>();")]
    [InlineData("Assert.That(() => client.ModifyQuotaAsync(new()), Throws.TypeOf<RequestValidationException>());")]
    [InlineData("var ex = await Record.ExceptionAsync(() => client.ModifyQuotaAsync(new())); Assert.IsType<RequestValidationException>(ex);")]
    [InlineData("var ex = await Record.ExceptionAsync(() => client.ModifyQuotaAsync(new())); Assert.NotNull(ex);")]
    [InlineData("try { await client.ModifyQuotaAsync(new()); } catch (RequestValidationException e) { Assert.NotNull(e); }")]
    [InlineData("var r = new ModifyQuotaRequest { Count = 1 }; try { await client.ModifyQuotaAsync(r); } catch (RequestValidationException) { r.Size = \"small\"; await client.ModifyQuotaAsync(r); }")]
    [InlineData("try { await client.ModifyQuotaAsync(new()); } catch (Exception e) when (e is RequestValidationException) { }")]
    [InlineData("try { await client.ModifyQuotaAsync(new()); } catch (Exception e) { Assert.IsType<RequestValidationException>(e); }")]
    [InlineData("Exception? seen = null; try { await client.ModifyQuotaAsync(new()); } catch (Exception e) { seen = e; } Assert.True(seen is RequestValidationException);")]
    [InlineData("try { var r = new ModifyQuotaRequest(); if (flag) { r.Size = \"small\"; } await client.ModifyQuotaAsync(r); } catch (RequestValidationException) { }")]
    public async Task A_call_that_is_expected_to_be_refused_is_not_reported(string statements) => Xunit.Assert.Empty(await ReportedAsync(statements));

    [Theory]
    [InlineData("await Retry.OnAsync<HttpRequestException>(() => client.ModifyQuotaAsync(new()));")]
    [InlineData("Func<Task> act = () => client.ModifyQuotaAsync(new()); await act.Should().NotThrowAsync();")]
    [InlineData("try { await client.ModifyQuotaAsync(new()); } catch (ApiException) { }")]
    [InlineData("try { await client.ModifyQuotaAsync(new()); } catch (ArgumentException) { }")]
    [InlineData("try { await client.DescribeMNPAsync(new()); } catch (RequestValidationException) { await client.ModifyQuotaAsync(new()); }")]
    [InlineData("try { Console.WriteLine(flag); } catch (RequestValidationException) { } await client.ModifyQuotaAsync(new());")]
    [InlineData("await Assert.ThrowsAsync<RequestValidationException>(() => Task.CompletedTask); await client.ModifyQuotaAsync(new());")]
    [InlineData("var q = new ModifyQuotaRequest { Count = 1 }; if (flag) { throw new RequestValidationException(\"ModifyQuota\", []); } await client.ModifyQuotaAsync(q);")]
    [InlineData("void Note(RequestValidationException e) { } await client.ModifyQuotaAsync(new());")]
    public async Task A_call_beside_one_is_reported(string statements) => Xunit.Assert.Equal(["APIGEN1001"], await ReportedAsync(statements));

    private static async Task<IEnumerable<string>> ReportedAsync(string statements)
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        string source = "#nullable enable\nusing System.Net.Http;\n" + Consumer.Usings + Libraries + $$"""
            public sealed class Test
            {
                public async Task Run(ITcsasClient client, bool flag)
                {
                    await Task.Yield();
                    {{statements}}
                }
            }
            """;
        CSharpCompilation project = CSharpCompilation.Create(
            "Tests",
            [CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(LanguageVersion.Latest), cancellationToken: cancellation)],
            [.. TestReferences.Framework, TestReferences.Runtime, TestReferences.Client],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        Xunit.Assert.Equal([], project.GetDiagnostics(cancellation).Where(static problem => problem.Severity == DiagnosticSeverity.Error).Select(static problem => problem.ToString()));
        ImmutableArray<Diagnostic> reported = await project.WithAnalyzers(AllRules.Analyzers).GetAnalyzerDiagnosticsAsync(cancellation);
        return reported.Select(static report => report.Id).Order(StringComparer.Ordinal);
    }
}
