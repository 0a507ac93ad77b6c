namespace ApiGen.Runtime.Hosting;

/// <summary>How the client keeps to the documented limits; see <see cref="ThrottleOptions"/>. What is not set stays as it is there.</summary>
public sealed class ThrottleSettings
{
    /// <summary>What a call does when there is no permit for it.</summary>
    public ThrottleMode? Mode { get; set; }

    /// <summary>The most calls that may wait for one action. At least 0.</summary>
    public int? QueueLimit { get; set; }

    /// <summary>The time added to each window against what cannot be measured. At least 0.</summary>
    public TimeSpan? SafetyMargin { get; set; }

    /// <summary>How long a call may wait in the queue. Above zero, or -00:00:00.0010000 for no limit.</summary>
    public TimeSpan? MaxQueueWait { get; set; }

    /// <summary>The longest pause after refusals of the service. Above zero.</summary>
    public TimeSpan? MaxPause { get; set; }

    /// <summary>
    /// Limits that replace the documented ones, by the action's name on the wire, written as in specs: <c>50/s</c>, or several with commas between such as
    /// <c>50/s, 1200/min</c>. An empty text means no limit.
    /// </summary>
    public IDictionary<string, string> LimitOverrides { get; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
