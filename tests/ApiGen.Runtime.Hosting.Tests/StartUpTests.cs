using System.Net;
using System.Net.Sockets;
using System.Text;
using ApiGen.Emulator;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TencentCloud.Tcsas;
using Xunit;

namespace ApiGen.Runtime.Hosting.Tests;

/// <summary>What a host says when it starts, and the proxy of the settings.</summary>
public sealed class StartUpTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("none")]
    [InlineData("above")]
    [InlineData("below")]
    [InlineData("primary")]
    public async Task A_resilience_handler_on_every_http_client_is_told_at_the_start_and_repeats_no_creation(string reading)
    {
        await using HostFixture fixture = await HostFixture.StartAsync();
        fixture.Gateway.Script("CreateMNP").RespondsWithHttp(503, "busy").Forever();
        using RecordingLoggerProvider log = new();
        using IHost host = HostFixture.Build(fixture.Settings, builder =>
        {
            builder.Logging.AddProvider(log);
            builder.Services.ConfigureHttpClientDefaults(http =>
            {
                _ = reading == "above" ? http.AddHttpMessageHandler(() => new ReadingHandler()) : http;
                http.AddStandardResilienceHandler(options => options.Retry.Delay = TimeSpan.Zero);
                _ = reading == "below" ? http.AddHttpMessageHandler(() => new ReadingHandler()) : http;
                _ = reading == "primary" ? http.ConfigurePrimaryHttpMessageHandler(() => new ReadingHandler { InnerHandler = new SocketsHttpHandler() }) : http;
            });
            HostFixture.AddTcsasClient(builder);
        });

        await host.StartAsync(Cancellation);

        Assert.Contains(log.Texts, text => text.StartsWith("The HTTP handler ResilienceHandler of ITcsasClient repeats requests by itself", StringComparison.Ordinal));
        Assert.Single(log.Events, ("ApiGen.Runtime.Hosting", 1204));
        ApiNetworkException e = await Assert.ThrowsAsync<ApiNetworkException>(() => host.Services.GetRequiredService<ITcsasClient>().CreateMNPAsync(HostFixture.Request(), Cancellation));
        Assert.Single(fixture.Gateway.Arrivals);
        Assert.Contains("tried to send the request a second time after a response with status 503,", e.Message, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, Assert.IsType<HttpRequestException>(e.InnerException).StatusCode);
    }

    [Theory]
    [InlineData(302)]
    [InlineData(307)]
    public async Task A_primary_handler_of_the_application_follows_no_redirect(int status)
    {
        await using HostFixture elsewhere = await HostFixture.StartAsync();
        await using HostFixture fixture = await HostFixture.StartAsync();
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        Task responding = Task.Run(
            async () =>
            {
                using TcpClient client = await listener.AcceptTcpClientAsync(Cancellation);
                await client.Client.ReceiveAsync(new byte[16_384], Cancellation);
                await client.Client.SendAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {status} Moved\r\nLocation: {elsewhere.Gateway.Endpoint}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"), Cancellation);
            },
            Cancellation);
        Dictionary<string, string?> settings = fixture.Settings;
        settings["Tcsas:Endpoint"] = $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";
        using IHost host = HostFixture.Build(settings, builder => HostFixture.AddTcsasClient(builder).Http.ConfigurePrimaryHttpMessageHandler(() => new HttpClientHandler()));
        await host.StartAsync(Cancellation);

        ApiHttpStatusException e = await Assert.ThrowsAsync<ApiHttpStatusException>(() => host.Services.GetRequiredService<ITcsasClient>().CreateMNPAsync(HostFixture.Request(), Cancellation));
        await responding;

        Assert.Equal(status, (int)e.StatusCode);
        Assert.Empty(elsewhere.Gateway.Arrivals);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_used_primary_handler_that_the_factory_changes_is_refused_at_the_start_by_the_name_of_its_client(bool followsRedirects)
    {
        await using HostFixture fixture = await HostFixture.StartAsync();
        using SocketsHttpHandler used = new() { AllowAutoRedirect = followsRedirects };
        using (HttpClient http = new(used, disposeHandler: false))
        {
            using HttpResponseMessage response = await http.GetAsync(fixture.Gateway.Endpoint, Cancellation);
        }

        using IHost host = HostFixture.Build(fixture.Settings, builder => HostFixture.AddTcsasClient(builder).Http.ConfigurePrimaryHttpMessageHandler(() => used));

        InvalidOperationException e = await Assert.ThrowsAsync<InvalidOperationException>(() => host.StartAsync(Cancellation));

        Assert.StartsWith("ITcsasClient: its HTTP handlers cannot be made: ", e.Message, StringComparison.Ordinal);
        Assert.Contains("already started one or more requests", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_used_primary_handler_that_follows_redirects_is_refused_at_the_start()
    {
        await using HostFixture fixture = await HostFixture.StartAsync();
        using SocketsHttpHandler used = new();
        using (HttpClient http = new(used, disposeHandler: false))
        {
            using HttpResponseMessage response = await http.GetAsync(fixture.Gateway.Endpoint, Cancellation);
        }

        using IHost host = HostFixture.Build(fixture.Settings, builder => HostFixture.AddTcsasClient(builder).Http.ConfigurePrimaryHttpMessageHandler(() => new Plain { InnerHandler = used }));

        InvalidOperationException e = await Assert.ThrowsAsync<InvalidOperationException>(() => host.StartAsync(Cancellation));

        Assert.StartsWith("ITcsasClient: its primary HTTP handler follows redirects", e.Message, StringComparison.Ordinal);
        Assert.Contains("set AllowAutoRedirect", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_proxy_that_closes_the_tunnel_is_named()
    {
        using TcpListener proxy = new(IPAddress.Loopback, 0);
        proxy.Start();
        int port = ((IPEndPoint)proxy.LocalEndpoint).Port;
        Task closing = Task.Run(
            async () =>
            {
                while (true)
                {
                    using TcpClient client = await proxy.AcceptTcpClientAsync(Cancellation);
                    await client.Client.ReceiveAsync(new byte[1024], Cancellation);
                }
            },
            Cancellation);
        await using HostFixture fixture = await HostFixture.StartAsync();
        Dictionary<string, string?> settings = fixture.Settings;
        settings.Remove("Tcsas:Endpoint");
        settings["Tcsas:Proxy"] = $"http://127.0.0.1:{port}";
        settings["Tcsas:Retry:MaxAttempts"] = "1";
        using IHost host = HostFixture.Build(settings, builder => HostFixture.AddTcsasClient(builder));

        await host.StartAsync(Cancellation);
        ApiNetworkException e = await Assert.ThrowsAsync<ApiNetworkException>(() => host.Services.GetRequiredService<ITcsasClient>().CreateMNPAsync(HostFixture.Request(), Cancellation));
        proxy.Stop();
        await Assert.ThrowsAnyAsync<Exception>(() => closing);

        Assert.Contains($"the proxy 127.0.0.1:{port} ended the connection before it had made one to tcsas", e.Message, StringComparison.Ordinal);
        Assert.False(e.MayHaveBeenSent);
    }

    [Fact]
    public async Task An_override_for_no_action_and_a_handler_in_vain_are_told()
    {
        await using HostFixture fixture = await HostFixture.StartAsync();
        using RecordingLoggerProvider log = new();
        Dictionary<string, string?> settings = fixture.Settings;
        settings["Tcsas:Throttle:LimitOverrides:SomethingElse"] = "5/s";
        using HttpClientHandler handler = new();
        using IHost host = HostFixture.Build(settings, builder =>
        {
            builder.Logging.AddProvider(log);
            HostFixture.AddTcsasClient(builder).ConfigureOptions((_, options) => options.HttpMessageHandler = handler);
        });

        await host.StartAsync(Cancellation);
        InvalidOperationException e = Assert.Throws<InvalidOperationException>(() => host.Services.GetRequiredService<ITcsasClient>());

        Assert.Contains(log.Texts, text => text.StartsWith("Tcsas:Throttle:LimitOverrides:SomethingElse of ITcsasClient is no action that the client has", StringComparison.Ordinal));
        Assert.Single(log.Events, ("ApiGen.Runtime.Hosting", 1206));
        Assert.Contains("HttpMessageHandler has no effect", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_proxy_in_vain_is_told_with_the_setting_that_it_belongs_to()
    {
        await using HostFixture fixture = await HostFixture.StartAsync();
        using IHost host = HostFixture.Build(
            fixture.Settings, builder => HostFixture.AddTcsasClient(builder).ConfigureOptions((_, options) => options.Proxy = new System.Net.WebProxy("http://proxy.example:8080")));

        InvalidOperationException e = Assert.Throws<InvalidOperationException>(() => host.Services.GetRequiredService<ITcsasClient>());

        Assert.Contains("ApiClientOptions.Proxy has no effect, because requests go through IHttpClientFactory; give the proxy as the setting Proxy", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_override_for_no_action_is_told_once_however_many_clients_there_are_and_whether_a_host_is_started(bool isStarted)
    {
        await using HostFixture fixture = await HostFixture.StartAsync();
        using RecordingLoggerProvider log = new();
        Dictionary<string, string?> settings = fixture.Settings;
        settings["Tcsas:Throttle:LimitOverrides:SomethingElse"] = "5/s";
        using IHost host = HostFixture.Build(settings, builder =>
        {
            builder.Logging.AddProvider(log);
            HostFixture.AddTcsasClient(builder).ConfigureOptions((_, options) => options.Throttle.LimitOverrides["OneOfCode"] = []);
        });
        if (isStarted)
        {
            await host.StartAsync(Cancellation);
        }

        IApiClientFactory<ITcsasClient> factory = host.Services.GetRequiredService<IApiClientFactory<ITcsasClient>>();
        _ = factory.GetClient();
        _ = factory.GetClient("ap-tokyo");

        Assert.Single(log.Events, ("ApiGen.Runtime.Hosting", 1206));
        Assert.DoesNotContain("Name=SomethingElse", log.Texts);

        // What code adds for each client is known when that is made.
        Assert.Equal(2, log.Texts.Count(text => text == "Name=OneOfCode"));
    }

    [Theory]
    [InlineData("Tcas", "ap-singapore", "The section Tcsas is not there; did you mean Tcas?")]
    [InlineData("Tcsas", null, "The section Tcsas is empty.")]
    public async Task A_region_that_is_missing_because_the_section_is_tells_so(string section, string? region, string message)
    {
        using IHost host = HostFixture.Build(
            new Dictionary<string, string?> { [region is null ? section : $"{section}:Region"] = region },
            builder => HostFixture.AddTcsasClient(builder));

        OptionsValidationException e = await Assert.ThrowsAnyAsync<OptionsValidationException>(() => host.StartAsync(Cancellation));

        string failure = Assert.Single(e.Failures);
        Assert.StartsWith("Tcsas:Region: is missing", failure, StringComparison.Ordinal);
        Assert.EndsWith(message, failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_factory_takes_no_empty_region()
    {
        await using HostFixture fixture = await HostFixture.StartAsync();
        using IHost host = HostFixture.Build(fixture.Settings, builder => HostFixture.AddTcsasClient(builder));

        ArgumentException e = Assert.Throws<ArgumentException>(() => host.Services.GetRequiredService<IApiClientFactory<ITcsasClient>>().GetClient(""));

        Assert.StartsWith("The region is empty: leave it null for that of the settings.", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Other_handlers_and_other_http_clients_are_not_told_of()
    {
        await using HostFixture fixture = await HostFixture.StartAsync();
        using RecordingLoggerProvider log = new();
        using IHost host = HostFixture.Build(fixture.Settings, builder =>
        {
            builder.Logging.AddProvider(log);
            builder.Services.AddHttpClient("other").AddStandardResilienceHandler();
            HostFixture.AddTcsasClient(builder).Http.AddHttpMessageHandler(() => new Plain());
        });

        await host.StartAsync(Cancellation);
        using HttpClient other = host.Services.GetRequiredService<IHttpClientFactory>().CreateClient("other");

        Assert.DoesNotContain(("ApiGen.Runtime.Hosting", 1204), log.Events);
        Assert.DoesNotContain(("ApiGen.Runtime.Hosting", 1205), log.Events);
    }

    [Theory]
    [InlineData("Tcass", null, "ITcsasClient takes its settings from the section Tcass, which is not there; did you mean Tcsas? Every setting has its default.")]
    [InlineData("Cloud:Tcsas", "second", "ITcsasClient 'second' takes its settings from the section Cloud:Tcsas, which is not there. Every setting has its default.")]
    public async Task A_section_that_is_not_there_is_told_at_the_start(string section, string? key, string expected)
    {
        await using HostFixture fixture = await HostFixture.StartAsync();
        using RecordingLoggerProvider log = new();
        using IHost host = HostFixture.Build(fixture.Settings, builder =>
        {
            builder.Logging.AddProvider(log);
            HostFixture.AddTcsasClient(builder, section, key).Configure(settings => settings.Region = "ap-singapore");
        });

        await host.StartAsync(Cancellation);

        Assert.Contains(expected, log.Texts);
    }

    [Theory]
    [InlineData("""{ "Tcsas": null }""", "Tcsas", "Tcsas, which is empty.")]
    [InlineData("""{ "Tcsas": {} }""", "Tcsas", "Tcsas, which is empty.")]
    [InlineData("""{ "tcsas": null }""", "Tcsas", "Tcsas, which is empty.")]
    [InlineData("""{ "Cloud": { "Tcsas": null } }""", "Cloud:Tcsas", "Cloud:Tcsas, which is empty.")]
    [InlineData("""{ "Cloud": { "Tcsa": { "Region": "x" } } }""", "Cloud:Tcsas", "Cloud:Tcsas, which is not there; did you mean Tcsa?")]
    [InlineData("""{ "Cloud": null }""", "Cloud:Tcsas", "Cloud:Tcsas, which is not there.")]
    public async Task A_section_that_holds_nothing_is_told_as_what_it_is(string json, string section, string expected)
    {
        using RecordingLoggerProvider log = new();
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        using MemoryStream stream = new(Encoding.UTF8.GetBytes(json));
        builder.Configuration.AddJsonStream(stream);
        builder.Logging.ClearProviders().AddProvider(log);
        HostFixture.AddTcsasClient(builder, section).Configure(settings => settings.Region = "ap-singapore");
        using IHost host = builder.Build();

        await host.StartAsync(Cancellation);

        Assert.Contains($"ITcsasClient takes its settings from the section {expected} Every setting has its default.", log.Texts);
    }

    [Fact]
    public async Task What_an_application_makes_of_nothing_is_told_by_its_name()
    {
        await using HostFixture fixture = await HostFixture.StartAsync();
        using IHost provider = HostFixture.Build(fixture.Settings, builder => HostFixture.AddTcsasClient(builder).WithCredentials(_ => null!));
        using IHost client = HostFixture.Build(fixture.Settings, builder =>
            builder.Services.AddApiClient<ITcsasClient, TcsasClient>(TcsasClient.ServiceDescription, _ => null!, builder.Configuration.GetSection("Tcsas")));
        using IHost http = HostFixture.Build(fixture.Settings, builder =>
            HostFixture.AddTcsasClient(builder).ConfigureOptions((_, options) => options.HttpClientFactory = () => null!));

        InvalidOperationException noProvider = Assert.Throws<InvalidOperationException>(() => provider.Services.GetRequiredService<ITcsasClient>());
        InvalidOperationException noClient = Assert.Throws<InvalidOperationException>(() => client.Services.GetRequiredService<ITcsasClient>());
        ApiNetworkException noHttp = await Assert.ThrowsAsync<ApiNetworkException>(() => http.Services.GetRequiredService<ITcsasClient>().CreateMNPAsync(HostFixture.Request(), Cancellation));

        Assert.Contains("WithCredentials to make the provider returned null", noProvider.Message, StringComparison.Ordinal);
        Assert.Contains("AddApiClient to make the client returned null", noClient.Message, StringComparison.Ordinal);
        Assert.Contains("HttpClientFactory gave no HTTP client", noHttp.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_proxy_of_the_settings_is_used_with_its_password_which_nothing_shows()
    {
        using TcpListener proxy = new(IPAddress.Loopback, 0);
        proxy.Start();
        Task<string[]> heads = RefuseTwiceAsync(proxy);
        Dictionary<string, string?> settings = new()
        {
            ["Tcsas:Region"] = "ap-singapore",
            ["Tcsas:Proxy"] = $"http://someone:pass%21word@127.0.0.1:{((IPEndPoint)proxy.LocalEndpoint).Port}",
            ["Tcsas:Credentials:SecretId"] = ApiEmulator.ExampleSecretId,
            ["Tcsas:Credentials:SecretKey"] = ApiEmulator.ExampleSecretKey,
            ["Tcsas:Retry:MaxAttempts"] = "1",
        };
        using RecordingLoggerProvider log = new();
        using IHost host = HostFixture.Build(settings, builder =>
        {
            builder.Logging.AddProvider(log);
            HostFixture.AddTcsasClient(builder);
        });
        await host.StartAsync(Cancellation);

        ApiNetworkException e = await Assert.ThrowsAsync<ApiNetworkException>(
            () => host.Services.GetRequiredService<ITcsasClient>().CreateMNPAsync(HostFixture.Request(), Cancellation));

        string[] seen = await heads;
        Assert.All(seen, head => Assert.StartsWith("CONNECT tcsas.intl.tencentcloudapi.com:443 HTTP/1.1", head, StringComparison.Ordinal));
        Assert.Contains("Proxy-Authorization: Basic " + Convert.ToBase64String("someone:pass!word"u8), seen[1], StringComparison.OrdinalIgnoreCase);
        Assert.Contains(" did not connect to tcsas.intl.tencentcloudapi.com, it responded with status 403", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("word", e.ToString(), StringComparison.OrdinalIgnoreCase);
        Assert.All(log.Texts, text => Assert.DoesNotContain("pass", text, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_proxy_that_is_none_ends_the_start_without_being_shown()
    {
        using IHost host = HostFixture.Build(
            new Dictionary<string, string?> { ["Tcsas:Region"] = "ap-singapore", ["Tcsas:Proxy"] = "ftp://someone:hidden@127.0.0.1/" },
            builder => HostFixture.AddTcsasClient(builder));

        OptionsValidationException e = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(Cancellation));

        Assert.StartsWith("Tcsas:Proxy: Proxy has a scheme that is none of http, https, socks4, socks4a and socks5:", Assert.Single(e.Failures), StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", e.ToString(), StringComparison.Ordinal);
    }

    private static async Task<string[]> RefuseTwiceAsync(TcpListener proxy)
    {
        List<string> heads = [];
        foreach (string response in new[] { "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"x\"", "HTTP/1.1 403 Forbidden" })
        {
            using TcpClient connection = await proxy.AcceptTcpClientAsync(Cancellation);
            NetworkStream stream = connection.GetStream();
            StringBuilder head = new();
            byte[] buffer = new byte[4096];
            while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
            {
                int read = await stream.ReadAsync(buffer, Cancellation);
                Assert.NotEqual(0, read);
                head.Append(Encoding.ASCII.GetString(buffer, 0, read));
            }

            heads.Add(head.ToString());
            await stream.WriteAsync(Encoding.ASCII.GetBytes(response + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"), Cancellation);
        }

        return [.. heads];
    }

    private sealed class Plain : DelegatingHandler;

    /// <summary>Reads what is sent, as handlers do that log it.</summary>
    private sealed class ReadingHandler : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            _ = await request.Content!.ReadAsStringAsync(cancellationToken);
            return await base.SendAsync(request, cancellationToken);
        }
    }
}
