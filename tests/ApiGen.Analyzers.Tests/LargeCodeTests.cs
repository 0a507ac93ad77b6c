using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ApiGen.Analyzers.Tests;

/// <summary>All rules on code that a program may have written: nothing in it may bring the compiler down, nor hide a defect.</summary>
public sealed class LargeCodeTests
{
    [Fact]
    [Long]
    public async Task An_expression_of_thousands_of_pieces_is_put_up_with()
    {
        // Deeper than a thread's stack, if each piece took a frame.
        string pieces = string.Concat(Enumerable.Repeat(" + text + \"-\"", 6_000));

        await AssertReportedAsync($$"""
            await client.CreateMNPAsync(new CreateMNPRequest { MNPType = "a", MNPName = "bb"{{pieces}}, MNPIcon = "c", MNPIntro = "d" });
            var r = new CreateMNPRequest { MNPType = "a", MNPName = "bb", MNPIcon = "c" };
            if (flag)
            {
                r.MNPIntro = text{{pieces}};
            }

            await client.CreateMNPAsync(r);
            """,
            "APIGEN1002 MNPName", "APIGEN1001 MNPIntro");
    }

    [Fact]
    [Long]
    public async Task A_constant_of_thousands_of_pieces_is_put_up_with()
    {
        string pieces = string.Concat(Enumerable.Repeat(" + \"-\"", 12_000));

        await AssertReportedAsync($$"""
            var r = new CreateMNPRequest { MNPType = "a", MNPIcon = "c", MNPIntro = "d" };
            r.MNPName = "b"{{pieces}};
            await client.CreateMNPAsync(r);
            """,
            "APIGEN1002 MNPName");
    }

    [Fact]
    [Long]
    public async Task A_method_of_hundreds_of_calls_is_looked_at()
    {
        string calls = string.Concat(Enumerable.Range(0, 800).Select(static i =>
            $"var r{i} = new CreateMNPRequest {{ MNPType = \"a\", MNPName = \"b{i}\", MNPIcon = \"c\" }}; r{i}.MNPIntro = text; await client.CreateMNPAsync(r{i});\n"));

        await AssertReportedAsync(calls + """await client.CreateMNPAsync(new CreateMNPRequest { MNPType = "a", MNPName = "bb", MNPIcon = "c" });""", "APIGEN1001 MNPIntro");
    }

    [Fact]
    [Long]
    public async Task A_method_of_thousands_of_branches_is_looked_at()
    {
        string branches = string.Concat(Enumerable.Range(0, 1_500).Select(static i => $"if (number == {i}) {{ r.TeamId = \"{i}\"; }}\n"));

        await AssertReportedAsync($$"""
            var r = new CreateMNPRequest { MNPType = "a", MNPName = "bb", MNPIcon = "c" };
            {{branches}}
            await client.CreateMNPAsync(r);
            """,
            "APIGEN1001 MNPIntro");
    }

    [Fact]
    public async Task A_member_that_many_calls_may_have_changed_is_put_up_with()
    {
        string calls = string.Concat(Enumerable.Range(0, 40).Select(static i => $"if (number == {i}) {{ Keep(text); }}\n"));

        await AssertReportedAsync($$"""
            {{calls}}
            var r = new CreateMNPRequest { MNPType = "a", MNPName = "bb", MNPIcon = "c" };
            if (stored is null) { r.TeamId = text; }
            await client.CreateMNPAsync(r);
            """,
            "APIGEN1001 MNPIntro");
    }

    [Fact]
    public async Task Guards_one_after_another_are_put_up_with()
    {
        string guards = string.Concat(Enumerable.Range(0, 800).Select(static i => "if (maybe is null) { return; }\n"));

        await AssertReportedAsync($$"""
            var r = new CreateMNPRequest { MNPType = "a", MNPName = "bb", MNPIcon = "c" };
            {{guards}}
            if (flag) { r.MNPIntro = "a"; }
            await client.CreateMNPAsync(r);
            """,
            "APIGEN1001 MNPIntro");
    }

    [Fact]
    public async Task A_block_with_many_calls_below_several_usings_is_looked_at()
    {
        string calls = string.Concat(Enumerable.Range(0, 130).Select(static i => $"await client.CreateMNPAsync(new CreateMNPRequest {{ MNPType = \"a{i}\", MNPName = \"bb\", MNPIcon = \"c\", MNPIntro = \"d\" }});\n"));

        await AssertReportedAsync($$"""
            try
            {
                using var one = File.OpenRead(text);
                using var two = File.OpenRead(text);
                using var three = File.OpenRead(text);
                {{calls}}
                await client.CreateMNPAsync(new CreateMNPRequest { MNPType = "a", MNPName = "bb", MNPIcon = "c" });
            }
            catch (ApiException) { }
            """,
            "APIGEN1001 MNPIntro");
    }

    [Fact]
    public async Task A_switch_of_many_cases_is_looked_at()
    {
        string cases = string.Concat(Enumerable.Range(0, 130).Select(static i => $"case {i}: await client.CreateMNPAsync(new CreateMNPRequest {{ MNPType = \"a\", MNPName = \"bb\", MNPIcon = \"c\" }}); break;\n"));

        await AssertReportedAsync($"switch (number)\n{{\n{cases}}}", [.. Enumerable.Repeat("APIGEN1001 MNPIntro", 130)]);
    }

    [Fact]
    [Long]
    public async Task A_body_too_large_to_follow_is_still_told_of_requests_made_right_in_the_call()
    {
        string statements = string.Concat(Enumerable.Repeat("Console.Write(text + number + text + number);\n", 12_000));

        await AssertReportedAsync($$"""
            {{statements}}
            await client.CreateMNPAsync(new CreateMNPRequest { MNPType = "a", MNPName = "bb", MNPIcon = "c", MNPIntro = null });
            var r = new CreateMNPRequest { MNPType = "a", MNPName = "bb" };
            await client.CreateMNPAsync(r);
            """,
            "APIGEN1001 MNPIntro");
    }

    [Fact]
    [Long]
    public async Task A_body_too_large_to_follow_does_not_affect_the_methods_beside_it()
    {
        string statements = string.Concat(Enumerable.Repeat("Console.Write(text + number + text + number);\n", 12_000));

        await AssertReportedAsync($$"""
            {{statements}}
                var r = new CreateMNPRequest { MNPType = "a", MNPName = "bb" };
                await client.CreateMNPAsync(r);
            }

            public async Task Beside(bool flag, string text)
            {
                var r = new CreateMNPRequest { MNPType = "a", MNPName = "bb", MNPIcon = "c" };
                if (flag)
                {
                    r.MNPIntro = text;
                }

                await client.CreateMNPAsync(r);
            """,
            "APIGEN1001 MNPIntro");
    }

    private static async Task AssertReportedAsync(string statements, params string[] expected)
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        CSharpCompilation compilation = CSharpCompilation.Create(
            "Consumer",
            [CSharpSyntaxTree.ParseText(Consumer.Method(statements), new CSharpParseOptions(LanguageVersion.Latest), cancellationToken: cancellation)],
            [.. TestReferences.Framework, TestReferences.Runtime, TestReferences.Client],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        Assert.Equal([], compilation.GetDiagnostics(cancellation).Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Select(static diagnostic => diagnostic.ToString()));

        ImmutableArray<Diagnostic> reported = await compilation.WithAnalyzers(AllRules.Analyzers).GetAnalyzerDiagnosticsAsync(cancellation);
        Assert.True(expected.Length == reported.Length, string.Join("\n", reported.Select(static report => report.ToString())));
        Assert.All(expected, place => Assert.Contains(reported, report =>
            report.Id == place.Split(' ')[0] && report.GetMessage(System.Globalization.CultureInfo.InvariantCulture).Contains(place.Split(' ')[1], StringComparison.Ordinal)));
    }
}
