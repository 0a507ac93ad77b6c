using System.Text.Json;
using System.Text.Json.Nodes;
using ApiGen.Emulator.Tests.Support;
using ApiGen.Specs;

namespace ApiGen.Emulator.Tests.Responses;

/// <summary>Paged actions with as many items as a test wants.</summary>
public sealed class ItemPageTests
{
    private const string Spec = """
        service: big
        version: 2020-01-01
        namespace: Big
        endpoint: big.tencentcloudapi.com
        types:
          Item: { members: { ItemId: { type: string, required: true }, Size: int64 } }
          Result: { members: { Items: list<Item>, TotalCount: int64 } }
        actions:
          ByOffset:
            paging: { position: Offset, limit: Limit, items: Data.Items, total: Data.TotalCount, pageSize: 20 }
            request: { Offset: int64, Limit: int64 }
            response: { Data: Result }
            examples:
              - request: {}
                response: { Data: { Items: [{ ItemId: a, Size: 1 }, { ItemId: b, Size: 2 }], TotalCount: 2 } }
          ByPage:
            paging: { style: page, position: PageNumber, limit: PageSize, items: Names, total: Total, pageSize: 10 }
            request: { PageNumber: int64, PageSize: int64 }
            response: { Names: list<string>, Total: int64 }
          ByToken:
            paging: { position: NextToken, items: Names, next: NextToken, pageSize: 20 }
            request: { NextToken: string }
            response: { Names: list<string>, NextToken: string }
          Whole:
            response: { Names: list<string> }
            examples:
              - request: {}
                response: { Names: [a, b] }

        """;

    [Theory]
    [InlineData(45, 20, "20,20,5")]
    [InlineData(40, 20, "20,20,0")]
    [InlineData(0, 20, "0")]
    [InlineData(3, 1, "1,1,1,0")]
    public async Task Offsets_give_the_items_one_after_the_other(int count, int limit, string sizes)
    {
        using Client client = Start(count);
        List<string> ids = [];
        List<int> pages = [];
        do
        {
            JsonElement data = (await client.CallAsync(Call("ByOffset", $$"""{"Offset":{{ids.Count}},"Limit":{{limit}}}"""))).GetProperty("Data");
            Assert.Equal(count, data.GetProperty("TotalCount").GetInt32());
            pages.Add(data.GetProperty("Items").GetArrayLength());
            ids.AddRange(data.GetProperty("Items").EnumerateArray().Select(item => item.GetProperty("ItemId").GetString()!));
        }
        while (pages[^1] == limit);

        Assert.Equal(sizes, string.Join(',', pages));
        Assert.Equal(count, ids.Distinct().Count());
    }

    [Fact]
    public async Task Pages_count_from_1_and_have_the_usual_size_when_none_is_asked_for()
    {
        using Client client = Start(23);

        JsonElement first = await client.CallAsync(Call("ByPage", "{}"));
        JsonElement last = await client.CallAsync(Call("ByPage", """{"PageNumber":3}"""));
        JsonElement beyond = await client.CallAsync(Call("ByPage", """{"PageNumber":9223372036854775807,"PageSize":9223372036854775807}"""));

        Assert.Equal((10, 3, 0), (first.GetProperty("Names").GetArrayLength(), last.GetProperty("Names").GetArrayLength(), beyond.GetProperty("Names").GetArrayLength()));
        Assert.Equal("Names-23", last.GetProperty("Names")[2].GetString());
        Assert.Equal(23, last.GetProperty("Total").GetInt32());
    }

    [Fact]
    public async Task Tokens_lead_to_the_end_and_no_further()
    {
        using Client client = Start(45);
        List<string> names = [];
        string token = "";
        int calls = 0;
        do
        {
            JsonElement page = await client.CallAsync(Call("ByToken", new JsonObject { ["NextToken"] = token }.ToJsonString()));
            names.AddRange(page.GetProperty("Names").EnumerateArray().Select(name => name.GetString()!));
            token = page.GetProperty("NextToken").GetString()!;
            calls++;
        }
        while (token.Length > 0);

        Assert.Equal((3, 45), (calls, names.Distinct().Count()));
    }

    [Fact]
    public async Task What_is_not_paged_stays_the_example()
    {
        using Client client = Start(45);

        Assert.Equal(2, (await client.CallAsync(Call("Whole", "{}"))).GetProperty("Names").GetArrayLength());
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(ApiEmulatorOptions.MaxItemCount + 1)]
    public void A_count_out_of_bounds_is_refused(int count) => Assert.Throws<ArgumentOutOfRangeException>(() => Start(count));

    private static Client Start(int count) => new(new ApiGateway(SpecLoader.Load([new SpecText("s.yaml", Spec)]).Services, new ApiEmulatorOptions { ItemCount = count, EnforceRateLimits = false }));

    private static Call Call(string action, string body) => new()
    {
        Host = "big.tencentcloudapi.com",
        Scope = "big",
        Action = action,
        Version = "2020-01-01",
        Body = body,
    };
}
