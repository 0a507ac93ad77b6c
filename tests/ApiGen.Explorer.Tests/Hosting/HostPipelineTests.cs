using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ApiGen.Explorer.Tests.Hosting;

/// <summary>What an application does to all its requests and responses, and what becomes of the explorer among it.</summary>
public sealed class HostPipelineTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    // A compressor collects what it has, until somebody flushes.
    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task Compressed_responses_are_the_same_and_a_stream_still_comes_as_it_happens(string encoding)
    {
        await using WebApplication application = await StartAsync(
            static services => services.AddResponseCompression(static options => options.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, "text/event-stream"]),
            static application =>
            {
                application.UseResponseCompression();
                application.MapApiExplorer();
            });
        using HttpClient http = Client(application);
        http.DefaultRequestHeaders.AcceptEncoding.ParseAdd(encoding);
        using HttpResponseMessage page = await http.GetAsync("/explorer/", Cancelled);
        Assert.Equal([encoding], page.Content.Headers.ContentEncoding);
        Assert.Contains("data-page", await Decoded(page, encoding).ReadToEndAsync(Cancelled), StringComparison.Ordinal);
        using HttpResponseMessage script = await http.GetAsync(Regex.Match(await Plain(application, "/explorer/"), "src=\"(/explorer/assets/[^\"]+[.]js)\"").Groups[1].Value, Cancelled);
        Assert.NotEqual("", await Decoded(script, encoding).ReadToEndAsync(Cancelled));

        using HttpResponseMessage journal = await http.GetAsync("/explorer/journal/entries", HttpCompletionOption.ResponseHeadersRead, Cancelled);
        using StreamReader reader = Decoded(journal, encoding);
        Assert.Equal("event: gateway", await reader.ReadLineAsync(Cancelled).AsTask().WaitAsync(TimeSpan.FromSeconds(30), Cancelled));
    }

    // Pages of statuses and exceptions of the application are for responses that have none of their own.
    [Fact]
    public async Task Refusals_and_missing_pages_are_the_explorer_s_own_beside_status_code_pages_and_an_exception_handler()
    {
        foreach (Action<WebApplication> pages in new Action<WebApplication>[] { static application => application.UseStatusCodePages("text/plain", "host {0}"), static application => application.UseStatusCodePagesWithReExecute("/host/{0}") })
        {
            await using WebApplication application = await StartAsync(static _ => { }, application =>
            {
                application.UseExceptionHandler("/host/exception");
                pages(application);
                application.UseRouting();
                application.Map("/host/{what}", static (string what) => "host " + what);
                application.MapApiExplorer();
            });
            using HttpClient http = Client(application);
            using HttpResponseMessage missing = await http.GetAsync("/explorer/nothing", Cancelled);
            using HttpResponseMessage refused = await http.PostAsync("/explorer/call", new StringContent("{}", Encoding.UTF8, "application/json"), Cancelled);
            using HttpResponseMessage elsewhere = await http.GetAsync("/nothing", Cancelled);

            Assert.Equal((HttpStatusCode.NotFound, true), (missing.StatusCode, (await missing.Content.ReadAsStringAsync(Cancelled)).Contains("data-page", StringComparison.Ordinal)));
            Assert.Equal((HttpStatusCode.Forbidden, true), (refused.StatusCode, (await refused.Content.ReadAsStringAsync(Cancelled)).StartsWith("Only the explorer's own pages", StringComparison.Ordinal)));
            Assert.Equal("host 404", await elsewhere.Content.ReadAsStringAsync(Cancelled));
        }
    }

    // A policy that is added to the explorer's own forbids what either of them does; one that is put in its place before the response begins is the application's choice.
    [Fact]
    public async Task The_explorer_s_own_content_security_policy_is_the_one_that_is_sent()
    {
        await using WebApplication application = await StartAsync(static _ => { }, static application =>
        {
            application.Use(static (context, next) =>
            {
                context.Response.Headers.ContentSecurityPolicy = "default-src 'self' 'unsafe-inline'";
                context.Response.Headers.CacheControl = "public, max-age=3600";
                return next(context);
            });
            application.MapApiExplorer();
        });
        using HttpClient http = Client(application);
        using HttpResponseMessage page = await http.GetAsync("/explorer/", Cancelled);

        Assert.StartsWith("default-src 'none'; script-src 'self'", Assert.Single(page.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.Equal("no-store", page.Headers.CacheControl!.ToString());
    }

    [Theory]
    [InlineData(false, HttpStatusCode.Unauthorized)]
    [InlineData(true, HttpStatusCode.OK)]
    public async Task A_fallback_policy_counts_for_every_address_of_the_explorer_unless_it_is_let_off(bool isAnonymous, HttpStatusCode expected)
    {
        await using WebApplication application = await StartAsync(
            static services =>
            {
                services.AddAuthentication("none").AddScheme<AuthenticationSchemeOptions, NobodyHandler>("none", null);
                services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
            },
            application =>
            {
                application.UseAuthentication();
                application.UseAuthorization();
                IEndpointConventionBuilder explorer = application.MapApiExplorer();
                if (isAnonymous)
                {
                    explorer.AllowAnonymous();
                }
            });
        using HttpClient http = Client(application);
        foreach (string path in new[] { "/explorer/", "/explorer/journal", "/explorer/search?q=a", "/explorer/form?service=tcsas&version=2025-01-06&action=CreateMNP" })
        {
            using HttpResponseMessage response = await http.GetAsync(path, Cancelled);
            Assert.Equal(expected, response.StatusCode);
        }
    }

    // The global limiter of an application counts every file of a page.
    [Theory]
    [InlineData(false, HttpStatusCode.TooManyRequests)]
    [InlineData(true, HttpStatusCode.OK)]
    public async Task A_global_limiter_counts_the_explorer_unless_it_is_let_off(bool isLetOff, HttpStatusCode expected)
    {
        await using WebApplication application = await StartAsync(
            static services => services.AddRateLimiter(static limiter =>
            {
                limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
                limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(static _ => RateLimitPartition.GetFixedWindowLimiter("all", static _ => new FixedWindowRateLimiterOptions { PermitLimit = 2, Window = TimeSpan.FromHours(1) }));
            }),
            application =>
            {
                application.UseRouting();
                application.UseRateLimiter();
                IEndpointConventionBuilder explorer = application.MapApiExplorer();
                if (isLetOff)
                {
                    explorer.DisableRateLimiting();
                }
            });
        using HttpClient http = Client(application);
        for (int i = 0; i < 2; i++)
        {
            (await http.GetAsync("/explorer/", Cancelled)).EnsureSuccessStatusCode().Dispose();
        }

        using HttpResponseMessage third = await http.GetAsync("/explorer/", Cancelled);
        Assert.Equal(expected, third.StatusCode);
    }

    // A proxy that takes a path off says so; the pages have to have it on.
    [Fact]
    public async Task Behind_a_proxy_that_the_application_believes_the_pages_have_its_path_and_its_host_has_to_be_allowed()
    {
        await using WebApplication application = await StartAsync(
            static services => services.Configure<ForwardedHeadersOptions>(static options =>
            {
                options.ForwardedHeaders = ForwardedHeaders.All;
                options.KnownIPNetworks.Clear();
                options.KnownProxies.Clear();
            }),
            static application =>
            {
                application.UseForwardedHeaders();
                application.UseRouting();
                application.MapApiExplorer(static options =>
                {
                    options.Token = "0123456789abcdef";
                    options.AllowedHosts.Add("tools.example.com");
                });
            });
        using HttpClient http = Client(application);
        foreach ((string host, HttpStatusCode expected) in new[] { ("tools.example.com", HttpStatusCode.OK), ("other.example.com", HttpStatusCode.Forbidden) })
        {
            // The cookie has the name for the host and the path of the proxy.
            using HttpRequestMessage first = Forwarded("/explorer/?token=0123456789abcdef", host);
            using HttpResponseMessage given = await http.SendAsync(first, Cancelled);
            using HttpRequestMessage request = Forwarded("/explorer/", host);
            if (given.Headers.TryGetValues("Set-Cookie", out IEnumerable<string>? cookies))
            {
                string cookie = cookies.Single();
                Assert.Contains("path=/behind/explorer", cookie, StringComparison.Ordinal);
                Assert.Contains("secure", cookie, StringComparison.Ordinal);
                Assert.StartsWith("/behind/explorer", given.Headers.Location!.ToString(), StringComparison.Ordinal);
                request.Headers.Add("Cookie", cookie.Split(';')[0]);
            }

            using HttpResponseMessage page = await http.SendAsync(request, Cancelled);
            Assert.Equal(expected, page.StatusCode);
            if (expected == HttpStatusCode.OK)
            {
                Assert.All(Regex.Matches(await page.Content.ReadAsStringAsync(Cancelled), "(?:href|src|data-root)=\"(/[^\"]*)\"").Select(static match => match.Groups[1].Value), static link => Assert.StartsWith("/behind/explorer", link, StringComparison.Ordinal));
            }
        }

        static HttpRequestMessage Forwarded(string path, string host) => new(HttpMethod.Get, path)
        {
            Headers = { { "X-Forwarded-For", "10.0.0.9" }, { "X-Forwarded-Proto", "https" }, { "X-Forwarded-Host", host }, { "X-Forwarded-Prefix", "/behind" } },
        };
    }

    private static StreamReader Decoded(HttpResponseMessage response, string encoding)
    {
        Stream body = response.Content.ReadAsStream(Cancelled);
        return new StreamReader(encoding == "br" ? new BrotliStream(body, CompressionMode.Decompress) : new GZipStream(body, CompressionMode.Decompress));
    }

    private static async Task<string> Plain(WebApplication application, string path)
    {
        using HttpClient http = Client(application);
        return await http.GetStringAsync(path, Cancelled);
    }

    private static HttpClient Client(WebApplication application) => new(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new Uri(application.Urls.Single()) };

    private static async Task<WebApplication> StartAsync(Action<IServiceCollection> add, Action<WebApplication> use)
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        add(builder.Services);
        WebApplication application = builder.Build();
        use(application);
        await application.StartAsync(Cancelled);
        return application;
    }

    private sealed class NobodyHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logs, System.Text.Encodings.Web.UrlEncoder encoder) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logs, encoder)
    {
        protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(AuthenticateResult.NoResult());
    }
}
