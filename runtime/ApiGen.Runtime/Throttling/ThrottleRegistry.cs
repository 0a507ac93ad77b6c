using System.Threading.RateLimiting;

namespace ApiGen.Runtime.Throttling;

/// <summary>Keeps one quota per service, action, access host and account, so that all clients of a process share it. Thread-safe.</summary>
public sealed class ThrottleRegistry
{
    private const int FirstSweep = 256;

    private readonly object _lock = new();
    private readonly Dictionary<QuotaId, QuotaReference> _quotas = [];
    private int _sweepAt = FirstSweep;

    /// <summary>The registry that clients use unless they are given another.</summary>
    public static ThrottleRegistry Shared { get; } = new();

    /// <summary>
    /// Whether its quotas are measured; the default is <see langword="true"/>. A limiter that has quotas inside takes a registry that is not: else a call would be
    /// counted there as well.
    /// </summary>
    public bool IsMeasured { get; init; } = true;

    /// <summary>The throttle for an action. Callers keep it rather than ask for it with each call.</summary>
    /// <param name="action">The action, with its documented limits.</param>
    /// <param name="accessHost">The signed host; the service counts per host.</param>
    /// <param name="accountKey">What stands for the account, such as the secret ID; never a secret.</param>
    /// <param name="options">The client's options.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="ArgumentException">The limits in force have a number below 1, a window that is not positive, or one window twice.</exception>
    public Throttle GetThrottle(ApiAction action, string accessHost, string accountKey, ThrottleOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(action);
        ArgumentNullException.ThrowIfNull(accessHost);
        ArgumentNullException.ThrowIfNull(accountKey);
        ArgumentNullException.ThrowIfNull(options);
        IReadOnlyList<ApiRateLimit> limits = options.LimitOverrides.TryGetValue(action.Name, out IReadOnlyList<ApiRateLimit>? replacement) ? replacement : action.RateLimits;
        return GetThrottle(new ThrottleKey(action.Service.Name, action.Name, accessHost, accountKey, limits), options, time);
    }

    /// <summary>The throttle for a key and the limits in it; <see cref="ThrottleOptions.LimitOverrides"/> do not apply.</summary>
    /// <param name="key">The key.</param>
    /// <param name="options">The options.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="ArgumentException">A limit has a number below 1 or a window that is not positive, or two have the same window.</exception>
    public Throttle GetThrottle(ThrottleKey key, ThrottleOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        CheckLimits(key.Action, key.Limits, nameof(key));
        return options.Mode == ThrottleMode.Off
            ? Throttle.Off
            : GetQuota(new QuotaId(key, QuotaSettings.From(options), time)).ThrottleFor(options.Mode, options.QueueLimit, options.MaxQueueWait);
    }

    /// <summary>Ends what refusals of the service led to at once, pauses and lowered limits, for whoever knows that it takes calls again.</summary>
    /// <param name="which">Which keys it is for; null for all.</param>
    public void LiftPauses(Func<ThrottleKey, bool>? which = null)
    {
        ThrottleQuota[] quotas;
        lock (_lock)
        {
            quotas = [.. _quotas.Values.Select(reference => reference.TryHold()).OfType<ThrottleQuota>()];
        }

        foreach (ThrottleQuota quota in quotas)
        {
            if (which is null || which(quota.Key))
            {
                quota.LiftPause();
            }
        }
    }

    /// <exception cref="ArgumentException">A limit has a number below 1 or a window that is not positive, or two have the same window.</exception>
    internal static void CheckLimits(string action, IReadOnlyList<ApiRateLimit> limits, string parameter)
    {
        for (int i = 0; i < limits.Count; i++)
        {
            ApiRateLimit limit = limits[i];
            if (limit.Limit < 1 || limit.Window <= TimeSpan.Zero)
            {
                throw new ArgumentException(
                    FormattableString.Invariant($"The limit of {limit.Limit} calls in {limit.Window} for {action} is not usable: give at least 1 call and a window above zero, or an empty list for no limit."),
                    parameter);
            }

            if (ApiRateLimit.SameWindow(limits, i) is { } first)
            {
                throw new ArgumentException(
                    FormattableString.Invariant($"The limits of {limits[first].Limit} and of {limit.Limit} calls in {limit.Window} for {action} are of the same window: keep the stricter one."), parameter);
            }
        }
    }

    private ThrottleQuota GetQuota(QuotaId id)
    {
        lock (_lock)
        {
            if (_quotas.TryGetValue(id, out QuotaReference? reference) && reference.TryHold() is { } known)
            {
                return known;
            }

            if (_quotas.Count >= _sweepAt)
            {
                Sweep();
                _sweepAt = Math.Max(FirstSweep, _quotas.Count * 2);
            }

            var quota = new ThrottleQuota(id.Key, id.Settings, id.Time, IsMeasured);
            LimiterOwnership.Given(quota.Limiter);
            _quotas[id] = new QuotaReference(quota);
            return quota;
        }
    }

    /// <summary>
    /// Lets go of quotas that are at rest: rotating credentials would else pile them up. One that a client still holds stays findable as long as the client has it.
    /// </summary>
    private void Sweep()
    {
        foreach ((QuotaId id, QuotaReference reference) in _quotas.ToArray())
        {
            if (reference.IsGone)
            {
                _quotas.Remove(id);
                LimiterOwnership.GivenUp(reference.Limiter);
            }
            else
            {
                reference.ReleaseIfIdle();
            }
        }
    }

    // A class: a table keyed by a structure is compiled anew in every process, which delays the first call by milliseconds.
    private sealed record QuotaId(ThrottleKey Key, QuotaSettings Settings, TimeProvider Time);

    private sealed class QuotaReference(ThrottleQuota quota)
    {
        private readonly WeakReference<ThrottleQuota> _weak = new(quota);
        private ThrottleQuota? _strong = quota;

        public RateLimiter? Limiter { get; } = quota.Limiter;

        public bool IsGone => _strong is null && !_weak.TryGetTarget(out _);

        public ThrottleQuota? TryHold() => _strong ??= _weak.TryGetTarget(out ThrottleQuota? target) ? target : null;

        public void ReleaseIfIdle()
        {
            if (_strong is { IsIdle: true })
            {
                _strong = null;
            }
        }
    }
}
