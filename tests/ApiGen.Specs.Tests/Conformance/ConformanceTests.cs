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
