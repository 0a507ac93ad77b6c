using System.Text;
using System.Text.Json;
using ApiGen.Emulator.Tests.Support;
using ApiGen.Specs;
using ApiGen.Specs.Model;

namespace ApiGen.Emulator.Tests.Responses;

/// <summary>What a spec or a request can hold ends in bounded time and depth.</summary>
public sealed class LargeSpecTests
{
    private const string Head = "service: big\nversion: 2020-01-01\nnamespace: Big\nendpoint: big.tencentcloudapi.com\n";

    private static readonly Call Call = new() { Host = "big.tencentcloudapi.com", Scope = "big", Action = "Get", Version = "2020-01-01", Body = "{}" };

    [Theory]
    [InlineData(28, 2)]
    [InlineData(5000, 1)]
    public async Task A_response_made_of_types_that_use_each_other_is_as_large_and_deep_as_responses_are(int types, int links)
    {
        StringBuilder spec = new(Head + "actions: { Get: { response: { First: { type: T0, required: true } } } }\ntypes:\n");
        for (int i = 0; i < types; i++)
        {
            string next = i + 1 < types ? $"T{i + 1}" : "string";
            spec.Append("  T").Append(i).Append(": { members: { ").AppendJoin(", ", Enumerable.Range(0, links).Select(link => $"M{link}: {{ type: {next}, required: true }}")).Append(" } }\n");
        }

        using Client client = new(new ApiGateway(Load(spec.ToString())));

        JsonElement response = await client.CallAsync(Call);

        Assert.Equal(JsonValueKind.Object, response.GetProperty("First").ValueKind);
        Assert.InRange(response.GetRawText().Length, 10, 2_000_000);
    }

    [Fact]
    public async Task Bounds_that_no_response_can_meet_are_no_reason_to_fill_the_memory()
    {
        using Client client = new(new ApiGateway(Load(Head + """
            actions:
              Get: { response: { Texts: { type: list<string>, minItems: 2000000000 }, Text: { type: string, minLength: 2000000000 } } }

            """)));

        JsonElement response = await client.CallAsync(Call);

        Assert.InRange(response.GetRawText().Length, 10, 2_000_000);
    }

    [Fact]
    public async Task A_query_that_is_nested_as_deep_as_it_is_long_is_refused()
    {
        using Client client = new(new ApiGateway(Load(Head + "types: { A: { members: { A: A } } }\nactions: { Get: { request: { A: A } } }\n")));

        JsonElement response = await client.CallAsync(Call with { Method = "GET", ContentType = "application/x-www-form-urlencoded", Query = string.Join('.', Enumerable.Repeat("A", 16_000)) + "=1" });

        Assert.Equal("InvalidParameter", response.GetProperty("Error").GetProperty("Code").GetString());
        Assert.Contains("nested more than 128 levels deep", response.GetProperty("Error").GetProperty("Message").GetString(), StringComparison.Ordinal);
    }

    private static EquatableArray<ServiceModel> Load(string spec)
    {
        SpecSet set = SpecLoader.Load([new SpecText("s.yaml", spec)]);
        Assert.Empty(set.Diagnostics);
        return set.Services;
    }
}
