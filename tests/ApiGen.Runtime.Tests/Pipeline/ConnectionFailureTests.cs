using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ApiGen.Runtime.Transport;
using Xunit;

namespace ApiGen.Runtime.Tests.Pipeline;

/// <summary>Connections that never carry a request: nothing was sent, so all but what would fail again the same way is repeated.</summary>
public sealed class ConnectionFailureTests
{
    private const int MaxAttempts = SocketClient.MaxAttempts;

    [Fact]
    public void Name_and_password_in_the_address_of_a_proxy_are_its_credentials_and_others_go_before_them()
    {
        using SocketsHttpHandler fromAddress = ApiHttpHandler.Create(new WebProxy(new Uri("http://some%40one:p%3Aw@proxy.example:8080")));
        NetworkCredential? credential = fromAddress.Proxy!.Credentials?.GetCredential(new Uri("http://proxy.example:8080"), "Basic");
        Assert.Equal(("some@one", "p:w"), (credential?.UserName, credential?.Password));

        using SocketsHttpHandler given = ApiHttpHandler.Create(new WebProxy(new Uri("http://a:b@proxy.example:8080")) { Credentials = new NetworkCredential("c", "d") });
        Assert.Equal("c", given.Proxy!.Credentials?.GetCredential(new Uri("http://proxy.example:8080"), "Basic")?.UserName);
    }

    // What an attempt leaves behind, .NET's pool goes on with for seconds, and makes no other connection meanwhile; what the handler gives up, it replaces.
    [Fact]
    public async Task A_handshake_that_stalls_is_given_up_after_the_handler_s_time_and_each_attempt_makes_a_connection_of_its_own()
    {
        await using SocketServer server = new(connection => connection.StallAsync());
        using SocketsHttpHandler handler = ApiHttpHandler.Create();
        Assert.Equal(TimeSpan.FromSeconds(15), handler.ConnectTimeout);
        handler.ConnectTimeout = TimeSpan.FromMilliseconds(100);
        using ApiClient client = SocketClient.Create(new UriBuilder(server.Address) { Scheme = "https" }.Uri, o => o.HttpMessageHandler = handler);

        ApiNetworkException e = await Assert.ThrowsAsync<ApiNetworkException>(() => SocketClient.CallAsync(client, idempotent: false));

        Assert.Equal((MaxAttempts, MaxAttempts, false), (e.Attempts, server.Connections, e.MayHaveBeenSent));
    }

    [Fact]
    public async Task A_refused_connection_is_always_repeated_because_nothing_was_sent()
    {
        using ApiClient client = SocketClient.Create(SocketServer.FreeAddress());

        ApiNetworkException e = await Assert.ThrowsAsync<ApiNetworkException>(() => SocketClient.CallAsync(client, idempotent: false));

        Assert.False(e.MayHaveBeenSent);
        Assert.Equal(MaxAttempts, e.Attempts);
        Assert.Contains("refused the connection", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://127.0.0.1:{0}/", "the proxy 127.0.0.1:{0} refused the connection")]
    [InlineData("http://proxy.invalid:8080/", "the name of the proxy proxy.invalid:8080 did not resolve")]
    [InlineData("http://proxy.invalid/", "the name of the proxy proxy.invalid:80 did not resolve")]
    public async Task A_proxy_that_cannot_be_reached_is_named_instead_of_the_service(string address, string expected)
    {
        string port = SocketServer.FreeAddress().Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
        using ApiClient client = SocketClient.Create(null, o => o.Proxy = new WebProxy(address.Replace("{0}", port, StringComparison.Ordinal)));

        ApiNetworkException e = await Assert.ThrowsAsync<ApiNetworkException>(() => SocketClient.CallAsync(client, idempotent: false));

        Assert.False(e.MayHaveBeenSent);
        Assert.Equal(MaxAttempts, e.Attempts);
        Assert.Contains(expected.Replace("{0}", port, StringComparison.Ordinal), e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_password_in_the_address_of_a_proxy_shows_in_no_exception()
    {
        await using SocketServer proxy = SocketServer.Responding(SocketServer.Http("403 Forbidden", ""));
        using ApiClient client = SocketClient.Create(null, o => o.Proxy = new WebProxy($"http://someone:hidden@127.0.0.1:{proxy.Address.Port}/"));

        ApiNetworkException e = await Assert.ThrowsAsync<ApiNetworkException>(() => SocketClient.CallAsync(client, idempotent: false));

        Assert.Contains("it responded with status 403", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", e.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_does_not_resolve_is_always_repeated_because_nothing_was_sent()
    {
        using SocketsHttpHandler handler = new() { ConnectCallback = (_, _) => throw new SocketException((int)SocketError.HostNotFound) };
        using ApiClient client = SocketClient.Create(null, o => o.HttpMessageHandler = handler);

        ApiNetworkException e = await Assert.ThrowsAsync<ApiNetworkException>(() => SocketClient.CallAsync(client, idempotent: false));

        Assert.False(e.MayHaveBeenSent);
        Assert.Equal(MaxAttempts, e.Attempts);
        Assert.Contains("the name tcsas.intl.tencentcloudapi.com did not resolve", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_handler_of_the_application_s_that_gives_up_is_not_told_as_a_connection_that_was_not_made()
    {
        using StubHandler handler = new(_ => throw new TaskCanceledException("given up", new TimeoutException("The response took too long.")));
        using ApiClient client = SocketClient.Create(null, o => o.HttpMessageHandler = handler);

        ApiNetworkException e = await Assert.ThrowsAsync<ApiNetworkException>(() => SocketClient.CallAsync(client, idempotent: false));

        Assert.Contains("an HTTP handler gave up waiting", e.Message, StringComparison.Ordinal);
        Assert.True(e.MayHaveBeenSent);
    }

    [Fact]
    public async Task A_handler_that_connects_too_slowly_is_repeated_because_nothing_was_sent()
    {
        using SocketsHttpHandler handler = new()
        {
            ConnectTimeout = TimeSpan.FromMilliseconds(20),
            ConnectCallback = async (_, cancellationToken) =>
            {
                await Task.Delay(Timeout.Infinite, cancellationToken);
                return Stream.Null;
            },
        };
        using ApiClient client = SocketClient.Create(null, o => o.HttpMessageHandler = handler);

        ApiNetworkException e = await Assert.ThrowsAsync<ApiNetworkException>(() => SocketClient.CallAsync(client, idempotent: false));

        Assert.False(e.MayHaveBeenSent);
        Assert.Equal(MaxAttempts, e.Attempts);
        Assert.Contains("did not accept a connection in time", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_peer_that_speaks_no_TLS_sends_nothing_and_is_not_tried_again()
    {
        await using SocketServer server = new(connection => connection.WriteAsync("this is no TLS\r\n\r\n"));

        await TlsFailsAsync(server, connections: 1);
    }

    [Fact]
    public async Task A_certificate_that_is_not_trusted_sends_nothing_and_is_not_tried_again()
    {
        using RSA key = RSA.Create(2048);
        CertificateRequest request = new("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using X509Certificate2 certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        await using SocketServer server = new(async connection =>
        {
            await using SslStream secured = new(connection.OpenStream());
            await secured.AuthenticateAsServerAsync(certificate);
            await secured.ReadExactlyAsync(new byte[1]);
        });

        await TlsFailsAsync(server, connections: 1);
    }

    [Fact]
    public async Task A_reset_in_the_TLS_handshake_is_repeated_because_nothing_was_sent()
    {
        await using SocketServer server = new(async connection =>
        {
            await connection.ReadSomeAsync();
            connection.Reset();
        });

        await TlsFailsAsync(server, MaxAttempts);
    }

    [Theory]
    [InlineData("407 Proxy Authentication Required", "asks for credentials", 1)]
    [InlineData("403 Forbidden", "responded with status 403", 1)]
    [InlineData("503 Service Unavailable", "responded with status 503", MaxAttempts)]
    public async Task A_proxy_that_opens_no_tunnel_sees_no_signature_and_is_asked_again_only_when_it_may_recover(string status, string message, int attempts)
    {
        List<string> heads = [];
        await using SocketServer proxy = new(async connection =>
        {
            heads.Add(await connection.ReadRequestAsync());
            await connection.WriteAsync(SocketServer.Http(status, "", "Proxy-Authenticate: Basic realm=\"p\""));
        });
        using SocketsHttpHandler handler = new() { Proxy = new WebProxy(proxy.Address), AllowAutoRedirect = false };
        using ApiClient client = SocketClient.Create(null, o => o.HttpMessageHandler = handler);

        ApiNetworkException e = await Assert.ThrowsAsync<ApiNetworkException>(() => SocketClient.CallAsync(client, idempotent: true));

        Assert.Contains(message, e.Message, StringComparison.Ordinal);
        Assert.Contains($"the proxy 127.0.0.1:{proxy.Address.Port} ", e.Message, StringComparison.Ordinal);
        Assert.False(e.MayHaveBeenSent);
        Assert.Equal(attempts, e.Attempts);
        Assert.Equal(attempts, proxy.Requests);
        Assert.All(heads, head => Assert.StartsWith("CONNECT tcsas.intl.tencentcloudapi.com:443 ", head, StringComparison.Ordinal));
        Assert.All(heads, head => Assert.DoesNotContain("TC3-HMAC-SHA256", head, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_proxy_that_closes_or_holds_the_tunnel_is_named()
    {
        await using SocketServer closing = new(async connection => await connection.ReadRequestAsync());
        await using SocketServer hanging = new(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.StallAsync();
        });
        using ApiClient closed = SocketClient.Create(null, o => o.Proxy = new WebProxy(closing.Address));
        using ApiClient held = SocketClient.Create(null, o =>
        {
            o.Proxy = new WebProxy(hanging.Address);
            o.Timeout = TimeSpan.FromMilliseconds(200);
        });
        using SocketsHttpHandler handler = ApiHttpHandler.Create(new WebProxy(hanging.Address));
        handler.ConnectTimeout = TimeSpan.FromMilliseconds(100);
        using ApiClient slow = SocketClient.Create(null, o => o.HttpMessageHandler = handler);

        ApiNetworkException end = await Assert.ThrowsAsync<ApiNetworkException>(() => SocketClient.CallAsync(closed, idempotent: false));
        ApiTimeoutException timeout = await Assert.ThrowsAsync<ApiTimeoutException>(() => SocketClient.CallAsync(held, idempotent: false));
        ApiNetworkException connect = await Assert.ThrowsAsync<ApiNetworkException>(() => SocketClient.CallAsync(slow, idempotent: false));

        Assert.Contains($"the proxy 127.0.0.1:{closing.Address.Port} ended the connection before it had made one to tcsas.intl.tencentcloudapi.com (the request was not sent)", end.Message, StringComparison.Ordinal);
        Assert.Equal(MaxAttempts, end.Attempts);
        Assert.Contains($"it was making the connection through the proxy 127.0.0.1:{hanging.Address.Port} (the request was not sent)", timeout.Message, StringComparison.Ordinal);
        Assert.Contains($"the proxy 127.0.0.1:{hanging.Address.Port} made no connection to tcsas.intl.tencentcloudapi.com in time", connect.Message, StringComparison.Ordinal);
    }

    public static TheoryData<string> ProxyFaults => ["GetProxy", "IsBypassed", "native", "relative", "ftp", "mailto", "Credentials"];

    [Theory]
    [MemberData(nameof(ProxyFaults))]
    public async Task A_proxy_of_the_application_s_own_that_fails_is_told_as_a_failure_of_the_network_that_names_it(string fault)
    {
        using SocketsHttpHandler handler = ApiHttpHandler.Create(new OwnProxy(fault));
        using ApiClient client = SocketClient.Create(new Uri("https://service.invalid/"), o => o.Proxy = new OwnProxy(fault));
        using ApiClient withHandler = SocketClient.Create(new Uri("https://service.invalid/"), o => o.HttpMessageHandler = handler);
        foreach (ApiClient each in (ApiClient[])[client, withHandler])
        {
            ApiNetworkException e = await Assert.ThrowsAsync<ApiNetworkException>(() => SocketClient.CallAsync(each, idempotent: true));

            Type expected = fault switch { "native" => typeof(System.ComponentModel.Win32Exception), "relative" or "ftp" or "mailto" => typeof(UriFormatException), _ => typeof(InvalidOperationException) };
            Assert.Contains($"the proxy failed with {expected.Name} when it was asked for the way or for credentials (the request was not sent)", e.Message, StringComparison.Ordinal);
            Assert.IsType(expected, e.InnerException);
            Assert.Equal((1, false), (e.Attempts, e.MayHaveBeenSent));
        }
    }

    [Fact]
    public async Task What_a_hook_makes_impossible_to_send_is_not_put_on_a_handler_that_nobody_has()
    {
        await using SocketServer server = SocketServer.Responding(SocketServer.Http("200 OK", SocketClient.Success));
        using ApiClient client = SocketClient.Create(server.Address, o => o.BeforeSigning = context => context.Request.Version = new Version(9, 9));

        ApiNetworkException e = await Assert.ThrowsAsync<ApiNetworkException>(() => SocketClient.CallAsync(client, idempotent: true));

        Assert.Contains("sending failed with ", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_proxy_that_speaks_no_HTTP_is_named()
    {
        await using SocketServer proxy = new(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.WriteAsync("220 mail.example ready\r\n\r\n");
        });
        using ApiClient client = SocketClient.Create(null, o => o.Proxy = new WebProxy(proxy.Address));

        ApiNetworkException e = await Assert.ThrowsAsync<ApiNetworkException>(() => SocketClient.CallAsync(client, idempotent: true));

        Assert.Contains($"what the proxy 127.0.0.1:{proxy.Address.Port} responded is not HTTP (the request was not sent)", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task What_hangs_before_the_request_is_sent_is_the_making_of_the_connection(bool inTls, bool byHttpClient)
    {
        await using SocketServer silent = new(connection => connection.StallAsync());
        using SocketsHttpHandler handler = ApiHttpHandler.Create();
        if (!inTls)
        {
            handler.ConnectCallback = static async (_, cancellationToken) =>
            {
                await Task.Delay(Timeout.Infinite, cancellationToken);
                return Stream.Null;
            };
        }

        using HttpClient http = new(handler) { Timeout = TimeSpan.FromMilliseconds(300) };
        using ApiClient client = SocketClient.Create(new Uri($"https://127.0.0.1:{silent.Address.Port}/"), o =>
        {
            o.HttpMessageHandler = byHttpClient ? null : handler;
            o.HttpClientFactory = byHttpClient ? () => http : null;
            o.Timeout = byHttpClient ? o.Timeout : TimeSpan.FromMilliseconds(300);
        });

        ApiTimeoutException e = await Assert.ThrowsAsync<ApiTimeoutException>(() => SocketClient.CallAsync(client, idempotent: false));

        Assert.Contains("it was making the connection (the request was not sent)", e.Message, StringComparison.Ordinal);
    }

    private sealed class OwnProxy(string fault) : IWebProxy
    {
        public ICredentials? Credentials
        {
            get => fault == "Credentials" ? throw new InvalidOperationException("no store") : null;
            set => throw new NotSupportedException();
        }

        public Uri? GetProxy(Uri destination) => fault switch
        {
            "ftp" => new Uri("ftp://proxy.invalid/"),
            "mailto" => new Uri("mailto:someone@proxy.invalid"),
            "native" => throw new System.ComponentModel.Win32Exception(5),
            "relative" => new Uri("/proxy", UriKind.Relative),
            _ => throw new InvalidOperationException("no script"),
        };

        public bool IsBypassed(Uri host) => fault == "IsBypassed" ? throw new InvalidOperationException("no script") : false;
    }

    [Fact]
    public async Task A_head_that_is_too_large_is_told_as_the_response_s_fault_and_not_asked_for_again()
    {
        await using SocketServer server = SocketServer.Responding(SocketServer.Http("200 OK", SocketClient.Success, $"X-Large: {new string('a', 70_000)}"));
        using ApiClient client = SocketClient.Create(server.Address);

        ApiNetworkException e = await Assert.ThrowsAsync<ApiNetworkException>(() => SocketClient.CallAsync(client, idempotent: true));

        Assert.Contains("the head of the response is larger than the HTTP handler reads", e.Message, StringComparison.Ordinal);
        Assert.True(e.MayHaveBeenSent);
        Assert.Equal(1, e.Attempts);
    }

    private static async Task TlsFailsAsync(SocketServer server, int connections)
    {
        using ApiClient client = SocketClient.Create(new UriBuilder(server.Address) { Scheme = "https" }.Uri);

        ApiNetworkException e = await Assert.ThrowsAsync<ApiNetworkException>(() => SocketClient.CallAsync(client, idempotent: false));

        Assert.False(e.MayHaveBeenSent);
        Assert.Contains("TLS with", e.Message, StringComparison.Ordinal);
        Assert.Equal(connections, server.Connections);
        Assert.Equal(connections, e.Attempts);
        Assert.Equal(0, server.Requests);
    }
}
