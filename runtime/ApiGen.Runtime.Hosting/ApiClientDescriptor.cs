namespace ApiGen.Runtime.Hosting;

/// <summary>A registered client with the way to make it for its interface.</summary>
internal sealed record ApiClientDescriptor<TClient>(ApiClientRegistration Registration, Func<ApiClient, TClient> Wrap)
    where TClient : class
{
    internal TClient Create(IServiceProvider services, string? region) =>
        Wrap(Registration.CreatePipeline(services, region)) ?? throw new InvalidOperationException($"{Registration.DisplayName}: what was given to AddApiClient to make the client returned null.");
}
