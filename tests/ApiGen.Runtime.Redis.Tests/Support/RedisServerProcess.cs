using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace ApiGen.Runtime.Redis.Tests.Support;

/// <summary>A real <c>redis-server</c> that keeps nothing on disk.</summary>
internal sealed class RedisServerProcess : IDisposable
{
    private const string Program = "redis-server";

    private readonly Process _process;

    private RedisServerProcess(Process process, int port)
    {
        _process = process;
        Port = port;
    }

    public static bool IsInstalled =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, Program)));

    public int Port { get; }

    /// <summary>Starts one on a free port.</summary>
    /// <param name="more">Further arguments.</param>
    public static async Task<RedisServerProcess> StartAsync(params string[] more)
    {
        for (int attempt = 0; ; attempt++)
        {
            try
            {
                return await StartAsync(RedisConnection.FreePort(), more);
            }
            catch (IOException) when (attempt < 5)
            {
            }
        }
    }

    public static async Task<RedisServerProcess> StartAsync(int port, params string[] more)
    {
        string[] arguments = ["--port", port.ToString(CultureInfo.InvariantCulture), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", .. more];
        Process process = Process.Start(new ProcessStartInfo(Program, arguments) { RedirectStandardOutput = true })!;
        _ = process.StandardOutput.ReadToEndAsync();
        while (!process.HasExited)
        {
            try
            {
                using var probe = new TcpClient();
                await probe.ConnectAsync(IPAddress.Loopback, port);
                return new RedisServerProcess(process, port);
            }
            catch (SocketException)
            {
                await Task.Delay(20);
            }
        }

        throw new IOException($"{Program} ended with {process.ExitCode}; port {port} may be in use.");
    }

    /// <summary>Stops it where it is: connections stay open and nothing is answered.</summary>
    public void StandStill() => Signal("-STOP");

    public void GoOn() => Signal("-CONT");

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    private void Signal(string signal)
    {
        using Process kill = Process.Start("kill", [signal, _process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }
}
