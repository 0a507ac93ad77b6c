using System.Globalization;
using System.Text.RegularExpressions;
using ApiGen.Analyzers.Flow;

namespace ApiGen.Analyzers.Tests.RequiredMembers;

/// <summary>What it takes to follow a method, counted in steps: twice the method is about twice the work.</summary>
public sealed partial class CostTests
{
    public static TheoryData<string, string, string> Shapes => new()
    {
        { "guards", "", "if (maybe is null) { return; }" },
        { "other guards", "", "if (number == {0}) { return; }" },
        { "awaits in a try with usings", "try { using var one = File.OpenRead(text); using var two = File.OpenRead(text); using var three = File.OpenRead(text);", "await Task.Delay({0}); await client.CreateMNPAsync(new CreateMNPRequest {{ MNPName = text }});" },
        { "tries with usings and awaits", "", "try {{ using var f{0} = File.OpenRead(text); await Task.Yield(); Keep(text); }} catch (IOException) {{ Keep(text); }}" },
        { "cases", "switch (number) {", "case {0}: await client.CreateMNPAsync(new CreateMNPRequest {{ MNPName = text }}); break;" },
        { "creations", "", "var r{0} = new CreateMNPRequest {{ MNPName = text }}; r{0}.MNPIcon = text;" },
        { "calls", "", "await client.CreateMNPAsync(new CreateMNPRequest {{ MNPName = text }});" },
        { "members given under conditions", "", "if (number > {0}) {{ r.MNPIcon = text; }}" },
        { "loops", "", "foreach (var t{0} in texts) {{ if (flag) {{ r.MNPIcon = t{0}; }} }}" },
        { "failures that are counted", "int errors = 0; {", "try {{ await client.DescribeMNPAsync(new()); }} catch (ApiException) {{ errors++; }} if (errors > {0}) {{ return; }}" },
        { "failures that a parameter counts", "", "try {{ await client.DescribeMNPAsync(new()); }} catch (ApiException) {{ number++; }} if (number > {0}) {{ return; }}" },
        { "lambdas", "", "Func<Task> f{0} = async () => {{ if (flag) {{ await client.CreateMNPAsync(new CreateMNPRequest {{ MNPName = text }}); }} }};" },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    [Long]
    public void Twice_the_method_is_about_twice_the_work(string what, string head, string piece)
    {
        List<(int Count, long Steps)> steps = [];
        foreach (int count in (int[])[100, 200, 400, 800])
        {
            string pieces = string.Join("\n", Enumerable.Range(0, count).Select(index => piece.Contains("{0}", StringComparison.Ordinal) ? string.Format(CultureInfo.InvariantCulture, piece.Contains("{{", StringComparison.Ordinal) ? piece : piece.Replace("{ ", "{{ ", StringComparison.Ordinal).Replace(" }", " }}", StringComparison.Ordinal), index) : piece));
            string tail = head.StartsWith("try", StringComparison.Ordinal) ? "} catch (ApiException) { }" : head.Length > 0 ? "}" : "";
            string text = Consumer.Method($"var r = new CreateMNPRequest {{ MNPName = text }};\n{head}\n{pieces}\n{tail}\nawait client.CreateMNPAsync(r);");
            FlowRun run = FlowRun.Of(text, "Run", TestContext.Current.CancellationToken);
            Assert.False(run.GaveUp, $"{what}: {count} are too many");
            steps.Add((count, run.Operations + (long)run.Conditions));
        }

        string figures = what + ": " + string.Join(", ", steps.Select(static one => $"{one.Count} take {one.Steps}"));
        Assert.True(steps[3].Steps <= steps[0].Steps * 12, figures);
    }

    public static TheoryData<string, int> Limits => new()
    {
        { "more than {0} operations", FlowContext.MostSteps },
        { "more than {0} steps to put together", Conditions.MostSteps },
        { "may come to more than {0} values", Body.MostCases },
        { "Loops in more than {0} loops", Walker.MostLoops },
        { "up to {0} calls deep", CallKnowledge.Depth },
    };

    [Theory]
    [MemberData(nameof(Limits))]
    public void The_page_gives_the_limit_that_holds(string sentence, int limit) => Assert.Contains(
        sentence.Replace("{0}", limit switch { 3 => "three", 12 => "twelve", 500_000 => "half a million", _ => limit.ToString("N0", CultureInfo.InvariantCulture) }, StringComparison.Ordinal),
        Space().Replace(TestReferences.Resource("docs/APIGEN1001.md"), " "),
        StringComparison.Ordinal);

    [Fact]
    [Long]
    public void A_thousand_lines_of_branches_that_all_set_something_are_followed()
    {
        string pieces = string.Concat(Enumerable.Range(0, 90).Select(static i => $$"""
            var r{{i}} = new ModifyQuotaRequest { Count = 1 };
            if (texts.Count > {{i}})
                r{{i}}.Size = last!;
            else
                r{{i}}.Size = "small";
            try { await client.ModifyQuotaAsync(r{{i}}); }
            catch (ApiException) { errors++; }
            if (errors > {{i}})
            {
                last = maybe;
                return;
            }
            foreach (var x in texts)
            {
                if (x == "q") last = "q";
                await client.DescribeMNPAsync(new() { MNPId = last });
            }
            last = maybe switch { "a" => null, "b" => maybe, _ => "z" };

            """));

        FlowRun run = FlowRun.Of(Consumer.Method("int errors = 0; string? last = null;\n" + pieces + "await client.ModifyQuotaAsync(new ModifyQuotaRequest { Count = 2, Size = errors > 3 ? null! : null! });"), "Run", TestContext.Current.CancellationToken);

        Assert.False(run.GaveUp);
        Assert.Equal("ModifyQuotaRequest goes to 'ModifyQuotaAsync' without Size", run.Reports[^1]);
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
