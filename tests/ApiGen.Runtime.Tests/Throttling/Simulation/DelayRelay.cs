using System.Net.Sockets;

namespace ApiGen.Throttling.Simulation;

/// <summary>A TCP relay that holds back each piece of what goes there, and of what comes back, for as long as it is told.</summary>
/// <param name="server">The port that it connects to.</param>
/// <param name="there">The delay of a piece on its way there.</param>
/// <param name="back">The delay of a piece on its way back.</param>
internal sealed class DelayRelay(int server, Func<TimeSpan> there, Func<TimeSpan> back) : LoopbackRelay(server)
{
    /// <summary>Where clients connect to in place of the server.</summary>
    internal Uri Address => new($"http://127.0.0.1:{Port}/");

    protected override Task RelayAsync(NetworkStream client, NetworkStream service) =>
        Task.WhenAny(CopyAsync(client, service, there), CopyAsync(service, client, back));

    private async Task CopyAsync(NetworkStream from, NetworkStream to, Func<TimeSpan> delay)
    {
        byte[] buffer = new byte[64 * 1024];
        try
        {
            int count;
            while ((count = await from.ReadAsync(buffer, Stop)) > 0)
            {
                TimeSpan pause = delay();
                if (pause > TimeSpan.Zero)
                {
                    await Task.Delay(pause, Stop);
                }

                await to.WriteAsync(buffer.AsMemory(0, count), Stop);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or SocketException or ObjectDisposedException)
        {
        }
    }
}
