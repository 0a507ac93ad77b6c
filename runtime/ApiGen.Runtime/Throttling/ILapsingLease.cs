namespace ApiGen.Runtime.Throttling;

/// <summary>
/// What the lease of a limiter from <see cref="ThrottleOptions.LimiterFactory"/> implements when somebody else may take the permit back while this process stands
/// still. It is asked right before the request is sent; a call whose lease has lapsed waits for another one.
/// </summary>
public interface ILapsingLease
{
    /// <summary>Whether the permit is gone. May neither block nor throw.</summary>
    bool IsLapsed { get; }
}
