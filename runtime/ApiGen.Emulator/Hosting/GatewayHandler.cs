using System.Globalization;
using System.IO.Pipelines;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using ApiGen.Emulator.Arrivals;
using ApiGen.Emulator.Gateway;
using ApiGen.Emulator.Requests;
using ApiGen.Emulator.Scripting;

namespace ApiGen.Emulator.Hosting;

/// <summary>An in-memory client connection to the gateway.</summary>
internal sealed class GatewayHandler(ApiGateway gateway) : HttpMessageHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        Dictionary<string, string> headers = HeadersOf(request);
        string host = request.Headers.Host ?? request.RequestUri?.Authority ?? "";
        ArrivalEntry entry = gateway.Arrived(
            headers.GetValueOrDefault(CommonHeaders.Action, ""), host, headers.GetValueOrDefault(CommonHeaders.Region));

        if (gateway.TakeEarlyFault(entry.Arrival.Action) is { Fault: { } early } script)
        {
            // The caller has written it, as to a connection; nobody reads it.
            await (request.Content?.CopyToAsync(Stream.Null, cancellationToken) ?? Task.CompletedTask).ConfigureAwait(false);
            await Task.Delay(script.Delay, gateway.TimeProvider, cancellationToken).ConfigureAwait(false);
            throw await StruckAsync(early.Kind, cancellationToken).ConfigureAwait(false);
        }

        byte[] body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        bool tooLarge = body.Length > SizeLimits.Body;
        GatewayResponse response = await gateway.RespondAsync(
            new GatewayRequest
            {
                Method = request.Method.Method,
                Path = request.RequestUri?.AbsolutePath ?? "/",
                Query = request.RequestUri?.Query.TrimStart('?') ?? "",
                Host = host,
                Headers = headers,
                Body = tooLarge ? [] : body,
                BodyTooLarge = tooLarge,
                Entry = entry,
            },
            cancellationToken).ConfigureAwait(false);
        await Task.Delay(response.Delay, gateway.TimeProvider, cancellationToken).ConfigureAwait(false);
        return response is { Fault.Point: FaultPoint.BeforeResponse }
            ? throw await StruckAsync(response.Fault.Kind, cancellationToken).ConfigureAwait(false)
            : response is { Parts: { } parts, Fault: null, DeclaredLength: null }
                ? Finished(new HttpResponseMessage { Content = Streamed(parts, response.Pause) }, response, request)
                : Message(response, request);
    }

    private static Dictionary<string, string> HeadersOf(HttpRequestMessage request)
    {
        Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase);
        foreach ((string name, HeaderStringValues values) in request.Headers.NonValidated)
        {
            headers[name] = string.Join(',', values);
        }

        if (request.Content is not null)
        {
            foreach ((string name, HeaderStringValues values) in request.Content.Headers.NonValidated)
            {
                headers[name] = string.Join(',', values);
            }
        }

        return headers;
    }

    private StreamContent Streamed(IReadOnlyList<byte[]> parts, TimeSpan pause)
    {
        Pipe pipe = new();
        _ = WriteAsync();
        return new StreamContent(pipe.Reader.AsStream());

        async Task WriteAsync()
        {
            Exception? failure = null;
            try
            {
                await PartedBody.WriteAsync(pipe.Writer.AsStream(leaveOpen: true), parts, pause, gateway.TimeProvider, CancellationToken.None).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is IOException or InvalidOperationException)
            {
                // The reader has gone.
                failure = exception;
            }

            await pipe.Writer.CompleteAsync(failure).ConfigureAwait(false);
        }
    }

    private static HttpResponseMessage Message(GatewayResponse response, HttpRequestMessage request)
    {
        long length = response.DeclaredLength ?? response.Body.Length;
        int sent = response.Fault is null ? response.Body.Length : response.Body.Length / 2;
        byte[] body = response.Body[..(int)Math.Min(sent, length)];
        FaultKind? end = response.Fault?.Kind ?? (body.Length < length ? FaultKind.Close : null);
        HttpResponseMessage message = Finished(
            new HttpResponseMessage
            {
                Content = end is { } kind ? new StreamContent(new BrokenStream(body, kind)) : new ByteArrayContent(body),
            },
            response,
            request);
        message.Content.Headers.TryAddWithoutValidation("Content-Length", length.ToString(CultureInfo.InvariantCulture));
        return message;
    }

    private static HttpResponseMessage Finished(HttpResponseMessage message, GatewayResponse response, HttpRequestMessage request)
    {
        message.StatusCode = (HttpStatusCode)response.Status;
        message.RequestMessage = request;
        foreach ((string name, string value) in ResponseHeaders.Of(response with { Encoding = null }))
        {
            if (!message.Headers.TryAddWithoutValidation(name, value))
            {
                message.Content.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return message;
    }

    private static async Task<Exception> StruckAsync(FaultKind kind, CancellationToken cancellationToken)
    {
        if (kind == FaultKind.Stall)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken).ConfigureAwait(false);
        }

        return new HttpRequestException(
            HttpRequestError.Unknown,
            "The connection was reset.",
            new IOException("The connection was reset.", new SocketException((int)SocketError.ConnectionReset)));
    }
}
