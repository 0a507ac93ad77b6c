using ApiGen.EndToEnd.Support;
using ApiGen.Runtime;
using TencentCloud.Tcsas;

namespace ApiGen.EndToEnd.CreateMNP;

/// <summary>Calls that cannot succeed end before anything is sent, and say what to change.</summary>
public sealed class NothingSentTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Required_fields_that_are_not_set_are_named_all_at_once()
    {
        await using Gateway gateway = await Gateway.StartAsync();
        using TcsasClient client = gateway.Client();
        CreateMNPRequest request = CreateMNPRequest.FromJson("""{"MNPName": "n", "PlatformId": "p", "MNPIcon": null}""");

        RequestValidationException failure = await Assert.ThrowsAsync<RequestValidationException>(() => client.CreateMNPAsync(request, Cancelled));

        Assert.Equal(["MNPType", "MNPIcon", "MNPIntro", "MNPDesc"], failure.Problems.Select(problem => problem.Path));
        Assert.Empty(gateway.Arrivals);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public async Task A_missing_region_is_a_faulty_argument(string? region)
    {
        await using Gateway gateway = await Gateway.StartAsync();
        using TcsasClient client = gateway.Client(region: region);

        ArgumentException failure = await Assert.ThrowsAnyAsync<ArgumentException>(() => client.CreateMNPAsync(MiniProgram.Request(), Cancelled));

        Assert.Contains("region", failure.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Empty(gateway.Arrivals);
    }

    [Fact]
    public async Task The_region_of_one_call_stands_in_for_that_of_the_client()
    {
        await using Gateway gateway = await Gateway.StartAsync();
        using TcsasClient client = gateway.Client(region: null);

        await client.CreateMNPAsync(MiniProgram.Request(), new ApiCallOptions { Region = "ap-bangkok" }, Cancelled);

        Assert.Equal("ap-bangkok", Assert.Single(gateway.Arrivals).Region);
    }

    [Fact]
    public async Task A_null_request_is_a_faulty_argument()
    {
        await using Gateway gateway = await Gateway.StartAsync();
        using TcsasClient client = gateway.Client();

        await Assert.ThrowsAsync<ArgumentNullException>(() => client.CreateMNPAsync(null!, Cancelled));

        Assert.Empty(gateway.Arrivals);
    }
}
