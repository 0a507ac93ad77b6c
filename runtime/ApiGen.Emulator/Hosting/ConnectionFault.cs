using System.Globalization;
using System.Net.Sockets;
using System.Text;
using ApiGen.Emulator.Gateway;
using ApiGen.Emulator.Scripting;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ApiGen.Emulator.Hosting;

/// <summary>Breaks connections on purpose. Works on the socket itself, since the server rightly refuses to send a broken response.</summary>
internal static class ConnectionFault
{
    /// <summary>How long a caller may take to close its side of a connection that was closed on this one.</summary>
    private static readonly TimeSpan Lingering = TimeSpan.FromSeconds(5);

    public static async Task StrikeAsync(HttpContext context, FaultKind kind, CancellationToken cancellationToken)
    {
        Socket socket = SocketOf(context);
        switch (kind)
        {
            case FaultKind.Stall:
                await Task.Delay(Timeout.Infinite, cancellationToken).ConfigureAwait(false);
                break;
            case FaultKind.Close:
                socket.Shutdown(SocketShutdown.Send);
                await WaitForCallerAsync(cancellationToken).ConfigureAwait(false);
                break;
            default:
                // Closing with a linger time of zero sends a reset instead of the orderly end.
                socket.LingerState = new LingerOption(true, 0);
                socket.Close();
                break;
        }

        context.Abort();
    }

    /// <summary>Sends a response whose length is not what it says, or half of one followed by the fault.</summary>
    public static async Task SendBrokenAsync(HttpContext context, GatewayResponse response, byte[] body, CancellationToken cancellationToken)
    {
        int sent = response.Fault is null ? body.Length : body.Length / 2;
        byte[] head = Encoding.Latin1.GetBytes(Head(response, body.Length));
        await SocketOf(context).SendAsync((byte[])[.. head, .. body.AsSpan(0, sent)], cancellationToken).ConfigureAwait(false);
        await StrikeAsync(context, response.Fault?.Kind ?? FaultKind.Close, cancellationToken).ConfigureAwait(false);
    }

    private static string Head(GatewayResponse response, int length)
    {
        StringBuilder head = new();
        head.Append(CultureInfo.InvariantCulture, $"HTTP/1.1 {response.Status} {(response.Status == 200 ? "OK" : "")}\r\n");
        foreach ((string name, string value) in ResponseHeaders.Of(response))
        {
            head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        }

        return head.Append(CultureInfo.InvariantCulture, $"Content-Length: {response.DeclaredLength ?? length}\r\n\r\n").ToString();
    }

    /// <summary>A caller that has read everything closes; cutting it off earlier could cost it what is still under way.</summary>
    private static async Task WaitForCallerAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(Lingering, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // It has closed.
        }
    }

    private static Socket SocketOf(HttpContext context) =>
        context.Features.GetRequiredFeature<IConnectionSocketFeature>().Socket;
}
