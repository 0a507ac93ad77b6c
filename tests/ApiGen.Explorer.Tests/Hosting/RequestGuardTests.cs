using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using ApiGen.Explorer.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ApiGen.Explorer.Tests.Hosting;

/// <summary>Who is served, and under which policy.</summary>
public sealed partial class RequestGuardTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("localhost", HttpStatusCode.OK)]
    [InlineData("127.0.0.1:9", HttpStatusCode.OK)]
    [InlineData("[::1]:9", HttpStatusCode.OK)]
    [InlineData("friend.example", HttpStatusCode.OK)]
    [InlineData("evil.example", HttpStatusCode.Forbidden)]
    [InlineData("127.0.0.1.evil.example", HttpStatusCode.Forbidden)]
    [InlineData("localhost.evil.example", HttpStatusCode.Forbidden)]
    public async Task A_name_of_a_host_that_a_stranger_may_have_made_up_is_refused(string host, HttpStatusCode expected)
    {
        await using ExplorerServer server = await Lab.StartAsync(configure: options => options.AllowedHosts.Add("friend.example"));
        using HttpClient http = new();
        foreach (string path in new[] { "", "search?q=x", "assets/dom.js", "nowhere" })
        {
            using HttpRequestMessage request = new(HttpMethod.Get, new Uri(server.Address, path)) { Headers = { Host = host } };
            using HttpResponseMessage response = await http.SendAsync(request, Cancelled);

            Assert.Equal(path == "nowhere" && expected == HttpStatusCode.OK ? HttpStatusCode.NotFound : expected, response.StatusCode);
        }
    }

    [Theory]
    [InlineData("preview")]
    [InlineData("call")]
    [InlineData("explain")]
    public async Task Only_the_explorer_s_own_pages_may_send(string path)
    {
        await using ExplorerServer server = await Lab.StartAsync();
        using HttpClient http = new();
        string own = server.Address.ToString().TrimEnd('/');

        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(null, null, null));
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync("wrong", null, null));
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(server.Site.PageToken, "https://evil.example", null));
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(server.Site.PageToken, null, "cross-site"));
        Assert.Equal(HttpStatusCode.OK, await PostAsync(server.Site.PageToken, own, "same-origin"));

        async Task<HttpStatusCode> PostAsync(string? token, string? origin, string? site)
        {
            using HttpRequestMessage request = new(HttpMethod.Post, new Uri(server.Address, path))
            {
                Content = new StringContent("""{"service":"lab","version":"2026-01-01","action":"Watch","json":"{\"Name\":\"x\"}"}""", MediaTypeHeaderValue.Parse("application/json")),
            };
            Add(RequestGuard.PageTokenHeader, token);
            Add("Origin", origin);
            Add("Sec-Fetch-Site", site);
            using HttpResponseMessage response = await http.SendAsync(request, Cancelled);
            return response.StatusCode;

            void Add(string name, string? value)
            {
                if (value is not null)
                {
                    request.Headers.Add(name, value);
                }
            }
        }
    }

    [Fact]
    public async Task Every_response_forbids_scripts_and_styles_in_the_page_and_everything_from_elsewhere()
    {
        await using ExplorerServer server = await Lab.StartAsync();
        using HttpClient http = new();
        foreach (string path in new[] { "", "services/lab/2026-01-01/actions/Weigh", "journal", "nowhere", "assets/explorer.css" })
        {
            using HttpResponseMessage response = await http.GetAsync(new Uri(server.Address, path), Cancelled);
            string policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy"));
            string text = await response.Content.ReadAsStringAsync(Cancelled);

            Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
            Assert.DoesNotMatch(Inline(), text);
            Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        }
    }

    [Fact]
    public async Task With_a_token_nobody_is_served_who_has_not_given_it_once()
    {
        const string Token = "a-token-that-nobody-guesses";
        await using ExplorerServer server = await Lab.StartAsync(configure: options => options.Token = Token);
        using HttpClientHandler handler = new() { AllowAutoRedirect = false, CookieContainer = new CookieContainer() };
        using HttpClient http = new(handler);

        using HttpResponseMessage without = await http.GetAsync(server.Address, Cancelled);
        using HttpResponseMessage wrong = await http.GetAsync(new Uri(server.Address, "?token=another-token-of-the-length"), Cancelled);
        using HttpResponseMessage first = await http.GetAsync(new Uri(server.Address, "journal?token=" + Token), Cancelled);
        using HttpResponseMessage then = await http.GetAsync(server.Address, Cancelled);

        Assert.Equal(HttpStatusCode.Forbidden, without.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, wrong.StatusCode);
        Assert.Equal((HttpStatusCode.Redirect, "/journal"), (first.StatusCode, first.Headers.Location?.OriginalString));
        string cookie = Assert.Single(first.Headers.GetValues("Set-Cookie"));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(HttpStatusCode.OK, then.StatusCode);
        Assert.DoesNotContain(Token, await then.Content.ReadAsStringAsync(Cancelled), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("explorer", null)]
    [InlineData("/explorer/", null)]
    [InlineData("/a{b}", null)]
    [InlineData("/explorer", "short")]
    public void An_option_that_cannot_be_used_is_told_at_once(string path, string? token) =>
        Assert.Throws<ArgumentException>(() => new ExplorerSite(new ApiExplorerOptions { Path = path, Token = token }));

    [Fact]
    public async Task An_application_maps_it_under_a_path_of_its_own()
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        await using WebApplication application = builder.Build();
        application.MapApiExplorer(options => options.Path = "/docs/api");
        await application.StartAsync(Cancelled);
        using HttpClient http = new() { BaseAddress = new Uri(application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()) };

        string home = await http.GetStringAsync("/docs/api/", Cancelled);
        Match link = Regex.Match(home, "href=\"(/docs/api/services/tcsas/[^\"]+)\"");
        string service = await http.GetStringAsync(link.Groups[1].Value, Cancelled);
        string form = await http.GetStringAsync("/docs/api/form?service=tcsas&version=2025-01-06&action=CreateMNP", Cancelled);
        await application.StopAsync(Cancelled);

        Assert.Contains("/docs/api/services/tcsas/2025-01-06/actions/CreateMNP", service, StringComparison.Ordinal);
        Assert.Contains("\"canCallService\":false", form, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_secret_of_the_real_service_is_in_nothing_that_the_browser_gets()
    {
        ApiGen.Runtime.TencentCloudCredential secret = new("AKIDofSomebodyReal", "keyOfSomebodyReal", "tokenOfSomebodyReal");
        await using ExplorerServer server = await Lab.StartAsync(credentials: secret);
        using HttpClient http = new() { DefaultRequestHeaders = { { RequestGuard.PageTokenHeader, server.Site.PageToken } } };
        List<string> texts = [];
        foreach (string path in new[] { "", "services/lab/2026-01-01/actions/Weigh", "form?service=lab&version=2026-01-01&action=Weigh" })
        {
            texts.Add(await http.GetStringAsync(new Uri(server.Address, path), Cancelled));
        }

        foreach (string path in new[] { "preview", "explain", "call" })
        {
            using StringContent body = new("""{"service":"lab","version":"2026-01-01","action":"Watch","json":"{\"Name\":\"x\"}","isReal":true,"isConfirmed":true,"pasted":"TC3-HMAC-SHA256 Credential=AKIDofSomebodyReal/2026-01-01/lab/tc3_request, SignedHeaders=content-type;host, Signature=00"}""", MediaTypeHeaderValue.Parse("application/json"));
            using HttpResponseMessage response = await http.PostAsync(new Uri(server.Address, path), body, Cancelled);
            texts.Add((await response.Content.ReadAsStringAsync(Cancelled)).Replace("\"theirs\":\"AKIDofSomebodyReal\"", "", StringComparison.Ordinal));
        }

        Assert.All(texts, text => Assert.DoesNotContain("SomebodyReal", text, StringComparison.Ordinal));
    }

    [GeneratedRegex("<script(?![^>]*\\bsrc=)|\\bon\\w+=|\\bstyle=|<style|https?://(?!127)")]
    private static partial Regex Inline();
}
