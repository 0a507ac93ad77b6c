namespace ApiGen.Runtime.Redis;

/// <summary>The outcome of trying to enter requests.</summary>
/// <param name="Entered">How many of them have a permit.</param>
/// <param name="RetryAfter">When to try again; zero when there was a permit.</param>
internal readonly record struct EntryResult(int Entered, TimeSpan RetryAfter)
{
    // Somebody holds a place and has not sent yet; nobody can tell when.
    private static readonly TimeSpan UnsentPoll = TimeSpan.FromMilliseconds(5);

    /// <param name="entered">How many were entered; negative when the log is gone.</param>
    /// <param name="microseconds">When there may be a permit; negative when that is for another request to be sent.</param>
    /// <exception cref="LogGoneException">The log is gone.</exception>
    public static EntryResult From(long entered, long microseconds) =>
        entered < 0 ? throw new LogGoneException()
        : new EntryResult((int)entered, entered > 0 ? TimeSpan.Zero : microseconds < 0 ? UnsentPoll : TimeSpan.FromMilliseconds(Math.Ceiling(microseconds / 1000.0)));
}
