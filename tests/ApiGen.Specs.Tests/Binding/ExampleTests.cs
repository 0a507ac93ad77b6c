using System.Text.Json;
using ApiGen.Specs.Diagnostics;
using ApiGen.Specs.Model;

namespace ApiGen.Specs.Tests.Binding;

public class ExampleTests
{
    private const string Types = "types: { T: { members: { Name: { type: string, required: true }, Nested: T } } }\n";

    private static string Act(string request, string response = "{}") => $$"""
        action: Act
        request: { S: string, I: int64, U: uint64, D: double, B: bool, L: list<string>, N: list<int64>, O: T, Os: list<T> }
        response: { S: string, Data: T, Must: { type: string, required: true, nullable: true } }
        examples:
        - request: {{request}}
          response: {{response}}
        """;

    [Theory]
    [InlineData("{ S: text }", """{"S":"text"}""")]
    [InlineData("{ S: 007 }", """{"S":"007"}""")]
    [InlineData("{ S: true }", """{"S":"true"}""")]
    [InlineData("{ S: 2025-01-06 }", """{"S":"2025-01-06"}""")]
    [InlineData("{ S: 'null' }", """{"S":"null"}""")]
    [InlineData("{ S: null }", """{"S":null}""")]
    [InlineData("{ S: \"a\\u0001\\t\\\"\\\\\\u00e9\" }", """{"S":"a\u0001\u0009\"\\é"}""")]
    [InlineData("{ I: 007, U: 0xFF, D: 1.50, B: TRUE }", """{"I":7,"U":255,"D":1.50,"B":true}""")]
    [InlineData("{ I: -9223372036854775808, U: 18446744073709551615, D: .5 }", """{"I":-9223372036854775808,"U":18446744073709551615,"D":0.5}""")]
    [InlineData("{ D: 1. }", """{"D":1}""")]
    [InlineData("{ L: [1, on, x], N: [1, 0o17] }", """{"L":["1","on","x"],"N":[1,15]}""")]
    [InlineData("{ O: { Name: 1, Nested: { Name: 2 } }, Os: [ { Name: 3 } ] }", """{"O":{"Name":"1","Nested":{"Name":"2"}},"Os":[{"Name":"3"}]}""")]
    [InlineData("{ L: [], Os: [] }", """{"L":[],"Os":[]}""")]
    [InlineData("", "{}")]
    public void A_request_becomes_JSON_by_the_types_of_its_members(string request, string json)
    {
        SpecSet set = Spec.WithAction(Act(request, "{ Must: x }"), Types);
        Assert.Empty(Spec.Lines(set));
        string actual = Assert.Single(Assert.Single(Assert.Single(set.Services).Actions).Examples).Request;
        Assert.Equal(json, actual);
        using var document = JsonDocument.Parse(actual);
        Assert.Equal(JsonValueKind.Object, document.RootElement.ValueKind);
    }

    [Theory]
    [InlineData("{ X: 1 }", "APIGEN0060(5,14) 'X'")]
    [InlineData("{ s: text }", "APIGEN0060(5,14) 's'")]
    [InlineData("{ O: { Nam: x, Name: y } }", "APIGEN0060(5,19) 'Nam'")]
    [InlineData("{ O: { Nested: { Name: x } } }", "APIGEN0061(5,14) 'O'")]
    [InlineData("{ Os: [ { Name: x }, { Nested: { Name: x } } ] }", "APIGEN0061(5,35) 'Nested'")]
    [InlineData("{ O: { Name: } }", "APIGEN0061(5,19) 'Name'")]
    [InlineData("{ I: \"5\" }", "APIGEN0062(5,17) '\"5\"'")]
    [InlineData("{ I: 1.5 }", "APIGEN0062(5,17) '1.5'")]
    [InlineData("{ U: -1 }", "APIGEN0062(5,17) '-1'")]
    [InlineData("{ D: .inf }", "APIGEN0062(5,17) '.inf'")]
    [InlineData("{ B: no }", "APIGEN0062(5,17) 'no'")]
    [InlineData("{ B: 1 }", "APIGEN0062(5,17) '1'")]
    [InlineData("{ L: x }", "APIGEN0062(5,17) 'x'")]
    [InlineData("{ N: [1, x] }", "APIGEN0062(5,21) 'x'")]
    [InlineData("{ N: [1, null] }", "APIGEN0062(5,21) 'null'")]
    [InlineData("{ O: x }", "APIGEN0062(5,17) 'x'")]
    [InlineData("{ S: [x] }", "APIGEN0062(5,17) ''")]
    [InlineData("{ S: { x: y } }", "APIGEN0062(5,17) ''")]
    public void A_request_that_does_not_conform_is_warned_about_at_its_token(string request, string mark)
    {
        Assert.Equal([mark], Spec.ActionMarks(Act(request, "{ Must: x }"), Types));
        SpecSet set = Spec.WithAction(Act(request, "{ Must: x }"), Types);
        Assert.Equal(SpecSeverity.Warning, set.Diagnostics[0].Descriptor.Severity);
        using var document = JsonDocument.Parse(set.Services[0].Actions[0].Examples[0].Request);
    }

    [Theory]
    [InlineData("{ Count: 101 }", "APIGEN0063(4,23) '101'")]
    [InlineData("{ Names: [ab, abc] }", "APIGEN0063(4,28) 'abc'")]
    [InlineData("{ Names: [] }", "APIGEN0063(4,23) ''")]
    public void A_value_that_the_client_would_not_send_is_warned_about_at_its_token(string request, string mark) =>
        Assert.Equal([mark], Spec.ActionMarks($$"""
            action: Act
            request: { Count: { type: int64, maximum: 100 }, Names: { type: list<string>, minItems: 1, maxLength: 2 } }
            examples:
            - { request: {{request}} }
            """));

    [Theory]
    [InlineData("{ N: [1, x] }", "'N[1]'")]
    [InlineData("{ O: { Nam: x, Name: y } }", "'O.Nam'")]
    [InlineData("{ Os: [ { Name: x }, { Nested: { Name: x } } ] }", "'Os[1].Name'")]
    [InlineData("{ Os: [ { Name: x, Nested: { Name: [x] } } ] }", "'Os[0].Nested.Name'")]
    public void The_whole_path_is_told(string request, string path) =>
        Assert.Contains(path, Assert.Single(Spec.WithAction(Act(request, "{ Must: x }"), Types).Diagnostics).Message, StringComparison.Ordinal);

    [Fact]
    public void A_sensitive_value_is_not_repeated()
    {
        SpecSet set = Spec.WithAction("action: Act\nrequest: { Pin: { type: int64, sensitive: true, maximum: 9 } }\nexamples: [ { request: { Pin: hunter2 } }, { request: { Pin: 75319 } } ]\n");
        Assert.Equal(["APIGEN0062", "APIGEN0063"], set.Diagnostics.Select(static d => d.Descriptor.Id));
        Assert.DoesNotContain(set.Diagnostics, static d => d.Message.Contains("hunter2", StringComparison.Ordinal) || d.Message.Contains("75319", StringComparison.Ordinal));
    }

    [Fact]
    public void A_name_that_nobody_declared_in_a_sensitive_object_is_not_repeated()
    {
        SpecSet set = Spec.WithAction("action: Act\nrequest: { Box: { type: Pair, sensitive: true } }\nexamples: [ { request: { Box: { hunter2: 1 } } } ]\n", "types: { Pair: { members: { A: string } } }\n");
        Assert.Equal(["APIGEN0060"], set.Diagnostics.Select(static d => d.Descriptor.Id));
        Assert.Contains("'Box.***'", set.Diagnostics.Single().Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", set.Diagnostics.Single().Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{ S: a, S: b }", "{ Must: x }", "S", "APIGEN0013(5,20) 'S'")]
    [InlineData("{ O: { Name: a, Nested: { Name: b, Name: c } } }", "{ Must: x }", "O.Nested.Name", "APIGEN0013(5,47) 'Name'")]
    [InlineData("{ Os: [ { Name: a }, { Name: b, Name: c } ] }", "{ Must: x }", "Os[1].Name", "APIGEN0013(5,44) 'Name'")]
    [InlineData("{ }", "{ Must: x, RequestId: r, RequestId: s }", "RequestId", "APIGEN0013(6,38) 'RequestId'")]
    public void A_name_that_stands_twice_is_told_with_its_path(string request, string response, string path, string mark)
    {
        Assert.Equal([mark], Spec.ActionMarks(Act(request, response), Types));
        Assert.Contains($"'{path}' is given twice", Assert.Single(Spec.WithAction(Act(request, response), Types).Diagnostics).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{ type: string, sensitive: true }", "{ hunter2: 1, hunter2: 2 }", "P.***")]
    [InlineData("{ type: list<string>, sensitive: true }", "{ hunter2: 1, hunter2: 2 }", "P.***")]
    [InlineData("{ type: list<string>, sensitive: true }", "[ { hunter2: 1, hunter2: 2 } ]", "P[0].***")]
    [InlineData("{ type: Pair, sensitive: true }", "{ hunter2: 1, hunter2: 2 }", "P.***")]
    [InlineData("{ type: Pair, sensitive: true }", "{ A: { hunter2: [ { hunter3: 1, hunter3: 2 } ] } }", "P.A.***[0].***")]
    [InlineData("Holder", "[ { hunter2: 1, hunter2: 2 } ]", "P[0].***")]
    [InlineData("{ type: Missing, sensitive: true }", "{ hunter2: 1, hunter2: 2 }", null)]
    public void A_name_that_stands_twice_in_something_sensitive_is_not_repeated(string member, string value, string? path)
    {
        const string Types = "types: { Pair: { members: { A: string } }, Holder: { members: { Pin: { type: string, sensitive: true } } } }\n";
        foreach (string body in new[] { "request", "response" })
        {
            SpecSet set = Spec.WithAction($"action: Act\n{body}: {{ P: {member} }}\nexamples: [ {{ {(body == "request" ? "" : "request: {}, ")}{body}: {{ P: {value} }} }} ]\n", Types);

            Assert.Equal(path is null ? [] : [path], set.Diagnostics.Where(static d => d.Descriptor.Id == "APIGEN0013").Select(static d => d.Arguments[0]));
            Assert.DoesNotContain(set.Diagnostics, static d => d.Message.Contains("hunter", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void A_missing_required_member_is_warned_about()
    {
        Assert.Equal(["APIGEN0061(6,3) 'response'"], Spec.ActionMarks(Act("{}", "{ S: x }"), Types));
    }

    [Fact]
    public void Null_satisfies_a_required_member_that_may_be_null() => Assert.Empty(Spec.ActionMarks(Act("{}", "{ Must: null }"), Types));

    [Fact]
    public void A_response_may_leave_out_what_only_requests_must_give() => Assert.Empty(Spec.ActionMarks(Act("{}", "{ Must: x, Data: { Nested: {} } }"), Types));

    [Fact]
    public void RequestId_may_stand_in_a_response_without_being_declared()
    {
        ActionModel action = Spec.Action(Act("{}", "{ Must: x, RequestId: 123 }"), Types);
        Assert.Equal("""{"Must":"x","RequestId":"123"}""", action.Examples[0].Response);
    }

    [Fact]
    public void The_content_of_Response_is_given_without_its_wrapper()
    {
        SpecSet set = Spec.WithAction(Act("{}", "{ Response: {}, Must: x }"), Types);
        Assert.EndsWith("Give the content of 'Response' alone.", Assert.Single(set.Diagnostics).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_for_a_member_that_is_wrong_itself_is_not_reported_again()
    {
        Assert.Equal(["APIGEN0048"], Spec.ActionMarks("action: Act\nrequest: { A: strng }\nexamples: [ { request: { A: 1 } } ]\n").Select(m => m[..10]));
    }

    [Fact]
    public void An_example_without_a_response_has_none()
    {
        ActionModel action = Spec.Action("action: Act\nexamples: [ { title: First, request: {} } ]\n");
        Assert.Equal(new ExampleModel("First", "{}", null), Assert.Single(action.Examples));
    }
}
