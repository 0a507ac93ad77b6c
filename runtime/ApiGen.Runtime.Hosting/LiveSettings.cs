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
    private readonly CredentialHandover? _handover;
    private readonly IDisposable? _subscription;
    private ApiClientSettings _last;

    // Where the credential comes from, and where it is to come from as soon as there is one.
    private Source _inUse;
    private Source _named;
    private string[] _toldProblems = [];

    internal LiveSettings(IServiceProvider services, ApiClientRegistration registration)
    {
        _services = services;
        _registration = registration;
        _logger = services.GetService<ILoggerFactory>()?.CreateLogger(HostingLog.Category) ?? NullLogger.Instance;

        // The monitor keeps what it read when the application started: it is not told of changes.
        AtStart = _last = WithoutRegion(() => services.GetRequiredService<IOptionsMonitor<ApiClientSettings>>().Get(registration.OptionsName));
        Service = WithOverrides();
        Credentials = registration.Credentials is { } given
            ? given(services) ?? throw new InvalidOperationException($"{registration.DisplayName}: what was given to WithCredentials to make the provider returned null.")
            : CreateCredentials(AtStart.Credentials);
        _inUse = _named = new Source(AtStart, Credentials);
        if (registration.HasOtherCredentials)
        {
            HostingLog.CredentialsPassedOver(_logger, registration.DisplayName, "an earlier one");
        }

        TellIfPassedOver(AtStart);
        if (registration.Credentials is null)
        {
            Credentials = _handover = new CredentialHandover(Credentials, _logger, registration.DisplayName);
        }

        if (registration.Configuration is { } configuration)
        {
            _subscription = ChangeToken.OnChange(configuration.GetReloadToken, Reload);

            // It may have changed between the start and now.
            Reload();
        }
    }

    /// <summary>The settings with which the application started.</summary>
    internal ApiClientSettings AtStart { get; }

    /// <summary>The service, with the names of the overrides that were told here among its actions: a client does not tell them once more.</summary>
    internal ApiService Service { get; }

    /// <summary>What hands out the credential: what the builder was given, else what the settings name, else the application's own provider, else the default chain.</summary>
    internal ICredentialProvider Credentials { get; }

    /// <summary>The proxy that the settings name; null for the one of the environment.</summary>
    internal IWebProxy? Proxy => AtStart.Proxy is { } address ? new WebProxy(address) : null;

    public void Dispose() => _subscription?.Dispose();

    private ApiService WithOverrides()
    {
        ApiService service = _registration.Service;
        string[] actions = service.ActionNames.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        string[] others = actions.Length == 0 ? [] : [.. AtStart.Throttle.LimitOverrides.Keys.Except(actions, StringComparer.Ordinal)];
        foreach (string name in others)
        {
            HostingLog.OverrideUnknown(_logger, _registration.KeyOf($"Throttle:LimitOverrides:{name}"), _registration.DisplayName);
        }

        return others.Length == 0 ? service : service with { ActionNames = string.Join(' ', actions.Concat(others)) };
    }

    private void Reload()
    {
        lock (_gate)
        {
            try
            {
                Take(WithoutRegion(() => _services.GetRequiredService<IOptionsFactory<ApiClientSettings>>().Create(_registration.OptionsName)));
                _toldProblems = [];
            }
            catch (ObjectDisposedException)
            {
                // The application is ending.
            }
            // Nobody waits for a reload: an exception would end up in whatever loads the configuration, a file watcher for example. Each mistake is logged once while it stays.
            catch (Exception e)
            {
                string[] problems = e is OptionsValidationException { Failures: var failures } ? [.. failures] : [e.Message];
                string[] others = [.. problems.Except(_toldProblems)];
                _toldProblems = problems;
                if (others.Length > 0)
                {
                    // A line of the log is one line.
                    HostingLog.ReloadIgnored(_logger, _registration.DisplayName, string.Join("; ", others));
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
        catch (OptionsValidationException e) when (e.Failures.All(f => f.Contains(ApiClientSettingsValidator.MissingRegion(_registration.Service), StringComparison.Ordinal)))
        {
            OptionsFactory<ApiClientSettings> factory = new(
                _services.GetServices<IConfigureOptions<ApiClientSettings>>(), _services.GetServices<IPostConfigureOptions<ApiClientSettings>>());
            return factory.Create(_registration.OptionsName);
        }
    }

    private void Take(ApiClientSettings next)
    {
        // What is again as it was at the start waits for nothing.
        string waiting = string.Join(", ", AllSettings.List.Where(setting => !setting.IsCredential && !setting.HasSameValue(_last, next) && !setting.HasSameValue(AtStart, next)).Select(setting => setting.Key));
        if (waiting.Length > 0)
        {
            HostingLog.TakesEffectAtStart(_logger, _registration.DisplayName, waiting);
        }

        if (!HasSameCredentials(_last, next))
        {
            TellIfPassedOver(next);
        }

        _last = next;
        if (_handover is null || HasSameCredentials(_named.Settings, next))
        {
            return;
        }

        _inUse = _handover.Current == _named.Provider ? _named : _inUse;
        if (CredentialFactory.IsNamed(_inUse.Settings.Credentials) && !CredentialFactory.IsNamed(next.Credentials))
        {
            throw new InvalidOperationException(
                $"{_registration.KeyOf(Setting.Credentials)}: is gone or names no source any more; the one before goes on until the next start, for what is found elsewhere may be another account.");
        }

        // What is again as it was has its credential still.
        _named = HasSameCredentials(_inUse.Settings, next) ? _inUse : new Source(next, CreateCredentials(next.Credentials));
        _handover.Offer(_named.Provider);
    }

    private void TellIfPassedOver(ApiClientSettings settings)
    {
        if (_registration.Credentials is not null && CredentialFactory.IsNamed(settings.Credentials))
        {
            HostingLog.CredentialsPassedOver(_logger, _registration.DisplayName, _registration.KeyOf(Setting.Credentials));
        }
    }

    private static bool HasSameCredentials(ApiClientSettings one, ApiClientSettings other) => AllSettings.List.All(setting => !setting.IsCredential || setting.HasSameValue(one, other));

    private ICredentialProvider CreateCredentials(CredentialSettings settings)
    {
        ICredentialProvider? made = null;
        ILoggerFactory? log = _services.GetService<ILoggerFactory>() is { } inner ? new LogOfSource(inner, () => _handover is null || _handover.Current == made) : null;
        CredentialFactory factory = new(_services.GetService<TimeProvider>() ?? TimeProvider.System, log);
        ICredentialProvider source = factory.Create(settings)
            ?? (_registration.Key is { } key ? _services.GetKeyedService<ICredentialProvider>(key) : null)
            ?? _services.GetService<ICredentialProvider>()
            ?? _services.GetRequiredService<SharedDefaultCredential>().Provider;
        return made = factory.AssumeRole(source, settings);
    }

    /// <param name="Settings">What names it.</param>
    /// <param name="Provider">What hands out its credential.</param>
    private sealed record Source(ApiClientSettings Settings, ICredentialProvider Provider);
}
