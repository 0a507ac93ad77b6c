using System.Globalization;
using System.Net.Http.Headers;
using ApiGen.Runtime.Pipeline;
using ApiGen.Runtime.Telemetry;
using Microsoft.Extensions.Logging;

namespace ApiGen.Runtime.Transport;

/// <summary>Makes the HTTP request of an attempt, and signs it.</summary>
internal sealed class RequestWriter(ClientSettings settings, ServerClock clock, ILogger logger)
{
    private TimestampText _timestampText = new(0, "0");

    /// <summary>Puts headers to what the call sends.</summary>
    internal OutgoingRequest Write(CallScope scope)
    {
        scope.Phase = CallPhase.Writing;
        if (settings.LogBodies)
        {
            Log(scope);
        }

        OutgoingRequest message = new(scope.Channel.Point.Address, scope.Content.BodyOf(scope));
        WriteHeaders(message.Headers, scope.Action, scope);
        return message;
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

    private void Log(CallScope scope)
    {
        ReadOnlyMemory<byte> body = scope.Content.Bytes;
        if (scope.Content.Headers is null)
        {
            ApiLog.RequestBodySent(logger, scope.Action, body.Span);
        }
        else
        {
            ApiLog.RawBodySent(logger, scope.Action, body.Length);
        }
    }

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
