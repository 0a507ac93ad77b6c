namespace Storefront.Cli;

/// <summary>Prints what the names given on the line stand for.</summary>
public sealed class ListCommand(ITcsasClient client)
{
    public async Task<int> RunAsync(CommandLine line, CancellationToken cancellationToken)
    {
        int missing = 0;
        foreach (string id in line.Rest)
        {
            DescribeMNPResponse found = await client.DescribeMNPAsync(new() { MNPId = id }, cancellationToken);
            if (found.MNPName is null)
            {
                missing++;
                Console.Error.WriteLine($"{id}: not found");
            }
            else if (Matches(line.Option("prefix"), found.MNPName))
            {
                Console.WriteLine($"{id}: {found.MNPName}");
            }
        }

        return missing == 0 ? 0 : 1;
    }

    public async Task<int> StreamAsync(CommandLine line, CancellationToken cancellationToken)
    {
        int count = 0;
        await foreach (ServerSentEvent<WatchMNPResponse> found in client.WatchMNPStreamAsync(new() { MNPId = line.Rest[0] }, cancellationToken: cancellationToken))
        {
            Console.WriteLine(found.Data.MNPName);
            count++;
        }

        await foreach (ServerSentEvent<WatchMNPResponse> found in client.WatchMNPStreamAsync(new()).WithCancellation(cancellationToken))
        {
            Console.WriteLine(found.Data.MNPName);
            count++;
        }

        await foreach (string name in client./*!APIGEN1007*/ListMNPItemsAsync(new() { Limit = /*!APIGEN1002*/500 }))
        {
            Console.WriteLine(name);
            count++;
        }

        return count;
    }

    public async Task<IReadOnlyList<string>> AllAtOnceAsync(IEnumerable<string> ids, CancellationToken cancellationToken)
    {
        DescribeMNPResponse[] found = await Task.WhenAll(ids.Select(id => client./*!APIGEN1007*/DescribeMNPAsync(new() { MNPId = id })));
        return [.. found.Select(response => response.MNPName ?? "")];
    }

    public async Task<string> FirstAsync(string first, string second, CancellationToken cancellationToken)
    {
        Task<DescribeMNPResponse> one = client.DescribeMNPAsync(new() { MNPId = first }, cancellationToken);
        Task<DescribeMNPResponse> two = client.DescribeMNPAsync(new() { MNPId = second }, cancellationToken);
        await Task.WhenAny(one, two);
        return one.IsCompleted ? one.Result.MNPName ?? "" : two.Result.MNPName ?? "";
    }

    public async Task<string> OldWayAsync(string id, CancellationToken cancellationToken)
    {
        OldMNPResponse response = await client./*!APIGEN1004*/OldMNPAsync(new() { MNPId = id }, cancellationToken);
        return response.RequestId;
    }

    private static bool Matches(string? prefix, string name) => prefix is null || name.StartsWith(prefix, StringComparison.Ordinal);
}
