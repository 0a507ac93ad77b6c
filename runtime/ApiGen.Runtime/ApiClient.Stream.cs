using System.Runtime.CompilerServices;
using System.Text.Json;
using ApiGen.Runtime.Json;
using ApiGen.Runtime.Pipeline;
using ApiGen.Runtime.Streaming;
using ApiGen.Runtime.Telemetry;
using ApiGen.Runtime.Throttling;
using ApiGen.Runtime.Transport;

namespace ApiGen.Runtime;

/// <content>Calls whose answer is a stream of server-sent events.</content>
public sealed partial class ApiClient
{
    /// <summary>
    /// Calls an action that answers with server-sent events and gives them as they arrive. A response without a stream gives one
    /// event. The call starts when the enumeration does; the timeout covers the time to the first event and from each to the next.
    /// A failure may be repeated until the stream has opened, and not after.
    /// </summary>
    /// <param name="action">The action.</param>
    /// <param name="request">The parameters. They must not change before the stream has opened.</param>
    /// <param name="options">What this call does differently; null when nothing.</param>
    /// <param name="cancellationToken">Ends the call early, wherever it is.</param>
    /// <exception cref="ArgumentException">The request is not valid, a region is missing, or an option is not usable. Nothing was sent.</exception>
    /// <exception cref="ApiException">The call failed; the subclass tells how.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public IAsyncEnumerable<ServerSentEvent<TResponse>> StreamAsync<TRequest, TResponse>(
        ApiAction<TRequest, TResponse> action, TRequest request, ApiCallOptions? options, CancellationToken cancellationToken = default)
        where TRequest : class, IApiRequest<TRequest>
        where TResponse : class, IApiResponse<TResponse>
    {
        ArgumentNullException.ThrowIfNull(action);
        ArgumentNullException.ThrowIfNull(request);
        return EnumerateAsync(action, request, options, cancellationToken);
    }

    private async IAsyncEnumerable<ServerSentEvent<TResponse>> EnumerateAsync<TRequest, TResponse>(
        ApiAction<TRequest, TResponse> action, TRequest request, ApiCallOptions? options, [EnumeratorCancellation] CancellationToken cancellationToken)
        where TRequest : class, IApiRequest<TRequest>
        where TResponse : class, IApiResponse<TResponse>
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        Validate(action.Name, request);
        CallSettings call = new(action, request, options, _settings);
        ActionChannel channel = _settings.AccessPoints.Current.ChannelOf(action);
        CallScope scope = CallScope.Begin(_settings.Time, call.Timeout, cancellationToken);
        CallTelemetry telemetry = CallTelemetry.Begin(channel, _logger);
        EventStream<TResponse>? events = null;
        string requestId = "";
        try
        {
            scope.IsRepeatable = call.IsRepeatable;
            events = await OpenStreamAsync(action, request, call, scope, telemetry).ConfigureAwait(false);
            while (await NextEventAsync(events, action, scope, telemetry).ConfigureAwait(false))
            {
                requestId = events.Current.Data.RequestId.Length > 0 ? events.Current.Data.RequestId : requestId;
                scope.PauseDeadline();
                yield return events.Current;
                scope.RestartDeadline();
            }

            telemetry.Succeeded(scope, requestId);
        }
        finally
        {
            if (events is not null)
            {
                await events.DisposeAsync().ConfigureAwait(false);
            }

            telemetry.End();
            scope.End(succeeded: false);
        }
    }

    private async ValueTask<EventStream<TResponse>> OpenStreamAsync<TRequest, TResponse>(
        ApiAction<TRequest, TResponse> action, TRequest request, CallSettings call, CallScope scope, CallTelemetry telemetry)
        where TRequest : class, IApiRequest<TRequest>
        where TResponse : class, IApiResponse<TResponse>
    {
        try
        {
            try
            {
                return await AttemptStreamAsync(action, request, call, scope).ConfigureAwait(false);
            }
            catch (ApiException e) when (scope.ClockLearnt || call.Retry.MayRepeat(e, scope))
            {
                return await RepeatAsync(e, call, scope, telemetry, () => AttemptStreamAsync(action, request, call, scope)).ConfigureAwait(false);
            }
        }
        catch (Exception e)
        {
            throw Report(e, action, scope, telemetry);
        }
    }

    private async ValueTask<EventStream<TResponse>> AttemptStreamAsync<TRequest, TResponse>(
        ApiAction<TRequest, TResponse> action, TRequest request, CallSettings call, CallScope scope)
        where TRequest : class, IApiRequest<TRequest>
        where TResponse : class, IApiResponse<TResponse>
    {
        ActionChannel channel = _settings.AccessPoints.Current.ChannelOf(action);
        ThrottleLease lease = await AcquireAsync(channel, scope).ConfigureAwait(false);
        HttpResponseMessage answer = await OpenAsync(action, request, call, scope, channel, lease).ConfigureAwait(false);
        scope.Phase = "waiting for the next event";

        // The media type alone counts; a charset beside it changes nothing.
        if (!answer.IsSuccessStatusCode || !string.Equals(answer.Content.Headers.ContentType?.MediaType, "text/event-stream", StringComparison.OrdinalIgnoreCase))
        {
            TResponse only = await ReadResponseAsync(action, new Exchange(answer, lease), scope).ConfigureAwait(false);
            return new EventStream<TResponse>(only, null, null, null);
        }

        lease.MarkCompleted();
        Stream body = await answer.Content.ReadAsStreamAsync(scope.Token).ConfigureAwait(false);
        return new EventStream<TResponse>(null, answer, body, new EventStreamParser(body, _settings.MaxResponseBytes));
    }

    private async ValueTask<bool> NextEventAsync<TRequest, TResponse>(
        EventStream<TResponse> events, ApiAction<TRequest, TResponse> action, CallScope scope, CallTelemetry telemetry)
        where TRequest : class, IApiRequest<TRequest>
        where TResponse : class, IApiResponse<TResponse>
    {
        try
        {
            StrongBox<ApiErrorBody> failure = new();
            bool more = await events.MoveNextAsync(failure, scope.Token).ConfigureAwait(false);
            return failure.Value.Code is null
                ? more
                : throw ServiceFailure(action, new Exchange(events.Response!, default), failure.Value, events.Current.Data.RequestId, scope);
        }
        catch (Exception e) when (e is IOException or HttpRequestException)
        {
            throw Report(NetworkFailure.From(e, action.Name, _settings.AccessPoints.Current.Address.Host, mayHaveBeenSent: true), action, scope, telemetry);
        }
        catch (Exception e) when (e is JsonException or JsonValueException or InvalidDataException)
        {
            string reason = e is JsonException ? "an event holds no JSON" : e.Message;
            throw Report(new ApiMalformedResponseException(action.Name, reason, innerException: e), action, scope, telemetry);
        }
        catch (Exception e)
        {
            throw Report(e, action, scope, telemetry);
        }
    }
}
