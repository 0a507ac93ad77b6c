using System.Threading.RateLimiting;
using ApiGen.Runtime.Throttling;

namespace ApiGen.Runtime;

/// <summary>How a client keeps to the documented request frequency limits.</summary>
/// <remarks>
/// Clients of one process share the quota of an action when access host, account and every option but <see cref="Mode"/>,
/// <see cref="QueueLimit"/> and <see cref="MaxQueueWait"/> are equal, because the service counts them together. Set the options before the first call; later changes have no effect.
/// </remarks>
public sealed class ThrottleOptions
{
    /// <summary>What a call does when there is no room for it. The default is <see cref="ThrottleMode.Wait"/>.</summary>
    public ThrottleMode Mode { get; set; }

    /// <summary>The most calls that may wait for one action; one more throws <see cref="ApiThrottledException"/>. At least 0; the default is 10,000.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int QueueLimit
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            field = value;
        }
    } = 10_000;

    /// <summary>
    /// How long a call may wait in the queue; one that waits longer throws <see cref="ApiThrottledException"/>. The call's timeout starts
    /// only when its first wait has ended. Above zero, or <see cref="Timeout.InfiniteTimeSpan"/>, the default, for no limit but the queue's length.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of range.</exception>
    public TimeSpan MaxQueueWait
    {
        get;
        set
        {
            if (value != Timeout.InfiniteTimeSpan)
            {
                ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(value, TimeSpan.Zero);
            }

            field = value;
        }
    } = Timeout.InfiniteTimeSpan;

    /// <summary>
    /// The time added to each window against what cannot be measured, such as a path to the server that became faster. Zero or more, never counted as more
    /// than 1 % of the window. The default is 8 milliseconds.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public TimeSpan SafetyMargin
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero);
            field = value;
        }
    } = TimeSpan.FromMilliseconds(8);

    /// <summary>
    /// How much later than it was sent a request is at the most assumed to have reached the server. The first requests of a process are given up to this time,
    /// because a cold connection and code that is still being compiled delay them; later ones get what their responses show, within a small budget.
    /// Zero or more; the default is 1 second.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public TimeSpan MaxArrivalDelay
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero);
            field = value;
        }
    } = TimeSpan.FromSeconds(1);

    /// <summary>The share of the limit that is left after the service refused a call as too frequent. Above 0, up to 1 (no reduction); the default is 0.5.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of range.</exception>
    public double RejectionFactor
    {
        get;
        set
        {
            if (value is not (> 0 and <= 1))
            {
                throw new ArgumentOutOfRangeException(nameof(value), value, "The share left after a refusal must be above 0 and at most 1.");
            }

            field = value;
        }
    } = 0.5;

    /// <summary>The share of the limit that comes back with every window that passes after a refusal. Above 0, up to 1; the default is 0.1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of range.</exception>
    public double RecoveryStep
    {
        get;
        set
        {
            if (value is not (> 0 and <= 1))
            {
                throw new ArgumentOutOfRangeException(nameof(value), value, "The share regained per window must be above 0 and at most 1.");
            }

            field = value;
        }
    } = 0.1;

    /// <summary>
    /// The longest pause after a refusal that names no time of its own: the pause is the shortest window, doubled with each refusal in a row.
    /// A time that the service names is kept as it is. Above zero; the default is 1 minute.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive.</exception>
    public TimeSpan MaxPause
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(value, TimeSpan.Zero);
            field = value;
        }
    } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Limits that replace the documented ones, by the action's name on the wire: for an account whose quota was raised, or a share of it.
    /// An empty list means no limit.
    /// </summary>
    public IDictionary<string, IReadOnlyList<ApiRateLimit>> LimitOverrides { get; private set; } = new Dictionary<string, IReadOnlyList<ApiRateLimit>>(StringComparer.Ordinal);

    /// <summary>
    /// Gives a limiter that takes the place of the built-in one, or null for the built-in one. It is asked once per key; the limiter is never disposed
    /// by the throttle. Refusals of the service still pause the key.
    /// </summary>
    public Func<ThrottleKey, RateLimiter?>? LimiterFactory { get; set; }

    internal ThrottleOptions Copy()
    {
        var copy = (ThrottleOptions)MemberwiseClone();
        copy.LimitOverrides = new Dictionary<string, IReadOnlyList<ApiRateLimit>>(LimitOverrides, StringComparer.Ordinal);
        return copy;
    }
}
