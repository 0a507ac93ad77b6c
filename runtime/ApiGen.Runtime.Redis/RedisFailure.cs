namespace ApiGen.Runtime.Redis;

/// <summary>What counts as a failure of Redis.</summary>
internal static class RedisFailure
{
    /// <summary>
    /// Whatever comes out of a call of the driver: it has exceptions of many families, also for what is no fault of the connection, such as a command that the
    /// connection was told not to send. None of them is the caller's business.
    /// </summary>
    public static bool Is(Exception exception) => exception is not OutOfMemoryException;

    /// <summary>Waits for a response of Redis for so long. A failure that comes later, by the driver's own time limit, is nobody's any more: no application is to meet it as an exception that nobody observed.</summary>
    public static Task<T> WithinAsync<T>(this Task<T> question, TimeSpan limit, TimeProvider time)
    {
        _ = question.ContinueWith(static late => _ = late.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);

        // Not cancelled: an entry that was made but not heard of would be counted for long.
        return question.WaitAsync(limit, time, CancellationToken.None);
    }
}
