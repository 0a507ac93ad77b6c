using System.Runtime.CompilerServices;
using System.Threading.RateLimiting;

namespace ApiGen.Runtime.Throttling;

/// <summary>Tells limiters that were made for one key, which are disposed with it, from those that serve several and belong to somebody else. Thread-safe.</summary>
internal static class LimiterOwnership
{
    private static readonly ConditionalWeakTable<RateLimiter, Uses> Limiters = [];

    public static void Given(RateLimiter? limiter)
    {
        if (limiter is not null)
        {
            Interlocked.Increment(ref Limiters.GetOrCreateValue(limiter).Count);
        }
    }

    public static void GivenUp(RateLimiter? limiter)
    {
        if (limiter is not null && Limiters.TryGetValue(limiter, out Uses? uses) && uses.Count == 1)
        {
            limiter.Dispose();
        }
    }

    private sealed class Uses
    {
        public int Count;
    }
}
