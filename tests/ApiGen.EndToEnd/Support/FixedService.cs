using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ApiGen.EndToEnd.Support;

/// <summary>A service on the loopback that gives every request one response, whatever that is: it knows no JSON.</summary>
internal sealed class FixedService : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Task _work;

    public FixedService(string content, string contentType = "application/json")
    {
        _listener.Start();
        Endpoint = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/"));
        byte[] body = Encoding.UTF8.GetBytes(content);
        byte[] head = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 200 OK\r\nContent-Type: {contentType}\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n"));
        _work = ServeAsync([.. head, .. body]);
    }

    public Uri Endpoint { get; }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _work;
        _listener.Stop();
        _end.Dispose();
    }

    private async Task ServeAsync(byte[] response)
    {
        try
        {
            while (true)
            {
                using TcpClient client = await _listener.AcceptTcpClientAsync(_end.Token);
                NetworkStream stream = client.GetStream();
                await ReadAsync(stream);
                await stream.WriteAsync(response, _end.Token);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or IOException)
        {
            // The test is over, or the client has gone.
        }
    }

    // Up to the end of the body, so that nothing is reset that the client still writes.
    private async Task ReadAsync(NetworkStream stream)
    {
        StringBuilder text = new();
        byte[] buffer = new byte[8192];
        for (int end = -1, length = 0; end < 0 || text.Length < end + 4 + length;)
        {
            int read = await stream.ReadAsync(buffer, _end.Token);
            if (read == 0)
            {
                return;
            }

            text.Append(Encoding.Latin1.GetString(buffer, 0, read));
            end = text.ToString().IndexOf("\r\n\r\n", StringComparison.Ordinal);
            string? line = end < 0 ? null : text.ToString(0, end).Split("\r\n").FirstOrDefault(static line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase));
            length = line is null ? 0 : int.Parse(line.Split(':')[1], CultureInfo.InvariantCulture);
        }
    }
}
