using System.Threading.RateLimiting;

namespace ApiGen.Runtime.Throttling;

/// <summary>
/// The right to send one request. Its holder tells what becomes of the request: <see cref="MarkSent"/> right before it goes to the wire and again when all of
/// it is written, then one of <see cref="MarkCompleted"/>, <see cref="MarkRejected(TimeSpan?)"/> and <see cref="MarkAbandoned"/>. Marks that come after those are ignored.
/// </summary>
public readonly struct ThrottleLease : IEquatable<ThrottleLease>
{
    private readonly ThrottleQuota? _quota;
    private readonly int _slot;
    private readonly int _version;

    internal ThrottleLease(ThrottleQuota quota, int slot, int version)
    {
        _quota = quota;
        _slot = slot;
        _version = version;
    }

    /// <summary>
    /// The request goes to the wire now: from here on it counts at the server. Until then it holds its place in every window. Called again, it counts from then:
    /// a process that is busy may need long to write a request.
    /// </summary>
    public void MarkSent() => _quota?.MarkSent(_slot, _version);

    /// <summary>The request went to the wire at some time from then on, which nobody told when it was.</summary>
    /// <param name="time">The time, on the quota's clock.</param>
    internal void MarkSentSince(long time) => _quota?.MarkSent(_slot, _version, time);

    /// <summary>The head of a response arrived, whatever it says; the time since <see cref="MarkSent"/> shows how late the request may have reached the server.</summary>
    public void MarkCompleted() => _quota?.MarkCompleted(_slot, _version);

    /// <summary>The service refused the request as too frequent: the key pauses, then goes on at a reduced rate that recovers step by step.</summary>
    /// <param name="retryAfter">The time that the service asked to wait; null when it named none.</param>
    public void MarkRejected(TimeSpan? retryAfter) => _quota?.MarkRejected(_slot, _version, retryAfter);

    /// <summary>No response will come. Unless <see cref="MarkSent"/> came before, the server cannot have seen the request and its place is free at once.</summary>
    public void MarkAbandoned() => _quota?.MarkAbandoned(_slot, _version);

    /// <summary>Like <see cref="MarkRejected(TimeSpan?)"/>, and not ignored after <see cref="MarkCompleted"/>: a stream is refused after its first events.</summary>
    /// <param name="retryAfter">The time that the service asked to wait; null when it named none.</param>
    /// <param name="grantedAt">When the request got its permit, on the quota's clock.</param>
    /// <returns>Whether there is a quota that took note of it.</returns>
    internal bool MarkRejected(TimeSpan? retryAfter, long grantedAt)
    {
        _quota?.MarkRejected(_slot, _version, retryAfter, grantedAt);
        return _quota is not null;
    }

    /// <summary>Whether the limiter that gave it has taken it back meanwhile, because this process stood still for too long.</summary>
    internal bool IsLapsed => _quota?.Limiter is not null && _quota.IsLapsed(_slot, _version);

    /// <summary>How long the quota lets nothing go; zero when it does not pause. Known also when the right has ended.</summary>
    internal TimeSpan PauseLeft => _quota?.PauseLeft ?? TimeSpan.Zero;

    /// <summary>Ties the lease of a limiter to this one: it ends with it.</summary>
    /// <returns>False in a pause: neither may be used.</returns>
    internal bool TryAdd(RateLimitLease limiterLease) => _quota is not null && _quota.TryAdd(_slot, _version, limiterLease);

    /// <summary>Whether both are the same right.</summary>
    public bool Equals(ThrottleLease other) => ReferenceEquals(_quota, other._quota) && _slot == other._slot && _version == other._version;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ThrottleLease other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_quota, _slot, _version);

    /// <summary>Whether both are the same right.</summary>
    public static bool operator ==(ThrottleLease left, ThrottleLease right) => left.Equals(right);

    /// <summary>Whether they are different rights.</summary>
    public static bool operator !=(ThrottleLease left, ThrottleLease right) => !left.Equals(right);
}
