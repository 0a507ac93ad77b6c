namespace ApiGen.Runtime.Redis;

/// <summary>What counts as a failure of Redis.</summary>
internal static class RedisFailure
{
    /// <summary>
    /// Whatever comes out of a call of the driver: it has exceptions of many families, also for what is no fault of the connection, such as a command that the
    /// connection was told not to send. None of them is the caller's business.
    /// </summary>
    public static bool Is(Exception exception) => exception is not OutOfMemoryException;
}
