using System.Threading.RateLimiting;
using ApiGen.Runtime.Throttling;

namespace ApiGen.Runtime.Redis;

/// <summary>No permit and no wait.</summary>
/// <param name="retryAfter">When to come back.</param>
/// <param name="reason">Why, as the end of a sentence.</param>
internal sealed class RefusedLease(TimeSpan retryAfter, string reason) : RateLimitLease
{
    private static readonly TimeSpan Least = TimeSpan.FromMilliseconds(1);

    public override bool IsAcquired => false;

    public override IEnumerable<string> MetadataNames => [MetadataName.RetryAfter.Name, MetadataName.ReasonPhrase.Name];

    /// <summary>There is no permit, and whoever asks does not wait.</summary>
    /// <param name="isThere">Whether Redis is there.</param>
    /// <param name="retryAfter">When to come back.</param>
    public static RefusedLease NoPermit(bool isThere, TimeSpan retryAfter) => new(retryAfter, $"{NonePermitted(isThere)}, and the throttle's mode is to fail fast");

    /// <summary>As many wait as may.</summary>
    /// <param name="isThere">Whether Redis is there.</param>
    /// <param name="limit">How many may wait.</param>
    /// <param name="retryAfter">When to come back.</param>
    public static RefusedLease QueueIsFull(bool isThere, int limit, TimeSpan retryAfter) => new(retryAfter, limit == 0
        ? $"{NonePermitted(isThere)}, and no call may wait (ThrottleOptions.QueueLimit is 0)"
        : FormattableString.Invariant($"{limit} calls wait already, and ThrottleOptions.QueueLimit lets no more wait{Loss(isThere)}"));

    /// <summary>The turn comes too late for the caller to wait.</summary>
    /// <param name="isThere">Whether Redis is there.</param>
    /// <param name="turn">When it comes.</param>
    public static RefusedLease TooLate(bool isThere, TimeSpan turn) => Late(isThere, turn, LateTurn.Found.AtOnce);

    /// <summary>The turn of one that waits was put off too far.</summary>
    /// <inheritdoc cref="TooLate"/>
    public static RefusedLease PutOff(bool isThere, TimeSpan turn) => Late(isThere, turn, LateTurn.Found.Meanwhile);

    /// <summary>The caller has waited for as long as it may.</summary>
    /// <inheritdoc cref="TooLate"/>
    public static RefusedLease WaitIsOver(bool isThere, TimeSpan turn) => Late(isThere, turn, LateTurn.Found.AtTheEnd);

    public override bool TryGetMetadata(string metadataName, out object? metadata)
    {
        metadata = metadataName == MetadataName.RetryAfter.Name ? (retryAfter > Least ? retryAfter : Least)
            : metadataName == MetadataName.ReasonPhrase.Name ? reason
            : null;
        return metadata is not null;
    }

    private static RefusedLease Late(bool isThere, TimeSpan turn, LateTurn.Found found) => new(turn, $"{LateTurn.Reason(turn, found)}{Loss(isThere)}");

    private static string NonePermitted(bool isThere) => isThere
        ? "the documented limit, which processes share through Redis, leaves no permit now"
        : "Redis cannot be used, and this process's share of the documented limit leaves no permit now";

    private static string Loss(bool isThere) => isThere ? "" : " (Redis cannot be used, so this process keeps to its share of the limit)";
}
