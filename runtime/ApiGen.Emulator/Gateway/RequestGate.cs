using System.Globalization;
using System.Text.Json.Nodes;
using ApiGen.Emulator.Authentication;
using ApiGen.Emulator.Limits;
using ApiGen.Emulator.Requests;
using ApiGen.Specs.Diagnostics;
using ApiGen.Specs.Model;

namespace ApiGen.Emulator.Gateway;

/// <summary>
/// Lets a call through or refuses it, in this order: method, size, signature, product, version and action, limit, region and language, parameters.
/// </summary>
internal sealed class RequestGate(
    ActionRouter router,
    SignatureVerifier signatures,
    RateLimitGate limits,
    ApiEmulatorOptions options)
{
    /// <summary>Checks the call; what is learnt on the way goes into the log even when it is refused later.</summary>
    /// <exception cref="GatewayException">The call is refused.</exception>
    public (ActionRoute Route, JsonObject Parameters) Admit(GatewayRequest request, DateTimeOffset now)
    {
        CheckForm(request);
        ActionRoute route = Authenticate(request, now);
        if (route.Action.Disabled is { } reason)
        {
            throw new GatewayException(ErrorCodes.ActionOffline, $"The action `{route.Action.Name}` is offline. {reason}".TrimEnd());
        }

        CheckLimits(request, route);
        if (!options.CheckParameters)
        {
            return (route, ReadLeniently(request, route));
        }

        CheckRegion(request, route.Action);
        CheckLanguage(request);
        JsonObject parameters = ParameterReader.Read(request, route);
        ParameterCheck.Check(route, parameters);
        return (route, parameters);
    }

    private static void CheckForm(GatewayRequest request)
    {
        if (request.Method is not ("POST" or "GET"))
        {
            throw new GatewayException(ErrorCodes.UnsupportedProtocol, $"The method {request.Method} is not supported; use POST or GET.");
        }

        if (request.Path != "/")
        {
            throw new GatewayException(ErrorCodes.InvalidRequest, $"The path must be `/`, not `{request.Path}`.");
        }

        if (request.BodyTooLarge || request.Query.Length > SizeLimits.Query)
        {
            throw new GatewayException(ErrorCodes.RequestSizeLimitExceeded, "The request is larger than allowed: 10 MB for POST, 32 KB for GET.");
        }

        // Source: the vendor's page "Signature v3": the canonical query of a POST is empty, so a signature could not cover one.
        if (request.Method == "POST" && request.Query.Length > 0)
        {
            throw new GatewayException(ErrorCodes.InvalidParameter, "A POST carries its parameters in the body; its query must be empty.");
        }
    }

    /// <summary>
    /// A wrong signature is reported before a wrong action, for a response about actions is only for those who may ask.
    /// Which action is meant must be known first all the same: some take no signature.
    /// </summary>
    private ActionRoute Authenticate(GatewayRequest request, DateTimeOffset now)
    {
        AuthorizationHeader? claimed = request.Header(CommonHeaders.Authorization) is { } value
            && AuthorizationHeader.TryParse(value, out AuthorizationHeader? parsed, out _) ? parsed : null;
        ActionRoute? route = null;
        GatewayException? fault = null;
        try
        {
            route = router.Find(request, claimed?.Service);
            NoteHost(request, route.Service);
        }
        catch (GatewayException exception)
        {
            fault = exception;
        }

        if (!options.VerifySignatures)
        {
            request.Entry.Arrival = request.Entry.Arrival with { Account = claimed?.SecretId };
        }
        else if (route?.Action.Unsigned != true)
        {
            AuthorizationHeader authorization = SignatureVerifier.Parse(request);
            ServiceModel[] services = route is null ? router.Products(request.HostWithoutPort, authorization.Service) : [route.Service];
            EmulatorCredential credential = signatures.Verify(request, authorization, services, now);
            request.Entry.Arrival = request.Entry.Arrival with { Account = credential.Account };
        }

        return route ?? throw fault!;
    }

    private static void NoteHost(GatewayRequest request, ServiceModel service)
    {
        if (AccessHost.IsLoopback(request.HostWithoutPort))
        {
            request.Entry.Arrival = request.Entry.Arrival with { Host = service.Endpoint };
        }
    }

    private void CheckLimits(GatewayRequest request, ActionRoute route)
    {
        if (!options.EnforceRateLimits)
        {
            return;
        }

        ApiArrival arrival = request.Entry.Arrival;
        RateWindow? exceeded = limits.Admit(route.Service, route.Action, arrival.Host, arrival.Account ?? "", request.Entry.Timestamp);
        if (exceeded is not null)
        {
            throw new GatewayException(
                ErrorCodes.RequestLimitExceeded,
                string.Create(CultureInfo.InvariantCulture, $"Your current request times equals to `{exceeded.Limit + 1}` in `{exceeded.Seconds}` second(s), which exceeds the frequency limit {exceeded} for action `{route.Action.Name}`."));
        }
    }

    private void CheckRegion(GatewayRequest request, ActionModel action)
    {
        if (request.Header(CommonHeaders.Region) is not { } region)
        {
            if (action.Region == RegionRequirement.Required)
            {
                throw new GatewayException(ErrorCodes.MissingParameter, $"The request is missing a required parameter `Region` (header {CommonHeaders.Region}).");
            }
        }
        else if (options.CheckRegions && action.Region != RegionRequirement.None && !options.Regions.Contains(region))
        {
            // Where an action takes no region, the vendor lets any pass without effect.
            throw new GatewayException(ErrorCodes.UnsupportedRegion, $"The region `{region}` is not known. {NearestName.Hint(region, options.Regions, "")}".TrimEnd());
        }
    }

    private static void CheckLanguage(GatewayRequest request)
    {
        if (request.Header(CommonHeaders.Language) is { } language and not ("zh-CN" or "en-US"))
        {
            throw new GatewayException(ErrorCodes.InvalidParameterValue, $"The value of parameter `Language` (header {CommonHeaders.Language}) is not allowed: `{language}` is neither zh-CN nor en-US.");
        }
    }

    private static JsonObject ReadLeniently(GatewayRequest request, ActionRoute route)
    {
        try
        {
            return ParameterReader.Read(request, route);
        }
        catch (GatewayException)
        {
            return [];
        }
    }
}
