namespace ApiGen.Runtime;

/// <summary>What a call does when the documented limit leaves no permit for it.</summary>
public enum ThrottleMode
{
    /// <summary>It waits in order until there is a permit; see <see cref="ThrottleOptions.QueueLimit"/>.</summary>
    Wait,

    /// <summary>It throws <see cref="ApiThrottledException"/> at once and sends nothing.</summary>
    FailFast,

    /// <summary>It is sent at once: the client keeps no limit, and the service may refuse the call.</summary>
    Off,
}
