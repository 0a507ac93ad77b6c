using StackExchange.Redis;
using Xunit;

namespace ApiGen.Runtime.Redis.Tests;

/// <summary>Every option of the shared quota with every value that nobody can mean, while Redis is lost.</summary>
public sealed class OptionWalkTests
{
    private static readonly ApiService Service = new("tcsas", "2025-01-06", "tcsas.intl.tencentcloudapi.com");

    [Fact]
    public async Task Every_option_takes_a_value_or_refuses_it_by_name()
    {
        // Nobody listens at this port.
        await using ConnectionMultiplexer redis = await ConnectionMultiplexer.ConnectAsync(new ConfigurationOptions { EndPoints = { "127.0.0.1:1" }, AbortOnConnectFail = false });

        string[] faults = await OptionWalk.FaultsAsync(
            typeof(RedisQuota).Assembly,
            OptionWalk.Use.Of(() => new RedisQuotaOptions(), options => CallAsync(redis, options)));

        Assert.True(faults.Length == 0, string.Join('\n', faults));
    }

    private static async Task CallAsync(ConnectionMultiplexer redis, RedisQuotaOptions options)
    {
        using RedisQuota quota = new(redis, options);
        ApiClientOptions client = new() { HttpMessageHandler = new Responding(), ThrottleRegistry = new() };
        client.Throttle.LimitOverrides["Walked"] = [new ApiRateLimit(100, TimeSpan.FromSeconds(1))];
        client.Throttle.UseRedis(quota);
        using ApiClient caller = new(Service, new TencentCloudCredential("AKIDexample", "example-secret-key"), null, client);
        using CancellationTokenSource enough = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        Task<ApiRawResponse> calling = caller.SendAsync("Walked", "{}", null, enough.Token);
        await enough.CancelAsync();
        try
        {
            await calling;
        }
        catch (Exception e) when (e is ApiException or OperationCanceledException)
        {
            // Documented.
        }
    }

    private sealed class Responding : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage { Content = new StringContent("""{"Response":{"RequestId":"r"}}""") });
    }
}
