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
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            field = value;
        }
    } = 3;

    /// <summary>The pause before the second attempt, roughly; it doubles with each further one. 200 milliseconds unless set, 0 for none.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or longer than a day.</exception>
    public TimeSpan BaseDelay
    {
        get;
        set => field = Check(value);
    } = TimeSpan.FromMilliseconds(200);

    /// <summary>The longest pause of the client's own; 20 seconds unless set. A longer one that the service asks for is kept.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or longer than a day.</exception>
    public TimeSpan MaxDelay
    {
        get;
        set => field = Check(value);
    } = TimeSpan.FromSeconds(20);

    /// <summary>No attempt starts later than this after the call began; 60 seconds unless set. The call's timeout holds besides.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or longer than a day.</exception>
    public TimeSpan MaxTotalTime
    {
        get;
        set => field = Check(value);
    } = TimeSpan.FromSeconds(60);

    internal RetryOptions Copy() => (RetryOptions)MemberwiseClone();

    private static TimeSpan Check(TimeSpan value)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, TimeSpan.FromDays(1));
        return value;
    }
}
