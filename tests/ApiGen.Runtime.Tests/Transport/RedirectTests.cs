using ApiGen.Runtime.Tests.Pipeline;
using Xunit;

namespace ApiGen.Runtime.Tests.Transport;

/// <summary>A signed request goes to its own address alone, whatever carries it: another server gets no secret, and its response is no success.</summary>
public sealed class RedirectTests
{
    private const string Secret = "session-token-0123456789";

    private static readonly TencentCloudCredential Credential = new("AKIDexample", "example-secret-key", Secret);

    public static TheoryData<int, bool> Kinds
    {
        get
        {
            TheoryData<int, bool> kinds = [];
            foreach (int status in new[] { 301, 302, 303, 307, 308 })
            {
                kinds.Add(status, true);
                kinds.Add(status, false);
            }

            return kinds;
        }
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_handler_of_the_platform_does_not_follow_them_whatever_stands_before_it(int status, bool idempotent)
    {
        HttpMessageHandler[] handlers = [new HttpClientHandler(), new SocketsHttpHandler(), new Passing(new Passing(new HttpClientHandler())), new Passing(new SocketsHttpHandler())];
        foreach (HttpMessageHandler handler in handlers)
        {
            using (handler)
            {
                await using Elsewhere elsewhere = new();
                await using SocketServer service = Redirecting(status, elsewhere.Address);

                ApiHttpStatusException e = await Assert.ThrowsAsync<ApiHttpStatusException>(() => CallAsync(service, idempotent, o => o.HttpMessageHandler = handler));

                Assert.Equal((status, 1, ""), ((int)e.StatusCode, e.Attempts, elsewhere.Received));
                Assert.Contains("Redirects are not followed", e.Message, StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task An_http_client_that_follows_them_takes_no_secret_along_and_gives_no_success(int status, bool idempotent)
    {
        using HttpClient http = new();
        await using Elsewhere elsewhere = new();
        await using SocketServer service = Redirecting(status, elsewhere.Address);

        ApiNetworkException e = await Assert.ThrowsAsync<ApiNetworkException>(() => CallAsync(service, idempotent, o => o.HttpClientFactory = () => http));

        Assert.Equal((true, 1), (e.MayHaveBeenSent, e.Attempts));
        Assert.Contains("follows a redirect", e.Message, StringComparison.Ordinal);
        Assert.Contains($"http://127.0.0.1:{elsewhere.Address.Port}", e.Message, StringComparison.Ordinal);
        Assert.Contains("AllowAutoRedirect", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("second time", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, elsewhere.Received, StringComparison.Ordinal);
        Assert.DoesNotContain("TC3-HMAC", elsewhere.Received, StringComparison.Ordinal);
        Assert.DoesNotContain("private-name", elsewhere.Received, StringComparison.Ordinal);
        Assert.True(status < 307 || elsewhere.Received.Length == 0, elsewhere.Received);
    }

    [Theory]
    [InlineData("/other")]
    [InlineData("/")]
    public async Task One_to_the_same_server_is_no_success_either(string path)
    {
        int requests = 0;
        await using SocketServer service = new(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.WriteAsync(requests++ == 0 ? SocketServer.Http("302 Found", "", $"Location: {path}") : SocketServer.Http("200 OK", SocketClient.Success));
        });
        using HttpClient http = new();

        ApiNetworkException e = await Assert.ThrowsAsync<ApiNetworkException>(() => CallAsync(service, true, o => o.HttpClientFactory = () => http));

        Assert.Contains("follows a redirect", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_leads_to_nobody_is_told_as_a_redirect()
    {
        await using SocketServer service = Redirecting(302, SocketServer.FreeAddress());
        using HttpClient http = new();

        ApiNetworkException e = await Assert.ThrowsAsync<ApiNetworkException>(() => CallAsync(service, true, o => o.HttpClientFactory = () => http));

        Assert.Equal((true, 1), (e.MayHaveBeenSent, e.Attempts));
        Assert.Contains("follows a redirect", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_used_handler_that_follows_them_is_refused_by_the_name_of_its_setting()
    {
        await using SocketServer service = SocketServer.Responding(SocketServer.Http("200 OK", ""));
        using SocketsHttpHandler used = new();
        using (HttpClient http = new(used, disposeHandler: false))
        {
            using HttpResponseMessage response = await http.GetAsync(service.Address, Token);
        }

        ArgumentException e = Assert.Throws<ArgumentException>(() => SocketClient.Create(service.Address, o => o.HttpMessageHandler = new Passing(used)));

        Assert.Contains("set AllowAutoRedirect of the handler to false", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_used_or_disposed_handler_that_follows_none_is_fine()
    {
        using SocketsHttpHandler handler = new();
        for (int i = 0; i < 2; i++)
        {
            using ApiClient client = SocketClient.Create(null, o => o.HttpMessageHandler = handler);
            Assert.False(handler.AllowAutoRedirect);
        }

        SocketsHttpHandler disposed = new();
        disposed.Dispose();
        using ApiClient late = SocketClient.Create(null, o => o.HttpMessageHandler = disposed);
        Assert.NotNull(late);
    }

    [Fact]
    public async Task A_handler_that_changes_the_address_is_refused_before_anything_is_sent()
    {
        await using Elsewhere elsewhere = new();
        await using SocketServer service = SocketServer.Responding(SocketServer.Http("200 OK", SocketClient.Success));
        using Moving handler = new(elsewhere.Address, new SocketsHttpHandler());

        ApiNetworkException e = await Assert.ThrowsAsync<ApiNetworkException>(() => CallAsync(service, true, o => o.HttpMessageHandler = handler));

        Assert.Equal((false, ""), (e.MayHaveBeenSent, elsewhere.Received));
        Assert.Contains("give the address as ApiClientOptions.Endpoint", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_response_to_another_request_is_not_taken_for_the_service_s()
    {
        using StubHandler handler = new(_ =>
        {
            HttpResponseMessage response = StubHandler.Ok(SocketClient.Success);
            response.RequestMessage = new HttpRequestMessage(HttpMethod.Post, "https://elsewhere.example/");
            return response;
        });
        using ApiClient client = SocketClient.Create(null, o => o.HttpMessageHandler = handler);

        ApiNetworkException e = await Assert.ThrowsAsync<ApiNetworkException>(() => SocketClient.CallAsync(client, idempotent: true));

        Assert.Contains("https://elsewhere.example", e.Message, StringComparison.Ordinal);
        Assert.Single(handler.Requests);
    }

    private static SocketServer Redirecting(int status, Uri target) =>
        SocketServer.Responding(SocketServer.Http($"{status} Moved", "", $"Location: {target}x"));

    private static async Task CallAsync(SocketServer service, bool idempotent, Action<ApiClientOptions> configure)
    {
        ApiClientOptions options = new()
        {
            Endpoint = service.Address,
            Retry = new RetryOptions { BaseDelay = TimeSpan.Zero },
            Throttle = new ThrottleOptions { Mode = ThrottleMode.Off },
        };
        configure(options);
        using ApiClient client = new(TestService.Service, Credential, null, options);
        await SocketClient.CallAsync(client, idempotent, "private-name");
    }

    /// <summary>The server that a redirect leads to, which would take anything for its own.</summary>
    private sealed class Elsewhere : IAsyncDisposable
    {
        private readonly SocketServer _server;
        private string _received = "";

        internal Elsewhere() => _server = new SocketServer(async connection =>
        {
            byte[] bytes = new byte[16_384];
            int count = await connection.OpenStream().ReadAsync(bytes);
            _received += System.Text.Encoding.ASCII.GetString(bytes, 0, count);
            await connection.WriteAsync(SocketServer.Http("200 OK", SocketClient.Success));
        });

        internal Uri Address => _server.Address;

        internal string Received => Volatile.Read(ref _received);

        public ValueTask DisposeAsync() => _server.DisposeAsync();
    }

    private sealed class Passing(HttpMessageHandler inner) : DelegatingHandler(inner);

    private sealed class Moving(Uri address, HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.RequestUri = address;
            return base.SendAsync(request, cancellationToken);
        }
    }
}
