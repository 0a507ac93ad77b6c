using System.Net;
using System.Net.Sockets;
using System.Text;
using ApiGen.Benchmarks.Peers;

namespace ApiGen.Benchmarks.Startup;

/// <summary>Responds to one request a connection, over HTTP on this machine.</summary>
internal sealed class LoopbackService : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    internal LoopbackService()
    {
        _listener.Start();
        _ = AcceptAsync();
    }

    internal Uri Address => new(FormattableString.Invariant($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/"));

    public void Dispose() => _listener.Stop();

    private async Task AcceptAsync()
    {
        byte[] head = Encoding.ASCII.GetBytes(
            FormattableString.Invariant($"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {Fixture.Response.Length}\r\n\r\n"));
        while (true)
        {
            TcpClient connection;
            try
            {
                connection = await _listener.AcceptTcpClientAsync();
            }
            catch (SocketException)
            {
                return; // Stopped.
            }

            using (connection)
            {
                await ReadRequestAsync(connection.GetStream());
                await connection.GetStream().WriteAsync((byte[])[.. head, .. Fixture.Response]);
            }
        }
    }

    /// <summary>Reads up to the end of the body, which the client may send in a packet of its own.</summary>
    private static async Task ReadRequestAsync(NetworkStream stream)
    {
        byte[] buffer = new byte[8192];
        int length = 0;
        while (true)
        {
            int read = await stream.ReadAsync(buffer.AsMemory(length));
            length += read;
            string text = Encoding.UTF8.GetString(buffer, 0, length);
            int bodyStart = text.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4;
            if (read == 0 || (bodyStart >= 4 && length - bodyStart >= BodyLength(text)))
            {
                return;
            }
        }
    }

    private static int BodyLength(string head)
    {
        const string Name = "Content-Length: ";
        int start = head.IndexOf(Name, StringComparison.OrdinalIgnoreCase);
        return start < 0 ? 0 : int.Parse(head.AsSpan(start + Name.Length, head.IndexOf('\r', start) - start - Name.Length), System.Globalization.CultureInfo.InvariantCulture);
    }
}
