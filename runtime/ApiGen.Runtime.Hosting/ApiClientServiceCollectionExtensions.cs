using ApiGen.Runtime;
using ApiGen.Runtime.Hosting;
using ApiGen.Runtime.Hosting.Settings;
using ApiGen.Runtime.Transport;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

// Where applications look for what they may call on their services.
namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers generated clients.</summary>
public static class ApiClientServiceCollectionExtensions
{
    /// <summary>Registers a client whose settings are in a section of the configuration. They are checked when the application starts.</summary>
    /// <typeparam name="TInterface">The interface under which the client is resolved.</typeparam>
    /// <typeparam name="TClient">The client.</typeparam>
    /// <param name="services">The services of the application.</param>
    /// <param name="service">The service that the client calls: its <c>ServiceDescription</c>.</param>
    /// <param name="create">Makes the client upon its pipeline: <c>client => new TcsasClient(client)</c>.</param>
    /// <param name="configuration">The section with the <see cref="ApiClientSettings"/>. A key in it that is no setting is a mistake.</param>
    /// <exception cref="InvalidOperationException">The interface is registered without a key already.</exception>
    public static ApiClientBuilder<TInterface> AddApiClient<TInterface, TClient>(
        this IServiceCollection services, ApiService service, Func<ApiClient, TClient> create, IConfiguration configuration)
        where TInterface : class
        where TClient : class, TInterface =>
        services.AddApiClient<TInterface, TClient>(service, create, configuration, null);

    /// <summary>Registers a client whose settings are in a section of the configuration. They are checked when the application starts.</summary>
    /// <typeparam name="TInterface">The interface under which the client is resolved.</typeparam>
    /// <typeparam name="TClient">The client.</typeparam>
    /// <param name="services">The services of the application.</param>
    /// <param name="service">The service that the client calls: its <c>ServiceDescription</c>.</param>
    /// <param name="create">Makes the client upon its pipeline: <c>client => new TcsasClient(client)</c>.</param>
    /// <param name="configuration">The section with the <see cref="ApiClientSettings"/>. A key in it that is no setting is a mistake.</param>
    /// <param name="key">The key to resolve the client by, where there are several; null for the one without a key.</param>
    /// <exception cref="ArgumentException">The key is empty.</exception>
    /// <exception cref="InvalidOperationException">The interface is registered under that key already.</exception>
    public static ApiClientBuilder<TInterface> AddApiClient<TInterface, TClient>(
        this IServiceCollection services, ApiService service, Func<ApiClient, TClient> create, IConfiguration configuration, string? key)
        where TInterface : class
        where TClient : class, TInterface
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ApiClientBuilder<TInterface> builder = Register<TInterface, TClient>(services, service, create, configuration, key, out OptionsBuilder<ApiClientSettings> options);
        options.Configure(settings => ConfigurationReader.Read(configuration, settings));
        return builder;
    }

    /// <summary>Registers a client whose settings are given in code. They are checked when the application starts.</summary>
    /// <typeparam name="TInterface">The interface under which the client is resolved.</typeparam>
    /// <typeparam name="TClient">The client.</typeparam>
    /// <param name="services">The services of the application.</param>
    /// <param name="service">The service that the client calls: its <c>ServiceDescription</c>.</param>
    /// <param name="create">Makes the client upon its pipeline: <c>client => new TcsasClient(client)</c>.</param>
    /// <param name="configure">Sets the settings; what it leaves alone stays as <see cref="ApiClientOptions"/> has it.</param>
    /// <exception cref="InvalidOperationException">The interface is registered without a key already.</exception>
    public static ApiClientBuilder<TInterface> AddApiClient<TInterface, TClient>(
        this IServiceCollection services, ApiService service, Func<ApiClient, TClient> create, Action<ApiClientSettings> configure)
        where TInterface : class
        where TClient : class, TInterface =>
        services.AddApiClient<TInterface, TClient>(service, create, configure, null);

    /// <summary>Registers a client whose settings are given in code. They are checked when the application starts.</summary>
    /// <typeparam name="TInterface">The interface under which the client is resolved.</typeparam>
    /// <typeparam name="TClient">The client.</typeparam>
    /// <param name="services">The services of the application.</param>
    /// <param name="service">The service that the client calls: its <c>ServiceDescription</c>.</param>
    /// <param name="create">Makes the client upon its pipeline: <c>client => new TcsasClient(client)</c>.</param>
    /// <param name="configure">Sets the settings; what it leaves alone stays as <see cref="ApiClientOptions"/> has it. Null for the defaults.</param>
    /// <param name="key">The key to resolve the client by, where there are several; null for the one without a key.</param>
    /// <exception cref="ArgumentException">The key is empty.</exception>
    /// <exception cref="InvalidOperationException">The interface is registered under that key already.</exception>
    public static ApiClientBuilder<TInterface> AddApiClient<TInterface, TClient>(
        this IServiceCollection services, ApiService service, Func<ApiClient, TClient> create, Action<ApiClientSettings>? configure, string? key)
        where TInterface : class
        where TClient : class, TInterface
    {
        ApiClientBuilder<TInterface> builder = Register<TInterface, TClient>(services, service, create, null, key, out OptionsBuilder<ApiClientSettings> options);
        if (configure is not null)
        {
            options.Configure(configure);
        }

        return builder;
    }

    private static ApiClientBuilder<TInterface> Register<TInterface, TClient>(
        IServiceCollection services, ApiService service, Func<ApiClient, TClient> create, IConfiguration? configuration, string? key, out OptionsBuilder<ApiClientSettings> options)
        where TInterface : class
        where TClient : class, TInterface
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(service);
        ArgumentNullException.ThrowIfNull(create);
        if (key is not null)
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(key);
        }

        string name = $"{typeof(TInterface).FullName}{(key is null ? "" : $":{key}")}";
        ApiClientRegistration registration = new(service, typeof(TInterface), key, name, configuration);
        EnsureFirst(services, registration);
        services.AddSingleton(registration);
        services.AddSingleton(new ApiClientDescriptor<TInterface>(registration, create));
        services.TryAddSingleton<IApiClientFactory<TInterface>, ApiClientFactory<TInterface>>();
        services.TryAddSingleton(static provider => new SharedDefaultCredential(provider.GetService<TimeProvider>(), provider.GetService<ILoggerFactory>()));
        services.AddKeyedSingleton(name, (provider, _) => new LiveSettings(provider, registration));
        services.AddKeyedSingleton(name, static (provider, key) => provider.GetRequiredKeyedService<LiveSettings>(key).Credentials);
        services.TryAddSingleton<StartUpCheck>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, StartUpCheck>(static provider => provider.GetRequiredService<StartUpCheck>()));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHttpMessageHandlerBuilderFilter, StartUpCheck>(static provider => provider.GetRequiredService<StartUpCheck>()));
        AddClient<TInterface>(services, key);

        services.TryAddTransient<IOptionsFactory<ApiClientSettings>, SettingsFactory>();
        options = services.AddOptions<ApiClientSettings>(name).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ApiClientSettings>>(provider => new ApiClientSettingsValidator(registration, provider.GetService<IConfiguration>()));
        return new ApiClientBuilder<TInterface>(services, registration, AddHttpClient(services, name));
    }

    private static void EnsureFirst(IServiceCollection services, ApiClientRegistration registration)
    {
        if (services.Any(d => !d.IsKeyedService && d.ImplementationInstance is ApiClientRegistration other && other.OptionsName == registration.OptionsName))
        {
            string key = registration.Key is null ? "without a key" : $"under the key '{registration.Key}'";
            throw new InvalidOperationException($"{registration.ClientType.Name} is registered {key} already; give each registration a key of its own.");
        }
    }

    // The factory owns the clients, so that the one for the region of the settings and the one that is injected are the same.
    private static void AddClient<TInterface>(IServiceCollection services, string? key)
        where TInterface : class
    {
        if (key is null)
        {
            services.AddSingleton(static provider => provider.GetRequiredService<IApiClientFactory<TInterface>>().GetClient());
        }
        else
        {
            services.AddKeyedSingleton(key, (provider, _) => provider.GetRequiredService<IApiClientFactory<TInterface>>().GetClient(key: key));
        }
    }

    private static IHttpClientBuilder AddHttpClient(IServiceCollection services, string name) => services
        .AddHttpClient(name)
        .ConfigureHttpClient(static http => http.Timeout = Timeout.InfiniteTimeSpan)
        .ConfigurePrimaryHttpMessageHandler(provider => ApiHttpHandler.Create(provider.GetRequiredKeyedService<LiveSettings>(name).Proxy))
        .SetHandlerLifetime(Timeout.InfiniteTimeSpan)

        // The factory's own loggers redact headers in the text of a line, but not in its structured values, which at the level Trace
        // hold signature and token. The runtime logs every call itself.
        .RemoveAllLoggers();
}
