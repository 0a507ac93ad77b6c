namespace ApiGen.Runtime.Redis.Tests.Simulation;

/// <summary>What the scripts in Redis do, on a simulated clock. Times are ticks.</summary>
internal sealed class SimulatedLog(ApiRateLimit limit, TimeSpan safetyMargin)
{
    private const long Hold = 10 * TimeSpan.TicksPerSecond;

    private readonly Dictionary<string, long> _entries = [];
    private readonly long _window = (limit.Window + (safetyMargin < limit.Window / 100 ? safetyMargin : limit.Window / 100)).Ticks;

    /// <returns>How many were entered, and for each request how long until its permit comes; -1 for unknown.</returns>
    public (int Entered, long[] Waits) Enter(string[] requests, long ahead, long now)
    {
        long[] latestFirst = [.. _entries.Values.OrderDescending()];
        long[] waits = new long[requests.Length];
        int entered = 0;
        for (int i = 0; i < requests.Length; i++)
        {
            int rank = limit.Limit - 1 - i;
            long arrived = rank < latestFirst.Length ? latestFirst[rank] : long.MinValue;
            waits[i] = arrived == long.MinValue ? 0 : arrived > now ? -1 : Math.Max(0, arrived + _window - now);
            if (entered == i && waits[i] >= 0 && waits[i] <= ahead)
            {
                _entries[requests[i]] = now + Hold;
                entered++;
            }
        }

        foreach (string old in _entries.Where(entry => entry.Value < now - (2 * _window)).Select(entry => entry.Key).ToArray())
        {
            _entries.Remove(old);
        }

        return (entered, waits);
    }

    public void Place(string request, long time, long now)
    {
        if (time > now - (2 * _window))
        {
            _entries[request] = time;
        }
    }
}
