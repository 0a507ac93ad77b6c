using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using ApiGen.Explorer.Hosting;
using ApiGen.Explorer.Journal;
using ApiGen.Explorer.Pages;
using ApiGen.Explorer.Search;
using ApiGen.Specs.Model;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ApiGen.Explorer;

/// <summary>Puts an explorer into an ASP.NET Core application.</summary>
public static class ApiExplorerEndpoints
{
    private const int MostHits = 40;
    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    // Routing would find two endpoints for every address, and tell it with the first request.
    private static readonly ConditionalWeakTable<IEndpointRouteBuilder, PathSet> Paths = new();

    /// <summary>
    /// Maps the pages of an explorer. Requests from other machines are refused unless the options have a token, and so are those under a name of a host that is
    /// neither <c>localhost</c> nor an IP address nor allowed. The embedded gateway starts when it is first needed and ends with the application.
    /// </summary>
    /// <param name="endpoints">The application.</param>
    /// <param name="configure">Changes the options; null for the defaults: the bundled specs under <c>/explorer</c>, without the real services.</param>
    /// <returns>The endpoints, to which conventions such as <c>RequireAuthorization</c> may be added.</returns>
    /// <exception cref="ArgumentException">An option is not usable, or another explorer has the path.</exception>
    public static IEndpointConventionBuilder MapApiExplorer(this IEndpointRouteBuilder endpoints, Action<ApiExplorerOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ApiExplorerOptions options = new();
        configure?.Invoke(options);
        ExplorerSite site = new(options);
        if (!Paths.GetOrCreateValue(endpoints).Add(options.Path))
        {
            throw new ArgumentException($"There is an explorer under the path `{options.Path}` already: give each one another path.", nameof(configure));
        }

        endpoints.ServiceProvider.GetService<IHostApplicationLifetime>()?.ApplicationStopped.Register(static state => ((ExplorerSite)state!).DisposeAsync().AsTask(), site);
        return Map(endpoints, site);
    }

    internal static IEndpointConventionBuilder Map(IEndpointRouteBuilder endpoints, ExplorerSite site)
    {
        RequestGuard guard = new(site.Options, site.PageToken);
        CallDesk desk = new(site);
        RouteGroupBuilder group = endpoints.MapGroup(site.Options.Path);

        // What an application does to all its responses would cut the streams off, or repeat them to others.
        group.DisableRequestTimeout().CacheOutput(static policy => policy.NoCache());

        Get("/", context => PageRenderer.WriteAsync<HomeView>(context, Page(context)));
        Get("/journal", context => PageRenderer.WriteAsync<JournalView>(context, Page(context)));
        Get("/services/{service}/{version}", context => ServicePageAsync<ServiceView>(context, static (_, _) => []));
        Get("/services/{service}/{version}/actions/{action}", context => ServicePageAsync<ActionView>(context, (service, values) =>
            service.Actions.FirstOrDefault(action => action.Name == (string?)values["action"]) is { } action ? new() { ["Action"] = action } : null));
        Get("/services/{service}/{version}/types/{type}", context => ServicePageAsync<TypeView>(context, (service, values) =>
            service.Types.FirstOrDefault(type => type.Name == (string?)values["type"]) is { } type ? new() { ["Type"] = type } : null));
        Get("/assets/{name}", context => AssetFiles.WriteAsync(context, (string)context.Request.RouteValues["name"]!));
        Get("/search", SearchAsync);
        Get("/form", desk.FormAsync);
        Get("/journal/entries", JournalAsync);
        Post("/preview", desk.PreviewAsync);
        Post("/call", desk.CallAsync);
        Post("/explain", desk.ExplainAsync);
        Get("/{**rest}", context => PageRenderer.WriteAsync<MissingView>(context, Page(context), StatusCodes.Status404NotFound));
        return group;

        void Get(string pattern, RequestDelegate work) => group.MapMethods(pattern, Reading, Guarded(pattern, work));

        void Post(string pattern, RequestDelegate work) => group.MapPost(pattern, Guarded(pattern, work));

        RequestDelegate Guarded(string pattern, RequestDelegate work)
        {
            int segments = RoutePatternFactory.Parse(pattern).PathSegments.Count;
            return async context =>
            {
                Links links = Links.Of(context, segments);
                context.Features.Set(links);
                if (!await guard.AdmitAsync(context, links).ConfigureAwait(false))
                {
                    return;
                }

                try
                {
                    await work(context).ConfigureAwait(false);
                }
                catch (GatewayUnavailableException exception)
                {
                    await RequestGuard.RefuseAsync(context, StatusCodes.Status503ServiceUnavailable, exception.Message).ConfigureAwait(false);
                }
            };
        }

        static Links LinksOf(HttpContext context) => context.Features.GetRequiredFeature<Links>();

        Dictionary<string, object?> Page(HttpContext context) => new(StringComparer.Ordinal) { ["Explorer"] = new ExplorerView(site, LinksOf(context)) };

        Task ServicePageAsync<TPage>(HttpContext context, Func<ServiceModel, RouteValueDictionary, Dictionary<string, object?>?> find)
            where TPage : Microsoft.AspNetCore.Components.IComponent
        {
            RouteValueDictionary values = context.Request.RouteValues;
            if (site.Service((string?)values["service"], (string?)values["version"]) is not { } service || find(service, values) is not { } parameters)
            {
                return PageRenderer.WriteAsync<MissingView>(context, Page(context), StatusCodes.Status404NotFound);
            }

            parameters["Explorer"] = new ExplorerView(site, LinksOf(context));
            parameters["Service"] = service;
            return PageRenderer.WriteAsync<TPage>(context, parameters);
        }

        Task SearchAsync(HttpContext context)
        {
            long began = Stopwatch.GetTimestamp();
            SearchIndex index = site.Index;
            SearchResults results = index.Find(context.Request.Query["q"].ToString(), MostHits);
            SearchHit[] hits = [.. results.Hits.Select(entry => Hit(index, LinksOf(context), entry))];
            context.Response.Headers["Server-Timing"] = string.Create(CultureInfo.InvariantCulture, $"search;dur={Stopwatch.GetElapsedTime(began).TotalMilliseconds:0.###}");
            return PageJson.WriteAsync(context, new { hits, total = results.Total, isMore = results.IsMore });
        }

        static SearchHit Hit(SearchIndex index, Links links, SearchEntry entry)
        {
            ServiceModel service = index.ServiceOf(entry);
            string owner = entry.Kind is SearchKind.Member or SearchKind.Error ? " " + index.OwnerOf(entry) : "";
            string list = entry.List switch { MemberList.Request => " request", MemberList.Response => " response", _ => "" };
            string name = index.NameOf(entry);
            return new SearchHit(
                entry.Kind switch { SearchKind.Service => "service", SearchKind.Action => "action", SearchKind.Error => "error", SearchKind.Type => "type", _ => "member" },
                name,
                entry.Kind == SearchKind.Service ? service.Version : $"{service.Name} {service.Version}{owner}{list}",
                index.SummaryOf(entry),
                links.Entry(index, entry));
        }

        async Task JournalAsync(HttpContext context)
        {
            context.Response.ContentType = "text/event-stream";
            ExplorerGateway gateway;
            try
            {
                gateway = await site.GatewayAsync().ConfigureAwait(false);
            }
            catch (GatewayUnavailableException exception)
            {
                // The browser asks again by itself, and shows nothing of a response with an error status.
                await context.Response.WriteAsync($"event: fault\ndata: {JsonSerializer.Serialize(exception.Message, PageJson.Options)}\n\n", context.RequestAborted).ConfigureAwait(false);
                return;
            }

            // The browser tells it when it connects again by itself; a page that was hidden meanwhile does in the address.
            string known = context.Request.Headers["Last-Event-ID"].ToString() is { Length: > 0 } header ? header : context.Request.Query["after"].ToString();
            long last = site.Journal.NumberOf(known);
            await context.Response.WriteAsync($"event: gateway\ndata: {JsonSerializer.Serialize(new { address = gateway.Emulator.Endpoint.ToString(), run = site.Journal.Run }, PageJson.Options)}\n\n", context.RequestAborted).ConfigureAwait(false);
            using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, Stopping(context));
            CancellationToken ended = end.Token;
            while (!ended.IsCancellationRequested)
            {
                (IReadOnlyList<JournalEntry> entries, Task grown) = site.Journal.After(last);
                foreach (JournalEntry entry in entries)
                {
                    last = entry.Number;
                    await context.Response.WriteAsync($"id: {site.Journal.MarkOf(entry)}\ndata: {JsonSerializer.Serialize(entry, PageJson.Options)}\n\n", ended).ConfigureAwait(false);
                }

                await context.Response.Body.FlushAsync(ended).ConfigureAwait(false);
                await Task.WhenAny(grown, Task.Delay(Timeout.Infinite, ended)).ConfigureAwait(false);
            }
        }

        static CancellationToken Stopping(HttpContext context) => context.RequestServices.GetService<IHostApplicationLifetime>()?.ApplicationStopping ?? CancellationToken.None;
    }

    /// <summary>The paths of the explorers in one application, or in one group of its routes.</summary>
    private sealed class PathSet() : HashSet<string>(StringComparer.OrdinalIgnoreCase);
}
