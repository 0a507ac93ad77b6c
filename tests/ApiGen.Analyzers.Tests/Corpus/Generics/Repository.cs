namespace Storefront.Generics;

/// <summary>Something that can be stored by a call.</summary>
/// <typeparam name="TRequest">What is sent.</typeparam>
/// <typeparam name="TResponse">What comes back.</typeparam>
public interface IStore<in TRequest, TResponse>
    where TRequest : class, new()
{
    Task<TResponse> StoreAsync(TRequest request, CancellationToken cancellationToken);
}

/// <summary>Stores mini programs.</summary>
public sealed class MiniProgramStore(ITcsasClient client) : IStore<CreateMNPRequest, CreateMNPResponse>
{
    public Task<CreateMNPResponse> StoreAsync(CreateMNPRequest request, CancellationToken cancellationToken) => client.CreateMNPAsync(request, cancellationToken);
}

/// <summary>Stores quotas.</summary>
public sealed class QuotaStore(ITcsasClient client) : IStore<ModifyQuotaRequest, ModifyQuotaResponse>
{
    public Task<ModifyQuotaResponse> StoreAsync(ModifyQuotaRequest request, CancellationToken cancellationToken)
    {
        request.Size ??= "small";
        return client.ModifyQuotaAsync(request, cancellationToken);
    }

    public Task<ModifyQuotaResponse> StoreOneAsync(CancellationToken cancellationToken) => StoreAsync(new ModifyQuotaRequest { Count = 1 }, cancellationToken);
}

/// <summary>Makes requests of any type, has them filled, and stores them.</summary>
/// <typeparam name="TRequest">What is sent.</typeparam>
/// <typeparam name="TResponse">What comes back.</typeparam>
public sealed class Repository<TRequest, TResponse>(IStore<TRequest, TResponse> store)
    where TRequest : class, new()
{
    private readonly Dictionary<string, TResponse> _known = [];

    public async Task<TResponse> AddAsync(string key, Action<TRequest> fill, CancellationToken cancellationToken)
    {
        if (_known.TryGetValue(key, out TResponse? known))
        {
            return known;
        }

        TRequest request = new();
        fill(request);
        TResponse response = await store.StoreAsync(request, cancellationToken);
        _known[key] = response;
        return response;
    }
}

/// <summary>Uses repositories.</summary>
public sealed class RepositoryUser(Repository<CreateMNPRequest, CreateMNPResponse> programs, Repository<ModifyQuotaRequest, ModifyQuotaResponse> quotas)
{
    public Task AddShopAsync(string name, CancellationToken cancellationToken) =>
        programs.AddAsync(name, request => (request.MNPName, request.MNPType) = (name, "Shop"), cancellationToken);

    public Task AddQuotaAsync(string name, CancellationToken cancellationToken) =>
        quotas.AddAsync(
            name,
            static request =>
            {
                request.Size = "small";
                request.Count = /*!APIGEN1002*/1000;
            },
            cancellationToken);
}
