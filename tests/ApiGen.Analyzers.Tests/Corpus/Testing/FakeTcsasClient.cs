namespace Storefront.Testing;

/// <summary>A client that answers from memory.</summary>
public sealed class FakeTcsasClient : ITcsasClient
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

    public Task<DescribeMNPResponse> DescribeMNPAsync(DescribeMNPRequest request, CancellationToken cancellationToken = default) =>
        Task.FromResult(new DescribeMNPResponse { MNPName = request.MNPId });

    public Task<CreateMNPResponse> OldMNPAsync(DescribeMNPRequest request, CancellationToken cancellationToken = default) =>
        Task.FromException<CreateMNPResponse>(new NotSupportedException());

    public Task<CreateMNPResponse> GoneMNPAsync(DescribeMNPRequest request, CancellationToken cancellationToken = default) =>
        Task.FromException<CreateMNPResponse>(new NotSupportedException());

    public async IAsyncEnumerable<DescribeMNPResponse> StreamMNPAsync(DescribeMNPRequest request, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Task.Yield();
        yield return await DescribeMNPAsync(request, cancellationToken);
    }
}
