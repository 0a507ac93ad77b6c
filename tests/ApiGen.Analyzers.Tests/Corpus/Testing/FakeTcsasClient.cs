using System.Runtime.CompilerServices;

namespace Storefront.Testing;

/// <summary>A client that answers from memory.</summary>
public class FakeTcsasClient : ITcsasClient
{
    private readonly List<CreateMNPRequest> _created = [];

    public IReadOnlyList<CreateMNPRequest> Created => _created;

    public Exception? Failure { get; set; }

    public Task<CreateMNPResponse> CreateMNPAsync(CreateMNPRequest request, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (Failure is not null)
        {
            return Task.FromException<CreateMNPResponse>(Failure);
        }

        _created.Add(request);
        return Task.FromResult(new CreateMNPResponse { RequestId = "r" + _created.Count.ToString(CultureInfo.InvariantCulture) });
    }

    public Task<CreateMNPResponse> CreateMNPAsync(CreateMNPRequest request, ApiCallOptions? options, CancellationToken cancellationToken) =>
        CreateMNPAsync(request, cancellationToken);

    public Task<ModifyQuotaResponse> ModifyQuotaAsync(ModifyQuotaRequest request, CancellationToken cancellationToken = default) =>
        Task.FromResult(new ModifyQuotaResponse());

    public Task<ModifyQuotaResponse> ModifyQuotaAsync(ModifyQuotaRequest request, ApiCallOptions? options, CancellationToken cancellationToken) =>
        ModifyQuotaAsync(request, cancellationToken);

    public Task<DescribeMNPResponse> DescribeMNPAsync(DescribeMNPRequest request, CancellationToken cancellationToken = default) =>
        Task.FromResult(new DescribeMNPResponse { MNPName = request.MNPId });

    public Task<DescribeMNPResponse> DescribeMNPAsync(DescribeMNPRequest request, ApiCallOptions? options, CancellationToken cancellationToken) =>
        DescribeMNPAsync(request, cancellationToken);

    public Task<OldMNPResponse> OldMNPAsync(OldMNPRequest request, CancellationToken cancellationToken = default) =>
        Task.FromException<OldMNPResponse>(new NotSupportedException());

    public Task<OldMNPResponse> OldMNPAsync(OldMNPRequest request, ApiCallOptions? options, CancellationToken cancellationToken) =>
        OldMNPAsync(request, cancellationToken);

    public Task<PlaceOrderResponse> PlaceOrderAsync(PlaceOrderRequest request, CancellationToken cancellationToken = default) =>
        Task.FromException<PlaceOrderResponse>(new NotSupportedException());

    public Task<PlaceOrderResponse> PlaceOrderAsync(PlaceOrderRequest request, ApiCallOptions? options, CancellationToken cancellationToken) =>
        PlaceOrderAsync(request, cancellationToken);

    public Task<UnlockResponse> UnlockAsync(UnlockRequest request, CancellationToken cancellationToken = default) =>
        Task.FromException<UnlockResponse>(new NotSupportedException());

    public Task<UnlockResponse> UnlockAsync(UnlockRequest request, ApiCallOptions? options, CancellationToken cancellationToken) =>
        UnlockAsync(request, cancellationToken);

    public Task<GoneMNPResponse> GoneMNPAsync(GoneMNPRequest request, CancellationToken cancellationToken = default) =>
        Task.FromException<GoneMNPResponse>(new NotSupportedException());

    public Task<GoneMNPResponse> GoneMNPAsync(GoneMNPRequest request, ApiCallOptions? options, CancellationToken cancellationToken) =>
        GoneMNPAsync(request, cancellationToken);

    public Task<ListMNPResponse> ListMNPAsync(ListMNPRequest request, CancellationToken cancellationToken = default) =>
        Task.FromResult(new ListMNPResponse { Names = [.. _created.Select(request => request.MNPName ?? "")] });

    public Task<ListMNPResponse> ListMNPAsync(ListMNPRequest request, ApiCallOptions? options, CancellationToken cancellationToken) =>
        ListMNPAsync(request, cancellationToken);

    public Task<WatchMNPResponse> WatchMNPAsync(WatchMNPRequest request, CancellationToken cancellationToken = default) =>
        Task.FromResult(new WatchMNPResponse { MNPName = request.MNPId });

    public Task<WatchMNPResponse> WatchMNPAsync(WatchMNPRequest request, ApiCallOptions? options, CancellationToken cancellationToken) =>
        WatchMNPAsync(request, cancellationToken);

    public async IAsyncEnumerable<string> ListMNPItemsAsync(ListMNPRequest request, ApiCallOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ListMNPResponse page = await ListMNPAsync(request, cancellationToken);
        foreach (string name in page.Names ?? [])
        {
            yield return name;
        }
    }

    public async IAsyncEnumerable<ServerSentEvent<WatchMNPResponse>> WatchMNPStreamAsync(WatchMNPRequest request, ApiCallOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        DescribeMNPResponse found = await DescribeMNPAsync(new() { MNPId = request.MNPId }, cancellationToken);
        yield return new ServerSentEvent<WatchMNPResponse>("message", "1", new WatchMNPResponse { MNPName = found.MNPName }, null);
    }
}
