using System.Text.Json.Nodes;
using ApiGen.Emulator;
using ApiGen.EndToEnd.Support;
using TencentCloud.Tcsas;

namespace ApiGen.EndToEnd.CreateMNP;

/// <summary>The example on the vendor's page, through the generated types and through a whole call.</summary>
public sealed class PageExampleTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public void The_typed_request_is_written_as_the_page_s_input() =>
        AssertSameJson(MiniProgram.PageInput, MiniProgram.Request().ToJson());

    [Fact]
    public void The_page_s_input_reads_into_the_typed_request_and_back()
    {
        CreateMNPRequest request = CreateMNPRequest.FromJson(MiniProgram.PageInput);

        Assert.Equal("apiminiprogram", request.MNPName);
        Assert.Equal("6519624807", request.TeamId);
        Assert.Null(request.I18nList);
        AssertSameJson(MiniProgram.PageInput, request.ToJson());
    }

    [Fact]
    public async Task The_page_s_output_reads_into_the_typed_response()
    {
        await using Gateway gateway = await Gateway.StartAsync(new ApiEmulatorOptions { RecordBodies = true });
        gateway.Script("CreateMNP").RespondsWithHttp(200, MiniProgram.PageOutput);
        using TcsasClient client = gateway.Client();

        CreateMNPResponse response = await client.CreateMNPAsync(MiniProgram.Request(), Cancelled);

        Assert.Equal("mp1mkdcf53ob2h8m", response.Data.ResourceId);
        Assert.Equal("e5b444cb698246b6852bd980114ca151", response.RequestId);
        ApiArrival arrival = Assert.Single(gateway.Arrivals);
        Assert.True(arrival.Accepted);
        Assert.Equal("CreateMNP", arrival.Action);
        Assert.Equal("ap-singapore", arrival.Region);
        Assert.Equal("tcsas.intl.tencentcloudapi.com", arrival.Host);
        AssertSameJson(MiniProgram.PageInput, arrival.Body);
    }

    [Fact]
    public async Task The_gateway_answers_an_unscripted_call_with_the_page_s_example()
    {
        await using Gateway gateway = await Gateway.StartAsync();
        using TcsasClient client = gateway.Client();

        CreateMNPResponse response = await client.CreateMNPAsync(MiniProgram.Request(), Cancelled);

        Assert.Equal("mp1mkdcf53ob2h8m", response.Data.ResourceId);
        Assert.Equal(Assert.Single(gateway.Arrivals).RequestId, response.RequestId);
    }

    private static void AssertSameJson(string expected, string? actual) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), JsonNode.Parse(actual!)), $"expected {expected}\ngot {actual}");
}
