using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ApiGen.Explorer.Hosting;

/// <summary>
/// The explorers of one application, of which no two may have the same address: routing would find two endpoints there, and tell it with every request. What
/// stands before a path is in the groups of routes that the explorer is mapped in, so the addresses are known when all endpoints are.
/// </summary>
internal sealed class MappedExplorers
{
    private static readonly ConditionalWeakTable<IServiceProvider, MappedExplorers> Applications = new();

    private readonly List<Explorer> _explorers = [];

    private MappedExplorers(IServiceProvider services)
    {
        if (services.GetService<IHostApplicationLifetime>() is { } lifetime)
        {
            lifetime.ApplicationStarted.Register(() => RequireAddresses(services, lifetime));
        }
    }

    /// <summary>Adds one.</summary>
    /// <param name="endpoints">What it is mapped in.</param>
    /// <param name="path">Its path there.</param>
    /// <returns>What marks its endpoints; null when another explorer has the path.</returns>
    public static Explorer? Add(IEndpointRouteBuilder endpoints, string path)
    {
        List<Explorer> explorers = Applications.GetValue(endpoints.ServiceProvider, static services => new MappedExplorers(services))._explorers;
        if (explorers.Exists(other => other.Endpoints == endpoints && other.Path.Equals(path, StringComparison.OrdinalIgnoreCase)))
        {
            return null;
        }

        Explorer added = new(endpoints, path);
        explorers.Add(added);
        return added;
    }

    private void RequireAddresses(IServiceProvider services, IHostApplicationLifetime lifetime)
    {
        if (_explorers.Count > 1 && Shared(services) is { } address)
        {
            // The host puts what is thrown here into its log, and goes on.
            lifetime.StopApplication();
            throw new InvalidOperationException($"Two explorers have the address `{address}`, so the application stops: give each one another path, or its group of routes another prefix.");
        }
    }

    // A branch of the application has routes of its own, which are not in the way of the others. Whose a group is, nobody tells.
    private string? Shared(IServiceProvider services) =>
        _explorers.Where(static explorer => !explorer.IsInGroup).Select(static explorer => explorer.Endpoints).Distinct()
            .Select(static routes => Shared(routes.DataSources.SelectMany(static source => source.Endpoints), static _ => true))
            .FirstOrDefault(static address => address is not null)
        ?? Shared(services.GetService<EndpointDataSource>()?.Endpoints ?? [], static explorer => explorer.IsInGroup);

    private static string? Shared(IEnumerable<Endpoint> endpoints, Func<Explorer, bool> isMeant)
    {
        Dictionary<string, Explorer> owners = new(StringComparer.Ordinal);
        foreach (RouteEndpoint endpoint in endpoints.OfType<RouteEndpoint>())
        {
            if (endpoint.Metadata.GetMetadata<Explorer>() is { } explorer && isMeant(explorer) && !owners.TryAdd(KeyOf(endpoint), explorer) && owners[KeyOf(endpoint)] != explorer)
            {
                return "/" + endpoint.RoutePattern.RawText?.Trim('/');
            }
        }

        return null;
    }

    // Routing chooses by literals in any case, by constraints and by hosts, and not by the names of parameters.
    private static string KeyOf(RouteEndpoint endpoint) =>
        string.Join(',', endpoint.Metadata.GetMetadata<IHostMetadata>()?.Hosts.Order(StringComparer.OrdinalIgnoreCase) ?? Enumerable.Empty<string>()) + "/"
        + string.Join('/', endpoint.RoutePattern.PathSegments.Select(static segment => string.Concat(segment.Parts.Select(KeyOf))));

    private static string KeyOf(RoutePatternPart part) => part switch
    {
        RoutePatternLiteralPart literal => literal.Content.ToUpperInvariant(),
        RoutePatternSeparatorPart separator => separator.Content,
        RoutePatternParameterPart parameter => $"{{{(parameter.IsCatchAll ? "*" : "")}{string.Concat(parameter.ParameterPolicies.Select(static policy => ":" + policy.Content))}}}",
        _ => "",
    };

    /// <summary>An explorer of the application, with which its endpoints are marked.</summary>
    /// <param name="endpoints">What it is mapped in.</param>
    /// <param name="path">Its path there.</param>
    public sealed class Explorer(IEndpointRouteBuilder endpoints, string path)
    {
        public IEndpointRouteBuilder Endpoints => endpoints;

        public string Path => path;

        public bool IsInGroup => endpoints is RouteGroupBuilder;
    }
}
