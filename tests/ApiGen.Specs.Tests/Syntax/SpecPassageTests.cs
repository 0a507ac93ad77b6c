using ApiGen.Specs.Syntax;

namespace ApiGen.Specs.Tests.Syntax;

/// <summary>The lines that declare one thing, however the file is laid out.</summary>
public sealed class SpecPassageTests
{
    private const string Service = """
        service: lab
        types:
          # Not part of it.
          Sample:
            members:
              Name: { type: string }

          Other: { members: { A: { type: string } } }
        actions:
          Weigh:
            request:
              Name:
                type: string
          Watch: {}
        """;

    [Theory]
    [InlineData("Weigh", 10, 4)]
    [InlineData("Watch", 14, 1)]
    public void An_action_among_others_has_its_own_lines(string action, int first, int count)
    {
        SpecPassage passage = SpecPassage.OfAction(Service, action)!;

        Assert.Equal((first, count), (passage.FirstLine, passage.Lines.Count));
        Assert.StartsWith($"  {action}:", passage.Lines[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Sample", 4, 3)]
    [InlineData("Other", 8, 1)]
    public void A_type_has_its_own_lines(string type, int first, int count)
    {
        SpecPassage passage = SpecPassage.OfType(Service, type)!;

        Assert.Equal((first, count), (passage.FirstLine, passage.Lines.Count));
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    public void A_file_of_one_action_is_shown_whole_with_its_comments(string lineEnd)
    {
        SpecPassage passage = SpecPassage.OfAction("\uFEFF" + string.Join(lineEnd, "# First", "action: Weigh", "request: {}", ""), "Weigh")!;

        Assert.Equal(["# First", "action: Weigh", "request: {}"], passage.Lines);
        Assert.Equal(1, passage.FirstLine);
    }

    [Theory]
    [InlineData("")]
    [InlineData("- a list")]
    [InlineData("actions: {}")]
    [InlineData("action: [")]
    public void What_a_file_does_not_declare_has_no_lines(string text)
    {
        Assert.Null(SpecPassage.OfAction(text, "Weigh"));
        Assert.Null(SpecPassage.OfType(text, "Weigh"));
    }
}
