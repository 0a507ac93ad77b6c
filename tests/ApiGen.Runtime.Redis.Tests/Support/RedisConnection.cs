using System.Net;
using System.Net.Sockets;
using StackExchange.Redis;

namespace ApiGen.Runtime.Redis.Tests.Support;

internal static class RedisConnection
{
    /// <summary>Connects when the server is there, now or later, and notices within a second that it is gone.</summary>
    public static ConfigurationOptions To(int port) => new()
    {
        EndPoints = { { "127.0.0.1", port } },
        AbortOnConnectFail = false,
        ConnectTimeout = 1000,
        BacklogPolicy = BacklogPolicy.FailFast,
        ReconnectRetryPolicy = new LinearRetry(200),

        // What the quota is told to wait for decides, and not the driver.
        AsyncTimeout = 60_000,
    };

    /// <summary>A port that was free a moment ago. Servers that cannot choose one themselves are started again with another if somebody was faster.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
