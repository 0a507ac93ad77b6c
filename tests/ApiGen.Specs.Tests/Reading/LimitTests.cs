using System.Diagnostics;

namespace ApiGen.Specs.Tests.Reading;

public class LimitTests
{
    // What takes a second at most; work that grows with the square of a text would take hours.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Fact]
    public void A_file_longer_than_allowed_is_not_read()
    {
        string text = "action: Act\nsummary: " + new string('x', SpecLimits.MaxFileLength);
        Assert.Equal(["APIGEN0006(1,1) ''"], Spec.FileMarks(text));
    }

    [Fact]
    public void A_file_as_long_as_allowed_is_read()
    {
        const string Start = "action: Act\nsummary: ";
        Assert.Empty(Spec.FileMarks(Start + new string('x', SpecLimits.MaxFileLength - Start.Length)));
    }

    [Theory]
    [InlineData('[', ']')]
    [InlineData('{', '}')]
    public void Nesting_beyond_the_limit_is_reported(char open, char close)
    {
        // The document, the list of examples, the example and its request are around the value.
        int free = SpecLimits.MaxDepth - 4;
        string Nested(int depth) => $"action: Act\nexamples:\n- request:\n    A: {string.Concat(Enumerable.Repeat(open == '{' ? "{a: " : "[", depth))}1{new string(close, depth)}\n";
        Assert.DoesNotContain(Spec.ActionMarks(Nested(free)), mark => mark.StartsWith("APIGEN0007", StringComparison.Ordinal));
        Assert.Contains(Spec.ActionMarks(Nested(free + 1)), mark => mark.StartsWith("APIGEN0007", StringComparison.Ordinal));
    }

    [Fact]
    public void Aliases_that_stand_for_too_much_are_refused_in_no_time()
    {
        string text = "action: Act\nexamples:\n- request:\n    A0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";
        for (int i = 1; i < 40; i++)
        {
            text += $"    A{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 10))}]\n";
        }

        var watch = Stopwatch.StartNew();
        Assert.Equal(["APIGEN0008"], Spec.FileMarks(text).Select(mark => mark[..10]));
        Assert.True(watch.Elapsed < Patience, $"took {watch.Elapsed}");
    }

    [Fact]
    public void Aliases_within_the_limit_are_expanded()
    {
        string aliases = string.Concat(Enumerable.Range(0, 1000).Select(i => $"  B{i}: *m\n"));
        Assert.Equal(1001, Spec.Action("action: Act\nrequest:\n  A: &m { type: string, required: true }\n" + aliases).Request.Count);
    }

    [Fact]
    public void Diagnostics_beyond_the_limit_are_summed_up_in_one()
    {
        string text = "action: Act\nrequest:\n" + string.Concat(Enumerable.Range(0, SpecLimits.MaxDiagnostics + 50).Select(i => $"  A{i}: [ ]\n"));
        string[] marks = Spec.FileMarks(text);
        Assert.Equal(SpecLimits.MaxDiagnostics + 1, marks.Length);
        Assert.StartsWith("APIGEN0009(1003,", marks[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void Lists_nest_to_the_limit_and_no_further()
    {
        string Nested(int depth) => $"action: Act\nrequest: {{ A: {string.Concat(Enumerable.Repeat("list<", depth))}string{new string('>', depth)} }}\n";
        Assert.Empty(Spec.ActionMarks(Nested(SpecLimits.MaxListDepth)));
        Assert.StartsWith("APIGEN0022(2,15)", Assert.Single(Spec.ActionMarks(Nested(SpecLimits.MaxListDepth + 1))), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("action: {0}\n", "APIGEN0016")]
    [InlineData("action: Act\nrequest: {{ {0}: string }}\n", "APIGEN0016")]
    [InlineData("action: Act\nerrors: [ {0} ]\n", "APIGEN0023")]
    public void Names_longer_than_allowed_are_refused(string format, string id)
    {
        Assert.Empty(Spec.ActionMarks(string.Format(null, format, new string('a', SpecLimits.MaxNameLength))));
        Assert.StartsWith(id, Assert.Single(Spec.ActionMarks(string.Format(null, format, new string('a', SpecLimits.MaxNameLength + 1)))), StringComparison.Ordinal);
    }

    [Fact]
    public void Thousands_of_unknown_types_beside_thousands_of_declared_ones_take_no_time()
    {
        string types = "types:\n" + string.Concat(Enumerable.Range(0, 5000).Select(i => $"  DescribeInstanceInformation{i}: {{ members: {{ A: DescribeInstanceInformatoin{i} }} }}\n"));
        var watch = Stopwatch.StartNew();
        Assert.Equal(5000, Spec.WithAction("action: Act\n", types).Diagnostics.Count);
        Assert.True(watch.Elapsed < Patience, $"took {watch.Elapsed}");
    }
}
