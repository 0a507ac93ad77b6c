using System.Globalization;
using System.Net.Http.Headers;
using ApiGen.Runtime.Buffers;
using ApiGen.Runtime.Json;
using ApiGen.Runtime.Pipeline;
using ApiGen.Runtime.Signing;
using ApiGen.Runtime.Telemetry;
using Microsoft.Extensions.Logging;

namespace ApiGen.Runtime.Transport;

/// <summary>Makes the HTTP request of an attempt, and signs it.</summary>
internal sealed class RequestWriter(ClientSettings settings, ServerClock clock, ILogger logger)
{
    private TimestampText _timestampText = new(0, "0");

    /// <summary>Writes body and headers.</summary>
    /// <exception cref="ArgumentException">The request cannot be written, or is larger than the service takes.</exception>
    internal OutgoingRequest Write<TRequest>(TRequest request, CallScope scope)
        where TRequest : class, IApiRequest<TRequest>
    {
        scope.Phase = CallPhase.Writing;
        ApiAction action = scope.Action;
        var raw = request as IOctetStreamRequest;
        if (request is IClientTokenRequest { ClientToken: null or "" })
        {
            scope.ClientToken ??= Guid.NewGuid().ToString("D");
        }

        ApiRequestContent body = raw is null ? WriteJson(request, scope) : RawContent(raw.Body, scope);
        OutgoingRequest message = new(scope.Channel.Point.Address, body);
        try
        {
            WriteHeaders(message.Headers, action, scope);
            raw?.WriteHeaders(new OctetStreamHeaders(body.Headers, action.Service.Name, scope.ClientToken));
            return message;
        }
        catch
        {
            message.Dispose();
            throw;
        }
    }

    /// <summary>Dates and signs the request, after the hook has seen it.</summary>
    internal void Sign(OutgoingRequest message, TencentCloudCredential? credential, CallScope scope)
    {
        if (settings.BeforeSigning is { } hook)
        {
            scope.IsInHook = true;
            hook(new ApiRequestContext(scope.Action, scope.Attempts + 1, message, message.Body.Bytes));
            scope.IsInHook = false;
            HookedRequest.Check(message, scope);
        }

        HttpRequestHeaders headers = message.Headers;
        message.Timestamp = clock.UnixSeconds;
        headers.TryAddWithoutValidation("X-TC-Timestamp", TextOf(message.Timestamp));
        if (credential is null)
        {
            // What the vendor's own libraries send for the actions that take no credential.
            message.AddAuthorization("SKIP");
            return;
        }

        if (credential.Token is { } token)
        {
            message.AddSessionToken(token);
        }

        message.Signer = scope.Channel.SignerFor(message.Body.IsRaw);
        message.AddAuthorization(message.Signer.Sign(credential, message.Timestamp, message.Body.Bytes.Span));
    }

    private ApiRequestContent WriteJson<TRequest>(TRequest request, CallScope scope)
        where TRequest : class, IApiRequest<TRequest>
    {
        JsonBuffer buffer = JsonBuffer.Rent();
        try
        {
            request.WriteJson(buffer.Writer);
            buffer.Writer.Flush();

            // JSON of the caller's own was looked at when it was given, and may have the escape of U+FFFD.
            if (request is not ApiRawRequest && HalfPairs.FindIn(buffer.WrittenSpan) is { } problems)
            {
                throw new RequestValidationException(scope.Action.Name, problems);
            }

            if (scope.ClientToken is { } token)
            {
                ClientTokenBody.Insert(buffer.Bytes, token);
            }

            if (settings.LogBodies)
            {
                ApiLog.RequestBodySent(logger, scope.Action, buffer.WrittenSpan);
            }

            return Content(buffer.WrittenMemory, buffer, Tc3Signer.JsonContentType, scope);
        }
        catch
        {
            JsonBuffer.Return(buffer);
            throw;
        }
    }

    private ApiRequestContent RawContent(ReadOnlyMemory<byte> body, CallScope scope)
    {
        if (settings.LogBodies)
        {
            ApiLog.RawBodySent(logger, scope.Action, body.Length);
        }

        return Content(body, null, ActionChannel.OctetStream, scope);
    }

    private static ApiRequestContent Content(ReadOnlyMemory<byte> body, JsonBuffer? buffer, string contentType, CallScope scope) => body.Length <= ApiClient.MaxRequestBytes
        ? new ApiRequestContent(body, buffer, contentType, scope.Action, scope.Lease, scope.Settings.IsRepeatable)
        : throw new RequestValidationException(
            scope.Action.Name,
            [new RequestProblem("the whole", FormattableString.Invariant($"takes {body.Length} bytes; the service takes at most {ApiClient.MaxRequestBytes}"))]);

    private void WriteHeaders(HttpRequestHeaders headers, ApiAction action, CallScope scope)
    {
        AddOptional(headers, "Host", scope.Channel.Point.HostHeader);
        headers.TryAddWithoutValidation("X-TC-Action", action.Name);
        headers.TryAddWithoutValidation("X-TC-Version", action.Service.Version);
        AddOptional(headers, "X-TC-Region", scope.Settings.Region);
        AddOptional(headers, "X-TC-Language", scope.Settings.Language);
        AddOptional(headers, "X-TC-RequestClient", settings.RequestClient);
    }

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
