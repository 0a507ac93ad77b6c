using StackExchange.Redis;

namespace ApiGen.Runtime.Redis;

/// <summary>What counts as a failure of Redis rather than of this code or its caller.</summary>
internal static class RedisFailure
{
    public static bool Is(Exception exception) => exception is RedisException or RedisTimeoutException or TimeoutException or ObjectDisposedException;
}
