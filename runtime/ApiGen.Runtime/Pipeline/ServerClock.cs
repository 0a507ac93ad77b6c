namespace ApiGen.Runtime.Pipeline;

/// <summary>The server's clock, as far as it is known: this machine's, until a response shows that they differ.</summary>
internal sealed class ServerClock(TimeProvider time)
{
    // A response that claims another time is not to be believed, and could not be signed for.
    private const int FirstYear = 2000;
    private const int LastYear = 2200;

    private const long EpochSeconds = 62_135_596_800;

    private long _offsetTicks;

    /// <summary>The time at the server.</summary>
    internal DateTimeOffset Now => time.GetUtcNow() + Offset;

    /// <summary>UNIX seconds at the server.</summary>
    internal long UnixSeconds => ((time.GetUtcNow().UtcTicks + Volatile.Read(ref _offsetTicks)) / TimeSpan.TicksPerSecond) - EpochSeconds;

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
