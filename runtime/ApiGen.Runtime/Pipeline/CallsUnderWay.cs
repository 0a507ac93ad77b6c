namespace ApiGen.Runtime.Pipeline;

/// <summary>Counts the calls of a client that have begun and not ended, so that it can be closed when the last one has.</summary>
/// <param name="client">What the client is called.</param>
internal sealed class CallsUnderWay(string client)
{
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // The number of calls, and one more while the client is open.
    private int _count = 1;
    private int _isClosed;

    /// <summary>A call begins.</summary>
    /// <exception cref="ObjectDisposedException">The client is closed.</exception>
    internal void Enter()
    {
        Interlocked.Increment(ref _count);
        if (Volatile.Read(ref _isClosed) != 0)
        {
            Leave();
            throw new ObjectDisposedException(client, $"{client} was disposed or stopped; it makes no more calls.");
        }
    }

    /// <summary>A call has ended.</summary>
    internal void Leave()
    {
        if (Interlocked.Decrement(ref _count) == 0)
        {
            _ended.TrySetResult();
        }
    }

    /// <summary>Lets no more calls begin.</summary>
    /// <returns>Completes when the last one has ended.</returns>
    internal Task Close()
    {
        if (Interlocked.Exchange(ref _isClosed, 1) == 0)
        {
            Leave();
        }

        return _ended.Task;
    }
}
