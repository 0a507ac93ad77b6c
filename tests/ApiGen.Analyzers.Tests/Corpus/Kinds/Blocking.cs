namespace Storefront.Kinds;

/// <summary>Where a thread is blocked that need not be, and where nothing else is possible.</summary>
public sealed class Blocking(ITcsasClient client, ITcsasClient? maybe)
{
    private readonly object _gate = new();
    private readonly Mutex _mutex = new();
    private readonly ReaderWriterLockSlim _readers = new();

    public Task<string> Id => Task.FromResult(client.DescribeMNPAsync(new()).Result.RequestId);

    public Task<string> this[string id]
    {
        get
        {
            string found = client.DescribeMNPAsync(new() { MNPId = id }).GetAwaiter().GetResult().RequestId;
            return Task.FromResult(found);
        }
    }

    public static Task<string> operator +(Blocking left, string right) => Task.FromResult(left.Sync() + right);

    public string Sync() => client.DescribeMNPAsync(new()).Result.RequestId;

    public async Task<string?> Perhaps()
    {
        await Task.Yield();
        maybe?.DescribeMNPAsync(new())./*!APIGEN1005*/Wait();
        return maybe?.DescribeMNPAsync(new())./*!APIGEN1005*/Result.RequestId;
    }

    public Task<string> Span()
    {
        Span<char> buffer = stackalloc char[4];
        buffer.Fill('t');
        string found = client.DescribeMNPAsync(new() { MNPId = buffer.ToString() }).Result.RequestId;
        buffer[0] = found[0];
        return Task.FromResult(buffer.ToString());
    }

    public async Task<string> SpanBefore(string id)
    {
        await Task.Yield();
        ReadOnlySpan<char> trimmed = id.AsSpan().Trim();
        string text = trimmed.ToString();
        return client.DescribeMNPAsync(new() { MNPId = text })./*!APIGEN1005*/Result.RequestId;
    }

    public async Task SpanInLoop(string id)
    {
        await Task.Yield();
        Span<char> letters = stackalloc char[1];
        foreach (char letter in id)
        {
            letters[0] = letter;
            Console.WriteLine(client.DescribeMNPAsync(new() { MNPId = id }).Result.RequestId);
        }
    }

    public async Task Pointer()
    {
        await Task.Yield();
        ref readonly string first = ref _names[0];
        Console.WriteLine(client.DescribeMNPAsync(new()).Result.RequestId + first);
    }

    public Task Locked()
    {
        lock (_gate)
        {
            client.DescribeMNPAsync(new()).Wait();
        }

        return Task.CompletedTask;
    }

    public Task Entered()
    {
        Monitor.Enter(_gate);
        try
        {
            client.DescribeMNPAsync(new()).Wait();
        }
        finally
        {
            Monitor.Exit(_gate);
        }

        return Task.CompletedTask;
    }

    public Task Owned()
    {
        _mutex.WaitOne();
        client.DescribeMNPAsync(new()).Wait();
        _mutex.ReleaseMutex();
        return Task.CompletedTask;
    }

    public async Task Read()
    {
        await Task.Yield();
        _readers.EnterReadLock();
        client.DescribeMNPAsync(new()).Wait();
        _readers.ExitReadLock();
    }

    public Task<string> Own()
    {
        DescribeMNPResponse found = client.DescribeMNPAsync(new())./*!APIGEN1005*/Result;
        return Answer.FromResult(found);
    }

    public ValueTask<string> Value() => new(client.DescribeMNPAsync(new())./*!APIGEN1005*/Result.RequestId);

    public ValueTask<string> OtherValue() => ValueTask.FromResult(client.DescribeMNPAsync(new())./*!APIGEN1005*/Result.RequestId);

    public Task<bool> Wrapped()
    {
        try
        {
            client.DescribeMNPAsync(new())./*!APIGEN1005*/Wait();
        }
        catch (AggregateException failure) when (failure.InnerException is ApiException)
        {
            return Task.FromResult(false);
        }

        return Task.FromResult(true);
    }

    public async IAsyncEnumerable<string> Each()
    {
        await Task.Yield();
        yield return client.DescribeMNPAsync(new())./*!APIGEN1005*/Result.RequestId; // one
    }

    public async Task Notes()
    {
        await Task.Yield();
        DescribeMNPResponse found = client
            .DescribeMNPAsync(new()) // the call
            ./*!APIGEN1005*/Result; // what came of it
        client.DescribeMNPAsync(new() { MNPId = found.RequestId }) /* a */ ./*!APIGEN1005*/Wait(/* b */);
    }

    private readonly string[] _names = ["a"];

    private static class Answer
    {
        public static Task<string> FromResult(DescribeMNPResponse response) => Task.FromResult(response.RequestId);
    }
}
