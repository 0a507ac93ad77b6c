using ApiGen.Runtime.Throttling;
using Xunit;

namespace ApiGen.Runtime.Redis.Tests.Support;

/// <summary>Calls through a throttle, and waits that a broken product must not make endless.</summary>
internal static class Calls
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task UseAsync(Throttle throttle, int calls)
    {
        for (int i = 0; i < calls; i++)
        {
            ThrottleLease lease = await throttle.AcquireAsync(Token).AsTask().WaitAsync(Patience, Token);
            lease.MarkSent();
            lease.MarkCompleted();
        }
    }

    public static async Task UntilAsync(Func<bool> condition)
    {
        long began = TimeProvider.System.GetTimestamp();
        while (!condition())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(began) < Patience, "It took too long.");
            await Task.Delay(20, Token);
        }
    }
}
