namespace ApiGen.Runtime.Hosting;

/// <summary>Keeps one client for each key and region.</summary>
internal sealed class ApiClientFactory<TClient>(IServiceProvider services, IEnumerable<ApiClientDescriptor<TClient>> descriptors) : IApiClientFactory<TClient>, IDisposable
    where TClient : class
{
    private readonly ApiClientDescriptor<TClient>[] _descriptors = [.. descriptors];
    private readonly Dictionary<(string? Key, string? Region), TClient> _clients = [];
    private bool _disposed;

    public TClient GetClient(string? region = null, string? key = null)
    {
        ApiClientDescriptor<TClient> descriptor = Array.Find(_descriptors, d => d.Registration.Key == key)
            ?? throw new InvalidOperationException($"No {typeof(TClient).Name} is registered {(key is null ? "without a key" : $"under the key '{key}'")}.");
        if (region?.Length == 0)
        {
            throw new ArgumentException("The region is empty: leave it null for that of the settings.", nameof(region));
        }

        lock (_clients)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (!_clients.TryGetValue((key, region), out TClient? client))
            {
                _clients[(key, region)] = client = descriptor.Create(services, region);
            }

            return client;
        }
    }

    public void Dispose()
    {
        lock (_clients)
        {
            _disposed = true;
            foreach (TClient client in _clients.Values)
            {
                (client as IDisposable)?.Dispose();
            }
        }
    }
}
