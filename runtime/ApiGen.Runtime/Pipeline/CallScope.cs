using ApiGen.Runtime.Buffers;
using ApiGen.Runtime.Telemetry;
using ApiGen.Runtime.Throttling;
using ApiGen.Runtime.Timing;
using ApiGen.Runtime.Transport;

namespace ApiGen.Runtime.Pipeline;

/// <summary>
/// One call from its start to its end: its deadline, the caller's cancellation, and how far it has come. Instances whose call
/// succeeded are used again, because the deadline's timer is costly to make.
/// </summary>
/// <remarks>What others read and set are fields: the just-in-time compiler makes a method of each property, and the first call of a process waits for all of them.</remarks>
internal sealed class CallScope : Deadline
{
    private static readonly InstancePool<CallScope> Pool = new();

    private CancellationTokenRegistration _registration;
    private CancellationToken _caller;
    private TimeSpan _stepTimeout;
    private long _startedAt;
    private long _wentAt;
    private long _attemptAt;
    private bool _mayHaveBeenSentBefore;
    private bool _wasRefused;
    private bool _lastWasRefused;
    private bool _hasGone;
    private Repetitions? _repetitions;
    private string? _actedId;
    private OutgoingRequest? _request;
    private SentRequest? _sent;
    private PooledByteWriter? _responseBytes;

    private CallScope(TimeProvider time)
        : base(time)
    {
    }

    /// <summary>Whether a hook of the caller's is running: what it throws is its own, of whatever type.</summary>
    internal bool IsInHook;

    /// <summary>The action that is called, at the access host of the current attempt.</summary>
    internal ActionChannel Channel = null!;

    /// <summary>What is needed of the current attempt's request to tell of its failure. To be asked for first while there is the request; then it stays known.</summary>
    internal SentRequest Sent => _sent ??= SentRequest.Of(_request!, Action);

    /// <summary>What holds for the call.</summary>
    internal CallSettings Settings = null!;

    /// <summary>What the call tells.</summary>
    internal CallTelemetry Telemetry;

    /// <summary>What every attempt sends.</summary>
    internal CallContent Content;

    /// <summary>The credential that the provider gave for the current attempt; null when none was asked for.</summary>
    internal TencentCloudCredential? Credential;

    /// <summary>The account whose turn the current attempt waits for or has.</summary>
    internal string Account = "";

    /// <summary>The right to send the current attempt.</summary>
    internal ThrottleLease Lease;

    /// <summary>How often the client tried to send the request.</summary>
    internal int Attempts;

    /// <summary>What the call is doing.</summary>
    internal CallPhase Phase;

    /// <summary>Whether the service may have received the request, and not refused it without effect.</summary>
    internal bool MayHaveBeenSent;

    /// <summary>The proxy, as host and port, that was to connect the attempt that just failed and did not; null when there is none.</summary>
    internal string? Proxy;

    /// <summary>Whether the call had to wait for its turn.</summary>
    internal bool HasWaited;

    /// <summary>Whether the current attempt tries if the first access host is back.</summary>
    internal bool IsProbe;

    /// <summary>The ID that the service gave the request; empty while none is known.</summary>
    internal string RequestId = "";

    /// <summary>The token that makes repetitions recognisable, once the client had to think of one.</summary>
    internal string? ClientToken;

    /// <summary>What the body of a response is read into. It lives as long as the call, and serves the next one that this instance serves.</summary>
    internal PooledByteWriter ResponseBytes => _responseBytes ??= new PooledByteWriter();

    /// <summary>Whether somebody else ends the call: the reader of a stream.</summary>
    internal bool IsHandedOver;

    internal ApiAction Action => Channel.Action;

    /// <summary>The time since the call began.</summary>
    internal TimeSpan Elapsed => Time.GetElapsedTime(_startedAt);

    /// <summary>The time since the call might go for the first time.</summary>
    internal TimeSpan ElapsedSinceGo => Time.GetElapsedTime(_wentAt);

    /// <summary>
    /// Ends the call. Before it may go for the first time it has no deadline, so the caller's own token does: a call that waits holds neither a source
    /// nor a timer.
    /// </summary>
    internal new CancellationToken Token => _hasGone ? base.Token : _caller;

    /// <summary>What is known of the attempts that failed; made when the first one did.</summary>
    internal Repetitions Repetitions => _repetitions ??= new Repetitions();

    /// <summary>How long the throttle lets nothing go after the attempt that failed; zero when it does not pause.</summary>
    internal TimeSpan ThrottlePause { get; private set; }

    /// <summary>How many pauses were made.</summary>
    internal int Pauses => _repetitions?.Pauses ?? 0;

    /// <summary>The failure after which the call is pausing or repeated; null in the first attempt.</summary>
    internal ApiException? LastFailure => _repetitions?.LastFailure;

    /// <summary>Starts a call.</summary>
    internal static CallScope Begin(CallSettings settings, CallTelemetry telemetry, TimeProvider time, CancellationToken caller)
    {
        CallScope scope = (time == TimeProvider.System ? Pool.TryTake() : null) ?? new CallScope(time);
        scope.Settings = settings;
        scope.Telemetry = telemetry;
        scope._startedAt = time.GetTimestamp();
        scope._caller = caller;
        return scope;
    }

    /// <summary>The throttle lets the call go: its own time begins with the first attempt.</summary>
    /// <exception cref="OperationCanceledException">The wait was too long, or the caller cancelled.</exception>
    internal void Go(ThrottleLease lease)
    {
        Lease = lease;
        bool isFirst = !_hasGone;
        if (isFirst)
        {
            _hasGone = true;
            _registration = _caller.UnsafeRegister(static state => ((CallScope)state!).Source.Cancel(), this);
        }

        Token.ThrowIfCancellationRequested();

        // Reading the clock costs as much as a lock.
        long now = isFirst && !HasWaited ? _startedAt : Time.GetTimestamp();
        _attemptAt = now;

        // Not by the requests that were sent: an attempt may also fail, or lose its turn, while it waits for the credential.
        _wentAt = isFirst ? now : _wentAt;
        if (isFirst)
        {
            Start(now, Settings.Timeout);
        }
    }

    /// <summary>
    /// Begins the time of an attempt that another may follow. To be called when there is a credential: one that is long in coming is long in coming for
    /// another attempt too.
    /// </summary>
    internal void StartAttempt()
    {
        long now = Time.GetTimestamp();
        _stepTimeout = Settings.AttemptTimeoutOf(Pauses, Time.GetElapsedTime(_wentAt, now));
        LimitStep(now, _stepTimeout);
    }

    /// <summary>Begins the time of a page whose status is another than success. The status decides what follows, so the page is waited for no longer than an attempt that another may follow.</summary>
    internal void StartPage() => LimitStep(Time.GetTimestamp(), Settings.AttemptTimeout);

    /// <summary>Whether the current attempt has not come to the sending yet.</summary>
    internal bool IsPreparing => Phase is CallPhase.Waiting or CallPhase.Authenticating or CallPhase.Writing;

    private bool IsBetweenAttempts => IsPreparing || Phase == CallPhase.Pausing;

    /// <summary>Whether the service may have acted on an attempt before the current one.</summary>
    internal bool MayHaveActedBefore => _mayHaveBeenSentBefore;

    /// <summary>Whether the caller has cancelled the call.</summary>
    internal bool IsCancelledByCaller => _caller.IsCancellationRequested;

    /// <summary>No attempt follows.</summary>
    internal void ReleaseContent()
    {
        Content.Release();
        Content = default;
    }

    /// <summary>Begins to send.</summary>
    /// <param name="request">What is sent.</param>
    internal void BeginAttempt(OutgoingRequest request)
    {
        _request = request;
        _sent = null;
        Phase = CallPhase.Sending;
        Attempts++;
        if (LastFailure is { } last)
        {
            Telemetry.Repeated(last);
        }

        _mayHaveBeenSentBefore = MayHaveBeenSent;
        _lastWasRefused = false;
        Proxy = null;
        RequestId = "";
    }

    /// <summary>Takes back that the service may have received the current attempt: it refused it without effect.</summary>
    internal void TakeBackAttempt()
    {
        MayHaveBeenSent = _mayHaveBeenSentBefore;
        _wasRefused = _lastWasRefused = true;
    }

    /// <summary>
    /// Gives a failure that has no ID of its own the one to tell: that of the attempt's events; before the next attempt is sent, that of the last one; else that of an earlier one
    /// that may have taken effect. One without effect would lead the service's support to a request that did nothing.
    /// </summary>
    internal void TellRequestId(ApiException failure)
    {
        if (failure.RequestId is { } own)
        {
            _actedId = _lastWasRefused ? _actedId : own;
        }
        else if (IsBetweenAttempts && LastFailure is { } last)
        {
            failure.RequestId = last.RequestId;
        }
        else if (RequestId.Length > 0)
        {
            failure.RequestId = _actedId = RequestId;
        }
        else
        {
            failure.EarlierRequestId = _actedId;
        }
    }

    /// <summary>When the current attempt began, on the clock of the throttle.</summary>
    internal long AttemptAt => _attemptAt;

    /// <summary>The service refused the current attempt as too frequent.</summary>
    /// <param name="retryAfter">The time that it asked to wait; null when it named none.</param>
    internal void MarkRejected(TimeSpan? retryAfter)
    {
        if (!Lease.MarkRejected(retryAfter, _attemptAt))
        {
            ThrottleMetrics.Rejected(Action.Service.Name, Action.Name, Channel.Point.Host);
        }
    }

    /// <summary>What became of the request.</summary>
    internal RequestFate Fate => MayHaveBeenSent ? RequestFate.MayHaveBeenSent : _wasRefused ? RequestFate.Refused : RequestFate.NotSent;

    /// <summary>What the call is doing, as the end of a sentence; where a proxy is asked for the way, its name belongs to it.</summary>
    internal string Doing => Phase != CallPhase.Sending || _request!.Body.Started ? Phase.Describe()
        : Proxy is { } proxy ? $"making the connection through the proxy {proxy}"
        : "making the connection";

    /// <summary>Ends the time of the attempt that failed, so that the call can go on.</summary>
    internal void EndAttempt()
    {
        Lease.MarkAbandoned();
        ThrottlePause = Lease.PauseLeft;
        Lease = default;
        if (Token.IsCancellationRequested)
        {
            // A read that was given up may still write into it.
            _responseBytes = null;
        }

        Renew();
        if (_hasGone && IsCancelledByCaller)
        {
            Source.Cancel();
        }
    }

    /// <summary>Stops the deadline while the caller works on what it got.</summary>
    internal void PauseDeadline() => Start(0, Timeout.InfiniteTimeSpan);

    /// <summary>Gives the call its whole timeout once more.</summary>
    internal void RestartDeadline() => Start(Time.GetTimestamp(), Settings.Timeout);

    /// <summary>Ends the call. After a success nothing holds on to the token any more, so the instance may serve another call.</summary>
    internal void End(bool succeeded)
    {
        try
        {
            Telemetry.End();
        }
        finally
        {
            Finish(succeeded);
        }
    }

    private void Finish(bool succeeded)
    {
        if (!succeeded)
        {
            // Settled already, as a rule.
            Lease.MarkAbandoned();
        }

        _registration.Dispose();
        if (TryStop() && succeeded && Time == TimeProvider.System && Source.TryReset())
        {
            Clear();
            if (Pool.TryKeep(this))
            {
                return;
            }
        }

        if (succeeded)
        {
            // After a failure a read that was given up may still write into it.
            _responseBytes?.Release();
        }

        // The source has nothing to dispose of, and the deadline may be about to cancel it.
        Dispose();
    }

    /// <summary>What a cancellation means: the caller's own stays one, the deadline's becomes a failure of the call.</summary>
    internal Exception Translate(OperationCanceledException cancellation)
    {
        if (IsCancelledByCaller)
        {
            return new ApiCanceledException(Action.Name, Doing, Fate, cancellation, _caller) { Attempts = Attempts, ClientToken = ClientToken };
        }

        Exception cause = LastFailure ?? (Exception)cancellation;
        if (IsOver)
        {
            return new ApiTimeoutException(Action.Name, Settings.Timeout, TimeoutLimit.Call, Doing, Fate, cause);
        }

        if (!Token.IsCancellationRequested)
        {
            // Neither asked for it.
            return cancellation;
        }

        return new ApiTimeoutException(Action.Name, _stepTimeout, TimeoutLimit.Attempt, Doing, Fate, cause);
    }

    private void Clear()
    {
        _registration = default;
        _caller = default;
        _wentAt = 0;
        _hasGone = false;
        HasWaited = false;
        ThrottlePause = TimeSpan.Zero;
        _mayHaveBeenSentBefore = false;
        _wasRefused = false;
        _lastWasRefused = false;
        _repetitions = null;
        _actedId = null;
        _request = null;
        _sent = null;
        _responseBytes?.Clear();
        Channel = null!;
        Settings = null!;
        Telemetry = default;
        Credential = null;
        Account = "";
        Lease = default;
        Attempts = 0;
        Phase = default;
        MayHaveBeenSent = false;
        Proxy = null;
        ClientToken = null;
        IsHandedOver = false;
        IsInHook = false;
        RequestId = "";
    }
}
