using ApiGen.Specs.Syntax;

namespace ApiGen.Specs.Tests.Syntax;

public class SyntaxTests
{
    [Theory]
    [InlineData("action: a: b", "APIGEN0001(1,10) ''")]
    [InlineData("action: @x", "APIGEN0001(1,9) '@'")]
    [InlineData("action: \"\\uD800\"", "APIGEN0001(1,9) '\"\\uD800'")]
    [InlineData("action: X\nrequest: [A", "APIGEN0001(2,12) ''")]
    [InlineData("action: X\n---\naction: Y\n", "APIGEN0003(2,1) '---'")]
    [InlineData("action: *nowhere\nsummary: x\n", "APIGEN0004(1,9) '*nowhere'")]
    [InlineData("action: !!str X\n", "APIGEN0005(1,9) '!!str X'")]
    public void A_mistake_in_the_YAML_is_reported_at_its_place(string text, string mark) => Assert.Contains(mark, Spec.FileMarks(text));

    [Theory]
    [InlineData("request: { A: { type: string, summary: My\n  T: string }\n", '}', 1)]
    [InlineData("request:\n  A: { type: string, values: [a, b }\n  T: string\n", ']', 2)]
    [InlineData("request:\n  A: { type: string, values: [a, b\n  T: string\n", ']', 2)]
    [InlineData("request:\n  A: { type: string, summary: \"My\" # mine }\n  T: string\n", '}', 2)]
    [InlineData("request: {\n  a: {\n    b: c\nsummary: x\n", '}', 2)]
    [InlineData("request: {\n  a: [\n    b: c\nsummary: x\n", ']', 2)]
    [InlineData("request: { A: string,\nregion: optional\n", '}', 1)]
    [InlineData("request: { A: string", '}', 1)]
    [InlineData("request:\n  A: { type: string, summary: x # the rest }\n", '}', 2)]
    [InlineData("request: { A: &id { type: string\n  B: string }\n", '}', 1)]
    public void A_missing_brace_or_bracket_is_named(string text, char mark, int line)
    {
        string message = Assert.Single(SpecReader.Read(new SpecText("specs/file.yaml", "action: X\n" + text)).Diagnostics, diagnostic => diagnostic.Descriptor.Id == "APIGEN0001").Message;

        Assert.DoesNotContain("current state of the object", message, StringComparison.Ordinal);
        Assert.True(message.Contains($"'{mark}'", StringComparison.Ordinal), message);
        Assert.True(message.Contains($"in line {line + 1} is open", StringComparison.Ordinal), message);
    }

    [Theory]
    [InlineData("action: X\nrequest:\n\tA: string\n", "APIGEN0002(3,1) '\t'")]
    [InlineData("action: X\nrequest:\n  A: string\n  \tB: string\n", "APIGEN0002(4,3) '\t'")]
    [InlineData("\taction: X\n", "APIGEN0002(1,1) '\t'")]
    public void A_tab_in_the_indentation_is_reported_where_it_stands(string text, string mark) => Assert.Equal([mark], Spec.FileMarks(text));

    [Fact]
    public void Every_line_indented_with_tabs_is_reported_in_one_run()
    {
        Assert.Equal(
            ["APIGEN0002(3,1) '\t'", "APIGEN0002(5,1) '\t'"],
            Spec.FileMarks("action: X\nrequest:\n\tA: string\n# comment\n\tB: string\n"));
    }

    [Fact]
    public void Tabs_between_tokens_and_in_text_are_allowed()
    {
        Assert.Empty(Spec.FileMarks("action:\tX\t# comment\nsummary: |\n  a\n  \tb\nrequest: { A:\tstring,\n\tB: string }\n"));
    }

    // YAML 1.2.2, sections 6.2 and 6.6: what is white space and a comment may have tabs. The places of what follows stay.
    [Theory]
    [InlineData("action: X\n\t\nsumary: x\n", "(3,1)")]
    [InlineData("action: X\n\t# comment\nsumary: x\n", "(3,1)")]
    [InlineData("action: X\n \t \n  \t# comment\nsumary: x\n", "(4,1)")]
    [InlineData("request:\n\t\n  A: string\n\t\n  B: string\naction: X\nsumary: x\n\t", "(7,1)")]
    [InlineData("action: X\nsummary: |\n  a\n\t\nsumary: x\n", "(5,1)")]
    [InlineData("action: X\nsummary: |\n  a\n\t# comment\nsumary: x\n", "(5,1)")]
    [InlineData("action: X\nsummary: \"a\n\t\n  b |\"\n\t\nsumary: x\n", "(6,1)")]
    [InlineData("\uFEFFaction: X\n\t\nsumary: x\n", "(3,1)")]
    public void Lines_without_content_may_hold_tabs(string text, string place)
    {
        Assert.Equal([$"APIGEN0011{place} 'sumary'"], Spec.FileMarks(text));
        Assert.Equal([$"APIGEN0011{place} 'sumary'"], Spec.FileMarks(text.ReplaceLineEndings("\r\n")));
    }

    [Theory]
    [InlineData("A: |\n  a\n  \t\n  \tb\n  \t# c\n", "a\n\t\n\tb\n\t# c\n")]
    [InlineData("A:\n  |\n a\n \t\n b\n", "a\n\t\nb\n")]
    [InlineData("A: &x |2-\n    a\n  \t # c\n", "  a\n\t # c")]
    [InlineData("A: > # c\n  a\n\n   \tb\n", "a\n\n \tb\n")]
    [InlineData("A: |\n  a\n\n\t\nB: c\n", "a\n")]
    [InlineData("A: \"a\n  \t\n  \tb\"\n", "a\nb")]
    public void Tabs_stay_in_text(string text, string value) =>
        Assert.Equal(value, Assert.IsType<ScalarNode>(Assert.IsType<MappingNode>(YamlTree.Parse(text).Root).Entries[0].Value).Value);

    [Fact]
    public void Mistakes_before_a_syntax_error_are_reported_with_it()
    {
        Assert.Equal(
            ["APIGEN0011(2,1) 'sumary'", "APIGEN0001(3,10) ''"],
            Spec.FileMarks("action: X\nsumary: x\nregion: a: b\nrequest: {}\n"));
    }

    [Fact]
    public void What_a_syntax_error_hides_is_not_called_missing()
    {
        Assert.Equal(["APIGEN0001(2,11) ''"], Spec.FileMarks("service: demo\nversion: a: b\nnamespace: Demo\nendpoint: demo.example.com\n"));
    }

    [Fact]
    public void A_broken_file_leaves_the_rest_of_its_service_alone()
    {
        SpecSet set = SpecLoader.Load(
        [
            new SpecText(Spec.ServicePath, Spec.Service),
            new SpecText("specs/demo/types.yaml", "types:\n  A: {}\n  B: [\n"),
            new SpecText("specs/demo/actions/One.yaml", "action: One\nrequest:\n  A: A\n  B: B\n  C: string\n"),
            new SpecText("specs/demo/actions/Two.yaml", "action: Two\n"),
            new SpecText("specs/demo/actions/Broken.yaml", "\"\n"),
        ]);
        Assert.Equal(["APIGEN0001", "APIGEN0001"], set.Diagnostics.Select(d => d.Descriptor.Id));
        Assert.Equal(["One", "Two"], Assert.Single(set.Services).Actions.Select(a => a.Name));
        Assert.Equal(["C"], set.Services[0].Actions[0].Request.Select(m => m.Name));
    }

    [Fact]
    public void A_broken_service_file_does_not_turn_its_actions_into_orphans()
    {
        SpecSet set = SpecLoader.Load(
        [
            new SpecText(Spec.ServicePath, "@\n" + Spec.Service),
            new SpecText(Spec.ActionPath, "action: Act\nrequest: { A: strng }\n"),
        ]);
        Assert.Equal(["APIGEN0001"], set.Diagnostics.Select(d => d.Descriptor.Id));
        Assert.Empty(set.Services);
    }

    [Fact]
    public void An_anchored_value_can_be_used_again_by_an_alias()
    {
        var action = Spec.Action("action: Act\nrequest:\n  A: &id { type: string, required: true, summary: An ID. }\n  B: *id\n");
        Assert.Equal(action.Request[0] with { Name = "B" }, action.Request[1]);
    }

    [Theory]
    [InlineData("{ A: &a string, B: *a }")]
    [InlineData("{ A: &a 'string', B: *a }")]
    [InlineData("{ A: &a string , B: string }")]
    [InlineData("{ A: { type: &a string, summary: '' }, B: { type: *a } }")]
    [InlineData("{ A: { summary: &b \"\", type: &a string, required: false }, B: { type: *a } }")]
    [InlineData("{ A: &a\n    string, B: *a }")]
    [InlineData("{ &k A : &a string, B: *a }")]
    [InlineData("{ A: &a string, # the comma is not lost\n    B: *a }")]
    [InlineData("{ A: &a { type: string }, B: *a }")]
    public void An_anchored_value_may_be_followed_by_a_comma(string request)
    {
        var action = Spec.Action($"action: Act\nrequest: {request}\n");
        Assert.Equal(["A string", "B string"], action.Request.Select(member => $"{member.Name} {member.Type}"));
    }

    [Theory]
    [InlineData("{ A: &a string B: string }")]
    [InlineData("{ A: &a string }, B: string }")]
    public void A_comma_that_is_missing_is_missed_behind_an_anchored_value_too(string request) =>
        Assert.Contains(Spec.FileMarks($"action: Act\nrequest: {request}\n"), mark => mark.StartsWith("APIGEN0001", StringComparison.Ordinal));

    [Fact]
    public void A_mistake_in_an_anchored_value_is_reported_once()
    {
        Assert.Equal(
            ["APIGEN0011(3,26) 'requred'"],
            Spec.ActionMarks("action: Act\nrequest:\n  A: &id { type: string, requred: true }\n  B: *id\n  C: *id\n"));
    }

    [Fact]
    public void An_alias_inside_its_own_anchor_is_refused()
    {
        Assert.Contains("APIGEN0004(2,31) '*a'", Spec.FileMarks("action: Act\nrequest: &a { A: string, B:   *a }\n"));
    }

    [Fact]
    public void Of_two_anchors_of_one_name_an_alias_stands_for_the_one_that_starts_last_before_it()
    {
        var action = Spec.Action("action: Act\nrequest:\n  A: &a { type: int64 }\n  B: &a\n    type: bool\n    summary: &a Said twice.\n  C: { type: string, summary: *a }\n  D: &a { type: double }\n  E: *a\n");
        Assert.Equal(["int64 ", "bool Said twice.", "string Said twice.", "double ", "double "], action.Request.Select(member => $"{member.Type} {member.Summary}"));
    }

    [Fact]
    public void Merge_keys_have_no_meaning()
    {
        Assert.Equal(["APIGEN0011(3,25) '<<'"], Spec.ActionMarks("action: Act\nrequest:\n  A: { type: string,    <<: { required: true } }\n"));
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public void Line_ends_of_all_systems_give_the_same_places(string lineEnd)
    {
        string text = "action: Act\nsummary: |\n  two\n  lines\nrequest:\n  A: strng\n  B: { typ: string }\n".Replace("\n", lineEnd, StringComparison.Ordinal);
        Assert.Equal(["APIGEN0048(6,6) 'strng'", "APIGEN0011(7,8) 'typ'"], Spec.ActionMarks(text));
    }

    [Fact]
    public void Text_of_several_lines_reads_the_same_with_any_line_end()
    {
        const string Text = "action: Act\nsummary: |\n  two\n  lines\n";
        Assert.Equal("two\nlines", Spec.Action(Text).Summary);
        Assert.Equal("two\nlines", Spec.Action(Text.Replace("\n", "\r\n", StringComparison.Ordinal)).Summary);
    }

    [Fact]
    public void A_byte_order_mark_is_skipped_and_takes_no_column()
    {
        SpecText file = new(Spec.ActionPath, "\uFEFFacton: Act\n");
        var d = Assert.Single(SpecReader.Read(file).Diagnostics);
        Assert.Equal((0, 0, 1, 5, "acton"), (d.Location.Line, d.Location.Column, d.Location.Start, d.Location.Length, file.Text.Substring(d.Location.Start, d.Location.Length)));
        Assert.Equal("Act", Spec.Action("\uFEFFaction: Act\n").Name);
    }

    [Fact]
    public void Places_count_UTF_16_code_units()
    {
        Assert.Equal(["APIGEN0011(1,33) 'typ'"], Spec.FileMarks("{ action: Act, summary: 😀 é 字, typ: x }"));
    }

    [Fact]
    public void Words_that_were_booleans_in_YAML_1_1_are_names_and_text()
    {
        var action = Spec.Action("action: on\nsummary: no\nrequest:\n  yes: string\n  n: { type: string, values: [on, off, y] }\nerrors: { no: off }\n");
        Assert.Equal(("on", "no"), (action.Name, action.Summary));
        Assert.Equal(["yes", "n"], action.Request.Select(m => m.Name));
        Assert.Equal(["on", "off", "y"], action.Request[1].Constraint!.Values);
        Assert.Equal("no", action.Errors[0].Code);
    }

    [Fact]
    public void Words_that_were_booleans_in_YAML_1_1_are_no_booleans()
    {
        Assert.Equal(
            ["APIGEN0015(2,13) 'no'", "APIGEN0015(3,13) 'yes'", "APIGEN0015(5,32) 'on'"],
            Spec.FileMarks("action: Act\ndeprecated: no\nidempotent: yes\nrequest:\n  A: { type: string, required: on }\n"));
    }

    [Fact]
    public void A_key_that_is_no_text_is_reported()
    {
        Assert.Equal(["APIGEN0014(2,3) ''"], Spec.FileMarks("action: Act\n? [a, b]\n: c\n"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("# only a comment\n")]
    [InlineData("---\n...\n")]
    [InlineData("just text\n")]
    [InlineData("- a\n- b\n")]
    [InlineData("{}\n")]
    [InlineData("version: 3\nname: compose\n")]
    public void A_file_that_is_no_spec_is_told_so(string text) => Assert.StartsWith("APIGEN0010(", Assert.Single(Spec.FileMarks(text)), StringComparison.Ordinal);
}
