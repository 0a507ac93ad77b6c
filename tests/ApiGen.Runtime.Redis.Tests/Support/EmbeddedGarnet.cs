using System.Net;
using Garnet;
using Garnet.server;

namespace ApiGen.Runtime.Redis.Tests.Support;

/// <summary>A server in this process that speaks Redis and runs Lua.</summary>
internal sealed class EmbeddedGarnet : IDisposable
{
    private readonly GarnetServer _server;

    private bool _isDisposed;

    private EmbeddedGarnet(int port)
    {
        Port = port;
        _server = new GarnetServer(new GarnetServerOptions
        {
            EndPoints = [new IPEndPoint(IPAddress.Loopback, port)],
            EnableLua = true,
            LuaOptions = new LuaOptions(),
            QuietMode = true,
            LogMemorySize = "64m",
            PageSize = "4m",
            IndexMemorySize = "1m",
        });
        try
        {
            _server.Start();
        }
        catch
        {
            _server.Dispose();
            throw;
        }
    }

    public int Port { get; }

    public static EmbeddedGarnet Start()
    {
        for (int attempt = 0; ; attempt++)
        {
            try
            {
                return new EmbeddedGarnet(RedisConnection.FreePort());
            }
            catch (Exception) when (attempt < 5)
            {
            }
        }
    }

    public static EmbeddedGarnet Start(int port) => new(port);

    public void Dispose()
    {
        if (!_isDisposed)
        {
            _isDisposed = true;
            _server.Dispose();
        }
    }
}
