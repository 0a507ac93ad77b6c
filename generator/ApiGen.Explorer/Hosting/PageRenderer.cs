using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace ApiGen.Explorer.Hosting;

/// <summary>Renders components to HTML, in which every text is escaped by construction. Needs nothing from the host.</summary>
internal static class PageRenderer
{
    private static readonly ServiceProvider Nothing = new ServiceCollection().BuildServiceProvider();

    /// <summary>Writes a page as the response.</summary>
    /// <typeparam name="TPage">The component.</typeparam>
    /// <param name="context">The request.</param>
    /// <param name="parameters">The component's parameters.</param>
    /// <param name="status">The status.</param>
    public static async Task WriteAsync<TPage>(HttpContext context, Dictionary<string, object?> parameters, int status = StatusCodes.Status200OK)
        where TPage : IComponent
    {
        HtmlRenderer renderer = new(Nothing, NullLoggerFactory.Instance);
        await using (renderer.ConfigureAwait(false))
        {
            string html = await renderer.Dispatcher.InvokeAsync(async () =>
                (await renderer.RenderComponentAsync<TPage>(ParameterView.FromDictionary(parameters)).ConfigureAwait(true)).ToHtmlString()).ConfigureAwait(false);
            context.Response.StatusCode = status;
            context.Response.ContentType = "text/html; charset=utf-8";
            await context.Response.WriteAsync(html, context.RequestAborted).ConfigureAwait(false);
        }
    }
}
