using ApiGen.Runtime.Hosting.HealthChecks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ApiGen.Runtime.Hosting;

/// <summary>Says more about a client that was registered.</summary>
/// <typeparam name="TClient">The interface under which the client is resolved.</typeparam>
public sealed class ApiClientBuilder<TClient>
    where TClient : class
{
    private readonly ApiClientRegistration _registration;

    internal ApiClientBuilder(IServiceCollection services, ApiClientRegistration registration, IHttpClientBuilder http)
    {
        _registration = registration;
        Services = services;
        Http = http;
    }

    /// <summary>The services of the application.</summary>
    public IServiceCollection Services { get; }

    /// <summary>
    /// The HTTP client that sends the requests, of <see cref="IHttpClientFactory"/>: for a proxy, handlers and the like. A handler must not repeat
    /// requests, because a signed request that is sent twice counts twice; <see cref="ApiClientSettings.Retry"/> repeats rightly.
    /// </summary>
    public IHttpClientBuilder Http { get; }

    /// <summary>The key under which the client is resolved; null for the one without a key.</summary>
    public string? Key => _registration.Key;

    /// <summary>Changes the settings, after configuration was read.</summary>
    /// <param name="configure">The change.</param>
    /// <exception cref="ArgumentNullException"><paramref name="configure"/> is null.</exception>
    public ApiClientBuilder<TClient> Configure(Action<ApiClientSettings> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        Services.Configure(_registration.OptionsName, configure);
        return this;
    }

    /// <summary>
    /// Changes the options of the runtime just before the client is made: hooks, a limiter shared by many processes, and what else configuration
    /// cannot hold. What is not usable shows when the client is first resolved.
    /// </summary>
    /// <param name="configure">The change; it gets the services of the application.</param>
    /// <exception cref="ArgumentNullException"><paramref name="configure"/> is null.</exception>
    public ApiClientBuilder<TClient> ConfigureOptions(Action<IServiceProvider, ApiClientOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        _registration.Changes.Add(configure);
        return this;
    }

    /// <summary>Takes the credential from a provider, or is one itself; it goes before the settings and what was given before, and a warning says so.</summary>
    /// <param name="credentials">The provider or credential.</param>
    /// <exception cref="ArgumentNullException"><paramref name="credentials"/> is null.</exception>
    public ApiClientBuilder<TClient> WithCredentials(ICredentialProvider credentials)
    {
        ArgumentNullException.ThrowIfNull(credentials);
        return WithCredentials(_ => credentials);
    }

    /// <summary>Takes the credential from a provider made with the services of the application; it goes before the settings and what was given before, and a warning says so.</summary>
    /// <param name="credentials">Makes the provider, once.</param>
    /// <exception cref="ArgumentNullException"><paramref name="credentials"/> is null.</exception>
    public ApiClientBuilder<TClient> WithCredentials(Func<IServiceProvider, ICredentialProvider> credentials)
    {
        ArgumentNullException.ThrowIfNull(credentials);
        _registration.HasOtherCredentials |= _registration.Credentials is not null;
        _registration.Credentials = credentials;
        return this;
    }

    /// <summary>Adds a health check: a credential can be had and, with a probe, the service responds.</summary>
    /// <param name="probe">A call that shows that the service responds, a reading one; null to make no call. It uses the account's quota.</param>
    /// <param name="name">The check's name; null for the service's, with the client's key if it has one.</param>
    /// <param name="failureStatus">What a failure means to the application; null for <see cref="HealthStatus.Unhealthy"/>.</param>
    /// <param name="tags">Tags to select checks by; null for none.</param>
    /// <param name="timeout">How long the check may take; null for no limit but the call's own.</param>
    public ApiClientBuilder<TClient> AddHealthCheck(
        Func<TClient, CancellationToken, Task>? probe = null,
        string? name = null,
        HealthStatus? failureStatus = null,
        IEnumerable<string>? tags = null,
        TimeSpan? timeout = null)
    {
        ApiClientRegistration registration = _registration;
        name ??= registration.Key is null ? registration.Service.Name : $"{registration.Service.Name}:{registration.Key}";
        Services.AddHealthChecks().Add(new HealthCheckRegistration(
            name,
            services => new ApiClientHealthCheck<TClient>(services, registration, probe),
            failureStatus,
            tags,
            timeout));
        return this;
    }
}
