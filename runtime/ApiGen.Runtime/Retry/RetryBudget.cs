namespace ApiGen.Runtime.Retry;

/// <summary>
/// What the repetitions of a client's calls are taken from, so that they do not multiply an outage: each call earns a part of a
/// repetition, each repetition uses one up. A reserve that is full at first lets single failures of a quiet client pass.
/// </summary>
internal sealed class RetryBudget(double earnedPerCall)
{
    private const int Reserve = 100;

    // Counts thousandths of a repetition.
    private const int Whole = 1000;

    private readonly int _earned = (int)Math.Min(earnedPerCall * Whole, Reserve * Whole);
    private int _left = Reserve * Whole;

    /// <summary>A call begins.</summary>
    internal void Earn()
    {
        // Mostly full, and then nothing is written.
        int left = Volatile.Read(ref _left);
        while (left < Reserve * Whole)
        {
            int seen = Interlocked.CompareExchange(ref _left, Math.Min(left + _earned, Reserve * Whole), left);
            if (seen == left)
            {
                return;
            }

            left = seen;
        }
    }

    /// <summary>Uses up a repetition; false when there is none left.</summary>
    internal bool TryTake()
    {
        int left = Volatile.Read(ref _left);
        while (left >= Whole)
        {
            int seen = Interlocked.CompareExchange(ref _left, left - Whole, left);
            if (seen == left)
            {
                return true;
            }

            left = seen;
        }

        return false;
    }
}
