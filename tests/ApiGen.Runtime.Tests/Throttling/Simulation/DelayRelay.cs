using System.Net;
using System.Net.Sockets;

namespace ApiGen.Throttling.Simulation;

/// <summary>A TCP relay that holds back each piece of what goes there, and of what comes back, for as long as it is told.</summary>
/// <param name="target">Where it connects to.</param>
/// <param name="there">The delay of a piece on its way there.</param>
/// <param name="back">The delay of a piece on its way back.</param>
internal sealed class DelayRelay(Uri target, Func<TimeSpan> there, Func<TimeSpan> back) : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private Task _accepting = Task.CompletedTask;

    internal Uri Start()
    {
        _listener.Start();
        _accepting = AcceptAsync();
        return new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        List<Task> relaying = [];
        try
        {
            while (true)
            {
                relaying.Add(RelayAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(relaying);
        }
    }

    private async Task RelayAsync(TcpClient client)
    {
        using TcpClient server = new() { NoDelay = true };
        try
        {
            client.NoDelay = true;
            await server.ConnectAsync(target.Host, target.Port, _stop.Token);
            await Task.WhenAny(CopyAsync(client, server, there), CopyAsync(server, client, back));
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or SocketException)
        {
        }
        finally
        {
            client.Dispose();
        }
    }

    private async Task CopyAsync(TcpClient from, TcpClient to, Func<TimeSpan> delay)
    {
        byte[] buffer = new byte[64 * 1024];
        try
        {
            int count;
            while ((count = await from.GetStream().ReadAsync(buffer, _stop.Token)) > 0)
            {
                TimeSpan pause = delay();
                if (pause > TimeSpan.Zero)
                {
                    await Task.Delay(pause, _stop.Token);
                }

                await to.GetStream().WriteAsync(buffer.AsMemory(0, count), _stop.Token);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or SocketException or ObjectDisposedException)
        {
        }
    }
}
