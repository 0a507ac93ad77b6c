using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Text.Json;
using ApiGen.Runtime.Buffers;
using ApiGen.Runtime.Json;
using ApiGen.Runtime.Pipeline;
using ApiGen.Runtime.Telemetry;
using ApiGen.Runtime.Transport;

namespace ApiGen.Runtime;

/// <content>From the head of the response to the response.</content>
public sealed partial class ApiClient
{
    // Refusals are short. A longer answer is none, so the throttle hears of it without waiting for the body.
    private const long LongestRefusal = 4096;

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<TResponse> ReadResponseAsync<TRequest, TResponse>(ApiAction<TRequest, TResponse> action, Exchange exchange, CallScope scope)
        where TRequest : class, IApiRequest<TRequest>
        where TResponse : class, IApiResponse<TResponse>
    {
        HttpResponseMessage response = exchange.Response;
        PooledByteWriter body = ResponseBody.Rent();
        scope.Phase = "reading the response";
        try
        {
            long? length = response.Content.Headers.ContentLength;
            if (length > LongestRefusal)
            {
                exchange.Lease.MarkCompleted();
            }

            bool whole = await ResponseBody.TryReadAsync(response.Content, length, body, _settings.MaxResponseBytes, scope.Token).ConfigureAwait(false);
            return Interpret(action, exchange, body.WrittenSpan, whole, scope);
        }
        catch (Exception e) when (e is IOException or HttpRequestException or SocketException)
        {
            throw NetworkFailure.From(e, action.Name, _settings.AccessPoints.Current.Address.Host, mayHaveBeenSent: true);
        }
        catch (InvalidDataException e)
        {
            throw new ApiMalformedResponseException(action.Name, "its compressed form is damaged", innerException: e);
        }
        finally
        {
            // Has no effect when the refusal was marked already.
            exchange.Lease.MarkCompleted();
            ResponseBody.Return(body);
            response.Dispose();
        }
    }

    private TResponse Interpret<TRequest, TResponse>(
        ApiAction<TRequest, TResponse> action, in Exchange exchange, ReadOnlySpan<byte> body, bool whole, CallScope scope)
        where TRequest : class, IApiRequest<TRequest>
        where TResponse : class, IApiResponse<TResponse>
    {
        HttpResponseMessage answer = exchange.Response;
        body = JsonModel.SkipByteOrderMark(body);
        if (_settings.LogBodies)
        {
            ApiLog.ResponseBodyReceived(_logger, action, body);
        }

        if (!answer.IsSuccessStatusCode)
        {
            throw StatusFailure(action, exchange, body, scope);
        }

        if (!whole)
        {
            throw new ApiMalformedResponseException(action.Name, FormattableString.Invariant($"it is larger than {_settings.MaxResponseBytes} bytes, see ApiClientOptions.MaxResponseBytes"));
        }

        ApiErrorBody failure = default;
        TResponse? response = ReadEnvelope(action, body, ref failure);
        if (failure.Code is not null)
        {
            throw ServiceFailure(action, exchange, failure, response?.RequestId, scope);
        }

        return response ?? throw new ApiMalformedResponseException(action.Name, "it holds no Response", bodyExcerpt: ExcerptUnlessJson(body));
    }

    private static TResponse? ReadEnvelope<TRequest, TResponse>(ApiAction<TRequest, TResponse> action, ReadOnlySpan<byte> body, ref ApiErrorBody failure)
        where TRequest : class, IApiRequest<TRequest>
        where TResponse : class, IApiResponse<TResponse>
    {
        if (body.IsEmpty)
        {
            throw new ApiMalformedResponseException(action.Name, "it is empty");
        }

        try
        {
            return Envelope.Read<TResponse>(body, ref failure);
        }
        catch (JsonException e)
        {
            string reason = Envelope.IsCutShort(body) ? "it is JSON that was cut short" : "it is no JSON";
            throw new ApiMalformedResponseException(action.Name, reason, bodyExcerpt: ExcerptUnlessJson(body), innerException: e);
        }
        catch (JsonValueException e)
        {
            throw new ApiMalformedResponseException(action.Name, $"it holds {e.Message}", e.Path, innerException: e);
        }
    }

    private ApiException StatusFailure<TRequest, TResponse>(ApiAction<TRequest, TResponse> action, in Exchange exchange, ReadOnlySpan<byte> body, CallScope scope)
        where TRequest : class, IApiRequest<TRequest>
        where TResponse : class, IApiResponse<TResponse>
    {
        HttpResponseMessage answer = exchange.Response;
        ApiErrorBody failure = default;
        string? requestId = null;
        try
        {
            requestId = Envelope.Read<TResponse>(body, ref failure)?.RequestId;
        }
        catch (Exception e) when (e is JsonException or JsonValueException)
        {
            // Not the service's own response, as expected with such a status.
        }

        if (failure.Code is not null)
        {
            return ServiceFailure(action, exchange, failure, requestId, scope);
        }

        TimeSpan? retryAfter = RetryAfterOf(answer);
        if (answer.StatusCode == System.Net.HttpStatusCode.TooManyRequests)
        {
            exchange.Lease.MarkRejected(retryAfter);
        }

        return new ApiHttpStatusException(action.Name, answer.StatusCode, ResponseBody.Excerpt(body), string.IsNullOrEmpty(requestId) ? null : requestId, retryAfter);
    }

    private ApiServiceException ServiceFailure(ApiAction action, in Exchange exchange, ApiErrorBody failure, string? requestId, CallScope scope)
    {
        ApiServiceException exception = action.CreateException(
            new ApiFailure(action.Name, failure.Code!, failure.Message ?? "", string.IsNullOrEmpty(requestId) ? null : requestId));
        exception.RetryAfter = RetryAfterOf(exchange.Response);
        if (CommonErrorCodes.IsRateLimit(exception.Code))
        {
            exchange.Lease.MarkRejected(exception.RetryAfter);
        }
        else if (exception.Code == "AuthFailure.SignatureExpire" && exchange.Response.Headers.Date is { } serverTime)
        {
            _clock.Learn(serverTime);
            scope.ClockLearnt = true;
        }

        return exception;
    }

    private TimeSpan? RetryAfterOf(HttpResponseMessage answer) => answer.Headers.RetryAfter switch
    {
        RetryConditionHeaderValue { Delta: { } delta } => delta,
        RetryConditionHeaderValue { Date: { } date } when date > _settings.Time.GetUtcNow() => date - _settings.Time.GetUtcNow(),
        _ => null,
    };

    // The beginning of a JSON response may hold what must not be logged; that of an error page does not.
    private static string ExcerptUnlessJson(ReadOnlySpan<byte> body)
    {
        ReadOnlySpan<byte> start = body.TrimStart(" \t\r\n"u8);
        return start.IsEmpty || start[0] is (byte)'{' or (byte)'[' or (byte)'"' ? "" : ResponseBody.Excerpt(body);
    }
}
