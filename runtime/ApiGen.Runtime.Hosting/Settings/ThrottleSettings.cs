namespace ApiGen.Runtime.Hosting;

/// <summary>How the client keeps to the documented limits; see <see cref="ThrottleOptions"/>. What is not set stays as it is there.</summary>
public sealed class ThrottleSettings
{
    /// <summary>What a call does when there is no room for it.</summary>
    public ThrottleMode? Mode { get; set; }

    /// <summary>The most calls that may wait for one action. At least 0.</summary>
    public int? QueueLimit { get; set; }

    /// <summary>The time added to each window against what cannot be measured. At least 0.</summary>
    public TimeSpan? SafetyMargin { get; set; }
}
