using ApiGen.Emulator.Arrivals;
using ApiGen.Emulator.Gateway;
using ApiGen.Emulator.Requests;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ApiGen.Emulator.Hosting;

/// <summary>Brings a connection's requests to the gateway and its responses back.</summary>
internal sealed class GatewayMiddleware(ApiGateway gateway) : IDisposable
{
    /// <summary>A body over the limit is read on, and dropped, up to here, so that its sender gets to read the refusal.</summary>
    private const int LongestDrained = 4 * SizeLimits.Body;

    private readonly CancellationTokenSource _stopping = new();

    public async Task InvokeAsync(HttpContext context)
    {
        HttpRequest http = context.Request;
        ArrivalEntry entry = gateway.Arrived(
            http.Headers[CommonHeaders.Action].ToString(), http.Host.Value ?? "", http.Headers[CommonHeaders.Region]);
        using CancellationTokenSource ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, _stopping.Token);
        try
        {
            if (gateway.TakeEarlyFault(entry.Arrival.Action) is { Fault: { } fault } early)
            {
                await Task.Delay(early.Delay, gateway.TimeProvider, ended.Token).ConfigureAwait(false);
                await ConnectionFault.StrikeAsync(context, fault.Kind, ended.Token).ConfigureAwait(false);
                return;
            }

            GatewayRequest request = await ReadAsync(context, entry, ended.Token).ConfigureAwait(false);
            GatewayResponse response = await gateway.RespondAsync(request, ended.Token).ConfigureAwait(false);
            await Task.Delay(response.Delay, gateway.TimeProvider, ended.Token).ConfigureAwait(false);
            await SendAsync(context, response, ended.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException)
        {
            // The caller has gone or the gateway stops; there is nobody left to response.
            context.Abort();
        }
    }

    public void Stop() => _stopping.Cancel();

    public void Dispose() => _stopping.Dispose();

    private static async Task<GatewayRequest> ReadAsync(HttpContext context, ArrivalEntry entry, CancellationToken cancellationToken)
    {
        HttpRequest http = context.Request;
        byte[]? body = await ReadBodyAsync(http.Body, cancellationToken).ConfigureAwait(false);
        return new GatewayRequest
        {
            Method = http.Method,
            Path = http.Path.Value ?? "",

            // The query must be hashed as it was sent; the parsed one is decoded.
            Query = RawQuery(context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget),
            Host = http.Host.Value ?? "",
            Headers = http.Headers.ToDictionary(
                static header => header.Key,
                static header => string.Join(',', header.Value.AsEnumerable()),
                StringComparer.OrdinalIgnoreCase),
            Body = body ?? [],
            BodyTooLarge = body is null,
            Entry = entry,
        };
    }

    private static async Task<byte[]?> ReadBodyAsync(Stream body, CancellationToken cancellationToken)
    {
        using MemoryStream content = new();
        byte[] buffer = new byte[16 * 1024];
        long total = 0;
        int read;
        while (total <= LongestDrained && (read = await body.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
        {
            total += read;
            if (total <= SizeLimits.Body)
            {
                content.Write(buffer, 0, read);
            }
        }

        return total <= SizeLimits.Body ? content.ToArray() : null;
    }

    private static string RawQuery(string target)
    {
        int mark = target.IndexOf('?', StringComparison.Ordinal);
        return mark < 0 ? "" : target[(mark + 1)..];
    }

    private async Task SendAsync(HttpContext context, GatewayResponse response, CancellationToken cancellationToken)
    {
        byte[] body = response.Encoding is { } encoding ? ScriptedResponse.Compress(response.Body, encoding) : response.Body;
        if (response is { Fault.Point: FaultPoint.BeforeResponse })
        {
            await ConnectionFault.StrikeAsync(context, response.Fault.Kind, cancellationToken).ConfigureAwait(false);
        }
        else if (response.Fault is not null || response.DeclaredLength is not null)
        {
            await ConnectionFault.SendBrokenAsync(context, response, body, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            context.Response.StatusCode = response.Status;
            foreach ((string name, string value) in ResponseHeaders.Of(response))
            {
                context.Response.Headers.Append(name, value);
            }

            if (response is { Parts: { } parts, Encoding: null })
            {
                await PartedBody.WriteAsync(context.Response.Body, parts, response.Pause, gateway.TimeProvider, cancellationToken).ConfigureAwait(false);
            }
            else if (MayHaveBody(response.Status))
            {
                context.Response.ContentLength = body.Length;
                await context.Response.Body.WriteAsync(body, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>RFC 9110, sections 15.3.5 and 15.4.5.</summary>
    private static bool MayHaveBody(int status) => status is not (204 or 304);
}
