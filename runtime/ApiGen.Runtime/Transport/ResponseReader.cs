using System.Net;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using ApiGen.Runtime.Buffers;
using ApiGen.Runtime.Json;
using ApiGen.Runtime.Pipeline;
using ApiGen.Runtime.Streaming;
using ApiGen.Runtime.Telemetry;
using ApiGen.Runtime.Timing;
using Microsoft.Extensions.Logging;

namespace ApiGen.Runtime.Transport;

/// <summary>Reads what came back: the response, or the failure that it tells of.</summary>
internal sealed class ResponseReader(ClientSettings settings, ServerClock clock, ILogger logger)
{
    // The service's refusals are short, and those of a gateway before it have a status. A longer response is none, so the throttle hears of it without waiting for the body.
    private const long LongestRefusal = 4096;

    /// <summary>Reads a whole response, and disposes it.</summary>
    /// <exception cref="ApiException">The call failed.</exception>
    /// <exception cref="OperationCanceledException">The call's own token was cancelled.</exception>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    internal async ValueTask<TResponse> ReadAsync<TResponse>(OutgoingRequest request, HttpResponseMessage response, CallScope scope)
        where TResponse : class, IApiResponse<TResponse>
    {
        PooledByteWriter body = scope.ResponseBytes;
        body.Clear();
        scope.Phase = CallPhase.Reading;
        try
        {
            if (!response.IsSuccessStatusCode)
            {
                scope.StartPage();
                if (response.StatusCode == HttpStatusCode.TooManyRequests)
                {
                    // Before the page, which may be long in coming, so that other calls pause.
                    MarkRefused(response, scope);
                }
            }

            // Here rather than in a method of its own, which would be one more state to keep for every call that is under way.
            bool fits;
            try
            {
                // The content is asked for it, which may be a handler's own, or disposed already.
                long? length = response.Content.Headers.ContentLength;
                if (length > LongestRefusal && response.IsSuccessStatusCode)
                {
                    scope.Lease.MarkCompleted();
                }

                fits = length is null || length <= settings.MaxResponseBytes;

                // What follows where the other side changes the protocol is no body, and has no end.
                if (fits && response.StatusCode != HttpStatusCode.SwitchingProtocols)
                {
                    // The stream is the content's own and is disposed with it.
                    Stream stream = await response.Content.ReadAsStreamAsync(scope.Token).EndingWith(scope.Token).ConfigureAwait(false);
                    int sizeHint = ResponseBody.FirstRead(length);
                    int read;
                    while (fits && (read = await stream.ReadAsync(body.GetMemory(sizeHint), scope.Token).EndingWith(scope.Token, settings.HasOwnHandler).ConfigureAwait(false)) != 0)
                    {
                        body.Advance(read);
                        fits = body.Length <= settings.MaxResponseBytes;
                        sizeHint = 1;

                        // A stream that always has something at hand need not look at it.
                        scope.Token.ThrowIfCancellationRequested();
                    }
                }
            }
            catch (Exception e)
            {
                scope.RequestId = BeginningId(body.WrittenSpan, scope);
                if (e is not OutOfMemoryException)
                {
                    // Also where the caller cancelled, who is told what became of the request, as is the throttle.
                    string? fault = NetworkFailure.FaultOfBody(e, scope);
                    ReadOnlySpan<byte> beginning = JsonModel.SkipByteOrderMark(body.WrittenSpan);
                    ApiException? failure = response.IsSuccessStatusCode ? FailureIn(response, beginning, scope) : StatusFailure<TResponse>(response, beginning, fault, e, scope);
                    if (fault is not null && failure is not null)
                    {
                        throw failure;
                    }
                }

                if (NetworkFailure.WhileReading(e, scope) is { } broken)
                {
                    throw broken;
                }

                throw;
            }

            TResponse result = Interpret<TResponse>(request, response, body.WrittenSpan, fits, scope);
            scope.RequestId = scope.Telemetry.TellsRequestId ? RequestIdToTell(request, result.RequestId, body.WrittenSpan, scope.Action) : result.RequestId;
            if (scope.Settings.KeepResponseText)
            {
                KeepText(result, JsonModel.SkipByteOrderMark(body.WrittenSpan), scope);
            }

            return result;
        }
        finally
        {
            // Has no effect when the refusal was marked already.
            scope.Lease.MarkCompleted();
            ResponseBody.Discard(response);
        }
    }

    /// <summary>Opens the stream of events that a response is.</summary>
    internal async ValueTask<EventStream<TResponse>> OpenEventsAsync<TResponse>(OutgoingRequest request, HttpResponseMessage response, CallScope scope)
        where TResponse : class, IApiResponse<TResponse>
    {
        try
        {
            Stream body = await response.Content.ReadAsStreamAsync(scope.Token).EndingWith(scope.Token).ConfigureAwait(false);
            // The request goes back to its pool when the stream is open, and an event may tell of a failure later.
            _ = scope.Sent;
            return new EventStream<TResponse>(this, response, body, settings.MaxResponseBytes, scope);
        }
        catch (Exception e)
        {
            ResponseBody.Discard(response);
            if (NetworkFailure.WhileReading(e, scope) is { } failure)
            {
                throw failure;
            }

            throw;
        }
    }

    /// <summary>Keeps the text that a response was read from.</summary>
    /// <exception cref="ApiMalformedResponseException">It is not UTF-8, though what was read of it is.</exception>
    internal static void KeepText<TResponse>(TResponse response, ReadOnlySpan<byte> json, CallScope scope)
        where TResponse : class, IApiResponse<TResponse>
    {
        try
        {
            ApiResponseText.Keep(response, json);
        }
        catch (DecoderFallbackException)
        {
            throw new ApiMalformedResponseException(
                scope.Action.Name,
                FormattableString.Invariant($"it is not UTF-8 from its byte {JsonText.FaultIn(json) + 1} on, so that its text cannot be kept"),
                requestId: scope.RequestId.Length > 0 ? scope.RequestId : null);
        }
    }

    /// <summary>The exception for a failure that the service told of.</summary>
    internal ApiServiceException ServiceFailure(HttpResponseMessage response, ReadOnlySpan<byte> body, ApiErrorBody failure, string? requestId, CallScope scope)
    {
        ConfidentialTexts confidential = scope.Sent.Confidential;
        confidential.AddSensitive(body);
        ApiServiceException exception = scope.Action.CreateException(new ApiFailure(
            scope.Action.Name,
            scope.Action.Documents(failure.Code!) ? failure.Code! : LineText.Of(confidential.RemoveFrom(failure.Code!)),
            LineText.Of(confidential.RemoveFrom(failure.Message ?? "")),
            ToldId(requestId, confidential)));
        exception.RetryAfter = RetryAfterOf(response);
        if (exception.Code == "AuthFailure.SignatureFailure")
        {
            exception.SignedRequest = scope.Sent.Signed;
        }
        else if (CommonErrorCodes.IsRateLimit(exception.Code) && response.StatusCode != HttpStatusCode.TooManyRequests)
        {
            MarkRefused(response, scope);
        }
        else if (exception.Code == "AuthFailure.SignatureExpire" && response.Headers.Date is { } serverTime && clock.TryLearn(serverTime))
        {
            scope.Repetitions.LearnClock(clock.Offset);
            scope.TakeBackAttempt();
        }
        else if (CommonErrorCodes.IsCredentialRefusal(exception.Code))
        {
            scope.TakeBackAttempt();
        }

        return exception;
    }

    /// <summary>The exception for a failure of which the service did not say what it is. The call may have taken effect.</summary>
    internal static ApiMalformedResponseException UnclearFailure(ApiErrorBody failure, string? requestId, ReadOnlySpan<byte> body, CallScope scope)
    {
        ConfidentialTexts confidential = scope.Sent.Confidential;
        confidential.AddSensitive(body);
        string message = LineText.Of(confidential.RemoveFrom(failure.Message ?? ""));
        return new ApiMalformedResponseException(
            scope.Action.Name,
            $"its Error has no code{(message.Length == 0 ? "" : $", only the message: {message}")}",
            requestId: ToldId(requestId, confidential));
    }

    /// <summary>The ID of a response that cannot be read; null when it holds none that could be found.</summary>
    /// <param name="requestId">The ID as it was found.</param>
    /// <param name="body">The response.</param>
    /// <param name="scope">The call.</param>
    internal static string? IdToTell(string? requestId, ReadOnlySpan<byte> body, CallScope scope)
    {
        if (string.IsNullOrEmpty(requestId))
        {
            return null;
        }

        ConfidentialTexts confidential = scope.Sent.Confidential;
        confidential.AddSensitive(body);
        return ToldId(requestId, confidential);
    }

    /// <summary>The ID of the request in what has come of a response that is to be no whole one; empty when it has none.</summary>
    private static string BeginningId(ReadOnlySpan<byte> body, CallScope scope) =>
        body.IsEmpty ? "" : IdToTell(FailureAlone.In(JsonModel.SkipByteOrderMark(body), isBare: false).RequestId, body, scope) ?? "";

    private static string? ToldId(string? requestId, ConfidentialTexts confidential) =>
        string.IsNullOrEmpty(requestId) ? null : LineText.Of(confidential.RemoveFrom(requestId));

    private TResponse Interpret<TResponse>(OutgoingRequest request, HttpResponseMessage response, ReadOnlySpan<byte> body, bool isWhole, CallScope scope)
        where TResponse : class, IApiResponse<TResponse>
    {
        ApiAction action = scope.Action;
        body = JsonModel.SkipByteOrderMark(body);
        if (settings.LogBodies)
        {
            ApiLog.ResponseBodyReceived(logger, action, request, body);
        }

        if (!response.IsSuccessStatusCode)
        {
            throw StatusFailure<TResponse>(response, body, isWhole ? null : $"it is {TooLarge()}", null, scope);
        }

        if (!isWhole)
        {
            throw FailureIn(response, body, scope)
                ?? (ApiException)new ApiMalformedResponseException(action.Name, $"it is {TooLarge()}", requestId: IdToTell(FailureAlone.In(body, isBare: false).RequestId, body, scope));
        }

        ApiErrorBody failure = default;
        using ReadingMemory.Scope bound = ReadingMemory.Bound(settings.MaxResponseBytes);
        TResponse? result = ReadEnvelope<TResponse>(response, scope, ref body, ref failure);
        if (failure.Code is not null)
        {
            throw ServiceFailure(response, body, failure, result?.RequestId ?? failure.RequestId, scope);
        }

        if (failure.IsUnclear)
        {
            throw UnclearFailure(failure, result?.RequestId, body, scope);
        }

        return result ?? throw new ApiMalformedResponseException(action.Name, "it holds no Response", bodyExcerpt: ResponseBody.Excerpt(body, scope.Sent.Confidential));
    }

    /// <summary>The failure whose code has come whole in the beginning of a response with the status of success; null when none has.</summary>
    private ApiServiceException? FailureIn(HttpResponseMessage response, ReadOnlySpan<byte> beginning, CallScope scope)
    {
        ApiErrorBody failure = beginning.IsEmpty ? default : FailureAlone.In(beginning, isBare: false).WithoutNear();
        return failure.Code is null ? null : ServiceFailure(response, beginning, failure, failure.RequestId, scope);
    }

    private string TooLarge() => FormattableString.Invariant($"larger than {settings.MaxResponseBytes} bytes, see ApiClientOptions.MaxResponseBytes");

    private static TResponse? ReadEnvelope<TResponse>(HttpResponseMessage response, CallScope scope, ref ReadOnlySpan<byte> body, ref ApiErrorBody failure)
        where TResponse : class, IApiResponse<TResponse>
    {
        string action = scope.Action.Name;
        if (body.Trim(" \t\r\n"u8).IsEmpty)
        {
            throw new ApiMalformedResponseException(action, "it is empty");
        }

        try
        {
            return ReadBody<TResponse>(response, ref body, ref failure);
        }
        catch (InvalidDataException e)
        {
            throw new ApiMalformedResponseException(action, e.Message, requestId: IdToTell(failure.RequestId, body, scope));
        }
        catch (JsonException) when (ResponseBody.Packing(response, scope.Sent.Confidential) is { } packing)
        {
            throw new ApiMalformedResponseException(action, $"it is {packing}");
        }
        catch (JsonException e)
        {
            string? requestId = IdToTell(failure.RequestId, body, scope);
            throw new ApiMalformedResponseException(action, Envelope.Fault(body), null, ResponseBody.Excerpt(body, scope.Sent.Confidential), requestId, scope.Sent.Told(e));
        }
        catch (JsonValueException e)
        {
            throw new ApiMalformedResponseException(action, $"it holds {e.Message}", e.Path, "", IdToTell(failure.RequestId, body, scope), e);
        }
    }

    /// <summary>Reads the envelope, or, of a stream of events to a call that asked for none, the failure that the first one tells of.</summary>
    /// <exception cref="InvalidDataException">It is a stream that tells of no failure.</exception>
    private static TResponse? ReadBody<TResponse>(HttpResponseMessage response, ref ReadOnlySpan<byte> body, ref ApiErrorBody failure)
        where TResponse : class, IApiResponse<TResponse>
    {
        try
        {
            return Envelope.Read<TResponse>(body, ref failure);
        }
        catch (JsonException) when (ResponseBody.IsEvents(response))
        {
            failure = default;
            TResponse? first = EventStream<TResponse>.ReadFirst(ref body, ref failure);
            failure.RequestId ??= first?.RequestId;
            return failure.Code is not null || failure.IsUnclear
                ? first
                : throw new InvalidDataException("it is a stream of events: call the method of the action that gives them one by one, whose name ends in StreamAsync");
        }
    }

    /// <summary>What a status other than success means, however much of its body could be read: the head of the response had arrived.</summary>
    /// <param name="response">The response.</param>
    /// <param name="body">Its body, or the beginning of it.</param>
    /// <param name="fault">Why not all of it could be read, as the end of a sentence; null when it is whole.</param>
    /// <param name="cause">What was thrown then.</param>
    /// <param name="scope">The call.</param>
    private ApiException StatusFailure<TResponse>(HttpResponseMessage response, ReadOnlySpan<byte> body, string? fault, Exception? cause, CallScope scope)
        where TResponse : class, IApiResponse<TResponse>
    {
        ApiErrorBody failure = default;
        string? requestId = null;
        using ReadingMemory.Scope bound = ReadingMemory.Bound(settings.MaxResponseBytes);
        try
        {
            requestId = ReadBody<TResponse>(response, ref body, ref failure)?.RequestId;
        }
        catch (Exception e) when (e is JsonException or JsonValueException or InvalidDataException)
        {
            // Not the service's own response, as expected with such a status.
        }

        requestId ??= failure.RequestId;

        if (failure.Code is not null)
        {
            return ServiceFailure(response, body, failure, requestId, scope);
        }

        ConfidentialTexts confidential = scope.Sent.Confidential;
        confidential.AddSensitive(body);
        string? packing = ResponseBody.Packing(response, confidential);
        string excerpt = packing is null ? ResponseBody.Excerpt(body, confidential) : "";
        return new ApiHttpStatusException(
            scope.Action.Name,
            response.StatusCode,
            excerpt,
            ToldId(requestId, confidential),
            RetryAfterOf(response),
            fault is not null ? $"a body that cannot be read ({fault}){(excerpt.Length > 0 ? $": {excerpt}" : "")}"
                : excerpt.Length > 0 ? $"the body: {excerpt}"
                : body.Trim(" \t\r\n"u8).IsEmpty ? "an empty body"
                : packing is not null ? $"a body that is {packing}"
                : "a body of JSON, or one that repeats the request, which is not shown",
            cause is null ? null : scope.Sent.Told(cause));
    }

    private static string RequestIdToTell(OutgoingRequest request, string requestId, ReadOnlySpan<byte> body, ApiAction action)
    {
        if (RequestIdForm.IsPlain(requestId, request, action))
        {
            return requestId;
        }

        ConfidentialTexts confidential = ConfidentialTexts.Of(request, action);
        confidential.AddSensitive(body);
        return LineText.Of(confidential.RemoveFrom(requestId));
    }

    private void MarkRefused(HttpResponseMessage response, CallScope scope)
    {
        scope.MarkRejected(RetryAfterOf(response));
        scope.TakeBackAttempt();
    }

    // A date is one of the service's clock.
    private TimeSpan? RetryAfterOf(HttpResponseMessage response)
    {
        RetryConditionHeaderValue? asked = response.Headers.RetryAfter;
        if (asked is { Date: { } date })
        {
            TimeSpan left = date - (response.Headers.Date ?? clock.Now);
            return left > TimeSpan.Zero ? left : null;
        }

        // Seconds are digits without end, and .NET takes no more than fit into an Int32.
        return asked?.Delta
            ?? (response.Headers.TryGetValues("Retry-After", out IEnumerable<string>? values) && values.First().Trim() is { Length: > 0 } text && !text.AsSpan().ContainsAnyExceptInRange('0', '9')
                ? TimeSpan.FromSeconds(int.MaxValue)
                : null);
    }
}
