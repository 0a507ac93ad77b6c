using System.Threading.Tasks.Sources;

namespace ApiGen.Runtime.Throttling;

/// <summary>A caller that waits for its turn; pooled by the quota. The quota's lock guards every member that is not the task's own.</summary>
internal sealed class ThrottleWaiter(ThrottleQuota quota) : IValueTaskSource<ThrottleLease>, IThreadPoolWorkItem
{
    // Continuations run inside Execute, which is a thread pool item of its own already.
    private ManualResetValueTaskSourceCore<ThrottleLease> _completion;
    private CancellationTokenRegistration _registration;
    private CancellationToken _cancellationToken;
    private int _slot;
    private int _version;
    private TimeSpan _waited;
    private bool _isReusable;
    private LateTurn.Found _found;

    internal enum Stage
    {
        New,
        Queued,
        Granted,
        Cancelled,
        Refused,
    }

    public Stage State { get; set; }

    public ThrottleWaiter? Previous { get; set; }

    public ThrottleWaiter? Next { get; set; }

    /// <summary>When it joined the queue, in clock ticks.</summary>
    public long QueuedAt { get; set; }

    /// <summary>Until when it may wait, in clock ticks; <see cref="long.MaxValue"/> for ever.</summary>
    public long DeadlineAt { get; set; }

    public ValueTask<ThrottleLease> Task => new(this, _completion.Version);

    /// <summary>Makes a pooled or new waiter ready. The callback may come at once, before the waiter is in the queue.</summary>
    public void Begin(CancellationToken cancellationToken)
    {
        State = Stage.New;
        _cancellationToken = cancellationToken;
        _registration = cancellationToken.UnsafeRegister(static state => ((ThrottleWaiter)state!).OnCancelled(), this);
    }

    /// <summary>Ends the wait before it began.</summary>
    /// <returns>Whether the waiter may be used again: false when the callback is on its way.</returns>
    public bool TryEndUnused() => EndRegistration();

    /// <summary>The wait is over; the slot is that of the lease.</summary>
    public void Grant(int slot, int version, TimeSpan waited)
    {
        State = Stage.Granted;
        _slot = slot;
        _version = version;
        End(waited);
    }

    public void Cancel(TimeSpan waited)
    {
        State = Stage.Cancelled;
        End(waited);
    }

    /// <summary>The turn would come too late, or the wait is over.</summary>
    public void Refuse(TimeSpan turn, TimeSpan waited, LateTurn.Found found)
    {
        State = Stage.Refused;
        _found = found;

        // In the place of the deadline, which has served: thousands of waiters are one field shorter.
        DeadlineAt = turn.Ticks;
        End(waited);
    }

    void IThreadPoolWorkItem.Execute()
    {
        CancellationToken cancellationToken = _cancellationToken;
        _isReusable = EndRegistration();
        if (quota.Limiter is null)
        {
            quota.WaitEnded(_waited);
        }

        if (State == Stage.Granted)
        {
            _completion.SetResult(new ThrottleLease(quota, _slot, _version));
        }
        else
        {
            _completion.SetException(
                State == Stage.Refused ? quota.WaitRefusal(TimeSpan.FromTicks(DeadlineAt), _found) : new OperationCanceledException(cancellationToken));
        }
    }

    ThrottleLease IValueTaskSource<ThrottleLease>.GetResult(short token)
    {
        try
        {
            return _completion.GetResult(token);
        }
        finally
        {
            _completion.Reset();
            if (_isReusable)
            {
                quota.Reuse(this);
            }
        }
    }

    ValueTaskSourceStatus IValueTaskSource<ThrottleLease>.GetStatus(short token) => _completion.GetStatus(token);

    void IValueTaskSource<ThrottleLease>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _completion.OnCompleted(continuation, state, token, flags);

    /// <summary>The caller goes on in the thread pool; the shared queue, unlike a thread's own, keeps the order.</summary>
    private void End(TimeSpan waited)
    {
        _waited = waited;
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    private void OnCancelled() => quota.CancelWait(this);

    /// <summary>Without waiting for a callback that is running: such a waiter must not be used again, for the callback may come upon its next use.</summary>
    private bool EndRegistration()
    {
        bool isOver = !_cancellationToken.CanBeCanceled || _registration.Unregister();
        _registration = default;
        _cancellationToken = default;
        return isOver;
    }
}
