using ApiGen.Runtime.Buffers;

namespace ApiGen.Runtime.Pipeline;

/// <summary>
/// One call from its start to its end: its deadline, the caller's cancellation, and how far it has come. Instances whose call
/// succeeded are used again, because the deadline's timer is costly to make.
/// </summary>
internal sealed class CallScope : Deadline
{
    private static readonly InstancePool<CallScope> Pool = new();

    private CancellationTokenRegistration _registration;
    private TimeSpan _timeout;
    private long _startedAt;
    private bool _clockRepeated;

    private CallScope(TimeProvider time)
        : base(new CancellationTokenSource(), time)
    {
    }

    /// <summary>Ends at the deadline and when the caller cancels.</summary>
    internal CancellationToken Token => Source.Token;

    internal CancellationToken Caller { get; private set; }

    /// <summary>How often the request was sent, or was about to be.</summary>
    internal int Attempts { get; set; }

    /// <summary>What the call is doing, as the end of a sentence.</summary>
    internal string Phase { get; set; } = "";

    /// <summary>Whether the service may have received the request.</summary>
    internal bool MayHaveBeenSent { get; set; }

    /// <summary>Whether repeating the call is harmless even if it took effect.</summary>
    internal bool IsRepeatable { get; set; }

    /// <summary>The token that makes repetitions recognisable, once the client had to think of one.</summary>
    internal string? ClientToken { get; set; }

    /// <summary>Whether the last failure taught the client the server's time.</summary>
    internal bool ClockLearnt { get; set; }

    /// <summary>The failure after which the call is pausing or repeated.</summary>
    internal ApiException? LastFailure { get; private set; }

    /// <summary>Called before each pause.</summary>
    internal Action<CallScope, ApiException, TimeSpan>? OnPause { get; set; }

    internal TimeSpan Elapsed => Time.GetElapsedTime(_startedAt);

    /// <summary>Starts a call.</summary>
    /// <exception cref="OperationCanceledException">The caller has cancelled already.</exception>
    internal static CallScope Begin(TimeProvider time, TimeSpan timeout, CancellationToken caller)
    {
        caller.ThrowIfCancellationRequested();
        CallScope scope = (time == TimeProvider.System ? Pool.TryTake() : null) ?? new CallScope(time);
        scope._timeout = timeout;
        scope._startedAt = time.GetTimestamp();
        scope.Start(scope._startedAt, timeout);
        scope.Caller = caller;
        scope._registration = caller.UnsafeRegister(static state => ((CallScope)state!).Source.Cancel(), scope);
        return scope;
    }

    /// <summary>Stops the deadline while the caller works on what it got.</summary>
    internal void PauseDeadline() => Start(0, Timeout.InfiniteTimeSpan);

    /// <summary>Gives the call its whole timeout once more.</summary>
    internal void RestartDeadline() => Start(Time.GetTimestamp(), _timeout);

    /// <summary>Ends the call. After a success nothing holds on to the token any more, so the instance may serve another call.</summary>
    internal void End(bool succeeded)
    {
        _registration.Dispose();
        if (TryStop() && succeeded && Time == TimeProvider.System && Source.TryReset())
        {
            Clear();
            if (Pool.TryKeep(this))
            {
                return;
            }
        }

        // The source has nothing to dispose of, and the deadline may be about to cancel it.
        Dispose();
    }

    /// <summary>Uses up the one repetition that a corrected clock allows.</summary>
    internal bool TryUseClockCorrection()
    {
        bool use = ClockLearnt && !_clockRepeated;
        _clockRepeated |= use;
        ClockLearnt = false;
        return use;
    }

    internal void BeginPause(ApiException failure, TimeSpan delay)
    {
        LastFailure = failure;
        Phase = "pausing before the next attempt";
        OnPause?.Invoke(this, failure, delay);
    }

    /// <summary>What a cancellation means to the caller: their own stays one, the deadline's becomes a timeout.</summary>
    internal Exception Translate(OperationCanceledException cancellation, string action) => Caller.IsCancellationRequested
        ? new OperationCanceledException($"{action} was cancelled by the caller while {Phase}.", cancellation, Caller)
        : new ApiTimeoutException(action, _timeout, Phase, MayHaveBeenSent, LastFailure ?? (Exception)cancellation) { Attempts = Attempts };

    private void Clear()
    {
        _registration = default;
        _clockRepeated = false;
        Caller = default;
        Attempts = 0;
        Phase = "";
        MayHaveBeenSent = false;
        IsRepeatable = false;
        ClientToken = null;
        ClockLearnt = false;
        LastFailure = null;
        OnPause = null;
    }
}
