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
    /// <summary>What a call does when there is no permit for it. The default is <see cref="ThrottleMode.Wait"/>.</summary>
    public ThrottleMode Mode { get; set; }

    /// <summary>The most calls that may wait for one action; one more throws <see cref="ApiThrottledException"/>. At least 0; the default is 10,000.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int QueueLimit
    {
        get;
        set => field = OptionRange.AtLeast(0, value);
    } = 10_000;

    /// <summary>
    /// How long a call may wait in the queue. One whose turn is expected later is refused at once with <see cref="ApiThrottledException"/>, which says when
    /// it is expected; so is a waiting one when refusals of the service put its turn off, or when its wait is over. Above zero, or <see cref="Timeout.InfiniteTimeSpan"/>, the
    /// default, for no limit but the queue's length. The call's timeout starts only when its first wait has ended.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not above zero and not infinite, or more than 24 days.</exception>
    public TimeSpan MaxQueueWait
    {
        get;
        set => field = OptionRange.AboveZeroOrInfinite(value);
    } = Timeout.InfiniteTimeSpan;

    /// <summary>
    /// The time added to each window, besides 0.02 % of it for clocks that differ in speed. Zero or more, never counted as more than 1 % of the window.
    /// The default is 2 milliseconds.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative, or longer than 24 days.</exception>
    public TimeSpan SafetyMargin
    {
        get;
        set => field = OptionRange.ZeroOrMore(value);
    } = TimeSpan.FromMilliseconds(2);

    /// <summary>
    /// How much later than it was sent a request is at the most assumed to have reached the server, such as after a stall of the network or of the machine.
    /// Zero or more; the default is 3 seconds.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative, or longer than 24 days.</exception>
    public TimeSpan MaxArrivalDelay
    {
        get;
        set => field = OptionRange.ZeroOrMore(value);
    } = TimeSpan.FromSeconds(3);

    /// <summary>
    /// The longest pause after refusals, also when the service asks for a longer one. The first of several refusals in a row pauses nothing unless the service
    /// names a time; the second pauses for the shortest window, or a second if that is less, and each further one for twice as long. Above zero; the default is 1 minute.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not above zero, or longer than 24 days.</exception>
    public TimeSpan MaxPause
    {
        get;
        set => field = OptionRange.AboveZero(value);
    } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Limits that replace the documented ones, by the action's name on the wire: for an account whose quota was raised, or a share of it.
    /// An empty list means no limit. A name that is nearly that of an action of the client is refused when the client is made.
    /// </summary>
    public IDictionary<string, IReadOnlyList<ApiRateLimit>> LimitOverrides { get; private set; } = new Dictionary<string, IReadOnlyList<ApiRateLimit>>(StringComparer.Ordinal);

    /// <summary>
    /// Gives a limiter that takes the place of the built-in one, or null for the built-in one. It is asked once per key, for all clients whose factories are
    /// equal, such as a method of the same object; a lambda with variables of its own is another one for each client. A limiter whose
    /// <see cref="RateLimiter.IdleDuration"/> says that it is idle, and whose key no client uses any more, may be given up and asked for anew later. One that was
    /// given for a single key is disposed then. Refusals of the service still pause the key. What it or a limiter throws before the request is sent ends the call with an
    /// <see cref="ApiThrottledException"/> that holds it; what a lease throws later changes nothing of how the call ended.
    /// </summary>
    public Func<ThrottleKey, RateLimiter?>? LimiterFactory { get; set; }

    internal ThrottleOptions Copy()
    {
        var copy = (ThrottleOptions)MemberwiseClone();
        copy.LimitOverrides = new Dictionary<string, IReadOnlyList<ApiRateLimit>>(LimitOverrides, StringComparer.Ordinal);
        return copy;
    }
}
