namespace Storefront.Background;

/// <summary>Raises quotas before they are used up.</summary>
public sealed class QuotaWatcher : IAsyncDisposable
{
    private const int Step = 10;
    private const string NextSize = "med" + "ium";

    private readonly ITcsasClient _client;
    private readonly Dictionary<string, long> _counts = [];
    private readonly CancellationTokenSource _stopping = new();

    public QuotaWatcher(ITcsasClient client)
    {
        _client = client;

        // A constructor cannot await.
        _counts["start"] = client.DescribeMNPAsync(new DescribeMNPRequest()).Result.MNPName?.Length ?? 0;
    }

    public async Task RaiseAsync(string id, CancellationToken cancellationToken)
    {
        ModifyQuotaRequest request = new() { Size = NextSize };
        if (_counts.TryGetValue(id, out long count))
        {
            request.Count = count + Step;
        }
        else
        {
            request.Count = Step;
            _counts[id] = Step;
        }

        await _client.ModifyQuotaAsync(request, cancellationToken);
    }

    public async Task RaiseKnownAsync(string id, CancellationToken cancellationToken)
    {
        ModifyQuotaRequest request = new() { Size = NextSize };
        bool known = _counts.TryGetValue(id, out long count);
        if (known)
        {
            request.Count = count + Step;
        }

        if (!known)
        {
            return;
        }

        await _client.ModifyQuotaAsync(request, cancellationToken);
    }

    public async Task RaiseForgetfullyAsync(string id, bool isUrgent, CancellationToken cancellationToken)
    {
        ModifyQuotaRequest request = new() { Size = NextSize, Label = id };
        if (isUrgent)
        {
            request.Count = 100;
            request.Force = true;
        }

        await _client.ModifyQuotaAsync(/*!APIGEN1001*/request, cancellationToken);
    }

    public async Task RaiseTooFarAsync(CancellationToken cancellationToken)
    {
        await _client.ModifyQuotaAsync(
            new ModifyQuotaRequest
            {
                Size = "large",
                Count = /*!APIGEN1002*/Step * 11,
                Factor = /*!APIGEN1002*/2.5,
                Level = /*!APIGEN1002*/3,
                Label = /*!APIGEN1002*/"Not A Label",
            },
            cancellationToken);
    }

    public Task<long> Known(string id)
    {
        long named = _client.DescribeMNPAsync(new DescribeMNPRequest { MNPId = id })./*!APIGEN1005*/Result.MNPName?.Length ?? 0;
        return Task.FromResult(named);
    }

    public async ValueTask DisposeAsync()
    {
        CancellationToken stopping = _stopping.Token;
        try
        {
            await _stopping.CancelAsync();
        }
        finally
        {
            // Must be said in any case, and so without the token.
            await _client.DescribeMNPAsync(new DescribeMNPRequest { MNPId = stopping.IsCancellationRequested ? "stopped" : "stopping" });
            _stopping.Dispose();
        }
    }
}
