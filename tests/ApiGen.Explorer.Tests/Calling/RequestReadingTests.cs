using System.Text.Json;
using ApiGen.Emulator;
using ApiGen.Explorer.Calling;
using ApiGen.Runtime;
using ApiGen.Specs.Conformance;
using ApiGen.Specs.Model;

namespace ApiGen.Explorer.Tests.Calling;

public sealed class RequestReadingTests
{
    // The client says it when the call is made; the page says the same before.
    [Theory]
    [InlineData("""{"Label":"é"}""")]
    [InlineData("""{"Label":" a "}""")]
    [InlineData("""{"Label":""}""")]
    [InlineData("""{"Label":"a\nb"}""")]
    public async Task What_cannot_travel_in_a_header_is_a_problem_in_the_words_of_the_client(string json)
    {
        RequestReading reading = RequestReading.Of(json, Lab.Action("Store"), new ConformanceCheck(Lab.Service), new FormatCheck(Lab.Service));
        using ApiClient client = new(SpecAction.Of(Lab.Service), new TencentCloudCredential("id", "key"), null, new ApiClientOptions { Endpoint = new Uri("http://127.0.0.1:1/") });
        RequestValidationException refused = await Assert.ThrowsAsync<RequestValidationException>(() => client.SendAsync(
            SpecAction.Of<RawBodyRequest>(Lab.Service, Lab.Action("Store")), new RawBodyRequest(reading.Value!.Value, new byte[] { 1 }), null, TestContext.Current.CancellationToken));

        RequestReading.Problem problem = Assert.Single(reading.Problems);
        Assert.Equal("Label", problem.Path);
        Assert.Equal(Assert.Single(refused.Problems).Message, problem.Text);
    }

    [Theory]
    [InlineData("Store", """{"Label":"a b"}""")]
    [InlineData("Watch", """{"Name":" é\n"}""")]
    public void What_travels_in_JSON_or_fits_a_header_is_no_problem(string action, string json) =>
        Assert.True(RequestReading.Of(json, Lab.Action(action), new ConformanceCheck(Lab.Service), new FormatCheck(Lab.Service)).IsRight);

    // What the typed access to such a text reads, and nothing else.
    [Theory]
    [InlineData("date", "2024-02-29", true)]
    [InlineData("date", "20240229", true)]
    [InlineData("date", "2024-02-31", false)]
    [InlineData("date", "2023-02-29", false)]
    [InlineData("date", "02/28/2024", false)]
    [InlineData("date", "2024-02", false)]
    [InlineData("date", "", true)]
    [InlineData("date-time", "2024-02-29T08:00:00+08:00", true)]
    [InlineData("date-time", "2024-02-29T12:00:00.123456789Z", true)]
    [InlineData("date-time", "2024-02-31T08:00:00Z", false)]
    [InlineData("datetime", "2024-02-29 08:00:00", true)]
    [InlineData("datetime", "2024-02-29 25:00:00", false)]
    [InlineData("date", "0001-01-01", true)]
    [InlineData("date-time", "0001-01-01", false)]
    [InlineData("datetime", "0001-01-01 00:00:00", false)]
    [InlineData("date-time", "0001-01-01T00:00:00Z", true)]
    [InlineData("base64", "AQL6", true)]
    [InlineData("base64", "AQL", false)]
    [InlineData("json", "{", true)]
    public void A_text_that_its_format_cannot_be_read_in_is_a_problem_at_any_depth(string format, string text, bool isRight)
    {
        ApiExplorerSpecs specs = Lab.Read($$"""
            service: lab
            version: 2026-01-01
            namespace: Example.Lab
            endpoint: lab.example.com
            types:
              Part:
                members:
                  When: { type: list<string>, format: {{format}} }
                  Parts: { type: list<Part> }
            actions:
              Act:
                request:
                  When: { type: string, format: {{format}} }
                  Parts: { type: list<Part> }
            """);
        string json = JsonSerializer.Serialize(new { When = text, Parts = new[] { new { When = new[] { text }, Parts = new[] { new { When = new[] { text } } } } } });

        RequestReading reading = RequestReading.Of(json, specs.Services[0].Actions[0], new ConformanceCheck(specs.Services[0]), new FormatCheck(specs.Services[0]));

        Assert.Equal(isRight ? [] : ["When", "Parts[0].When[0]", "Parts[0].Parts[0].When[0]"], reading.Problems.Select(static problem => problem.Path));
        Assert.All(reading.Problems, problem => Assert.Matches("^is no (date|date and time|Base64), such as ", problem.Text));
    }

    // As the gateway and apigen call do, which read no deeper.
    [Theory]
    [InlineData(63, false, null)]
    [InlineData(64, true, null)]
    [InlineData(100, true, null)]
    [InlineData(300, true, "This is nested more than 128 levels deep.")]
    [InlineData(100_000, true, "This is nested more than 128 levels deep.")]
    public async Task What_nests_deeper_than_any_reader_of_requests_goes_does_not_fit_the_spec(int parts, bool isTooDeep, string? fault)
    {
        ApiExplorerSpecs specs = Lab.Read("""
            service: lab
            version: 2026-01-01
            namespace: Example.Lab
            endpoint: lab.example.com
            types:
              Part:
                members:
                  Name: { type: string }
                  Parts: { type: list<Part> }
            actions:
              Act:
                unsigned: true
                request:
                  Name: { type: string }
                  Parts: { type: list<Part> }
            """);
        ServiceModel service = specs.Services[0];
        string json = string.Concat(Enumerable.Repeat("""{"Parts":[""", parts)) + """{"Name":"x"}""" + string.Concat(Enumerable.Repeat("]}", parts));

        RequestReading reading = RequestReading.Of(json, service.Actions[0], new ConformanceCheck(service), new FormatCheck(service));

        Assert.Equal((fault, !isTooDeep), (reading.Fault, reading.IsRight));
        Assert.Equal(isTooDeep && fault is null ? ["is nested more than 128 levels deep"] : [], reading.Problems.Select(static problem => problem.Text));
        await using ApiEmulator emulator = await ApiEmulator.StartAsync(specs.Services, null, TestContext.Current.CancellationToken);
        using HttpRequestMessage request = new(HttpMethod.Post, emulator.Endpoint) { Content = new StringContent(json, System.Text.Encoding.UTF8, "application/json") };
        foreach ((string name, string value) in new[] { ("Host", "lab.example.com"), ("X-TC-Action", "Act"), ("X-TC-Version", "2026-01-01"), ("X-TC-Timestamp", DateTimeOffset.UtcNow.ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture)), ("Authorization", "SKIP") })
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using HttpClient http = new();
        using HttpResponseMessage response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(isTooDeep, (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Contains("InvalidParameter", StringComparison.Ordinal));
    }

    // What the specs themselves give as examples can be sent as it is.
    [Fact]
    public void No_example_of_the_bundled_specs_has_a_text_that_its_format_cannot_be_read_in() => Assert.Empty(
        from service in ApiExplorerSpecs.Bundled().Services
        from action in service.Actions
        from example in action.Examples
        from problem in new FormatCheck(service).Of(JsonDocument.Parse(example.Request).RootElement, action)
        select $"{action.Name} {problem.Path}");

    [Fact]
    public void A_member_that_does_not_fit_the_spec_is_told_once() =>
        Assert.Equal(["Label"], RequestReading.Of("""{"Label":"a","Label":"b\n"}""", Lab.Action("Store"), new ConformanceCheck(Lab.Service), new FormatCheck(Lab.Service)).Problems.Select(static problem => problem.Path));
}
