using ApiGen.Specs.Conformance;
using ApiGen.Specs.Model;

namespace ApiGen.Emulator.Gateway;

/// <summary>Finds the action that a call means, by its host or its credential scope, its version and its action name.</summary>
internal sealed class ActionRouter
{
    private readonly ServiceModel[] _services;
    private readonly Dictionary<ServiceModel, Dictionary<string, ActionRoute>> _routes = new(ReferenceEqualityComparer.Instance);

    public ActionRouter(IEnumerable<ServiceModel> services)
    {
        _services = [.. services];
        foreach (ServiceModel service in _services)
        {
            Dictionary<string, TypeModel> types = service.Types.ToDictionary(static type => type.Name, StringComparer.Ordinal);
            ConformanceCheck conformance = new(service);
            _routes[service] = service.Actions.ToDictionary(
                static action => action.Name,
                action => new ActionRoute(service, action, types, conformance),
                StringComparer.Ordinal);
        }
    }

    /// <summary>The names of all actions.</summary>
    public IEnumerable<string> Actions => _routes.Values.SelectMany(static routes => routes.Keys);

    /// <summary>The action of that name in every service and version that has it.</summary>
    public IReadOnlyList<ActionRoute> All(string action) =>
        [.. _services.Select(service => _routes[service].GetValueOrDefault(action)).OfType<ActionRoute>()];

    /// <summary>The route of the call.</summary>
    /// <param name="request">The call.</param>
    /// <param name="scope">The service in its credential scope; null when it is not signed.</param>
    /// <exception cref="GatewayException">A header is missing, or the service, version or action is not served.</exception>
    public ActionRoute Find(GatewayRequest request, string? scope)
    {
        string action = request.Header(CommonHeaders.Action) ?? throw Missing("Action", CommonHeaders.Action);
        string version = request.Header(CommonHeaders.Version) ?? throw Missing("Version", CommonHeaders.Version);

        ServiceModel[] products = Products(request.HostWithoutPort, scope);
        if (products.Length == 0)
        {
            throw new GatewayException(
                ErrorCodes.NoSuchProduct,
                $"No service has host `{request.HostWithoutPort}` and credential scope `{scope}`. This gateway serves: {string.Join(", ", _services.Select(static s => s.Name).Distinct())}.");
        }

        ServiceModel[] versions = [.. products.Where(service => service.Version == version)];
        if (versions.Length == 0)
        {
            throw new GatewayException(
                ErrorCodes.NoSuchVersion,
                $"The version `{version}` does not exist. Known: {string.Join(", ", products.Select(static s => $"{s.Name} {s.Version}"))}.");
        }

        foreach (ServiceModel service in versions)
        {
            if (_routes[service].TryGetValue(action, out ActionRoute? route))
            {
                return route;
            }
        }

        throw new GatewayException(ErrorCodes.InvalidAction, $"The action `{action}` does not exist in {versions[0].Name} {version}.");
    }

    /// <summary>
    /// The host decides when it names a service. On the loopback the credential scope does; a client that takes the scope from
    /// the first label of the address (<c>127</c>), or signs nothing, may mean any service that has the version and the action.
    /// </summary>
    /// <returns>The services that a call may mean, whatever its version and its action.</returns>
    public ServiceModel[] Products(string host, string? scope)
    {
        if (AccessHost.NamesService(host, _services))
        {
            return Array.FindAll(_services, service => AccessHost.BelongsTo(service, host));
        }

        return scope is null || scope.Equals(AccessHost.FirstLabel(host), StringComparison.OrdinalIgnoreCase)
            ? _services
            : Array.FindAll(_services, service => AccessHost.IsScopeOf(service, scope));
    }

    private static GatewayException Missing(string parameter, string header) =>
        new(ErrorCodes.MissingParameter, $"The request is missing a required parameter `{parameter}` (header {header}).");
}
