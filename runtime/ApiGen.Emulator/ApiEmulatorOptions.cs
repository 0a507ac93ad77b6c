using System.Net;
using ApiGen.Emulator.Gateway;

namespace ApiGen.Emulator;

/// <summary>How the gateway behaves.</summary>
public sealed class ApiEmulatorOptions
{
    /// <summary>The most that <see cref="ItemCount"/> may be: 100,000.</summary>
    public const int MaxItemCount = 100_000;

    // A century: more than any clock is off by.
    private static readonly TimeSpan FarthestOffset = TimeSpan.FromDays(36_525);

    private List<EmulatorCredential> _credentials = [new(ApiEmulator.ExampleSecretId, ApiEmulator.ExampleSecretKey)];
    private List<string> _regions = [.. KnownRegions.All];

    /// <summary>The loopback port to listen on; 0, the default, lets the system choose a free one.</summary>
    public int Port { get; set; }

    /// <summary>The keys that the gateway knows; at first the example pair <see cref="ApiEmulator.ExampleSecretId"/>.</summary>
    public IList<EmulatorCredential> Credentials => _credentials;

    /// <summary>Whether calls must be signed by a known key; true by default. When false, any or no <c>Authorization</c> will do, and every SecretId claimed in one counts as an account.</summary>
    public bool VerifySignatures { get; set; } = true;

    /// <summary>Whether calls over an action's limits are refused with <c>RequestLimitExceeded</c>; true by default.</summary>
    public bool EnforceRateLimits { get; set; } = true;

    /// <summary>Whether parameters are compared with the spec (present, known, of the right type, within constraints); true by default.</summary>
    public bool CheckParameters { get; set; } = true;

    /// <summary>Whether a call that names a region other than <see cref="Regions"/> is refused with <c>UnsupportedRegion</c>, where the action takes one; true by default. Without effect when <see cref="CheckParameters"/> is false.</summary>
    public bool CheckRegions { get; set; } = true;

    /// <summary>The regions that calls may name, such as <c>ap-singapore</c>; at first those that the vendor documents. Compared case-sensitively.</summary>
    public IList<string> Regions => _regions;

    /// <summary>Whether <see cref="ApiArrival.Body"/> keeps the request body; false by default.</summary>
    public bool RecordBodies { get; set; }

    /// <summary>
    /// False, the default: every response has a fresh random <c>RequestId</c>. True: the example's own where it has one,
    /// otherwise the number of the call as 32 hexadecimal digits, so that a run can be compared with the one before.
    /// </summary>
    public bool DeterministicRequestIds { get; set; }

    /// <summary>
    /// How many items there are behind each action that the spec marks as paged, from 0 to <see cref="MaxItemCount"/>: its response
    /// then has the items of the page that the request asks for, made from the example's, with the total or the next token that belongs
    /// to it. Null, the default: every response is the example as it is. Scripted responses stay what they are.
    /// </summary>
    public int? ItemCount { get; set; }

    /// <summary>Hears of each call when its response is decided.</summary>
    internal Action<ApiArrival>? Responded { get; set; }

    /// <summary>The clock for arrivals, limits, delays, the signature's age and the <c>Date</c> header.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>How far the gateway's date and time run ahead of <see cref="TimeProvider"/>; negative when behind; at most 36,525 days either way. Shows how a client copes with a wrong clock.</summary>
    public TimeSpan ClockOffset { get; set; }

    /// <exception cref="ArgumentException">An option is not usable; the message says which.</exception>
    internal void Check()
    {
        ArgumentNullException.ThrowIfNull(TimeProvider, nameof(TimeProvider));
        CheckRange(Port, 0, IPEndPoint.MaxPort, nameof(Port));
        CheckRange(ItemCount ?? 0, 0, MaxItemCount, nameof(ItemCount));
        CheckRange(ClockOffset, -FarthestOffset, FarthestOffset, nameof(ClockOffset));
        if (Credentials.Any(credential => credential is null))
        {
            throw new ArgumentException($"{nameof(Credentials)} holds null.", nameof(Credentials));
        }
    }

    internal ApiEmulatorOptions Copy()
    {
        ApiEmulatorOptions copy = (ApiEmulatorOptions)MemberwiseClone();
        copy._credentials = [.. Credentials];
        copy._regions = [.. Regions];
        return copy;
    }

    private static void CheckRange<T>(T value, T least, T most, string option)
        where T : IComparable<T>
    {
        if (value.CompareTo(least) < 0 || value.CompareTo(most) > 0)
        {
            throw new ArgumentOutOfRangeException(option, value, FormattableString.Invariant($"{option} is from {least} to {most}."));
        }
    }
}
