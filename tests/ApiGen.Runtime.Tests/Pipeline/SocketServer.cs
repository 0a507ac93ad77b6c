using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Text;

namespace ApiGen.Runtime.Tests.Pipeline;

/// <summary>A server on a real socket that responds with whatever bytes a test says, which no HTTP server would let it do.</summary>
internal sealed class SocketServer : IAsyncDisposable
{
    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<Connection, Task> _answer;
    private readonly Task _accepting;
    private int _connections;
    private int _requests;

    /// <summary>Starts a server.</summary>
    /// <param name="answer">Serves one connection; the server closes it afterwards.</param>
    /// <param name="address">Where it listens; null for 127.0.0.1.</param>
    internal SocketServer(Func<Connection, Task> answer, IPAddress? address = null)
    {
        _answer = answer;
        _listener = new TcpListener(address ?? IPAddress.Loopback, 0);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    internal Uri Address => new($"http://{_listener.LocalEndpoint}/");

    /// <summary>Whether a server can listen at <c>[::1]</c>.</summary>
    internal static bool HasVersion6 =>
        Socket.OSSupportsIPv6 && NetworkInterface.GetAllNetworkInterfaces().SelectMany(static card => card.GetIPProperties().UnicastAddresses).Any(static address => address.Address.Equals(IPAddress.IPv6Loopback));

    /// <summary>How many connections were opened, whatever became of them.</summary>
    internal int Connections => Volatile.Read(ref _connections);

    /// <summary>How many requests arrived whole.</summary>
    internal int Requests => Volatile.Read(ref _requests);

    /// <summary>A server that answers every request with the same bytes and closes the connection.</summary>
    internal static SocketServer Responding(byte[] answer) => new(async connection =>
    {
        await connection.ReadRequestAsync();
        await connection.WriteAsync(answer);
    });

    /// <summary>A whole response with its length.</summary>
    internal static byte[] Http(string status, byte[] body, params string[] headers) =>
        [.. Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nContent-Length: {body.Length}\r\nConnection: close\r\n{string.Concat(headers.Select(h => h + "\r\n"))}\r\n"), .. body];

    internal static byte[] Http(string status, string body, params string[] headers) => Http(status, Encoding.UTF8.GetBytes(body), headers);

    /// <summary>An address where nobody listens.</summary>
    internal static Uri FreeAddress()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/");
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _accepting;
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        List<Task> serving = [];
        try
        {
            while (true)
            {
                Socket socket = await _listener.AcceptSocketAsync(_stop.Token);
                Interlocked.Increment(ref _connections);
                serving.Add(ServeAsync(socket));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or InvalidOperationException)
        {
            // The listener has stopped.
            await Task.WhenAll(serving);
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        using (socket)
        {
            try
            {
                await _answer(new Connection(socket, this));
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException or IOException)
            {
                // The client went away, or the test has ended.
            }
        }
    }

    internal sealed class Connection(Socket socket, SocketServer server)
    {
        /// <summary>Reads one request, and gives its head; empty when the client closed the connection.</summary>
        internal async Task<string> ReadRequestAsync()
        {
            List<byte> received = [];
            byte[] buffer = new byte[4096];
            while (true)
            {
                int count = await socket.ReceiveAsync(buffer, server._stop.Token);
                if (count == 0)
                {
                    return "";
                }

                received.AddRange(buffer[..count]);
                string text = Encoding.ASCII.GetString([.. received]);
                int end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
                if (end >= 0 && received.Count >= end + 4 + LengthOf(text[..end]))
                {
                    Interlocked.Increment(ref server._requests);
                    return text[..end];
                }
            }
        }

        /// <summary>Reads what comes first, at least a byte of it.</summary>
        internal async Task ReadSomeAsync() => await socket.ReceiveAsync(new byte[16], server._stop.Token);

        /// <summary>Waits until the test goes on.</summary>
        internal Task WaitAsync(SemaphoreSlim signal) => signal.WaitAsync(server._stop.Token);

        /// <summary>The connection as a stream, for TLS on top of it.</summary>
        internal Stream OpenStream() => new NetworkStream(socket, ownsSocket: false);

        internal async Task WriteAsync(byte[] bytes)
        {
            int sent = 0;
            while (sent < bytes.Length)
            {
                sent += await socket.SendAsync(bytes.AsMemory(sent), server._stop.Token);
            }
        }

        internal Task WriteAsync(string text) => WriteAsync(Encoding.UTF8.GetBytes(text));

        /// <summary>Breaks the connection the hard way.</summary>
        internal void Reset() => socket.Close(0);

        /// <summary>Does nothing until the test ends.</summary>
        internal Task StallAsync() => Task.Delay(Timeout.Infinite, server._stop.Token);

        private static int LengthOf(string head)
        {
            string? line = head.Split("\r\n").FirstOrDefault(l => l.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase));
            return line is null ? 0 : int.Parse(line["Content-Length:".Length..], System.Globalization.CultureInfo.InvariantCulture);
        }
    }
}
