namespace Storefront.Generics;

/// <summary>Does many calls with a few at a time.</summary>
/// <typeparam name="T">What each call takes.</typeparam>
public sealed class Batch<T>(int width)
{
    public async Task<int> RunAsync(IEnumerable<T> items, Func<T, CancellationToken, Task> call, CancellationToken cancellationToken)
    {
        int done = 0;
        ParallelOptions options = new() { MaxDegreeOfParallelism = width, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(items, options, async (item, token) =>
        {
            await call(item, token);
            Interlocked.Increment(ref done);
        });
        return done;
    }
}

/// <summary>Batches of calls.</summary>
public sealed class BatchUser(ITcsasClient client)
{
    public Task<int> CreateAsync(IEnumerable<string> names, CancellationToken cancellationToken) =>
        new Batch<string>(4).RunAsync(
            names,
            (name, token) => client.CreateMNPAsync(new() { MNPType = "Shop", MNPName = name, MNPIcon = "i", MNPIntro = name }, token),
            cancellationToken);

    public Task<int> CreateBareAsync(IEnumerable<string> names, CancellationToken cancellationToken) =>
        new Batch<string>(4).RunAsync(
            names,
            async (name, token) =>
            {
                CreateMNPRequest request = new() { MNPType = "Shop", MNPName = name };
                if (name.Length > 10)
                {
                    request.TeamId = "long";
                }

                await client.CreateMNPAsync(/*!APIGEN1001*/request, token);
            },
            cancellationToken);

    public async Task<int> SizesAsync(IEnumerable<(string Size, int Count)> wanted, CancellationToken cancellationToken)
    {
        int sent = 0;
        foreach ((string size, int count) in wanted)
        {
            ModifyQuotaRequest request = size switch
            {
                "s" => new ModifyQuotaRequest { Size = "small", Count = count },
                "m" => new ModifyQuotaRequest { Size = "medium", Count = count },
                _ => throw new ArgumentOutOfRangeException(nameof(wanted), size, "Not a size."),
            };
            await client.ModifyQuotaAsync(request, cancellationToken);
            sent++;
        }

        return sent;
    }

    public async Task<int> UnevenSizesAsync(IEnumerable<string> sizes, CancellationToken cancellationToken)
    {
        int sent = 0;
        foreach (string size in sizes)
        {
            ModifyQuotaRequest request = size == "s"
                ? new ModifyQuotaRequest { Size = "small", Count = 1 }
                : new ModifyQuotaRequest { Size = "medium" };
            await client.ModifyQuotaAsync(/*!APIGEN1001*/request, cancellationToken);
            sent++;
        }

        return sent;
    }
}
