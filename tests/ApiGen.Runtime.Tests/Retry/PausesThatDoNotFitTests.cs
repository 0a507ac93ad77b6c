using ApiGen.Runtime.Tests.Pipeline;
using Xunit;

namespace ApiGen.Runtime.Tests.Retry;

/// <summary>A first pause that is longer than the longest is a mistake, wherever it is set.</summary>
public sealed class PausesThatDoNotFitTests
{
    private static RetryOptions Misfit => new() { BaseDelay = TimeSpan.FromSeconds(5), MaxDelay = TimeSpan.FromSeconds(1) };

    [Fact]
    public void A_client_is_not_made_with_them()
    {
        ArgumentException e = Assert.Throws<ArgumentException>(() => SocketClient.Create(null, o => o.Retry = Misfit));

        Assert.StartsWith("Retry.BaseDelay does not fit: the first pause is longer than Retry.MaxDelay, the longest.", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_is_not_made_with_them()
    {
        StubHandler handler = StubHandler.Json("""{"Response":{"RequestId":"r"}}""");
        using ApiClient client = SocketClient.Create(null, o => o.HttpMessageHandler = handler);

        await Assert.ThrowsAsync<ArgumentException>(
            () => client.SendAsync(TestService.Action(), new ThingRequest { Name = "n" }, new ApiCallOptions { Retry = Misfit }, TestContext.Current.CancellationToken));

        Assert.Empty(handler.Requests);
    }
}
