using Microsoft.Extensions.DependencyInjection;

namespace Storefront.Configuration;

/// <summary>Puts the client and what uses it into a container.</summary>
public static class ClientRegistration
{
    public static IServiceCollection AddStorefront(this IServiceCollection services, string region)
    {
        services.AddSingleton(_ => CredentialSource.FromEnvironment());
        services.AddSingleton<ITcsasClient>(provider => new TcsasClient(provider.GetRequiredService<ICredentialProvider>(), region));
        services.AddSingleton<RegionalClients>();
        return services;
    }
}

/// <summary>One client for each region, made when it is first asked for.</summary>
public sealed class RegionalClients(ICredentialProvider credentials) : IDisposable
{
    private readonly Dictionary<string, TcsasClient> _clients = [];
    private readonly Lock _gate = new();

    public TcsasClient For(string region)
    {
        lock (_gate)
        {
            if (!_clients.TryGetValue(region, out TcsasClient? client))
            {
                client = new TcsasClient(credentials, region);
                _clients.Add(region, client);
            }

            return client;
        }
    }

    public void Open(IEnumerable<string> regions)
    {
        foreach (string region in regions)
        {
            _clients[region] = new TcsasClient(credentials, region);
        }
    }

    /// <summary>A client of its own for each region is what this is about, so each pass may make one.</summary>
    public async Task<int> CountAsync(IEnumerable<string> regions, CancellationToken cancellationToken)
    {
        int count = 0;
        foreach (string region in regions)
        {
            using var client = new TcsasClient(credentials, region);
            DescribeMNPResponse response = await client.DescribeMNPAsync(new(), cancellationToken);
            count += response.MNPName is null ? 0 : 1;
        }

        return count;
    }

    /// <summary>Here each pass makes the same client again.</summary>
    public async Task<int> CountSlowlyAsync(IEnumerable<string> ids, CancellationToken cancellationToken)
    {
        int count = 0;
        foreach (string id in ids)
        {
            using var client = /*!APIGEN1006*/new TcsasClient(credentials, "ap-singapore");
            DescribeMNPResponse response = await client.DescribeMNPAsync(new() { MNPId = id }, cancellationToken);
            count += response.MNPName is null ? 0 : 1;
        }

        return count;
    }

    public void Dispose()
    {
        foreach (TcsasClient client in _clients.Values)
        {
            client.Dispose();
        }
    }
}
