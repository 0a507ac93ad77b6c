using System.Threading.RateLimiting;

namespace ApiGen.Runtime.Redis;

/// <summary>A call that waits for its turn. The limiter's lock guards every member that is not the task's own.</summary>
/// <param name="deadlineAt">Until when it may wait, in clock ticks; <see cref="long.MaxValue"/> for ever.</param>
/// <param name="queueLimit">How many may wait, itself included.</param>
internal sealed class WaitingCall(long deadlineAt, int queueLimit) : TaskCompletionSource<RateLimitLease>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    public long DeadlineAt => deadlineAt;

    public int QueueLimit => queueLimit;

    public CancellationTokenRegistration Cancellation { get; set; }
}
