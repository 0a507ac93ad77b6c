namespace ApiGen.Runtime.Hosting;

/// <summary>Gives clients by key and region, where an application calls several accounts or regions.</summary>
/// <typeparam name="TClient">The interface under which the clients are registered.</typeparam>
public interface IApiClientFactory<TClient>
    where TClient : class
{
    /// <summary>The client for a region. It is made with the first request for it and shared from then on; do not dispose it.</summary>
    /// <param name="region">The region, such as <c>ap-singapore</c>; null for the one in the settings.</param>
    /// <param name="key">The key under which the client was registered; null for the one without a key.</param>
    /// <exception cref="InvalidOperationException">No client is registered under the key.</exception>
    /// <exception cref="ArgumentException">The region is no such name.</exception>
    TClient GetClient(string? region = null, string? key = null);
}
