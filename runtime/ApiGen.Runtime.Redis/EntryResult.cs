namespace ApiGen.Runtime.Redis;

/// <summary>The outcome of trying to enter a request.</summary>
/// <param name="IsEntered">Whether there was a permit.</param>
/// <param name="RetryAfter">When to try again; zero when there was a permit.</param>
internal readonly record struct EntryResult(bool IsEntered, TimeSpan RetryAfter)
{
    // Somebody holds a place and has not sent yet; nobody can tell when.
    private static readonly TimeSpan UnsentPoll = TimeSpan.FromMilliseconds(5);

    public static EntryResult From(long reply) => reply switch
    {
        0 => new EntryResult(true, TimeSpan.Zero),
        > 0 => new EntryResult(false, TimeSpan.FromMilliseconds(Math.Ceiling(reply / 1000.0))),
        _ => new EntryResult(false, UnsentPoll),
    };
}
