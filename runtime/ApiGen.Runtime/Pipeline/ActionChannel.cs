using ApiGen.Runtime.Signing;
using ApiGen.Runtime.Throttling;
using ApiGen.Runtime.Transport;

namespace ApiGen.Runtime.Pipeline;

/// <summary>What a client keeps for one action at one access host: its signer and its throttle.</summary>
internal sealed class ActionChannel(ApiAction action, AccessPoint point)
{
    internal const string OctetStream = "application/octet-stream";

    private readonly Tc3Signer _signer = new(action.Service.Name, point.Host, action.Name);
    private Tc3Signer? _rawBodySigner;
    private AccountThrottle? _throttle;

    internal ApiAction Action => action;

    internal AccessPoint Point { get; } = point;

    /// <summary>What signs a request of the action.</summary>
    /// <param name="isRaw">Whether its body is raw bytes.</param>
    internal Tc3Signer SignerFor(bool isRaw) => isRaw ? _rawBodySigner ??= new Tc3Signer(action.Service.Name, Point.Host, action.Name, OctetStream) : _signer;

    /// <summary>The throttle that counts the calls of an account.</summary>
    internal Throttle ThrottleFor(string accountKey, ClientSettings settings)
    {
        AccountThrottle? last = _throttle;
        if (last is null || last.AccountKey != accountKey)
        {
            Throttle throttle = settings.ThrottleRegistry.GetThrottle(action, Point.Host, accountKey, settings.Throttle, settings.Time);
            _throttle = last = new AccountThrottle(accountKey, throttle);
        }

        return last.Throttle;
    }

    private sealed record AccountThrottle(string AccountKey, Throttle Throttle);
}
