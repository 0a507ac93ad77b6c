using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using ApiGen.Runtime.Json;
using ApiGen.Runtime.Retry;
using ApiGen.Runtime.Streaming;
using ApiGen.Runtime.Telemetry;
using ApiGen.Runtime.Throttling;
using ApiGen.Runtime.Transport;
using Microsoft.Extensions.Logging;

namespace ApiGen.Runtime.Pipeline;

/// <summary>The steps of a call, in their order, and the loop that repeats them.</summary>
internal sealed class CallPipeline
{
    // An account changes when its provider was exchanged, which does not happen all the time.
    private const int MostAccountChanges = 10;

    private readonly ClientSettings _settings;
    private readonly CredentialSource _credentials;
    private readonly RequestWriter _writer;
    private readonly RequestSender _sender;
    private readonly ResponseReader _reader;
    private readonly ServerClock _clock;
    private readonly CallsUnderWay _calls;
    private readonly ILogger _logger;

    internal CallPipeline(string client, ClientSettings settings, ICredentialProvider credentials, ILogger logger)
    {
        _calls = new CallsUnderWay(client);
        _settings = settings;
        _logger = logger;
        _clock = new ServerClock(settings.Time);
        _credentials = new CredentialSource(credentials, settings.AccountKey);
        _writer = new RequestWriter(settings, _clock, logger);
        _sender = new RequestSender(settings);
        _reader = new ResponseReader(settings, _clock, logger);
    }

    /// <summary>The calls that have begun and not ended.</summary>
    internal CallsUnderWay Calls => _calls;

    /// <summary>Calls an action and reads the whole response.</summary>
    internal Task<TResponse> CallAsync<TRequest, TResponse>(
        ApiAction<TRequest, TResponse> action, TRequest request, ApiCallOptions? options, CancellationToken cancellationToken)
        where TRequest : class, IApiRequest<TRequest>
        where TResponse : class, IApiResponse<TResponse> =>
        RunAsync<TRequest, TResponse, TResponse, WholeResponse<TRequest, TResponse>>(action, request, options, cancellationToken);

    /// <summary>Calls an action and reads the response event by event.</summary>
    internal async IAsyncEnumerable<ServerSentEvent<TResponse>> StreamAsync<TRequest, TResponse>(
        ApiAction<TRequest, TResponse> action, TRequest request, ApiCallOptions? options, [EnumeratorCancellation] CancellationToken cancellationToken)
        where TRequest : class, IApiRequest<TRequest>
        where TResponse : class, IApiResponse<TResponse>
    {
        EventStream<TResponse> events = await RunAsync<TRequest, TResponse, EventStream<TResponse>, OpenedStream<TRequest, TResponse>>(
            action, request, options, cancellationToken).ConfigureAwait(false);
        CallScope scope = events.Scope;
        bool hasFailed = false;
        try
        {
            bool hasNext;
            do
            {
                scope.PauseDeadline();
                yield return events.Current;
                scope.RestartDeadline();
                try
                {
                    hasNext = await events.MoveNextAsync().ConfigureAwait(false);
                }
                catch (Exception e)
                {
                    hasFailed = true;
                    _ = Decide(e, scope);
                    throw;
                }
            }
            while (hasNext);
        }
        finally
        {
            try
            {
                // Whoever leaves early has got what they wanted.
                if (!hasFailed)
                {
                    scope.Telemetry.Succeeded(scope);
                }
            }
            finally
            {
                events.Dispose();
                End(scope, succeeded: false);
            }
        }
    }

    private async Task<TResult> RunAsync<TRequest, TResponse, TResult, TRead>(
        ApiAction<TRequest, TResponse> action, TRequest request, ApiCallOptions? options, CancellationToken cancellationToken)
        where TRequest : class, IApiRequest<TRequest>
        where TResponse : class, IApiResponse<TResponse>
        where TRead : IReadStep<TRequest, TResponse, TResult>
    {
        CallScope scope = Begin(action, CallContent.Take(action, request), options, cancellationToken);
        bool succeeded = false;
        try
        {
            while (true)
            {
                TimeSpan pause;
                try
                {
                    scope.Go(await AcquireAsync(scope).ConfigureAwait(false));
                    TencentCloudCredential? credential = await scope.Settings.Credentials.GetAsync(scope).ConfigureAwait(false);
                    if (scope.Lease.IsLapsed || AccountOf(scope) != scope.Account)
                    {
                        // The account changes when the provider was exchanged while the call waited: its turn was that of the account before.
                        scope.Lease.MarkAbandoned();
                        if (AccountOf(scope) != scope.Account && ++scope.Repetitions.AccountChanges > MostAccountChanges)
                        {
                            throw new ApiCredentialException(scope.Action.Name, "The credential provider's AccountKey is another one each time: it has to stay the same as long as the account does.", null);
                        }

                        continue;
                    }

                    scope.StartAttempt();
                    using OutgoingRequest message = _writer.Write(scope);
                    _writer.Sign(message, credential, scope);
                    HttpResponseMessage response = await _sender.SendAsync(message, scope).ConfigureAwait(false);
                    TResult result = await TRead.ReadAsync(_reader, action, message, response, scope).ConfigureAwait(false);
                    Succeed(scope);
                    succeeded = true;
                    return result;
                }
                catch (Exception e)
                {
                    pause = Decide(e, scope);
                }

                await PauseAsync(pause, scope).ConfigureAwait(false);
            }
        }
        finally
        {
            scope.ReleaseContent();
            if (!scope.IsHandedOver)
            {
                End(scope, succeeded);
            }
        }
    }

    // Whatever happens here, the client has to go on.
    private void End(CallScope scope, bool succeeded)
    {
        try
        {
            scope.End(succeeded);
        }
        finally
        {
            _calls.Leave();
        }
    }

    private CallScope Begin(ApiAction action, CallContent content, ApiCallOptions? options, CancellationToken caller)
    {
        bool isUnderWay = false;
        AccessChoice choice = default;
        try
        {
            ActionChannel channel = _settings.AccessPoints.First.ChannelOf(action);
            CallSettings settings = channel.SettingsFor(content.HasToken, options, _settings, _credentials);
            caller.ThrowIfCancellationRequested();
            _calls.Enter();
            isUnderWay = true;
            settings.Retry.Budget?.Earn();
            choice = _settings.AccessPoints.Choose(settings.MayFollow(pauses: 0, TimeSpan.Zero));
            channel = choice.Point == channel.Point ? channel : choice.Point.ChannelOf(action);
            CallScope scope = CallScope.Begin(settings, CallTelemetry.Begin(channel, _logger), _settings.Time, caller);
            scope.IsProbe = choice.IsProbe;
            scope.Channel = channel;
            scope.Content = content;
            scope.ClientToken = content.ClientToken;
            return scope;
        }
        catch
        {
            content.Release();
            if (isUnderWay)
            {
                _settings.AccessPoints.GiveUp(choice);
                _calls.Leave();
            }

            throw;
        }
    }

    /// <summary>Waits for the right to send. Nothing but the content is made yet, so that a caller who waits, and thousands may, holds little memory.</summary>
    private ValueTask<ThrottleLease> AcquireAsync(CallScope scope)
    {
        scope.Phase = CallPhase.Waiting;
        scope.Account = AccountOf(scope);
        ValueTask<ThrottleLease> turn = scope.Channel.ThrottleFor(scope.Account, _settings, _logger).AcquireAsync(scope.Settings.Retry.TimeLeft(scope), scope.Token);
        if (!turn.IsCompleted)
        {
            scope.HasWaited = true;
            scope.Content = scope.Content.ForWaiting();
        }

        return turn;
    }

    private static string AccountOf(CallScope scope) => scope.Settings.Credentials.AccountKeyFor(scope.Action.Name);

    private void Succeed(CallScope scope)
    {
        _settings.AccessPoints.Reached(scope);
        if (!scope.IsHandedOver)
        {
            scope.Telemetry.Succeeded(scope);
        }
    }

    /// <summary>Ends an attempt that failed, and decides whether there is another one. After a stream has given an event there is none, and the failure is thrown.</summary>
    /// <returns>The pause before it.</returns>
    private TimeSpan Decide(Exception cause, CallScope scope)
    {
        if (scope.IsInHook)
        {
            scope.EndAttempt();
            scope.Telemetry.Failed(scope, cause);
            ExceptionDispatchInfo.Throw(cause);
        }

        Exception failure = Translate(cause, scope);
        if (!scope.IsHandedOver)
        {
            _settings.AccessPoints.Failed(failure, scope);
        }

        scope.EndAttempt();
        bool isNotSent = failure is ApiNetworkException { IsLocal: true } || (scope.IsPreparing && failure is not (ApiCanceledException or ApiTimeoutException));
        if (isNotSent && scope.LastFailure is { } last)
        {
            // To tell of the attempt that could not be made alone would let the caller think that nothing was sent.
            last.NotRepeated = ReasonOf(failure, scope);
            throw Fail(last, last, scope);
        }

        if (failure is ApiException api)
        {
            api.Attempts = scope.Attempts;
            scope.TellRequestId(api);
            scope.Settings.Credentials.Learn(api, scope, _clock);
            if (scope.Settings.Retry.Decide(api, scope) is { } pause)
            {
                return pause;
            }
        }

        throw Fail(cause, failure, scope);
    }

    private async ValueTask PauseAsync(TimeSpan pause, CallScope scope)
    {
        if (pause > TimeSpan.Zero)
        {
            scope.Phase = CallPhase.Pausing;
            try
            {
                await Task.Delay(pause, _settings.Time, scope.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException e)
            {
                Exception failure = scope.Translate(e);
                if (failure is ApiException timeout)
                {
                    scope.TellRequestId(timeout);
                }

                throw Fail(e, failure, scope);
            }
        }

        AccessChoice choice = _settings.AccessPoints.Choose(scope.Settings.MayFollow(scope.Pauses, scope.ElapsedSinceGo));
        scope.IsProbe = choice.IsProbe;
        scope.Channel = choice.Point.ChannelOf(scope.Action);
    }

    private static Exception Translate(Exception cause, CallScope scope) => cause is OperationCanceledException cancellation ? scope.Translate(cancellation) : cause;

    /// <summary>Why another attempt could not be made, as the end of a sentence.</summary>
    private string ReasonOf(Exception failure, CallScope scope) => failure switch
    {
        ApiThrottledException { RetryAfter: { } turn } when MayWait(turn) && scope.Settings.Retry.ReasonAgainstStart(turn, scope) is { } late => late,
        ApiThrottledException { Reason: var reason } => reason,
        ApiCredentialException => $"there is no credential for another attempt: {failure.Message.TrimEnd('.')}",
        _ => $"another attempt could not be made: {failure.Message.TrimEnd('.')}",
    };

    private bool MayWait(TimeSpan time) =>
        _settings.Throttle is { Mode: ThrottleMode.Wait, MaxQueueWait: var longest } && (longest == Timeout.InfiniteTimeSpan || time <= longest);

    /// <summary>Tells of a call's failure, and gives the exception that the caller is to see.</summary>
    private static Exception Fail(Exception cause, Exception seen, CallScope scope)
    {
        if (seen is ApiException api)
        {
            api.Attempts = scope.Attempts;
            api.ClientToken = scope.ClientToken;
            api.MayHaveActedBefore = scope.MayHaveActedBefore && RetryPolicy.IsWithoutEffect(api);
        }

        scope.Telemetry.Failed(scope, seen);
        if (ReferenceEquals(seen, cause))
        {
            // Keeps the trace of where it happened.
            ExceptionDispatchInfo.Throw(cause);
        }

        return seen;
    }
}
