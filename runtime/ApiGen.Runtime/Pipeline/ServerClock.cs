namespace ApiGen.Runtime.Pipeline;

/// <summary>The server's clock, as far as it is known: this machine's, until a response shows that they differ.</summary>
internal sealed class ServerClock(TimeProvider time)
{
    private long _offsetTicks;

    /// <summary>UNIX seconds at the server.</summary>
    internal long UnixSeconds => (time.GetUtcNow() + Offset).ToUnixTimeSeconds();

    internal TimeSpan Offset => new(Volatile.Read(ref _offsetTicks));

    /// <summary>Takes the server's time from a response's <c>Date</c> header.</summary>
    internal void Learn(DateTimeOffset serverTime) => Volatile.Write(ref _offsetTicks, (serverTime - time.GetUtcNow()).Ticks);
}
