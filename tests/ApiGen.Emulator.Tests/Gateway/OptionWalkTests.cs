namespace ApiGen.Emulator.Tests.Gateway;

/// <summary>Every option of the gateway with every value that nobody can mean.</summary>
public sealed class OptionWalkTests
{
    [Fact]
    public async Task Every_option_takes_a_value_or_refuses_it_by_name()
    {
        string[] faults = await OptionWalk.FaultsAsync(
            typeof(ApiGateway).Assembly,
            OptionWalk.Use.Of(() => new ApiEmulatorOptions(), UseAsync));

        Assert.True(faults.Length == 0, string.Join('\n', faults));
    }

    private static async Task UseAsync(ApiEmulatorOptions options)
    {
        ApiGateway gateway = new(BundledSpecs.Load("tcsas"), options);
        using HttpMessageInvoker invoker = new(gateway.CreateHandler());
        using HttpRequestMessage request = new(HttpMethod.Post, "http://127.0.0.1/") { Content = new StringContent("{}") };
        request.Headers.TryAddWithoutValidation("X-TC-Action", "CreateMNP");
        using HttpResponseMessage response = await invoker.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.NotNull(response.Content);
    }
}
