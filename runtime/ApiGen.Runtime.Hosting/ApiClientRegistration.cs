using ApiGen.Runtime.Hosting.Settings;
using ApiGen.Runtime.Throttling;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ApiGen.Runtime.Hosting;

/// <summary>One registered client: what its builder was told, and how it is put together from the services of the application.</summary>
internal sealed class ApiClientRegistration(ApiService service, Type clientType, string? key, string optionsName, IConfiguration? configuration)
{
    internal ApiService Service { get; } = service;

    /// <summary>The interface under which the client is resolved.</summary>
    internal Type ClientType { get; } = clientType;

    /// <summary>The key under which the client is resolved; null for the one without.</summary>
    internal string? Key { get; } = key;

    /// <summary>The name of its settings, its HTTP client and its keyed parts. No two registrations have the same.</summary>
    internal string OptionsName { get; } = optionsName;

    /// <summary>What messages call the client.</summary>
    internal string DisplayName { get; } = key is null ? clientType.Name : $"{clientType.Name} '{key}'";

    /// <summary>Where its settings are; null when they are given in code.</summary>
    internal IConfiguration? Configuration { get; } = configuration;

    /// <summary>The path of its section; empty when it has none.</summary>
    internal string Path { get; } = configuration is IConfigurationSection section ? section.Path : "";

    /// <summary>The whole key of a setting.</summary>
    internal string KeyOf(string setting) => Path.Length == 0 ? setting : $"{Path}:{setting}";

    /// <summary>What is wrong with the section itself, as the end of a sentence: it is not there, or empty; null when it holds something, or there is none.</summary>
    /// <param name="root">The configuration of the application; null when there is none.</param>
    internal string? FaultOfSection(IConfiguration? root)
    {
        if (Configuration is not IConfigurationSection section || section.Exists())
        {
            return null;
        }

        string parent = section.Path[..Math.Max(0, section.Path.Length - section.Key.Length - 1)];
        string[] siblings = root is null ? [] : [.. (parent.Length == 0 ? root : root.GetSection(parent)).GetChildren().Select(child => child.Key)];

        // One that holds null or an empty object is among them.
        return siblings.Contains(section.Key, StringComparer.OrdinalIgnoreCase) ? "is empty." : $"is not there{Nearest.DidYouMean(section.Key, siblings)}";
    }

    internal Func<IServiceProvider, ICredentialProvider>? Credentials { get; set; }

    /// <summary>Whether <see cref="Credentials"/> took the place of another one.</summary>
    internal bool HasOtherCredentials { get; set; }

    internal List<Action<IServiceProvider, ApiClientOptions>> Changes { get; } = [];

    /// <summary>The pipeline of the client, for the region in the settings or another.</summary>
    internal ApiClient CreatePipeline(IServiceProvider services, string? region)
    {
        LiveSettings live = services.GetRequiredKeyedService<LiveSettings>(OptionsName);
        ApiClientOptions options = AllSettings.ToOptions(live.AtStart);
        IHttpClientFactory http = services.GetRequiredService<IHttpClientFactory>();
        options.HttpClientFactory = () => http.CreateClient(OptionsName);
        options.Proxy = null; // Its handler has it.
        options.LoggerFactory = services.GetService<ILoggerFactory>();
        options.TimeProvider = services.GetService<TimeProvider>() ?? TimeProvider.System;
        options.ThrottleRegistry = services.GetService<ThrottleRegistry>();
        foreach (Action<IServiceProvider, ApiClientOptions> change in Changes)
        {
            change(services, options);
        }

        if (options.HttpMessageHandler is not null)
        {
            throw new InvalidOperationException(
                $"{DisplayName}: HttpMessageHandler has no effect, because requests go through IHttpClientFactory; give the handler to ApiClientBuilder.Http, by ConfigurePrimaryHttpMessageHandler for example.");
        }

        if (options.Proxy is not null)
        {
            throw new InvalidOperationException(
                $"{DisplayName}: ApiClientOptions.Proxy has no effect, because requests go through IHttpClientFactory; give the proxy as the setting Proxy, or to the handler by ApiClientBuilder.Http.ConfigurePrimaryHttpMessageHandler.");
        }

        return new ApiClient(live.Service, live.Credentials, region ?? Setting.TextOf(live.AtStart.Region), options);
    }
}
