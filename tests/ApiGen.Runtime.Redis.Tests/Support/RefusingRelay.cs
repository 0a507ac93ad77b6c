using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ApiGen.Runtime.Redis.Tests.Support;

/// <summary>
/// Stands before a server and hands on one command after the other. Told to refuse, it responds itself to whatever writes or runs a script, with the error that it was given, and
/// goes on to hand on all else, <c>PING</c> for example: a Redis that is up and of no use.
/// </summary>
internal sealed class RefusingRelay : IAsyncDisposable
{
    private static readonly HashSet<string> Writing = new(["EVAL", "EVALSHA", "FCALL", "SCRIPT", "SET", "DEL", "ZADD", "ZREM", "ZREMRANGEBYSCORE", "EXPIRE", "PEXPIRE"], StringComparer.OrdinalIgnoreCase);

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly int _server;
    private readonly Task _accepting;
    private int _refused;

    internal RefusingRelay(int server)
    {
        _server = server;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    internal int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>The error that what writes gets, such as <c>OOM command not allowed</c>; null to hand everything on.</summary>
    internal string? Error { get; set; }

    /// <summary>How many commands were refused.</summary>
    internal int Refused => Volatile.Read(ref _refused);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        List<Task> connections = [];
        try
        {
            while (true)
            {
                connections.Add(RelayAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task RelayAsync(TcpClient client)
    {
        using TcpClient server = new();
        try
        {
            await server.ConnectAsync(IPAddress.Loopback, _server, _stop.Token);
            client.NoDelay = server.NoDelay = true;
            using Resp fromClient = new(client.GetStream(), _stop.Token);
            using Resp fromServer = new(server.GetStream(), _stop.Token);
            while (true)
            {
                await fromClient.ReadAsync();
                if (Error is { } error && Writing.Contains(fromClient.FirstText))
                {
                    Interlocked.Increment(ref _refused);
                    await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"-{error}\r\n"), _stop.Token);
                    continue;
                }

                await server.GetStream().WriteAsync(fromClient.Bytes, _stop.Token);
                await fromServer.ReadAsync();
                await client.GetStream().WriteAsync(fromServer.Bytes, _stop.Token);
            }
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
        }
        finally
        {
            client.Dispose();
        }
    }

    /// <summary>Reads one value of the protocol, version 2 or 3 (the page "Redis serialization protocol specification").</summary>
    private sealed class Resp(NetworkStream stream, CancellationToken stop) : IDisposable
    {
        private readonly MemoryStream _value = new();
        private readonly byte[] _buffer = new byte[16 * 1024];
        private int _start;
        private int _end;

        internal ReadOnlyMemory<byte> Bytes => _value.GetBuffer().AsMemory(0, (int)_value.Length);

        /// <summary>The first text in the value: a command's name.</summary>
        internal string FirstText { get; private set; } = "";

        public void Dispose() => _value.Dispose();

        internal async Task ReadAsync()
        {
            _value.SetLength(0);
            FirstText = "";
            long left = 1;
            while (left > 0)
            {
                left--;
                string head = await LineAsync();
                long count = head.Length > 1 && long.TryParse(head.AsSpan(1), System.Globalization.CultureInfo.InvariantCulture, out long given) ? given : -1;
                switch (head[0])
                {
                    case '*' or '~' or '>':
                        left += Math.Max(0, count);
                        break;
                    case '%':
                        left += 2 * Math.Max(0, count);
                        break;
                    case '$' or '=' or '!' when count >= 0:
                        string text = await TakeAsync((int)count + 2);
                        FirstText = FirstText.Length > 0 ? FirstText : text.TrimEnd();
                        break;
                }
            }
        }

        private async Task<string> LineAsync()
        {
            StringBuilder line = new();
            while (true)
            {
                string next = await TakeAsync(1);
                line.Append(next);
                if (next == "\n")
                {
                    return line.ToString().TrimEnd();
                }
            }
        }

        private async Task<string> TakeAsync(int count)
        {
            StringBuilder text = new();
            while (count > 0)
            {
                if (_start == _end)
                {
                    (_start, _end) = (0, await stream.ReadAsync(_buffer, stop));
                    if (_end == 0)
                    {
                        throw new IOException("The connection ended.");
                    }
                }

                int taken = Math.Min(count, _end - _start);
                _value.Write(_buffer, _start, taken);
                text.Append(Encoding.Latin1.GetString(_buffer, _start, taken));
                _start += taken;
                count -= taken;
            }

            return text.ToString();
        }
    }
}
