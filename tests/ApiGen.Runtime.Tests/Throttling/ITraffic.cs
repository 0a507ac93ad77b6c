namespace ApiGen.Runtime.Tests.Throttling;

/// <summary>How long the parts of each call take, in ticks of 100 ns. Calls are numbered from 0.</summary>
internal interface ITraffic
{
    /// <summary>When the caller comes, from the start of the simulation.</summary>
    long CallAt(int call);

    /// <summary>From the lease to the wire.</summary>
    long SigningTime(int call);

    /// <summary>From the wire to the server.</summary>
    long ArrivalDelay(int call);

    /// <summary>From the server's receipt to the response at the client.</summary>
    long WorkTime(int call);

    /// <summary>How much later, or with a negative number earlier, than asked a timer fires.</summary>
    long TimerError();
}
