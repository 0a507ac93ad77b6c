using ApiGen.Emulator;
using ApiGen.EndToEnd.Support;
using TencentCloud.Tcsas;

namespace ApiGen.EndToEnd.CreateMNP;

/// <summary>The caller's own cancellation stays one, wherever the call is.</summary>
public sealed class CancellationTests
{
    [Fact]
    public async Task A_call_that_is_cancelled_before_it_starts_sends_nothing()
    {
        await using Gateway gateway = await Gateway.StartAsync();
        using TcsasClient client = gateway.Client();
        CancellationToken cancelled = new(canceled: true);

        OperationCanceledException failure = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.CreateMNPAsync(MiniProgram.Request(), cancelled));

        Assert.Equal(cancelled, failure.CancellationToken);
        Assert.Empty(gateway.Arrivals);
    }

    [Theory]
    [InlineData(FaultPoint.BeforeResponse)]
    [InlineData(FaultPoint.DuringBody)]
    public async Task A_call_that_is_cancelled_while_the_gateway_is_silent_ends_at_once(FaultPoint point)
    {
        await using Gateway gateway = await Gateway.StartAsync();
        using CancellationTokenSource source = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        gateway.Script("CreateMNP").RespondsWith(_ =>
        {
            source.CancelAfter(TimeSpan.FromMilliseconds(50));
            return ScriptedResponse.Stall(point);
        });
        using TcsasClient client = gateway.Client();

        OperationCanceledException failure = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.CreateMNPAsync(MiniProgram.Request(), source.Token));

        Assert.Equal(source.Token, failure.CancellationToken);
    }
}
