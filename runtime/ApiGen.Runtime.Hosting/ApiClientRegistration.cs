using ApiGen.Runtime.Hosting.Settings;
using ApiGen.Runtime.Throttling;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ApiGen.Runtime.Hosting;

/// <summary>One registered client: what its builder was told, and how it is put together from the services of the application.</summary>
internal sealed class ApiClientRegistration(ApiService service, Type clientType, string? key, string optionsName)
{
    internal ApiService Service { get; } = service;

    /// <summary>The interface under which the client is resolved.</summary>
    internal Type ClientType { get; } = clientType;

    /// <summary>The key under which the client is resolved; null for the one without.</summary>
    internal string? Key { get; } = key;

    /// <summary>The name of its settings, its HTTP client and its keyed parts. No two registrations have the same.</summary>
    internal string OptionsName { get; } = optionsName;

    internal Func<IServiceProvider, ICredentialProvider>? Credentials { get; set; }

    internal List<Action<IServiceProvider, ApiClientOptions>> Changes { get; } = [];

    /// <summary>The pipeline of the client, for the region in the settings or another.</summary>
    internal ApiClient CreatePipeline(IServiceProvider services, string? region)
    {
        ApiClientSettings settings = services.GetRequiredService<IOptionsMonitor<ApiClientSettings>>().Get(OptionsName);
        ApiClientOptions options = new SettingsReader("").Read(settings);
        IHttpClientFactory http = services.GetRequiredService<IHttpClientFactory>();
        options.HttpClientFactory = () => http.CreateClient(OptionsName);
        options.LoggerFactory = services.GetService<ILoggerFactory>();
        options.TimeProvider = services.GetService<TimeProvider>() ?? TimeProvider.System;
        options.ThrottleRegistry = services.GetService<ThrottleRegistry>();
        foreach (Action<IServiceProvider, ApiClientOptions> change in Changes)
        {
            change(services, options);
        }

        ICredentialProvider credentials = services.GetRequiredKeyedService<ICredentialProvider>(OptionsName);
        return new ApiClient(Service, credentials, region ?? SettingsReader.Text(settings.Region), options);
    }

    /// <summary>
    /// Where the credential comes from: what the builder was given, else what the settings name, else the application's own provider,
    /// else where the vendor's SDKs look. Settings that change while the application runs change it.
    /// </summary>
    internal ICredentialProvider CreateCredentials(IServiceProvider services)
    {
        if (Credentials is { } given)
        {
            return given(services);
        }

        IOptionsMonitor<ApiClientSettings> monitor = services.GetRequiredService<IOptionsMonitor<ApiClientSettings>>();
        SwappableCredentialProvider current = new(CreateFrom(services, monitor.Get(OptionsName).Credentials));
        monitor.OnChange((settings, name) =>
        {
            if (name == OptionsName)
            {
                current.Swap(CreateFrom(services, settings.Credentials));
            }
        });
        return current;
    }

    private static ICredentialProvider CreateFrom(IServiceProvider services, CredentialSettings settings)
    {
        CredentialFactory factory = new(services.GetService<TimeProvider>() ?? TimeProvider.System, services.GetService<ILoggerFactory>());
        ICredentialProvider source = factory.Create(settings)
            ?? services.GetService<ICredentialProvider>()
            ?? services.GetRequiredService<SharedDefaultCredential>().Provider;
        return factory.AssumeRole(source, settings);
    }
}
