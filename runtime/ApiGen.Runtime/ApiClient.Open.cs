using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using ApiGen.Runtime.Buffers;
using ApiGen.Runtime.Json;
using ApiGen.Runtime.Pipeline;
using ApiGen.Runtime.Signing;
using ApiGen.Runtime.Telemetry;
using ApiGen.Runtime.Throttling;
using ApiGen.Runtime.Transport;

namespace ApiGen.Runtime;

/// <content>From the throttle to the head of the response.</content>
public sealed partial class ApiClient
{
    private TimestampText _timestampText = new(0, "0");

    /// <summary>Waits for the leave to send. Apart from what follows it, so that a caller who waits, and thousands may, holds little memory.</summary>
    private ValueTask<ThrottleLease> AcquireAsync(ActionChannel channel, CallScope scope)
    {
        scope.Attempts++;
        scope.Phase = "waiting in the throttle";
        return channel.ThrottleFor(_credentials.AccountKey, _settings).AcquireAsync(scope.Token);
    }

    /// <summary>Sends the request. The lease stays with the caller, who is to tell of the response; without one it is settled here.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<HttpResponseMessage> OpenAsync<TRequest>(
        ApiAction action, TRequest request, CallSettings call, CallScope scope, ActionChannel channel, ThrottleLease lease)
        where TRequest : class, IApiRequest<TRequest>
    {
        AccessPoint point = channel.Point;
        JsonBuffer? buffer = null;
        ApiRequestContent? content = null;
        HttpResponseMessage? response = null;
        bool answered = false;
        try
        {
            scope.Phase = "waiting for the credential";
            TencentCloudCredential? credential = null;
            if (!action.IsUnsigned)
            {
                credential = _fixedCredential ?? await GetCredentialAsync(action.Name, scope.Token).ConfigureAwait(false);
            }

            scope.Phase = "writing the request";
            ReadOnlyMemory<byte> body = WriteBody(action, request, scope, ref buffer);
            content = new ApiRequestContent(body, request is IOctetStreamRequest ? ActionChannel.OctetStream : Tc3Signer.JsonContentType, lease);
            using HttpRequestMessage message = CreateMessage(action, request, content, point, call);
            Sign(message, action, channel, request, credential, body, scope);

            scope.Phase = "waiting for the response";
            response = await TransmitAsync(message, scope.Token).ConfigureAwait(false);
            content.MarkSent();
            _settings.AccessPoints.Responded(point);
            _settings.AfterResponse?.Invoke(new ApiResponseContext(action, scope.Attempts, response.StatusCode, response.Headers));
            answered = true;
            return response;
        }
        catch (Exception e) when (e is HttpRequestException or IOException or SocketException)
        {
            _settings.AccessPoints.Failed(point);
            throw NetworkFailure.From(e, action.Name, point.Address.Host, content is { Started: true });
        }
        catch (OperationCanceledException e) when (e.InnerException is TimeoutException && !scope.Token.IsCancellationRequested && content is { Started: false })
        {
            // The handler's own limit on the time to connect.
            _settings.AccessPoints.Failed(point);
            throw new ApiNetworkException(action.Name, $"{point.Address.Host} did not accept a connection in time", mayHaveBeenSent: false, e);
        }
        finally
        {
            scope.MayHaveBeenSent |= content is { Started: true };
            if (!answered)
            {
                response?.Dispose();
                lease.MarkAbandoned();
            }

            // A transport that is still sending keeps the buffer; it is then left to the garbage collector.
            if (buffer is not null && (content is null || content.Close()))
            {
                JsonBuffer.Return(buffer);
            }
        }
    }

    private async ValueTask<TencentCloudCredential> GetCredentialAsync(string action, CancellationToken cancellationToken)
    {
        try
        {
            return await _credentials.GetCredentialAsync(cancellationToken).ConfigureAwait(false)
                ?? throw new ApiCredentialException(action, "The credential provider gave no credential.", null);
        }
        catch (Exception e) when (e is not ApiException and not OperationCanceledException)
        {
            throw new ApiCredentialException(action, $"The credential provider failed: {e.Message}", e);
        }
    }

    private ReadOnlyMemory<byte> WriteBody<TRequest>(ApiAction action, TRequest request, CallScope scope, ref JsonBuffer? buffer)
        where TRequest : class, IApiRequest<TRequest>
    {
        ReadOnlyMemory<byte> body;
        if (request is IOctetStreamRequest raw)
        {
            body = raw.Body;
        }
        else
        {
            buffer = JsonBuffer.Rent();
            request.WriteJson(buffer.Writer);
            buffer.Writer.Flush();
            if (request is IClientTokenRequest { ClientToken: null or "" })
            {
                scope.ClientToken ??= Guid.NewGuid().ToString("D");
                ClientTokenBody.Insert(buffer.Bytes, scope.ClientToken);
            }

            body = buffer.WrittenMemory;
            if (_settings.LogBodies)
            {
                ApiLog.RequestBodySent(_logger, action, body.Span);
            }
        }

        return body.Length <= MaxRequestBytes
            ? body
            : throw new RequestValidationException(action.Name, [new RequestProblem("the whole", FormattableString.Invariant($"takes {body.Length} bytes; the service takes at most {MaxRequestBytes}"))]);
    }

    private HttpRequestMessage CreateMessage<TRequest>(ApiAction action, TRequest request, HttpContent content, AccessPoint point, in CallSettings call)
        where TRequest : class
    {
        HttpRequestMessage message = new(HttpMethod.Post, point.Address) { Content = content };
        HttpRequestHeaders headers = message.Headers;
        if (point.HostHeader is { } host)
        {
            headers.Host = host;
        }

        headers.TryAddWithoutValidation("X-TC-Action", action.Name);
        headers.TryAddWithoutValidation("X-TC-Version", action.Service.Version);
        AddOptional(headers, "X-TC-Region", call.Region);
        AddOptional(headers, "X-TC-Language", call.Language);
        AddOptional(headers, "X-TC-RequestClient", _settings.RequestClient);
        if (request is IOctetStreamRequest raw)
        {
            raw.WriteHeaders(new OctetStreamHeaders(headers, action.Service.Name));
        }

        return message;
    }

    private void Sign<TRequest>(
        HttpRequestMessage message, ApiAction action, ActionChannel channel, TRequest request, TencentCloudCredential? credential, ReadOnlyMemory<byte> body, CallScope scope)
        where TRequest : class
    {
        _settings.BeforeSigning?.Invoke(new ApiRequestContext(action, scope.Attempts, message, body));
        HttpRequestHeaders headers = message.Headers;
        long timestamp = _clock.UnixSeconds;
        headers.TryAddWithoutValidation("X-TC-Timestamp", TextOf(timestamp));
        if (credential is null)
        {
            // What the vendor's own libraries send for the actions that take no credential.
            headers.TryAddWithoutValidation("Authorization", "SKIP");
            return;
        }

        AddOptional(headers, "X-TC-Token", credential.Token);
        Tc3Signer signer = request is IOctetStreamRequest ? channel.RawBodySigner : channel.Signer;
        headers.TryAddWithoutValidation("Authorization", signer.Sign(credential, timestamp, body.Span));
    }

    // A caller's HttpClient would read the whole response by itself, without the cap, unless told to stop at its head.
    private Task<HttpResponseMessage> TransmitAsync(HttpRequestMessage message, CancellationToken cancellationToken) => _httpClientFactory is { } factory
        ? factory().SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken)
        : _invoker.SendAsync(message, cancellationToken);

    private string TextOf(long timestamp)
    {
        TimestampText last = _timestampText;
        if (last.Timestamp != timestamp)
        {
            _timestampText = last = new TimestampText(timestamp, timestamp.ToString(CultureInfo.InvariantCulture));
        }

        return last.Text;
    }

    private static void AddOptional(HttpRequestHeaders headers, string name, string? value)
    {
        if (value is not null)
        {
            headers.TryAddWithoutValidation(name, value);
        }
    }

    /// <summary>A timestamp with its digits, made once a second.</summary>
    private sealed record TimestampText(long Timestamp, string Text);
}
