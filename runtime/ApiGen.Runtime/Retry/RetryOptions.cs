namespace ApiGen.Runtime;

/// <summary>
/// How a failed call is repeated: with pauses that grow from attempt to attempt and vary at random. A call that may have
/// taken effect is repeated only if its action is idempotent or its request carries a client token; a call that never left,
/// and one that the service refused as too frequent, can always be repeated.
/// </summary>
public sealed class RetryOptions
{
    /// <summary>Options by which no call is repeated.</summary>
    public static RetryOptions Off => new() { MaxAttempts = 1 };

    /// <summary>How often a call is sent at the most, the first time included; 3 unless set, 1 turns repeating off.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int MaxAttempts
    {
        get;
        set => field = OptionRange.AtLeast(1, value);
    } = 3;

    /// <summary>The pause before the second attempt, roughly; it doubles with each further one. 200 milliseconds unless set, 0 for none.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or longer than a day.</exception>
    public TimeSpan BaseDelay
    {
        get;
        set => field = OptionRange.Between(TimeSpan.Zero, TimeSpan.FromDays(1), value);
    } = TimeSpan.FromMilliseconds(200);

    /// <summary>The longest pause of the client's own; 20 seconds unless set. A longer one that the service asks for is kept.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or longer than a day.</exception>
    public TimeSpan MaxDelay
    {
        get;
        set => field = OptionRange.Between(TimeSpan.Zero, TimeSpan.FromDays(1), value);
    } = TimeSpan.FromSeconds(20);

    /// <summary>
    /// No attempt starts later than this after the throttle first let the call go, the pause before the attempt included; 60 seconds unless
    /// set. The call's timeout holds besides.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or longer than a day.</exception>
    public TimeSpan MaxTotalTime
    {
        get;
        set => field = OptionRange.Between(TimeSpan.Zero, TimeSpan.FromDays(1), value);
    } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// How many repetitions each call of a client earns all of them, so that an outage is not multiplied; 0.2 unless set, which lets the
    /// client send at most a fifth more while everything fails. A reserve of 100 repetitions lets a few failures pass first. What the
    /// service refused as too frequent does not count. Null for no limit. Of the client's options alone; a call's own take from the client's.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not a number.</exception>
    public double? BudgetPerCall
    {
        get;
        set
        {
            if (value is { } given && !(given >= 0))
            {
                throw new ArgumentOutOfRangeException(nameof(BudgetPerCall), value, $"{nameof(BudgetPerCall)} is 0 or more, or null for no limit.");
            }

            field = value;
        }
    } = 0.2;

    internal RetryOptions Copy() => (RetryOptions)MemberwiseClone();
}
