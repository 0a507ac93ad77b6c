using ApiGen.Specs.Model;

namespace ApiGen.Emulator.Limits;

/// <summary>Counts as the vendor does: per action, access host and account. A refused call uses up nothing.</summary>
internal sealed class RateLimitGate(long timestampFrequency)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<Key, SlidingWindow[]> _windows = [];

    /// <summary>Admits the call, or names the limit that it would break.</summary>
    public RateWindow? Admit(ServiceModel service, ActionModel action, string host, string account, long timestamp)
    {
        if (action.RateLimits.IsEmpty)
        {
            return null;
        }

        Key key = new(service.Name, service.Version, action.Name, host, account);
        lock (_lock)
        {
            if (!_windows.TryGetValue(key, out SlidingWindow[]? windows))
            {
                windows = [.. action.RateLimits.Select(limit => new SlidingWindow(limit.Limit, limit.Seconds * timestampFrequency))];
                _windows.Add(key, windows);
            }

            int full = Array.FindIndex(windows, window => !window.Fits(timestamp));
            if (full >= 0)
            {
                return action.RateLimits[full];
            }

            foreach (SlidingWindow window in windows)
            {
                window.Admit(timestamp);
            }

            return null;
        }
    }

    private readonly record struct Key(string Service, string Version, string Action, string Host, string Account);
}
