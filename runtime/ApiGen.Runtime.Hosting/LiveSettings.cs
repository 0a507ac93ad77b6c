using System.Net;
using ApiGen.Runtime.Hosting.Settings;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace ApiGen.Runtime.Hosting;

/// <summary>
/// The settings of one registration while the application runs. There is one rule for what takes effect when, the same for clients that exist and clients
/// made later: where the credential comes from follows the configuration; everything else stays as it was at the start.
/// </summary>
/// <remarks>
/// Only differences count: configuration is loaded anew for many reasons, and a credential that is still good is not given up for one that has to be fetched.
/// What is not valid is logged and changes nothing.
/// </remarks>
internal sealed class LiveSettings : IDisposable
{
    private readonly object _gate = new();
    private readonly IServiceProvider _services;
    private readonly ApiClientRegistration _registration;
    private readonly ILogger _logger;
    private readonly SwappableCredentialProvider? _current;
    private readonly IDisposable? _subscription;
    private ApiClientSettings _last;
    private string? _lastProblem;

    internal LiveSettings(IServiceProvider services, ApiClientRegistration registration)
    {
        _services = services;
        _registration = registration;
        _logger = services.GetService<ILoggerFactory>()?.CreateLogger(HostingLog.Category) ?? NullLogger.Instance;

        // The monitor keeps what it read when the application started: it is not told of changes.
        AtStart = _last = WithoutRegion(() => services.GetRequiredService<IOptionsMonitor<ApiClientSettings>>().Get(registration.OptionsName));
        Credentials = registration.Credentials is { } given ? given(services) : _current = new SwappableCredentialProvider(CreateCredentials(AtStart.Credentials));
        if (registration.Configuration is { } configuration)
        {
            _subscription = ChangeToken.OnChange(configuration.GetReloadToken, Reload);

            // It may have changed between the start and now.
            Reload();
        }
    }

    /// <summary>The settings with which the application started.</summary>
    internal ApiClientSettings AtStart { get; }

    /// <summary>What hands out the credential: what the builder was given, else what the settings name, else the application's own provider, else the default chain.</summary>
    internal ICredentialProvider Credentials { get; }

    /// <summary>The proxy that the settings name; null for the one of the environment.</summary>
    internal IWebProxy? Proxy => AtStart.Proxy is { } address ? new WebProxy(address) { Credentials = CredentialsIn(address) } : null;

    public void Dispose() => _subscription?.Dispose();

    private void Reload()
    {
        lock (_gate)
        {
            try
            {
                Take(WithoutRegion(() => _services.GetRequiredService<IOptionsFactory<ApiClientSettings>>().Create(_registration.OptionsName)));
                _lastProblem = null;
            }
            catch (ObjectDisposedException)
            {
                // The application is ending.
            }
#pragma warning disable CA1031 // Nobody waits for a reload: an exception would end up in whatever loads the configuration, a file watcher for example. It is logged, and not again while it stays the same.
            catch (Exception e)
#pragma warning restore CA1031
            {
                // A line of the log is one line.
                string problem = e is OptionsValidationException { Failures: var failures } ? string.Join("; ", failures) : e.Message;
                if (_lastProblem != problem)
                {
                    _lastProblem = problem;
                    HostingLog.ReloadIgnored(_logger, _registration.DisplayName, problem);
                }
            }
        }
    }

    // A missing region ends the start of a host. A program that starts none may still give one with each call, and a call without one says so.
    private ApiClientSettings WithoutRegion(Func<ApiClientSettings> read)
    {
        try
        {
            return read();
        }
        catch (OptionsValidationException e) when (e.Failures.All(f => f.EndsWith(ApiClientSettingsValidator.MissingRegion(_registration.Service), StringComparison.Ordinal)))
        {
            OptionsFactory<ApiClientSettings> factory = new(
                _services.GetServices<IConfigureOptions<ApiClientSettings>>(), _services.GetServices<IPostConfigureOptions<ApiClientSettings>>());
            return factory.Create(_registration.OptionsName);
        }
    }

    private static NetworkCredential? CredentialsIn(Uri address)
    {
        string[] parts = address.UserInfo.Split(':', 2);
        return address.UserInfo.Length == 0 ? null : new NetworkCredential(Uri.UnescapeDataString(parts[0]), Uri.UnescapeDataString(parts.ElementAtOrDefault(1) ?? ""));
    }

    private void Take(ApiClientSettings next)
    {
        Setting[] changed = [.. AllSettings.List.Where(setting => !setting.HasSameValue(_last, next))];
        if (_current is not null && changed.Any(setting => setting.IsCredential))
        {
            _current.Swap(CreateCredentials(next.Credentials));
            HostingLog.CredentialsChanged(_logger, _registration.DisplayName, _current.ToString());
        }

        _last = next;
        string waiting = string.Join(", ", changed.Where(setting => !setting.IsCredential).Select(setting => setting.Key));
        if (waiting.Length > 0)
        {
            HostingLog.TakesEffectAtStart(_logger, _registration.DisplayName, waiting);
        }
    }

    private ICredentialProvider CreateCredentials(CredentialSettings settings)
    {
        CredentialFactory factory = new(_services.GetService<TimeProvider>() ?? TimeProvider.System, _services.GetService<ILoggerFactory>());
        ICredentialProvider source = factory.Create(settings)
            ?? (_registration.Key is { } key ? _services.GetKeyedService<ICredentialProvider>(key) : null)
            ?? _services.GetService<ICredentialProvider>()
            ?? _services.GetRequiredService<SharedDefaultCredential>().Provider;
        return factory.AssumeRole(source, settings);
    }
}
