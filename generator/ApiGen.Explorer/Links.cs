using ApiGen.Explorer.Search;
using ApiGen.Specs.Model;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ApiGen.Explorer;

/// <summary>The addresses of the pages. They can be passed on, and stay as long as the names in the specs do.</summary>
/// <param name="Root">What all of them begin with, such as <c>/explorer</c>; may be empty.</param>
internal sealed record Links(string Root)
{
    /// <summary>The addresses as a caller has to write them: behind the base path of the application, and in the groups of routes that the explorer was put into.</summary>
    /// <param name="context">The request.</param>
    /// <param name="segments">How many segments of the request's route are the explorer's own.</param>
    public static Links Of(HttpContext context, int segments)
    {
        string path = context.Request.Path.Value ?? "";
        int end = 0;
        for (int before = context.GetEndpoint() is RouteEndpoint endpoint ? endpoint.RoutePattern.PathSegments.Count - segments : 0; before > 0 && end < path.Length; before--)
        {
            end = path.IndexOf('/', end + 1) is >= 0 and var next ? next : path.Length;
        }

        return new Links(context.Request.PathBase.Add(path[..end]).ToUriComponent());
    }

    /// <summary>The start.</summary>
    public string Home => Root + "/";

    /// <summary>The gateway's journal.</summary>
    public string Journal => Root + "/journal";

    /// <summary>A version of a service.</summary>
    public string Service(ServiceModel service) => $"{Root}/services/{Escape(service.Name)}/{Escape(service.Version)}";

    /// <summary>An action.</summary>
    public string Action(ServiceModel service, string action) => $"{Service(service)}/actions/{Escape(action)}";

    /// <summary>A declared type.</summary>
    public string Type(ServiceModel service, string type) => $"{Service(service)}/types/{Escape(type)}";

    /// <summary>A file of the page itself.</summary>
    public string Asset(string name) => $"{Root}/assets/{name}";

    /// <summary>A member's anchor in its page.</summary>
    /// <param name="list"><c>request</c>, <c>response</c> or <c>member</c>.</param>
    /// <param name="path">The path of the member.</param>
    public static string Anchor(string list, string path) => $"{list}.{path}";

    /// <summary>What a search has found.</summary>
    public string Entry(SearchIndex index, in SearchEntry entry)
    {
        ServiceModel service = index.ServiceOf(entry);
        string owner = index.OwnerOf(entry);
        string name = index.NameOf(entry);
        return entry.Kind switch
        {
            SearchKind.Service => Service(service),
            SearchKind.Action => Action(service, owner),
            SearchKind.Type => Type(service, owner),
            SearchKind.Error => Action(service, owner) + "#" + Escape(Anchor("error", name)),
            _ when entry.List == MemberList.Type => Type(service, owner) + "#" + Escape(Anchor("member", name)),
            _ => Action(service, owner) + "#" + Escape(Anchor(entry.List == MemberList.Request ? "request" : "response", name)),
        };
    }

    private static string Escape(string text) => Uri.EscapeDataString(text);
}
