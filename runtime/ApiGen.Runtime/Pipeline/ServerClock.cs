namespace ApiGen.Runtime.Pipeline;

/// <summary>The server's clock, as far as it is known: this machine's, until a response shows that they differ.</summary>
internal sealed class ServerClock(TimeProvider time)
{
    // A response that claims another time is not to be believed, and could not be signed for.
    private const int FirstYear = 2000;
    private const int LastYear = 2200;

    // What can be signed. A clock beyond that is as wrong as any other: the service refuses, and tells the time.
    private static readonly long Earliest = DateTime.UnixEpoch.Ticks;
    private static readonly long Latest = DateTime.MaxValue.Ticks;

    private long _offsetTicks;

    /// <summary>The time at the server.</summary>
    internal DateTimeOffset Now => new(Ticks, TimeSpan.Zero);

    /// <summary>UNIX seconds at the server.</summary>
    internal long UnixSeconds => (Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerSecond;

    private long Ticks => Math.Clamp(time.GetUtcNow().UtcTicks + Volatile.Read(ref _offsetTicks), Earliest, Latest);

    internal TimeSpan Offset => new(Volatile.Read(ref _offsetTicks));

    /// <summary>Takes the server's time from a response's <c>Date</c> header; false when it cannot be right.</summary>
    internal bool TryLearn(DateTimeOffset serverTime)
    {
        if (serverTime.Year is < FirstYear or > LastYear)
        {
            return false;
        }

        Volatile.Write(ref _offsetTicks, (serverTime - time.GetUtcNow()).Ticks);
        return true;
    }
}
