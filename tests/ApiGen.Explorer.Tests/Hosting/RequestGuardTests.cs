using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using ApiGen.Explorer.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
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

    // The proxy connects from this machine, whoever called it.
    [Theory]
    [InlineData("X-Forwarded-For", "203.0.113.9")]
    [InlineData("x-forwarded-for", "127.0.0.1")]
    [InlineData("X-Forwarded-Host", "127.0.0.1")]
    [InlineData("X-Forwarded-Proto", "https")]
    [InlineData("X-Real-IP", "203.0.113.9")]
    [InlineData("Forwarded", "for=203.0.113.9")]
    [InlineData("Via", "1.1 proxy")]
    [InlineData("X-Original-For", "127.0.0.1:9")]
    [InlineData("X-Original-Proto", "http")]
    public async Task Behind_a_proxy_nobody_is_on_this_machine_for_certain_and_the_token_is_wanted(string header, string value)
    {
        const string Token = "a-token-that-nobody-guesses";
        await using ExplorerServer alone = await Lab.StartAsync();
        await using ExplorerServer withToken = await Lab.StartAsync(configure: options => options.Token = Token);
        using HttpClient http = new(new HttpClientHandler { AllowAutoRedirect = false }) { DefaultRequestHeaders = { { header, value } } };
        foreach (string path in new[] { "", "search?q=x", "assets/dom.js", "journal/entries" })
        {
            using HttpResponseMessage refused = await http.GetAsync(new Uri(alone.Address, path), Cancelled);

            Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
            Assert.Contains($"came through a proxy ({header})", await refused.Content.ReadAsStringAsync(Cancelled), StringComparison.OrdinalIgnoreCase);
        }

        using HttpResponseMessage without = await http.GetAsync(withToken.Address, Cancelled);
        using HttpResponseMessage with = await http.GetAsync(new Uri(withToken.Address, "?token=" + Token), Cancelled);
        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.Redirect), (without.StatusCode, with.StatusCode));
    }

    // What has no address came over a socket of the file system, or in memory.
    [Theory]
    [InlineData("203.0.113.9", false)]
    [InlineData("::ffff:203.0.113.9", false)]
    [InlineData("2001:db8::9", false)]
    [InlineData("127.0.0.9", true)]
    [InlineData("::1", true)]
    [InlineData("::ffff:127.0.0.1", true)]
    [InlineData(null, true)]
    public async Task A_caller_from_another_machine_is_served_with_the_token_alone(string? address, bool isOfThisMachine)
    {
        const string Token = "a-token-that-nobody-guesses";
        await using WebApplication application = await HostAsync(application =>
        {
            application.Use((context, next) =>
            {
                context.Connection.RemoteIpAddress = address is null ? null : IPAddress.Parse(address);
                return next(context);
            });
            application.UseRouting();
            application.MapApiExplorer();
            application.MapApiExplorer(options => (options.Path, options.Token) = ("/guarded", Token));
        });
        using HttpClient http = new(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = AddressOf(application) };
        const string Refused = "The explorer serves this machine alone, unless it has a token.";
        foreach (string path in new[] { "", "services/tcsas/2025-01-06", "search?q=x", "assets/dom.js", "journal", "form?service=tcsas&version=2025-01-06&action=CreateMNP" })
        {
            using HttpResponseMessage response = await http.GetAsync("/explorer/" + path, Cancelled);

            Assert.Equal((isOfThisMachine ? HttpStatusCode.OK : HttpStatusCode.Forbidden, !isOfThisMachine), (response.StatusCode, await response.Content.ReadAsStringAsync(Cancelled) == Refused));
        }

        using StringContent body = new("{}", MediaTypeHeaderValue.Parse("application/json"));
        using HttpResponseMessage sent = await http.PostAsync("/explorer/call", body, Cancelled);
        Assert.Equal((HttpStatusCode.Forbidden, !isOfThisMachine), (sent.StatusCode, await sent.Content.ReadAsStringAsync(Cancelled) == Refused));

        foreach ((string path, HttpStatusCode expected) in new[] { ("", HttpStatusCode.Forbidden), ("journal?token=" + Token, HttpStatusCode.Redirect), ("", HttpStatusCode.OK), ("assets/dom.js", HttpStatusCode.OK) })
        {
            using HttpResponseMessage response = await http.GetAsync("/guarded/" + path, Cancelled);

            Assert.Equal(expected, response.StatusCode);
        }
    }

    [Theory]
    [InlineData("build-7.example.com", true)]
    [InlineData("build-7", true)]
    [InlineData("a b", false)]
    [InlineData("", false)]
    [InlineData("build-7:8080", false)]
    [InlineData("http://build-7", false)]
    [InlineData("build-7/explorer", false)]
    [InlineData("*.example.com", false)]
    public async Task An_allowed_host_that_no_address_can_have_is_refused(string host, bool isRight)
    {
        Exception? exception = await Record.ExceptionAsync(async () => await (await Lab.StartAsync(configure: options => options.AllowedHosts.Add(host))).DisposeAsync());

        Assert.Equal(isRight, exception is null);
        Assert.True(isRight || exception is ArgumentException { ParamName: "AllowedHosts" }, exception?.ToString());
    }

    [Fact]
    public async Task A_number_of_calls_and_a_region_that_do_not_fit_are_refused_by_the_explorer_as_well()
    {
        await using ExplorerServer server = await Lab.StartAsync(ApiExplorerSpecs.Bundled());
        using HttpClient http = new();
        foreach ((string count, string region) in new[] { ("0", "ap-singapore"), ("201", "ap-singapore"), ("1", ""), ("1", "Singapore") })
        {
            using HttpRequestMessage request = new(HttpMethod.Post, new Uri(server.Address, "call"))
            {
                Content = new StringContent($$"""{"service":"tcsas","version":"2025-01-06","action":"DescribeMNP","json":"{}","count":{{count}},"region":"{{region}}"}""", MediaTypeHeaderValue.Parse("application/json")),
                Headers = { { RequestGuard.PageTokenHeader, server.Site.PageToken } },
            };
            using HttpResponseMessage response = await http.SendAsync(request, Cancelled);

            Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
            Assert.Contains("nothing was sent", await response.Content.ReadAsStringAsync(Cancelled), StringComparison.Ordinal);
        }
    }

    // The page does not offer it; whoever asks for it otherwise is told why not.
    [Theory]
    [InlineData(false, "Watch", """{\"Name\":\"x\"}""", true, "There are no credentials for the real service")]
    [InlineData(true, "Watch", """{\"Nam\":\"x\"}""", true, "does not fit the spec; nothing was sent to the real service")]
    [InlineData(true, "Weigh", """{\"Samples\":[{\"Name\":\"iron\"}]}""", false, "has to be confirmed")]
    public async Task What_may_not_go_to_the_real_service_does_not(bool hasCredentials, string action, string json, bool isConfirmed, string why)
    {
        await using ExplorerServer server = await Lab.StartAsync(credentials: hasCredentials ? new ApiGen.Runtime.TencentCloudCredential("AKIDofSomebodyReal", "key") : null);
        using HttpClient http = new() { DefaultRequestHeaders = { { RequestGuard.PageTokenHeader, server.Site.PageToken } } };
        using StringContent body = new(
            $$"""{"service":"lab","version":"2026-01-01","action":"{{action}}","json":"{{json}}","isReal":true,"isConfirmed":{{(isConfirmed ? "true" : "false")}}}""", MediaTypeHeaderValue.Parse("application/json"));
        using HttpResponseMessage response = await http.PostAsync(new Uri(server.Address, "call"), body, Cancelled);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        Assert.Contains(why, await response.Content.ReadAsStringAsync(Cancelled), StringComparison.Ordinal);
    }

    // A proxy with TLS has a scheme of its own, and may name the explorer as it likes; a page of the same host at another port is another's.
    [Theory]
    [InlineData("friend.example", "https://friend.example", true)]
    [InlineData("friend.example", "http://friend.example", true)]
    [InlineData("FRIEND.example:8443", "https://friend.example:8443", true)]
    [InlineData("friend.example:443", "https://friend.example", true)]
    [InlineData("friend.example", "https://friend.example:8443", true)]
    [InlineData("127.0.0.1:9", "https://friend.example:8443", true)]
    [InlineData("localhost:9", "https://localhost:9", true)]
    [InlineData("[::1]:9", "https://[::1]:9", true)]
    [InlineData("friend.example:9", "https://friend.example:8443", false)]
    [InlineData("localhost:9", "http://localhost:10", false)]
    [InlineData("localhost", "https://localhost:8443", false)]
    [InlineData("127.0.0.1:9", "http://localhost:9", false)]
    [InlineData("127.0.0.1:9", "https://friend.example.evil.example", false)]
    [InlineData("friend.example", "https://evil.example", false)]
    [InlineData("friend.example", "null", false)]
    [InlineData("friend.example", "ftp://friend.example", false)]
    [InlineData("friend.example", "https://friend.example@evil.example", false)]
    public async Task A_page_is_the_explorer_s_own_by_its_host_and_port_whatever_its_scheme(string host, string origin, bool isOwn)
    {
        await using ExplorerServer server = await Lab.StartAsync(configure: options => options.AllowedHosts.Add("friend.example"));
        using HttpClient http = new();
        foreach (HttpMethod method in new[] { HttpMethod.Post, HttpMethod.Get })
        {
            using HttpRequestMessage request = new(method, new Uri(server.Address, method == HttpMethod.Post ? "preview" : "search?q=x"))
            {
                Content = method == HttpMethod.Get ? null : new StringContent("""{"service":"lab","version":"2026-01-01","action":"Watch","json":"{}"}""", MediaTypeHeaderValue.Parse("application/json")),
                Headers = { { RequestGuard.PageTokenHeader, server.Site.PageToken }, { "Origin", origin } },
            };
            request.Headers.Host = host;
            using HttpResponseMessage response = await http.SendAsync(request, Cancelled);

            Assert.Equal(isOwn ? HttpStatusCode.OK : HttpStatusCode.Forbidden, response.StatusCode);
            Assert.Equal(!isOwn, (await response.Content.ReadAsStringAsync(Cancelled)).Contains("has to pass on the Host of the page", StringComparison.Ordinal));
        }
    }

    // What an application does to all its responses must not open the explorer to other pages, nor cut its streams off or repeat them.
    [Fact]
    [Long]
    public async Task Cross_origin_pages_caches_and_timeouts_of_the_application_leave_the_explorer_alone()
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddCors(cors => cors.AddDefaultPolicy(policy => policy.AllowAnyOrigin().AllowAnyHeader()))
            .AddOutputCache(cache => cache.AddBasePolicy(policy => policy.Expire(TimeSpan.FromHours(1))))
            .AddRequestTimeouts(timeouts => timeouts.DefaultPolicy = new Microsoft.AspNetCore.Http.Timeouts.RequestTimeoutPolicy { Timeout = TimeSpan.FromMilliseconds(1) });
        await using WebApplication application = builder.Build();
        application.UseRouting();
        application.UseCors();
        application.UseRequestTimeouts();
        application.UseOutputCache();
        application.MapApiExplorer();
        // A millisecond is for the explorer, which must not mind it; a busy machine needs longer for this one.
        application.MapGet("/cached", static () => Guid.NewGuid().ToString()).DisableRequestTimeout();
        await application.StartAsync(Cancelled);
        using HttpClient http = new() { BaseAddress = AddressOf(application) };

        using HttpRequestMessage stranger = new(HttpMethod.Get, "/explorer/") { Headers = { { "Origin", "https://evil.example" } } };
        using HttpResponseMessage refused = await http.SendAsync(stranger, Cancelled);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.DoesNotContain("data-page", await refused.Content.ReadAsStringAsync(Cancelled), StringComparison.Ordinal);

        // Each follower has a stream of its own, which goes on: the second sees the call that came after its beginning.
        string form = await http.GetStringAsync("/explorer/form?service=tcsas&version=2025-01-06&action=CreateMNP", Cancelled);
        Uri gateway = new(Regex.Match(form, "\"gateway\":\"([^\"]+)\"").Groups[1].Value);
        for (int i = 1; i <= 2; i++)
        {
            using HttpResponseMessage journal = await http.GetAsync("/explorer/journal/entries", HttpCompletionOption.ResponseHeadersRead, Cancelled);
            using StreamReader reader = new(await journal.Content.ReadAsStreamAsync(Cancelled));
            Assert.Equal("no-store", journal.Headers.CacheControl!.ToString());
            Assert.Equal("event: gateway", await reader.ReadLineAsync(Cancelled));
            using HttpClient caller = new();
            (await caller.PostAsync(gateway, null, Cancelled)).Dispose();
            string line;
            do
            {
                line = (await reader.ReadLineAsync(Cancelled).AsTask().WaitAsync(TimeSpan.FromMinutes(1), Cancelled))!;
                Assert.NotNull(line);
            }
            while (!line.StartsWith("id: ", StringComparison.Ordinal) || !line.EndsWith(FormattableString.Invariant($"-{i}"), StringComparison.Ordinal));
        }

        Assert.Equal(await http.GetStringAsync("/cached", Cancelled), await http.GetStringAsync("/cached", Cancelled));
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

    // Other programs behind the same host have no business with the token, and neither has a connection without TLS where there is one with it.
    [Theory]
    [InlineData("", "", "/", null, null, false)]
    [InlineData("", "/explorer", "/explorer", null, null, false)]
    [InlineData("/base", "/explorer", "/base/explorer", "X-Forwarded-Proto", "https", true)]
    [InlineData("/a b", "/explorer", "/a%20b/explorer", "X-Forwarded-Proto", "https, http", true)]
    [InlineData("/base", "", "/base", "Forwarded", "for=1.2.3.4;proto=\"https\"", true)]
    [InlineData("", "/explorer", "/explorer", "X-Forwarded-Proto", "http", false)]
    public async Task The_cookie_of_the_token_goes_to_the_explorer_alone_and_behind_TLS_over_TLS_alone(string basePath, string path, string cookiePath, string? header, string? value, bool isSecure)
    {
        const string Token = "a-token-that-nobody-guesses";
        await using WebApplication application = await HostAsync(application =>
        {
            application.UsePathBase(basePath);
            application.UseRouting();
            application.MapApiExplorer(options => (options.Path, options.Token) = (path, Token));
        });
        using HttpClient http = new(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = AddressOf(application) };
        using HttpRequestMessage request = new(HttpMethod.Get, $"{basePath}{path}/journal?token={Token}");
        if (header is not null)
        {
            request.Headers.Add(header, value);
        }

        using HttpResponseMessage response = await http.SendAsync(request, Cancelled);

        string[] parts = Assert.Single(response.Headers.GetValues("Set-Cookie")).Split("; ");
        Assert.Contains("path=" + cookiePath, parts);
        Assert.Contains("httponly", parts);
        Assert.Contains("samesite=strict", parts);
        Assert.Equal(isSecure, parts.Contains("secure"));
    }

    [Theory]
    [InlineData("explorer", null)]
    [InlineData("/explorer/", null)]
    [InlineData("/", null)]
    [InlineData("/a//b", null)]
    [InlineData("/a/../b", null)]
    [InlineData("/.", null)]
    [InlineData("/a%20b", null)]
    [InlineData("/a\\b", null)]
    [InlineData("/a\nb", null)]
    [InlineData("/1/2/3/4/5/6/7/8/9/10/11/12/13/14/15/16/17/18/19/20/21", null)]
    [InlineData("/a{b}", null)]
    [InlineData("/explorer", "short")]
    public void An_option_that_cannot_be_used_is_told_at_once(string path, string? token) =>
        Assert.Throws<ArgumentException>(() => new ExplorerSite(new ApiExplorerOptions { Path = path, Token = token }));

    [Theory]
    [InlineData(-1)]
    [InlineData(65_536)]
    [InlineData(70_000)]
    public void A_port_that_is_none_is_told_at_once(int port) =>
        Assert.Equal("GatewayPort", Assert.ThrowsAny<ArgumentException>(() => new ExplorerSite(new ApiExplorerOptions { GatewayPort = port })).ParamName);

    [Fact]
    public async Task The_longest_path_that_is_taken_works_for_the_longest_address()
    {
        string path = string.Concat(Enumerable.Range(1, 20).Select(static i => FormattableString.Invariant($"/{i}")));
        await using WebApplication application = await HostAsync(application => application.MapApiExplorer(options => options.Path = path));
        using HttpClient http = new() { BaseAddress = AddressOf(application) };

        Assert.Contains($"href=\"{path}/assets/explorer.css\"", await http.GetStringAsync(path + "/services/tcsas/2025-01-06/actions/CreateMNP", Cancelled), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{bad", "The request is none that a page of the explorer sends")]
    [InlineData("null", "The request is none that a page of the explorer sends")]
    [InlineData("[]", "The request is none that a page of the explorer sends")]
    [InlineData("{\"json\":1}", "The request is none that a page of the explorer sends")]
    [InlineData("", "The request is none that a page of the explorer sends")]
    [InlineData("{\"json\":\"\\ud83d\"}", "What was typed or pasted cannot be read: one of the texts holds half of a surrogate pair")]
    public async Task Why_a_request_cannot_be_read_is_told(string request, string reason)
    {
        await using ExplorerServer server = await Lab.StartAsync();
        using HttpClient http = new();
        foreach (string path in new[] { "preview", "call", "explain" })
        {
            using HttpRequestMessage message = new(HttpMethod.Post, new Uri(server.Address, path)) { Content = new StringContent(request, System.Text.Encoding.UTF8, "application/json"), Headers = { { "X-Explorer-Page", server.Site.PageToken } } };
            using HttpResponseMessage response = await http.SendAsync(message, Cancelled);
            Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
            Assert.StartsWith(reason, await response.Content.ReadAsStringAsync(Cancelled), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Why_the_gateway_cannot_start_is_told_where_it_is_wanted()
    {
        using TcpListener taken = new(IPAddress.Loopback, 0);
        taken.Start();
        int port = ((IPEndPoint)taken.LocalEndpoint).Port;
        await using ExplorerServer server = await Lab.StartAsync(configure: options => options.GatewayPort = port);
        using HttpClient http = new();
        using HttpResponseMessage form = await http.GetAsync(new Uri(server.Address, "form?service=lab&version=2026-01-01&action=Weigh"), Cancelled);
        string journal = await http.GetStringAsync(new Uri(server.Address, "journal/entries"), Cancelled);
        string reason = FormattableString.Invariant($"The embedded gateway cannot start: port {port} is in use by another program.");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, form.StatusCode);
        Assert.StartsWith(reason, await form.Content.ReadAsStringAsync(Cancelled), StringComparison.Ordinal);
        Assert.StartsWith("event: fault\ndata: \"" + reason, journal, StringComparison.Ordinal);

        // As soon as the port is free it starts.
        taken.Stop();
        Assert.Contains("\"gateway\"", await http.GetStringAsync(new Uri(server.Address, "form?service=lab&version=2026-01-01&action=Weigh"), Cancelled), StringComparison.Ordinal);
    }

    // An ingress passes on what lies below its own path alone; a group of routes is a path, too.
    [Theory]
    [InlineData("/base", "", "/explorer")]
    [InlineData("", "/tools", "/explorer")]
    [InlineData("", "/tools/{tenant}", "/explorer")]
    [InlineData("/a b/c", "/tools", "/é/api")]
    [InlineData("/base", "/tools", "")]
    public async Task The_addresses_of_the_pages_lie_below_the_base_path_and_the_group_of_the_application(string basePath, string group, string path)
    {
        await using WebApplication application = await HostAsync(application =>
        {
            application.UsePathBase(basePath);
            application.UseRouting();
            ((IEndpointRouteBuilder)application).MapGroup(group).MapApiExplorer(options => options.Path = path);
        });
        using HttpClient http = new() { BaseAddress = AddressOf(application) };
        string root = new PathString(basePath + group.Replace("{tenant}", "t1", StringComparison.Ordinal) + path).ToUriComponent();
        foreach (string page in new[] { "", "/journal", "/services/tcsas/2025-01-06", "/services/tcsas/2025-01-06/actions/CreateMNP", "/services/tcsas/2025-01-06/types/MNPI18NSyncDto" })
        {
            string html = await http.GetStringAsync(root + page, Cancelled);
            string[] links = [.. Regex.Matches(html, "(?:href|src|data-root)=\"(/[^\"]*)\"").Select(static match => WebUtility.HtmlDecode(match.Groups[1].Value)).Distinct(StringComparer.Ordinal)];

            Assert.Contains(root, links);
            Assert.All(links, link => Assert.StartsWith(root, link, StringComparison.Ordinal));
            foreach (string link in links.Where(static link => link.Contains("/assets/", StringComparison.Ordinal) || link.Contains("/types/", StringComparison.Ordinal)).Take(8))
            {
                (await http.GetAsync(link, Cancelled)).EnsureSuccessStatusCode().Dispose();
            }
        }

        Assert.Contains($"\"url\":\"{root}/services/tcsas/", await http.GetStringAsync(root + "/search?q=CreateMNP", Cancelled), StringComparison.Ordinal);
    }

    // Cookies know no port.
    [Fact]
    public async Task Two_explorers_on_one_host_keep_a_token_each()
    {
        await using ExplorerServer first = await Lab.StartAsync(configure: static options => options.Token = "the-token-of-the-first");
        await using ExplorerServer second = await Lab.StartAsync(configure: static options => options.Token = "the-token-of-the-second");
        using HttpClient http = new();
        (await http.GetAsync(new Uri(first.Address, "?token=the-token-of-the-first"), Cancelled)).EnsureSuccessStatusCode().Dispose();
        (await http.GetAsync(new Uri(second.Address, "?token=the-token-of-the-second"), Cancelled)).EnsureSuccessStatusCode().Dispose();

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK], [await StatusAsync(first), await StatusAsync(second)]);

        async Task<HttpStatusCode> StatusAsync(ExplorerServer server)
        {
            using HttpResponseMessage response = await http.GetAsync(server.Address, Cancelled);
            return response.StatusCode;
        }
    }

    [Fact]
    public async Task A_second_explorer_under_one_path_ends_the_start()
    {
        ArgumentException fault = await Assert.ThrowsAsync<ArgumentException>(() => HostAsync(static application =>
        {
            application.MapApiExplorer(options => options.Path = "/docs");
            application.MapApiExplorer();
            application.MapApiExplorer(options => options.Path = "/DOCS");
        }));

        Assert.StartsWith("There is an explorer under the path `/DOCS` already", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_that_groups_of_routes_lead_to_one_address_are_to_routing_like_any_two_endpoints()
    {
        await using WebApplication application = await HostAsync(static application =>
        {
            application.MapApiExplorer(options => options.Path = "/a/b");
            application.MapGroup("/a").MapApiExplorer(options => options.Path = "/b");
            application.MapGroup("/c").MapApiExplorer(options => options.Path = "/b");
        });
        using HttpClient http = new() { BaseAddress = AddressOf(application) };

        using HttpResponseMessage one = await http.GetAsync("/a/b", Cancelled);
        using HttpResponseMessage other = await http.GetAsync("/c/b", Cancelled);
        Assert.Equal((HttpStatusCode.InternalServerError, HttpStatusCode.OK), (one.StatusCode, other.StatusCode));
    }

    [Fact]
    public async Task An_application_maps_it_under_a_path_of_its_own()
    {
        await using WebApplication application = await HostAsync(application => application.MapApiExplorer(options => options.Path = "/docs/api"));
        using HttpClient http = new() { BaseAddress = AddressOf(application) };

        string home = await http.GetStringAsync("/docs/api/", Cancelled);
        Match link = Regex.Match(home, "href=\"(/docs/api/services/tcsas/[^\"]+)\"");
        string service = await http.GetStringAsync(link.Groups[1].Value, Cancelled);
        string form = await http.GetStringAsync("/docs/api/form?service=tcsas&version=2025-01-06&action=CreateMNP", Cancelled);
        Uri gateway = new(Regex.Match(form, "\"gateway\":\"([^\"]+)\"").Groups[1].Value);
        using HttpClient caller = new();
        (await caller.PostAsync(gateway, null, Cancelled)).Dispose();
        await application.StopAsync(Cancelled);

        Assert.Contains("/docs/api/services/tcsas/2025-01-06/actions/CreateMNP", service, StringComparison.Ordinal);
        Assert.Contains("\"canCallService\":false", form, StringComparison.Ordinal);
        Assert.True(gateway.IsLoopback);

        // The gateway ends with the application.
        await Assert.ThrowsAsync<HttpRequestException>(() => caller.PostAsync(gateway, null, Cancelled));
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

    private static async Task<WebApplication> HostAsync(Action<WebApplication> map)
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        WebApplication application = builder.Build();
        map(application);
        await application.StartAsync(Cancelled);
        return application;
    }

    private static Uri AddressOf(WebApplication application) => new(application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    [GeneratedRegex("<script(?![^>]*\\bsrc=)|\\bon\\w+=|\\bstyle=|<style|https?://(?!127)")]
    private static partial Regex Inline();
}
