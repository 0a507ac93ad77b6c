using Microsoft.Extensions.Time.Testing;

namespace ApiGen.Runtime.Tests.Credentials;

/// <summary>A clock whose hands can be set, while the monotonic time goes on as it did.</summary>
internal sealed class JumpingClock(DateTimeOffset trueTime) : FakeTimeProvider(trueTime)
{
    /// <summary>By how much the hands are ahead of the true time.</summary>
    internal TimeSpan Ahead { get; set; }

    internal DateTimeOffset TrueTime => base.GetUtcNow();

    public override DateTimeOffset GetUtcNow() => TrueTime + Ahead;

    // The base takes the hands.
    public override long GetTimestamp() => TrueTime.Ticks;
}
