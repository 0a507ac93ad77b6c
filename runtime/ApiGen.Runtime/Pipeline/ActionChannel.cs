using ApiGen.Runtime.Signing;
using ApiGen.Runtime.Telemetry;
using ApiGen.Runtime.Throttling;
using ApiGen.Runtime.Transport;
using Microsoft.Extensions.Logging;

namespace ApiGen.Runtime.Pipeline;

/// <summary>What a client keeps for one action at one access host: its signer and its throttle.</summary>
internal sealed class ActionChannel(ApiAction action, AccessPoint point)
{
    internal const string OctetStream = "application/octet-stream";

    private readonly Tc3Signer _signer = new(action.Service.Name, point.Host, action.Name);
    private Tc3Signer? _rawBodySigner;
    private AccountThrottle? _throttle;
    private bool _overridesWereRead;
    private CallSettings? _settings;
    private CallSettings? _settingsWithToken;

    internal ApiAction Action => action;

    internal AccessPoint Point { get; } = point;

    /// <summary>What signs a request of the action.</summary>
    /// <param name="isRaw">Whether its body is raw bytes.</param>
    internal Tc3Signer SignerFor(bool isRaw) => isRaw ? _rawBodySigner ??= new Tc3Signer(action.Service.Name, Point.Host, action.Name, OctetStream) : _signer;

    /// <summary>What holds for a call: the same for all that have no options of their own, but for what a token in the request allows.</summary>
    /// <exception cref="ArgumentException">A region is missing, or an option is not usable.</exception>
    internal CallSettings SettingsFor(bool hasToken, ApiCallOptions? options, ClientSettings client, CredentialSource credentials)
    {
        if (options is not null)
        {
            return new CallSettings(action, hasToken, options, client, credentials);
        }

        ref CallSettings? known = ref hasToken ? ref _settingsWithToken : ref _settings;
        return known ??= new CallSettings(action, hasToken, options, client, credentials);
    }

    /// <summary>The throttle that counts the calls of an account.</summary>
    internal Throttle ThrottleFor(string accountKey, ClientSettings settings, ILogger logger)
    {
        AccountThrottle? last = _throttle;
        if (last is null || last.AccountKey != accountKey)
        {
            TellMisspeltOverrides(settings, logger);
            Throttle throttle = settings.ThrottleRegistry.GetThrottle(action, Point.Host, accountKey, settings.Throttle, settings.Time);
            _throttle = last = new AccountThrottle(accountKey, throttle);
        }

        return last.Throttle;
    }

    /// <summary>What is nearly the action's name is probably meant for it, and would have no effect.</summary>
    private void TellMisspeltOverrides(ClientSettings settings, ILogger logger)
    {
        if (_overridesWereRead)
        {
            return;
        }

        _overridesWereRead = true;
        if (!settings.Throttle.LimitOverrides.ContainsKey(action.Name))
        {
            foreach (string name in settings.Throttle.LimitOverrides.Keys)
            {
                if (NearName.Is(name, action.Name))
                {
                    ApiLog.OverrideMisspelt(logger, name, action.Name);
                }
            }
        }
    }

    private sealed record AccountThrottle(string AccountKey, Throttle Throttle);
}
