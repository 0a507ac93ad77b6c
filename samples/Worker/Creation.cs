using ApiGen.Runtime;
using TencentCloud.Tcsas;

namespace Worker;

/// <summary>Creates the mini programs of a list that are not there yet, several at a time; the client keeps to the limit.</summary>
internal sealed class Creation(ITcsasClient client, Journal journal, Progress progress)
{
    private const int AtATime = 10;

    private int _failures;

    /// <summary>Creates what is missing.</summary>
    /// <param name="requests">The mini programs that are wanted.</param>
    /// <param name="stopping">Begins no more of them; calls that are under way go on to their end, so that nothing is in doubt.</param>
    /// <param name="aborted">Ends the calls under way, too.</param>
    /// <returns>How many could not be created.</returns>
    public async Task<int> RunAsync(IEnumerable<CreateMNPRequest> requests, CancellationToken stopping, CancellationToken aborted)
    {
        ParallelOptions options = new() { MaxDegreeOfParallelism = AtATime, CancellationToken = stopping };
        await Parallel.ForEachAsync(requests.Where(request => !journal.IsCreated(request.MNPName!)), options, async (request, _) => await CreateAsync(request, aborted));
        return _failures;
    }

    private async Task CreateAsync(CreateMNPRequest request, CancellationToken cancellationToken)
    {
        string name = request.MNPName!;
        try
        {
            // A call that began in an earlier run may have reached the service. Only the service knows.
            string? id = journal.IsInDoubt(name) ? await FindAsync(request, cancellationToken) : null;
            if (id is null)
            {
                journal.Begin(name);
                id = (await client.CreateMNPAsync(request, cancellationToken)).Data.ResourceId ?? "";
            }

            journal.Created(name, id);
            progress.Step();
        }
        catch (Exception exception) when (exception is ApiException or RequestValidationException)
        {
            // In doubt from now on: the next run asks for it, and creates it unless it is there.
            Interlocked.Increment(ref _failures);
            progress.Say($"{name}: {exception.Message}");
        }
    }

    private async Task<string?> FindAsync(CreateMNPRequest request, CancellationToken cancellationToken)
    {
        DescribeMNPListRequest list = new() { PlatformId = request.PlatformId!, Keyword = request.MNPName, Offset = 0, Limit = 100 };
        await foreach (DescribeMNPListData found in client.DescribeMNPListItemsAsync(list, cancellationToken: cancellationToken))
        {
            if (found.MNPName == request.MNPName)
            {
                return found.MNPId;
            }
        }

        return null;
    }
}
