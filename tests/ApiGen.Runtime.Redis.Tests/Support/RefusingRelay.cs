using System.Net.Sockets;
using System.Text;
using ApiGen.Throttling.Simulation;

namespace ApiGen.Runtime.Redis.Tests.Support;

/// <summary>
/// Stands before a server and hands on one command after the other. Told to refuse, it responds itself to whatever writes or runs a script, with the error that it was given, and
/// goes on to hand on all else, <c>PING</c> for example: a Redis that is up and of no use.
/// </summary>
/// <param name="server">The port of the server.</param>
internal sealed class RefusingRelay(int server) : LoopbackRelay(server)
{
    private static readonly HashSet<string> Writing = new(["EVAL", "EVALSHA", "FCALL", "SCRIPT", "SET", "DEL", "ZADD", "ZREM", "ZREMRANGEBYSCORE", "EXPIRE", "PEXPIRE"], StringComparer.OrdinalIgnoreCase);

    private int _refused;
    private int _written;

    /// <summary>The error that what writes gets, such as <c>OOM command not allowed</c>; null to hand everything on.</summary>
    internal string? Error { get; set; }

    /// <summary>Which of the commands that write get the error, by their number; all unless set.</summary>
    internal Func<int, bool> Refuses { get; set; } = static _ => true;

    /// <summary>How many commands were refused.</summary>
    internal int Refused => Volatile.Read(ref _refused);

    /// <summary>How many commands that write were handed on.</summary>
    internal int Written => Volatile.Read(ref _written);

    protected override async Task RelayAsync(NetworkStream client, NetworkStream service)
    {
        using Resp fromClient = new(client, Stop);
        using Resp fromServer = new(service, Stop);
        while (true)
        {
            await fromClient.ReadAsync();
            bool writes = Writing.Contains(fromClient.FirstText);
            if (writes && Error is { } error && Refuses(Refused + Written))
            {
                Interlocked.Increment(ref _refused);
                await client.WriteAsync(Encoding.ASCII.GetBytes($"-{error}\r\n"), Stop);
                continue;
            }

            _ = writes ? Interlocked.Increment(ref _written) : 0;
            await service.WriteAsync(fromClient.Bytes, Stop);
            await fromServer.ReadAsync();
            await client.WriteAsync(fromServer.Bytes, Stop);
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
