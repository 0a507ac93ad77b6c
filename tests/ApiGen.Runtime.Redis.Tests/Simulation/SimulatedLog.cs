namespace ApiGen.Runtime.Redis.Tests.Simulation;

/// <summary>What the scripts in Redis do, on a simulated clock. Times are ticks.</summary>
internal sealed class SimulatedLog(ApiRateLimit[] limits, TimeSpan safetyMargin)
{
    private const long Hold = 10 * TimeSpan.TicksPerSecond;

    private readonly Dictionary<string, long> _entries = [];
    private readonly Dictionary<int, int> _queues = [];
    private readonly (int Limit, long Length)[] _windows =
        [.. limits.Select(limit => (limit.Limit, (limit.Window + (safetyMargin < limit.Window / 100 ? safetyMargin : limit.Window / 100)).Ticks))];

    /// <returns>How many were entered, and for each request how long until its permit comes; -1 for unknown.</returns>
    public (int Entered, long[] Waits) Enter(string[] requests, long ahead, long now, int process = 0, int? waiting = null)
    {
        long[] latestFirst = [.. _entries.Values.OrderDescending()];
        long[] waits = new long[requests.Length];
        int entered = 0;
        for (int i = 0; i < requests.Length; i++)
        {
            foreach ((int limit, long length) in _windows)
            {
                int rank = limit - 1 - i;
                long arrived = rank >= 0 && rank < latestFirst.Length ? latestFirst[rank] : long.MinValue / 2;
                waits[i] = arrived > now || waits[i] < 0 ? -1 : Math.Max(waits[i], arrived + length - now);
            }

            if (entered == i && waits[i] >= 0 && waits[i] <= ahead)
            {
                _entries[requests[i]] = now + Hold;
                entered++;
            }
        }

        if (waiting is { } queue)
        {
            _queues[process] = queue - entered;
        }

        foreach (string old in _entries.Where(entry => entry.Value < now - (2 * Longest)).Select(entry => entry.Key).ToArray())
        {
            _entries.Remove(old);
        }

        return (entered, waits);
    }

    /// <returns>How long until a permit comes behind all who wait.</returns>
    public long Turn(int process, int mine, (int Calls, TimeSpan Interval) pace, TimeSpan late, long now)
    {
        long[] latestFirst = [.. _entries.Values.OrderDescending()];
        int all = mine + _queues.Where(queue => queue.Key != process).Sum(queue => queue.Value);
        return SharedWindow.TurnAfter(
            all,
            [.. _windows.Select(window => new SharedWindow(window.Limit, window.Length, [.. Enumerable.Range(0, Math.Min(all + 1, window.Limit)).Select(turn => FreeAfter(window.Limit - 1 - turn, window.Length))]))],
            (pace.Calls, pace.Interval.Ticks),
            late.Ticks);

        long FreeAfter(int rank, long length) => rank < latestFirst.Length ? Math.Max(0, Math.Min(0, latestFirst[rank] - now) + length) : 0;
    }

    public void Place(string request, long time, long now)
    {
        if (time > now - (2 * Longest))
        {
            _entries[request] = time;
        }
    }

    public void Remove(string request) => _entries.Remove(request);

    private long Longest => _windows.Max(window => window.Length);
}
