using ApiGen.Specs.Diagnostics;
using ApiGen.Specs.Model;

namespace ApiGen.Specs.Tests.Reading;

public class MemberTests
{
    [Theory]
    [InlineData("{ type: string, pattern: '^[a-z]+$', values: [abc, X1] }", "'X1'", "'pattern'")]
    [InlineData("{ type: string, pattern: '^[a-z]+$', default: X1 }", "'X1'", "'pattern'")]
    [InlineData("{ type: string, values: [a, b], default: c }", "'c'", "'values'")]
    [InlineData("{ type: int64, maximum: 9007199254740992, values: [1, 9007199254740993] }", "'9007199254740993'", "'maximum'")]
    [InlineData("{ type: uint64, minimum: 5, default: 4 }", "'4'", "'minimum'")]
    public void A_value_or_default_that_another_constraint_refuses_is_told(string member, string value, string constraint)
    {
        SpecDiagnostic diagnostic = Assert.Single(Spec.WithAction($"action: Act\nrequest: {{ A: {member} }}\n").Diagnostics);

        Assert.Equal("APIGEN0029", diagnostic.Descriptor.Id);
        Assert.Contains(value, diagnostic.Message, StringComparison.Ordinal);
        Assert.Contains(constraint, diagnostic.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{ type: int64, minLength: 1 }", "APIGEN0028(3,21) 'minLength'")]
    [InlineData("{ type: list<int64>, pattern: x }", "APIGEN0028(3,27) 'pattern'")]
    [InlineData("{ type: string, minimum: 1 }", "APIGEN0028(3,22) 'minimum'")]
    [InlineData("{ type: string, maxItems: 1 }", "APIGEN0028(3,22) 'maxItems'")]
    [InlineData("{ type: bool, values: [true] }", "APIGEN0028(3,20) 'values'")]
    [InlineData("{ type: list<string>, default: a }", "APIGEN0028(3,28) 'default'")]
    [InlineData("{ type: list<list<string>>, maxLength: 3 }", "APIGEN0028(3,34) 'maxLength'")]
    [InlineData("{ type: string, minLength: 3, maxLength: 2 }", "APIGEN0029(3,33) '3'")]
    [InlineData("{ type: int64, minimum: 3, maximum: 2 }", "APIGEN0029(3,30) '3'")]
    [InlineData("{ type: uint64, minimum: 18446744073709551615, maximum: 18446744073709551614 }", "APIGEN0029(3,31) '18446744073709551615'")]
    [InlineData("{ type: double, minimum: 1e3, maximum: 2.5 }", "APIGEN0029(3,31) '1e3'")]
    [InlineData("{ type: list<string>, minItems: 3, maxItems: 2 }", "APIGEN0029(3,38) '3'")]
    [InlineData("{ type: string, values: [a, b, a] }", "APIGEN0029(3,37) 'a'")]
    [InlineData("{ type: string, values: [a, bbb], maxLength: 2 }", "APIGEN0029(3,34) 'bbb'")]
    [InlineData("{ type: string, values: [a, b], default: c }", "APIGEN0029(3,47) 'c'")]
    [InlineData("{ type: int64, maximum: 9, default: 10 }", "APIGEN0029(3,42) '10'")]
    [InlineData("{ type: double, values: [1, 1.0] }", "APIGEN0029(3,34) '1.0'")]
    [InlineData("{ type: double, values: [0.5, 5e-1] }", "APIGEN0029(3,36) '5e-1'")]
    [InlineData("{ type: int64, values: [0x10, 16] }", "APIGEN0029(3,36) '16'")]
    [InlineData("{ type: int64, minimum: 1.5 }", "APIGEN0030(3,30) '1.5'")]
    [InlineData("{ type: int64, maximum: 9223372036854775808 }", "APIGEN0030(3,30) '9223372036854775808'")]
    [InlineData("{ type: uint64, minimum: -1 }", "APIGEN0030(3,31) '-1'")]
    [InlineData("{ type: int64, values: [1, \"2\"] }", "APIGEN0030(3,33) '\"2\"'")]
    [InlineData("{ type: int64, minimum: \"1\" }", "APIGEN0014(3,30) '\"1\"'")]
    [InlineData("{ type: double, maximum: .inf }", "APIGEN0014(3,31) '.inf'")]
    [InlineData("{ type: bool, default: yes }", "APIGEN0030(3,29) 'yes'")]
    [InlineData("{ type: double, default: .inf }", "APIGEN0030(3,31) '.inf'")]
    [InlineData("{ type: string, minLength: -1 }", "APIGEN0026(3,33) '-1'")]
    [InlineData("{ type: string, minLength: \"1\" }", "APIGEN0026(3,33) '\"1\"'")]
    [InlineData("{ type: string, maxLength: 2147483648 }", "APIGEN0026(3,33) '2147483648'")]
    [InlineData("{ type: string, pattern: '(a' }", "APIGEN0027(3,31) ''(a''")]
    [InlineData("{ type: string, values: a }", "APIGEN0014(3,30) 'a'")]
    [InlineData("{ type: string, values: [] }", "APIGEN0014(3,30) ''")]
    [InlineData("list", "APIGEN0022(3,6) 'list'")]
    [InlineData("list<>", "APIGEN0022(3,6) 'list<>'")]
    [InlineData("List<string>", "APIGEN0022(3,6) 'List<string>'")]
    [InlineData("list<string", "APIGEN0022(3,6) 'list<string'")]
    [InlineData("string[]", "APIGEN0022(3,6) 'string[]'")]
    [InlineData("map<string, string>", "APIGEN0022(3,6) 'map<string, string>'")]
    [InlineData("A B", "APIGEN0022(3,6) 'A B'")]
    public void A_wrong_member_is_the_only_diagnostic_and_marks_its_token(string member, string mark)
    {
        Assert.Equal([mark], Spec.ActionMarks($"action: Act\nrequest:\n  A: {member}\n"));
    }

    [Theory]
    [InlineData("strng", "'string'")]
    [InlineData("integer", "'int64'")]
    [InlineData("boolean", "'bool'")]
    [InlineData("list<float>", "'double'")]
    [InlineData("list<filter>", "'Filter'")]
    public void An_unknown_type_is_answered_with_the_likely_one(string type, string suggestion)
    {
        var d = Assert.Single(Spec.WithAction($"action: Act\nrequest: {{ A: {type} }}\n", "types: { Filter: {} }\n").Diagnostics);
        Assert.Equal("APIGEN0048", d.Descriptor.Id);
        Assert.EndsWith($"Did you mean {suggestion}?", d.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("  A: list< Fltr >\n", "APIGEN0048(3,12) 'Fltr'")]
    [InlineData("  A: 'list<Fltr>'\n", "APIGEN0048(3,12) 'Fltr'")]
    [InlineData("  A: { type: list<list<Fltr>> }\n", "APIGEN0048(3,24) 'Fltr'")]
    public void An_unknown_type_is_marked_inside_its_list(string member, string mark)
    {
        Assert.Equal([mark], Spec.ActionMarks($"action: Act\nrequest:\n{member}", "types: { Filter: {} }\n"));
    }

    [Fact]
    public void Constraints_are_kept_in_normal_form()
    {
        Assert.Equal(new ConstraintModel { MinLength = 1, MaxLength = 20, Pattern = "^a\\d+$" }, Spec.Member("{ type: string, minLength: 1, maxLength: 20, pattern: '^a\\d+$' }").Constraint);
        Assert.Equal(new ConstraintModel { Minimum = "-5", Maximum = "255" }, Spec.Member("{ type: int64, minimum: -05, maximum: 0xFF }").Constraint);
        Assert.Equal(new ConstraintModel { Minimum = "0.5", Maximum = "1e3" }, Spec.Member("{ type: list<double>, minimum: .5, maximum: 1e3 }").Constraint);
        Assert.Equal(new ConstraintModel { MinItems = 0, MaxItems = 3, MaxLength = 2 }, Spec.Member("{ type: list<string>, minItems: 0, maxItems: 3, maxLength: 2 }").Constraint);
        Assert.Equal(["1", "2"], Spec.Member("{ type: uint64, values: [1, 2] }").Constraint!.Values);
        Assert.Equal(["1", "true", "no", "2025-01-06"], Spec.Member("{ type: string, values: [1, true, no, 2025-01-06] }").Constraint!.Values);
        Assert.Null(Spec.Member("{ type: string }").Constraint);
    }

    [Theory]
    [InlineData("{ type: string, default: 007 }", "007")]
    [InlineData("{ type: int64, default: 007 }", "7")]
    [InlineData("{ type: bool, default: TRUE }", "true")]
    [InlineData("{ type: double, default: +1.50 }", "1.5")]
    public void A_default_is_kept_as_text(string member, string expected) => Assert.Equal(expected, Spec.Member(member).Default);

    [Fact]
    public void Limits_of_a_member_whose_type_is_wrong_are_checked_for_their_own_form()
    {
        Assert.Equal(
            ["APIGEN0011(3,8) 'typ'", "APIGEN0014(3,30) 'x0'", "APIGEN0026(3,45) 'y'"],
            Spec.ActionMarks("action: Act\nrequest:\n  A: { typ: string, minimum: x0, minLength: y, maximum: 3 }\n"));
    }

    [Fact]
    public void Flags_and_hints_are_kept()
    {
        MemberModel member = Spec.Member("{ type: string, required: true, nullable: true, sensitive: true, format: base64, summary: '  An icon. ' }");
        Assert.Equal((true, true, true, "base64", "An icon."), (member.Required, member.Nullable, member.Sensitive, member.Format, member.Summary));
    }

    [Fact]
    public void Names_that_look_awkward_but_are_real_are_accepted()
    {
        const string Types = "types:\n  StreamName: { members: { StreamName: StreamName, UUI: string, Uui: string, _x: string, Größe: int64 } }\n";
        SpecSet set = Spec.WithAction("action: Act\nresponse: { Error: StreamName, Data: list<StreamName> }\n", Types);
        Assert.Empty(Spec.Lines(set));
        Assert.Equal(["StreamName", "UUI", "Uui", "_x", "Größe"], set.Services[0].Types[0].Members.Select(m => m.Name));
    }

    [Fact]
    public void A_wrong_member_is_left_out_and_the_others_stay()
    {
        SpecSet set = Spec.WithAction("action: Act\nrequest: { A: strng, B: string, C: { required: true }, D: { type: string, minimum: 1 } }\n");
        Assert.Equal(["B", "D"], Assert.Single(Assert.Single(set.Services).Actions).Request.Select(m => m.Name));
    }

    [Theory]
    [InlineData("{ type: string, sensitive: true, values: [Hunter2, Hunter2] }", "APIGEN0029")]
    [InlineData("{ type: string, values: [Hunter2], maxLength: 3, sensitive: true }", "APIGEN0029")]
    [InlineData("{ type: string, sensitive: true, values: [other], default: Hunter2 }", "APIGEN0029")]
    [InlineData("{ type: string, sensitive: true, pattern: '^[a-z]+$', default: Hunter2 }", "APIGEN0029")]
    [InlineData("{ type: int64, sensitive: true, default: Hunter2 }", "APIGEN0030")]
    [InlineData("{ type: int64, sensitive: true, values: [1, Hunter2] }", "APIGEN0030")]
    [InlineData("{ type: bool, sensitive: true, default: Hunter2 }", "APIGEN0030")]
    [InlineData("{ type: list<string>, sensitive: true, maxLength: 3, values: [Hunter2] }", "APIGEN0029")]
    public void What_is_told_of_a_sensitive_member_does_not_show_its_values(string member, string id)
    {
        SpecDiagnostic diagnostic = Assert.Single(Spec.WithAction($"action: Act\nrequest: {{ A: {member} }}\n").Diagnostics);

        Assert.Equal(id, diagnostic.Descriptor.Id);
        Assert.DoesNotContain("Hunter2", diagnostic.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"\\n\"", "\n")]
    [InlineData("\" \"", " ")]
    [InlineData("\"\\t\"", "\t")]
    public void A_pattern_may_be_white_space(string written, string pattern)
    {
        var action = Spec.Action($"action: Act\nrequest:\n  A: {{ type: string, pattern: {written} }}\n");

        Assert.Equal(pattern, Assert.Single(action.Request).Constraint!.Pattern);
    }

    [Theory]
    [InlineData("request:\n  A: { type: string, pattern: \"\" }\n", "'pattern' must be a regular expression, not empty text.")]
    [InlineData("request:\n  A: { type: string, format: \" \" }\n", "'format' must be text, not blank text.")]
    public void Text_that_is_not_enough_is_not_called_text(string text, string message) =>
        Assert.Equal(message, Assert.Single(SpecReader.Read(new SpecText("specs/file.yaml", "action: Act\n" + text)).Diagnostics).Message);

    [Theory]
    [InlineData("{ type: string, format: Date-Time }", "Did you mean 'date-time'?")]
    [InlineData("{ type: string, format: date_time }", "Did you mean 'date-time'?")]
    [InlineData("{ type: string, format: datetme }", "Did you mean 'datetime'?")]
    [InlineData("{ type: string, format: Base64 }", "Did you mean 'base64'?")]
    [InlineData("{ type: int64, format: date-time }", "It is the form of a text, and the member is of the type int64.")]
    [InlineData("{ type: list<bool>, format: base64 }", "It is the form of a text, and the member is of the type list<bool>.")]
    public void A_slip_of_a_format_and_one_that_does_not_fit_are_told(string member, string remedy)
    {
        SpecDiagnostic told = Assert.Single(Spec.WithAction($"action: Act\nrequest: {{ A: {member} }}\n").Diagnostics);

        Assert.Equal("APIGEN0015", told.Descriptor.Id);
        Assert.EndsWith(" is no value for 'format'. " + remedy, told.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{ type: string, format: json }")]
    [InlineData("{ type: string, format: base32 }")]
    [InlineData("{ type: string, format: base64url }")]
    [InlineData("{ type: string, format: time }")]
    [InlineData("{ type: int64, format: unix-seconds }")]
    [InlineData("{ type: list<string>, format: date-time }")]
    public void Any_other_format_is_a_hint(string member) => Assert.NotNull(Spec.Member(member).Format);

    [Theory]
    [InlineData("action: Act\nrateLimit: [60/60s, 1/min]\n", "'1/min' limits the same span as '60/60s' before it.")]
    [InlineData("action: Act\nrateLimit: []\n", "a list of at least one limit, not an empty list.")]
    [InlineData("action: Act\nrequest: { A: { type: string, values: [] } }\n", "such as [a, b], not an empty list.")]
    [InlineData("actions: {}\naction: Act\n", "Unknown key 'actions' in an action file. Allowed here: ")]
    public void A_message_says_what_is_written(string file, string part) =>
        Assert.Contains(part, Assert.Single(SpecReader.Read(new SpecText("a.yaml", file)).Diagnostics).Message, StringComparison.Ordinal);
}
