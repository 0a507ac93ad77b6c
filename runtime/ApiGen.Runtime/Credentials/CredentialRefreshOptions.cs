using Microsoft.Extensions.Logging;

namespace ApiGen.Runtime;

/// <summary>When and how a temporary credential is renewed. A provider takes a copy when it is made; later changes have no effect on it.</summary>
public sealed class CredentialRefreshOptions
{
    /// <summary>
    /// How long before its end a credential is renewed in the background; 5 minutes unless set, never more than half of the
    /// credential's life. At least 0.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public TimeSpan RefreshBefore
    {
        get;
        set => field = OptionRange.AtLeast(TimeSpan.Zero, value);
    } = TimeSpan.FromMinutes(5);

    /// <summary>The pause after the first failed renewal; it doubles with each further one. 1 second unless set; more than 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not above zero.</exception>
    public TimeSpan RetryDelay
    {
        get;
        set => field = OptionRange.AnyAboveZero(value);
    } = TimeSpan.FromSeconds(1);

    /// <summary>The longest pause between failed renewals; 1 minute unless set; more than 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not above zero.</exception>
    public TimeSpan MaxRetryDelay
    {
        get;
        set => field = OptionRange.AnyAboveZero(value);
    } = TimeSpan.FromMinutes(1);

    /// <summary>How long one renewal may take; 30 seconds unless set. More than 0 and at most 24 days.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of range.</exception>
    public TimeSpan Timeout
    {
        get;
        set => field = OptionRange.AboveZero(value);
    } = TimeSpan.FromSeconds(30);

    /// <summary>The clock that expiry is judged by.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>Where renewals and their failures are logged, never with a value; null for nowhere.</summary>
    public ILoggerFactory? LoggerFactory { get; set; }
}
