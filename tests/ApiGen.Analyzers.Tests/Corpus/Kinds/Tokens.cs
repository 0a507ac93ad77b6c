using System.Runtime.CompilerServices;

namespace Storefront.Kinds;

/// <summary>Tokens that calls should have, and calls that are meant to go without.</summary>
public sealed class Tokens(ITcsasClient client, TimeProvider time)
{
    private Func<Task>? _later;
    private ITimer? _timer;

    public event EventHandler? Changed;

    public async Task Later(CancellationToken stop)
    {
        await foreach (string name in client.ListMNPItemsAsync(new()).WithCancellation(stop))
        {
            Console.WriteLine(name);
        }

        IAsyncEnumerable<string> names = client.ListMNPItemsAsync(new());
        await foreach (string name in names.WithCancellation(stop).ConfigureAwait(false))
        {
            Console.WriteLine(name);
        }

        List<string> all = await client.ListMNPItemsAsync(new()).ToListAsync(stop);
        await client.DescribeMNPAsync(new()).WaitAsync(stop);
        Task<DescribeMNPResponse> call = client.DescribeMNPAsync(new());
        await Task.WhenAny(call, Task.Delay(Timeout.Infinite, stop));
        Console.WriteLine(all.Count);
        Task end = Task.Delay(1_000, stop);
        Task<DescribeMNPResponse> other = client.DescribeMNPAsync(new());
        if (await Task.WhenAny(other, end) == end)
        {
            return;
        }

        await other;
        Task[] race = [Task.Delay(1_000, stop), client.DescribeMNPAsync(new())];
        await Task.WhenAny(race);
    }

    public async Task NotLater(CancellationToken stop)
    {
        await Keep(await client./*!APIGEN1007*/DescribeMNPAsync(new()), stop);
        await Task.WhenAll(client.DescribeMNPAsync(new()), Task.Delay(1, stop));
        Task end = Task.Delay(1_000);
        await Task.WhenAny(client.DescribeMNPAsync(new()), end);
        List<string> all = await client.ListMNPItemsAsync(new()).ToListAsync();
        Console.WriteLine(all.Count);
    }

    public async Task Registered(CancellationToken stop)
    {
        TaskCompletionSource stopped = new();
        await using CancellationTokenRegistration registration = stop.Register(() => stopped.TrySetResult());
        await Task.WhenAny(client.DescribeMNPAsync(new()), stopped.Task);
    }

    public void OnStop(CancellationToken stop) => stop.Register(() => _ = client.DescribeMNPAsync(new() { MNPId = "stopped" }));

    public async Task Checked(string[] ids, CancellationToken stop)
    {
        foreach (string id in ids)
        {
            stop.ThrowIfCancellationRequested();
            await client.DescribeMNPAsync(new() { MNPId = id });
        }

        if (stop.IsCancellationRequested)
        {
            await client.DescribeMNPAsync(new() { MNPId = "stopped" });
        }
    }

    public async Task Loop(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await client./*!APIGEN1007*/DescribeMNPAsync(new());
            await Task.Delay(1_000, stop);
        }

        await client.DescribeMNPAsync(new() { MNPId = "stopped" });
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _timer = time.CreateTimer(_ => _ = client.DescribeMNPAsync(new()), null, TimeSpan.Zero, TimeSpan.FromMinutes(1));
        Changed += async (_, _) => await client.DescribeMNPAsync(new());
        _ = Task.Run(() => client.DescribeMNPAsync(new()), CancellationToken.None);
        return client./*!APIGEN1007*/DescribeMNPAsync(new());
    }

    public void Watch(CancellationToken stop)
    {
        Changed += async (_, _) => await client.DescribeMNPAsync(new());
        _later = () => client.DescribeMNPAsync(new());
        Lazy<Task> first = new(() => client.DescribeMNPAsync(new()));
        Console.WriteLine(first.IsValueCreated);
        Changed?.Invoke(this, EventArgs.Empty);
        _timer?.Dispose();
        _ = _later();
    }

    public async Task Assigned(CancellationTokenSource source, bool flag)
    {
        CancellationToken token;
        await client.DescribeMNPAsync(new());
        token = source.Token;
        await client./*!APIGEN1007*/DescribeMNPAsync(new());
        CancellationToken none = CancellationToken.None;
        if (flag)
        {
            await client./*!APIGEN1007*/DescribeMNPAsync(new() { MNPId = none.CanBeCanceled + "" + token.CanBeCanceled });
        }
    }

    public async Task None(CancellationToken stop)
    {
        CancellationToken none = CancellationToken.None;
        await client./*!APIGEN1007*/DescribeMNPAsync(new());
        Console.WriteLine(none.CanBeCanceled);
    }

    public async Task Nothing()
    {
        CancellationToken none = default;
        await client.DescribeMNPAsync(new());
        Console.WriteLine(none.CanBeCanceled);
    }

    public async Task Keyword(CancellationToken @event) => await client./*!APIGEN1007*/DescribeMNPAsync(
        new() { MNPId = "a" } // which
        );

    public async IAsyncEnumerable<string> Each([EnumeratorCancellation] CancellationToken stop = default)
    {
        yield return (await client./*!APIGEN1007*/DescribeMNPAsync(new())).RequestId;
    }

    public Task Forgotten(CancellationToken stop)
    {
        _ = client.DescribeMNPAsync(new());
        _ = Task.Run(() => client.DescribeMNPAsync(new()));
        client.DescribeMNPAsync(new()).ConfigureAwait(false);
        Task.Run(async () => await client.DescribeMNPAsync(new()));
        return Task.Run(() => client./*!APIGEN1007*/DescribeMNPAsync(new()), stop);
    }

    public Task<DescribeMNPResponse> Shared(CancellationToken stop) => _shared ??= client.DescribeMNPAsync(new());

    public Task Piped(Func<Func<CancellationToken, Task>, CancellationToken, Task> execute, CancellationToken stop) => execute(
        async token => await execute(async _ => await client.DescribeMNPAsync(new()), token).WaitAsync((await client.DescribeMNPAsync(new())).RequestId is null ? default : token),
        stop);

    private Task<DescribeMNPResponse>? _shared;

    private static async Task Keep(object response, CancellationToken stop) => await Task.Delay(response.GetHashCode() % 2, stop);
}

/// <summary>What a mocking library looks like from here.</summary>
public static class Substitute
{
    public static T Received<T>(this T substitute) => substitute;

    public static void Returns<T>(this Task<T> task, T value) => Console.WriteLine(value + task.Status.ToString());

    public static void Mocked(ITcsasClient client, CancellationToken stop)
    {
        client.DescribeMNPAsync(Arg.Any<DescribeMNPRequest>()).Returns(new DescribeMNPResponse());
        client.Received().DescribeMNPAsync(new DescribeMNPRequest());
        stop.ThrowIfCancellationRequested();
    }

    public static class Arg
    {
        public static T Any<T>() => default!;
    }
}
