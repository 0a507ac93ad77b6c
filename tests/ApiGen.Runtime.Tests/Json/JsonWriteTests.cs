using ApiGen.Runtime.Json;
using Xunit;

namespace ApiGen.Runtime.Tests.Json;

public sealed class JsonWriteTests
{
    [Fact]
    public void What_was_set_is_written_and_what_was_not_is_left_out()
    {
        Assert.Equal("{}", new ThingRequest().ToJson());
        Assert.Equal(
            """{"Name":"","Count":0,"Tags":[],"Parts":[],"Part":{}}""",
            new ThingRequest { Name = "", Count = 0, Tags = [], Parts = [], Part = new ThingPart() }.ToJson());
    }

    [Fact]
    public void Text_travels_unescaped_but_for_what_JSON_demands() =>
        Assert.Equal(
            "{\"Name\":\"未命名 <b>&'+ \\\"q\\\" \\\\ \\n\u00e9\"}",
            new ThingRequest { Name = "未命名 <b>&'+ \"q\" \\ \n\u00e9" }.ToJson());

    [Fact]
    public void Every_kind_of_member_survives_a_round_trip()
    {
        const string json = """{"Text":"t","Integer":-9223372036854775808,"Unsigned":18446744073709551615,"Number":0.1,"Flag":false,"Texts":["a"],"Integers":[1,null],"Unsigneds":[2,null],"Numbers":[0.5,null],"Flags":[true,null],"Child":{"Text":"c"},"Children":[{"Text":"d"}],"Lists":[["x"],[]],"TEXT":"u"}""";

        Assert.Equal(json, JsonModel.ToJson(JsonModel.FromJson<ThingPart>(json)));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void A_number_that_is_not_finite_is_an_error_that_names_the_member(double value)
    {
        ArgumentException single = Assert.Throws<ArgumentException>(() => JsonModel.ToJson(new ThingPart { Number = value }));
        ArgumentException list = Assert.Throws<ArgumentException>(() => JsonModel.ToJson(new ThingPart { Numbers = [1, value] }));

        Assert.StartsWith("Number ", single.Message, StringComparison.Ordinal);
        Assert.StartsWith("Numbers ", list.Message, StringComparison.Ordinal);
        Assert.Equal("{\"Number\":1}", JsonModel.ToJson(new ThingPart { Number = 1 }));
    }

    [Fact]
    public void A_null_in_a_list_is_written_as_null() =>
        Assert.Equal("""{"Texts":["a",null],"Children":[null]}""", JsonModel.ToJson(new ThingPart { Texts = ["a", null!], Children = [null!] }));

    [Fact]
    public void A_response_member_that_was_not_sent_says_so_when_it_is_used()
    {
        ThingResponse response = JsonModel.FromJson<ThingResponse>("""{"RequestId":"r-9"}""");

        InvalidOperationException e = Assert.Throws<InvalidOperationException>(() => response.Data);

        Assert.Equal("ThingResponse.Data has no value: the service did not send it (RequestId: r-9).", e.Message);
    }
}
