namespace ApiGen.Runtime.Redis;

/// <summary>How processes share the documented limits through Redis.</summary>
public sealed class RedisQuotaOptions
{
    /// <summary>
    /// How many processes share the limits. While Redis is lost, each keeps to its share: the limit divided by this number, rounded down, or one call
    /// in as many windows as it takes. From 1 to 10,000; the default is 1, which is right for a single process only.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of range.</exception>
    public int ExpectedProcesses
    {
        get;
        set => field = OptionRange.Between(1, 10_000, value);
    } = 1;

    /// <summary>What the names of the keys in Redis begin with; the default is <c>apigen:throttle</c>. Processes that share a quota use the same.</summary>
    /// <exception cref="ArgumentException">The value is empty.</exception>
    public string KeyPrefix
    {
        get;
        set
        {
            ArgumentException.ThrowIfNullOrEmpty(value, nameof(KeyPrefix));
            field = value;
        }
    } = "apigen:throttle";

    /// <summary>The time added to each window, at most 1 % of it. Zero or more; the default is 8 milliseconds.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative, or longer than 24 days.</exception>
    public TimeSpan SafetyMargin
    {
        get;
        set => field = OptionRange.ZeroOrMore(value);
    } = TimeSpan.FromMilliseconds(8);

    /// <summary>How long Redis may take to respond before it counts as lost. Above zero; the default is 1 second.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not above zero, or longer than 24 days.</exception>
    public TimeSpan CommandTimeout
    {
        get;
        set => field = OptionRange.AboveZero(value);
    } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// How long the places of calls that a process was about to send are kept when it dies. A living process renews them for as long as it takes.
    /// Above zero; the default is 10 seconds.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not above zero, or longer than 24 days.</exception>
    public TimeSpan UnsentHold
    {
        get;
        set => field = OptionRange.AboveZero(value);
    } = TimeSpan.FromSeconds(10);

    /// <summary>How often to look whether a lost Redis is back. Above zero; the default is half a second.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not above zero, or longer than 24 days.</exception>
    public TimeSpan ProbeInterval
    {
        get;
        set => field = OptionRange.AboveZero(value);
    } = TimeSpan.FromSeconds(0.5);

    /// <summary>
    /// How long after Redis is back this process keeps to its share as well, so that the others find back too: their longest delay to reconnect.
    /// The longest window is added, up to <see cref="LongestPause"/>. Zero or more; the default is 5 seconds.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative, or longer than 24 days.</exception>
    public TimeSpan ReturnDelay
    {
        get;
        set => field = OptionRange.ZeroOrMore(value);
    } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// When Redis is lost, nothing is sent until the calls that it allowed have left the longest window, but no longer than this. A longer window may
    /// then hold up to twice its limit once. Zero or more; the default is 1 minute.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative, or longer than 24 days.</exception>
    public TimeSpan LongestPause
    {
        get;
        set => field = OptionRange.ZeroOrMore(value);
    } = TimeSpan.FromMinutes(1);
}
