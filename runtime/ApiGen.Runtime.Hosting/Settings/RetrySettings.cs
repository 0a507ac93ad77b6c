namespace ApiGen.Runtime.Hosting;

/// <summary>How failed calls are repeated; see <see cref="RetryOptions"/>. What is not set stays as it is there.</summary>
public sealed class RetrySettings
{
    /// <summary>How often a call is sent at the most; 1 turns repeating off.</summary>
    public int? MaxAttempts { get; set; }

    /// <summary>The pause before the second attempt.</summary>
    public TimeSpan? BaseDelay { get; set; }

    /// <summary>The longest pause of the client's own.</summary>
    public TimeSpan? MaxDelay { get; set; }

    /// <summary>No attempt starts later than this after the throttle first let the call go.</summary>
    public TimeSpan? MaxTotalTime { get; set; }

    /// <summary>How many repetitions each call adds to the client's budget.</summary>
    public double? BudgetPerCall { get; set; }
}
