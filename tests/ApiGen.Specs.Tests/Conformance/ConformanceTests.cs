using System.Diagnostics;
using System.Text.Json;
using ApiGen.Conformance.Tests;
using ApiGen.Specs.Conformance;
using ApiGen.Specs.Model;

namespace ApiGen.Specs.Tests.Conformance;

public sealed class ConformanceTests
{
    private static readonly ServiceModel Service = Load();

    public static TheoryData<string> Vectors => [.. ConformanceVector.All.Select(static vector => vector.Request)];

    [Theory]
    [MemberData(nameof(Vectors))]
    public void A_value_has_the_verdict_of_its_vector(string request)
    {
        ConformanceVector vector = ConformanceVector.All.First(vector => vector.Request == request);
        using JsonDocument body = JsonDocument.Parse(request);

        IReadOnlyList<Violation> violations = new ConformanceCheck(Service).OfRequest(Wire(body.RootElement), Service.Actions[0]);

        Assert.Equal(vector.Verdict.Order(), violations.Select(static violation => (violation.Kind.ToString(), violation.Path)).Order());
        string text = string.Join('\n', violations);
        Assert.DoesNotContain(ConformanceVector.Secrets, secret => text.Contains(secret, StringComparison.Ordinal));
    }

    // What was put into the wrong place of something sensitive, or stands in the place of an object that has such members, is a secret all the same.
    [Theory]
    [InlineData("""{"Box":{"hunter2":1}}""", "Box.*** is not declared")]
    [InlineData("""{"Box":{"Name":"a","Name":"b","hunter2":1,"hunter2":2}}""", "Box.*** is given twice|Box.*** is not declared|Box.Name is given twice")]
    [InlineData("""{"Boxes":[{"Inner":{"hunter2":1}}]}""", "Boxes[0].Inner.*** is not declared")]
    [InlineData("""{"Plain":{"Other":1}}""", "Plain.Other is not declared")]
    [InlineData("""{"Login":753}""", "Login must be of the type Login, not such a number")]
    [InlineData("""{"Logins":[753]}""", "Logins[0] must be of the type Login, not such a number")]
    [InlineData("753", " must be of the type object, not such a number")]
    [InlineData("""{"Plain":753}""", "Plain must be of the type Plain, not the number 753")]
    public void No_violation_shows_a_name_in_a_sensitive_object_or_what_stands_in_the_place_of_one(string request, string faults)
    {
        ServiceModel service = Only("""
            service: demo
            version: 2025-01-06
            namespace: Demo.Api
            endpoint: demo.example.com
            types:
              Plain: { members: { Name: { type: string } } }
              Box: { members: { Name: { type: string }, Inner: { type: Plain } } }
              Login: { members: { Password: { type: string, sensitive: true } } }
            actions: { Act: { request: { Plain: Plain, Box: { type: Box, sensitive: true }, Boxes: { type: list<Box>, sensitive: true }, Login: Login, Logins: list<Login> } } }
            """);
        using JsonDocument body = JsonDocument.Parse(request);

        Assert.Equal(faults.Split('|'), new ConformanceCheck(service).OfRequest(Wire(body.RootElement), service.Actions[0]).Select(static violation => violation.ToString()).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("""{"Kind":"nope"}""", "Kind is nope; allowed are book, \"\"")]
    [InlineData("""{"Size":""}""", "Size is \"\"; allowed are S")]
    public void An_empty_text_is_shown_in_quotation_marks(string request, string fault)
    {
        ServiceModel service = Only("""
            service: demo
            version: 2025-01-06
            namespace: Demo.Api
            endpoint: demo.example.com
            actions: { Act: { request: { Kind: { type: string, values: [book, ""] }, Size: { type: string, values: [S] } } } }
            """);
        using JsonDocument body = JsonDocument.Parse(request);

        Assert.Equal([fault], new ConformanceCheck(service).OfRequest(Wire(body.RootElement), service.Actions[0]).Select(static violation => violation.ToString()));
    }

    // The request is the first level; a response is read deeper.
    [Theory]
    [InlineData(127, true)]
    [InlineData(128, false)]
    public void A_request_nests_at_most_128_levels(int levels, bool isRight)
    {
        ServiceModel service = Only("""
            service: demo
            version: 2025-01-06
            namespace: Demo.Api
            endpoint: demo.example.com
            types: { Node: { members: { Next: Node, Name: string } } }
            actions: { Act: { request: { Next: Node }, response: { Next: Node } } }
            """);
        using JsonDocument body = JsonDocument.Parse(string.Concat(Enumerable.Repeat("""{"Next":""", levels)) + "{}" + new string('}', levels), new JsonDocumentOptions { MaxDepth = 200 });
        ConformanceCheck check = new(service);
        string path = string.Join('.', Enumerable.Repeat("Next", 128));

        Assert.Equal(isRight ? [] : [(ViolationKind.TooDeep, $"{path} is nested more than 128 levels deep")], check.OfRequest(Wire(body.RootElement), service.Actions[0]).Select(static violation => (violation.Kind, violation.ToString())));
        Assert.Empty(check.OfResponse(Wire(body.RootElement), service.Actions[0]));
    }

    [Fact]
    public void Patterns_have_one_second_for_all_values_of_a_request()
    {
        Stopwatch watch = Stopwatch.StartNew();
        WireValue body = WireValue.OfObject([new WireMember("AllBacktrack", WireValue.OfList([.. Enumerable.Repeat(WireValue.OfText(new string('a', 40) + "!"), 60)]))]);

        Assert.Equal("AllBacktrack[0]", Assert.Single(new ConformanceCheck(Service).OfRequest(body, Service.Actions[0])).Path);
        Assert.InRange(watch.Elapsed, TimeSpan.FromSeconds(0.9), TimeSpan.FromSeconds(20));
    }

    [Fact]
    public void A_response_owes_what_its_own_types_promise_and_not_what_shared_types_ask_of_callers()
    {
        ServiceModel service = Only("""
            service: demo
            version: 2025-01-06
            namespace: Demo.Api
            endpoint: demo.example.com
            types:
              Shared: { members: { Name: { type: string, required: true } } }
              Own: { members: { Name: { type: string, required: true, maxLength: 1 }, None: { type: string, required: true, nullable: true } } }
            actions: { Act: { request: { In: Shared }, response: { Shared: Shared, Own: Own } } }
            """);
        using JsonDocument content = JsonDocument.Parse("""{"Shared":{},"Own":{"None":null},"RequestId":"x"}""");
        using JsonDocument longer = JsonDocument.Parse("""{"Own":{"Name":"longer than one","None":""}}""");

        Assert.Equal(["Own.Name is required"], Faults(content));
        Assert.Empty(Faults(longer));

        IEnumerable<string> Faults(JsonDocument document) =>
            new ConformanceCheck(service).OfResponse(Wire(document.RootElement), service.Actions[0]).Select(static violation => violation.ToString());
    }

    [Theory]
    [InlineData(@"^a$", @"^a\z")]
    [InlineData(@"\$$", @"\$\z")]
    [InlineData(@"[$\d]$", @"[$0-9]\z")]
    [InlineData(@"[]$]$", @"[]$]\z")]
    [InlineData(@"[^]$]$", @"[^]$]\z")]
    [InlineData(@"[a-z-[$e]]$", @"[a-z-[$e]]\z")]
    [InlineData(@"[-[]$", @"[-[]\z")]
    [InlineData(@"[\-[]$", @"[\-[]\z")]
    [InlineData(@"[[]$", @"[[]\z")]
    [InlineData(@"(?m)a$", @"(?m)a$")]
    [InlineData(@"(?m:a$)b$", @"(?m:a$)b\z")]
    [InlineData(@"((?m)a$)b$", @"((?m)a$)b\z")]
    [InlineData(@"(?i-m:a$)$", @"(?i-m:a\z)\z")]
    [InlineData(@"(?<name>a$)", @"(?<name>a\z)")]
    [InlineData(@"(?=a$)", @"(?=a\z)")]
    [InlineData(@"\\d$", @"\\d\z")]
    [InlineData(@"\D[\D]", @"[^0-9][\u0000-/:-\uFFFF]")]
    public void A_pattern_is_put_into_plain_dotnet(string pattern, string expected)
    {
        Assert.Equal(expected, PatternDialect.ToDotNet(pattern));
        _ = new System.Text.RegularExpressions.Regex(expected);
    }

    private static WireValue Wire(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => WireValue.OfObject([.. value.EnumerateObject().Select(static member => new WireMember(member.Name, Wire(member.Value)))]),
        JsonValueKind.Array => WireValue.OfList([.. value.EnumerateArray().Select(Wire)]),
        JsonValueKind.String => WireValue.OfText(value.GetString()!),
        JsonValueKind.Number => WireValue.OfNumber(value.GetRawText()),
        JsonValueKind.Null => WireValue.OfNull(),
        _ => WireValue.Of(value.GetBoolean()),
    };

    private static ServiceModel Load() => Only(File.ReadAllText(Path.Combine(ConformanceVector.Folder, "conformance.yaml")));

    private static ServiceModel Only(string text)
    {
        SpecSet set = SpecLoader.Load([new SpecText("conformance.yaml", text)]);
        Assert.Empty(Spec.Lines(set));
        return Assert.Single(set.Services);
    }
}
