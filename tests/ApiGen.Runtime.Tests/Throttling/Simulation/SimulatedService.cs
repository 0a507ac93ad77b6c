using ApiGen.Runtime;

namespace ApiGen.Throttling.Simulation;

/// <summary>Counts as the vendor does: every window, at its own door, on its own clock. A refused call uses up nothing.</summary>
internal sealed class SimulatedService(ApiRateLimit[] limits, double drift)
{
    private readonly Queue<long>[] _admitted = [.. limits.Select(_ => new Queue<long>())];

    /// <param name="now">The time.</param>
    /// <param name="isOnlyAsked">Whether nothing is let through, only asked what would be.</param>
    public bool Admits(long now, bool isOnlyAsked = false)
    {
        now += (long)(now * drift);
        for (int i = 0; i < limits.Length; i++)
        {
            while (_admitted[i].Count > 0 && _admitted[i].Peek() <= now - limits[i].Window.Ticks)
            {
                _admitted[i].Dequeue();
            }
        }

        bool fits = limits.Zip(_admitted).All(pair => pair.Second.Count < pair.First.Limit);
        if (fits && !isOnlyAsked)
        {
            Array.ForEach(_admitted, window => window.Enqueue(now));
        }

        return fits;
    }
}
