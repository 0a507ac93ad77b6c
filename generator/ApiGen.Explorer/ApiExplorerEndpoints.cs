using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using ApiGen.Explorer.Hosting;
using ApiGen.Explorer.Journal;
using ApiGen.Explorer.Pages;
using ApiGen.Explorer.Search;
using ApiGen.Specs.Model;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ApiGen.Explorer;

/// <summary>Puts an explorer into an ASP.NET Core application.</summary>
public static class ApiExplorerEndpoints
{
    private const int MostHits = 40;
    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>
    /// Maps the pages of an explorer. Requests from other machines are refused unless the options have a token, and so are those under a name of a host that is
    /// neither <c>localhost</c> nor an IP address nor allowed. The embedded gateway starts when it is first needed and ends with the application.
    /// </summary>
    /// <param name="endpoints">The application.</param>
    /// <param name="configure">Changes the options; null for the defaults: the bundled specs under <c>/explorer</c>, without the real services.</param>
    /// <returns>The endpoints, to which conventions such as <c>RequireAuthorization</c> may be added.</returns>
    /// <exception cref="ArgumentException">An option is not usable.</exception>
    public static IEndpointConventionBuilder MapApiExplorer(this IEndpointRouteBuilder endpoints, Action<ApiExplorerOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ApiExplorerOptions options = new();
        configure?.Invoke(options);
        ExplorerSite site = new(options);
        endpoints.ServiceProvider.GetService<IHostApplicationLifetime>()?.ApplicationStopped.Register(static state => ((ExplorerSite)state!).DisposeAsync().AsTask(), site);
        return Map(endpoints, site);
    }

    internal static IEndpointConventionBuilder Map(IEndpointRouteBuilder endpoints, ExplorerSite site)
    {
        RequestGuard guard = new(site.Options, site.PageToken);
        CallDesk desk = new(site);
        RouteGroupBuilder group = endpoints.MapGroup(site.Options.Path);

        Get("/", context => PageRenderer.WriteAsync<HomeView>(context, Page()));
        Get("/journal", context => PageRenderer.WriteAsync<JournalView>(context, Page()));
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
        Get("/{**rest}", context => PageRenderer.WriteAsync<MissingView>(context, Page(), StatusCodes.Status404NotFound));
        return group;

        void Get(string pattern, RequestDelegate work) => group.MapMethods(pattern, Reading, Guarded(work));

        void Post(string pattern, RequestDelegate work) => group.MapPost(pattern, Guarded(work));

        RequestDelegate Guarded(RequestDelegate work) => async context =>
        {
            if (await guard.AdmitAsync(context).ConfigureAwait(false))
            {
                await work(context).ConfigureAwait(false);
            }
        };

        Dictionary<string, object?> Page() => new(StringComparer.Ordinal) { ["Explorer"] = site };

        Task ServicePageAsync<TPage>(HttpContext context, Func<ServiceModel, RouteValueDictionary, Dictionary<string, object?>?> find)
            where TPage : Microsoft.AspNetCore.Components.IComponent
        {
            RouteValueDictionary values = context.Request.RouteValues;
            if (site.Service((string?)values["service"], (string?)values["version"]) is not { } service || find(service, values) is not { } parameters)
            {
                return PageRenderer.WriteAsync<MissingView>(context, Page(), StatusCodes.Status404NotFound);
            }

            parameters["Explorer"] = site;
            parameters["Service"] = service;
            return PageRenderer.WriteAsync<TPage>(context, parameters);
        }

        Task SearchAsync(HttpContext context)
        {
            long began = Stopwatch.GetTimestamp();
            SearchIndex index = site.Index;
            SearchResults results = index.Find(context.Request.Query["q"].ToString(), MostHits);
            SearchHit[] hits = [.. results.Hits.Select(entry => Hit(index, entry))];
            context.Response.Headers["Server-Timing"] = string.Create(CultureInfo.InvariantCulture, $"search;dur={Stopwatch.GetElapsedTime(began).TotalMilliseconds:0.###}");
            return PageJson.WriteAsync(context, new { hits, total = results.Total, isMore = results.IsMore });
        }

        SearchHit Hit(SearchIndex index, SearchEntry entry)
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
                site.Links.Entry(index, entry));
        }

        async Task JournalAsync(HttpContext context)
        {
            ExplorerGateway gateway = await site.GatewayAsync().ConfigureAwait(false);
            _ = long.TryParse(context.Request.Headers["Last-Event-ID"], NumberStyles.None, CultureInfo.InvariantCulture, out long last);
            context.Response.ContentType = "text/event-stream";
            await context.Response.WriteAsync($"event: gateway\ndata: {JsonSerializer.Serialize(new { address = gateway.Emulator.Endpoint.ToString() }, PageJson.Options)}\n\n", context.RequestAborted).ConfigureAwait(false);
            using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, Stopping(context));
            CancellationToken ended = end.Token;
            while (!ended.IsCancellationRequested)
            {
                (IReadOnlyList<JournalEntry> entries, Task grown) = site.Journal.After(last);
                foreach (JournalEntry entry in entries)
                {
                    last = entry.Number;
                    await context.Response.WriteAsync(string.Create(CultureInfo.InvariantCulture, $"id: {entry.Number}\ndata: {JsonSerializer.Serialize(entry, PageJson.Options)}\n\n"), ended).ConfigureAwait(false);
                }

                await context.Response.Body.FlushAsync(ended).ConfigureAwait(false);
                await Task.WhenAny(grown, Task.Delay(Timeout.Infinite, ended)).ConfigureAwait(false);
            }
        }

        static CancellationToken Stopping(HttpContext context) => context.RequestServices.GetService<IHostApplicationLifetime>()?.ApplicationStopping ?? CancellationToken.None;
    }
}
