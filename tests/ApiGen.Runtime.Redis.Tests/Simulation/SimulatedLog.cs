namespace ApiGen.Runtime.Redis.Tests.Simulation;

/// <summary>What the scripts in Redis do, on a simulated clock. Times are ticks.</summary>
internal sealed class SimulatedLog(ApiRateLimit limit, TimeSpan safetyMargin)
{
    private const long Hold = 10 * TimeSpan.TicksPerSecond;

    private readonly Dictionary<string, long> _entries = [];
    private readonly Dictionary<int, int> _queues = [];
    private readonly long _window = (limit.Window + (safetyMargin < limit.Window / 100 ? safetyMargin : limit.Window / 100)).Ticks;

    /// <returns>How many were entered, and for each request how long until its permit comes; -1 for unknown.</returns>
    public (int Entered, long[] Waits) Enter(string[] requests, long ahead, long now, int process = 0, int? waiting = null)
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

        if (waiting is { } queue)
        {
            _queues[process] = queue - entered;
        }

        foreach (string old in _entries.Where(entry => entry.Value < now - (2 * _window)).Select(entry => entry.Key).ToArray())
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
        long wait = Turn(all);
        for (int turns = 0; turns < Math.Min(all, limit.Limit); turns++)
        {
            int before = turns <= all - limit.Limit ? all - turns : all - 1 - turns;
            wait = Math.Max(wait, Turn(before) + ((turns + pace.Calls - 1) / pace.Calls * pace.Interval.Ticks));
        }

        return wait;

        long Turn(int before)
        {
            int rank = limit.Limit - 1 - (before % limit.Limit);
            long first = rank < latestFirst.Length ? Math.Max(0, Math.Min(0, latestFirst[rank] - now) + _window) : 0;
            return first + (before / limit.Limit * (_window + late.Ticks));
        }
    }

    public void Place(string request, long time, long now)
    {
        if (time > now - (2 * _window))
        {
            _entries[request] = time;
        }
    }
}
