namespace ApiGen.Runtime.Timing;

/// <summary>Waits for what others do no longer than a call may take, whatever they do with the token that they got.</summary>
internal static class BoundedTask
{
    /// <summary>The task itself, or one that ends with the token. What comes of it later is nobody's: it is disposed, and a failure is not reported.</summary>
    /// <param name="task">What others do.</param>
    /// <param name="cancellationToken">The token.</param>
    /// <param name="heeds">Whether it is known to heed the token.</param>
    internal static Task<T> EndingWith<T>(this Task<T> task, CancellationToken cancellationToken, bool heeds = false) =>
        heeds || task.IsCompleted || !cancellationToken.CanBeCanceled ? task : WaitAsync(task, cancellationToken);

    /// <inheritdoc cref="EndingWith{T}(Task{T}, CancellationToken, bool)"/>
    internal static ValueTask<T> EndingWith<T>(this ValueTask<T> task, CancellationToken cancellationToken, bool heeds = false) =>
        heeds || task.IsCompleted || !cancellationToken.CanBeCanceled ? task : new ValueTask<T>(WaitAsync(task.AsTask(), cancellationToken));

    private static async Task<T> WaitAsync<T>(Task<T> task, CancellationToken cancellationToken)
    {
        try
        {
            return await task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // Has no effect on one that was cancelled by itself.
            _ = task.ContinueWith(Leave, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            throw;
        }
    }

    private static void Leave<T>(Task<T> late)
    {
        if (late.IsCompletedSuccessfully)
        {
            (late.Result as IDisposable)?.Dispose();
        }
        else
        {
            _ = late.Exception;
        }
    }
}
