using System.Text;
using ApiGen.Runtime.Tests.Credentials;
using Xunit;

namespace ApiGen.Runtime.Tests.Pipeline;

/// <summary>The platform's own exceptions quote what came back. A server on a real socket sends the request's signature and token where they would be quoted.</summary>
public sealed class QuotedResponseTests
{
    private const string SessionToken = "t-example-session-token-0001";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("{0} {1}\r\n\r\n", HttpRequestError.InvalidResponse)]
    [InlineData("HTTP/1.1 {1}\r\n\r\n", HttpRequestError.InvalidResponse)]
    [InlineData("HTTP/1.1 200 OK\r\n{0} {1}\r\n\r\n", HttpRequestError.InvalidResponse)]
    [InlineData("HTTP/1.1 200 OK\r\n {0}: {1}\r\n\r\n", HttpRequestError.InvalidResponse)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: {1}{0}\r\n\r\n", null)]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nz{0}\r\n", HttpRequestError.InvalidResponse)]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx{0}\r\n", HttpRequestError.InvalidResponse)]
    [InlineData("HTTP/1.1 500 {0}{1}\r\nContent-Length: 0\r\n\r\n", null)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Encoding: {1}\r\nContent-Length: 2\r\n\r\n{0}", null)]
    [InlineData("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{{\"Response\":{{\"Data\":{1}}}}}", null)]
    [InlineData("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{{\"Response\":{{\"Data\":{{\"Integer\":\"{0}\"}}}}}}", null)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\ndata: {{\"Response\":{{\"Data\":{1}}}}}\n\n", null)]
    public async Task No_exception_quotes_the_signature_or_the_token_that_came_back(string response, HttpRequestError? error)
    {
        string signature = "";
        await using SocketServer server = new(async connection =>
        {
            string head = await connection.ReadRequestAsync();
            signature = head.Split("\r\n").Single(line => line.StartsWith("Authorization:", StringComparison.OrdinalIgnoreCase))[^64..];
            await connection.WriteAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, response, signature, SessionToken));
        });
        using ApiClient client = Client(o => o.Endpoint = server.Address);

        ApiException e = await Assert.ThrowsAnyAsync<ApiException>(() => CallAsync(client));

        string told = Told(e);
        foreach (string secret in (string[])[signature[..8], SessionToken[..8], Hex(signature), Hex(SessionToken)])
        {
            Assert.DoesNotContain(secret, told, StringComparison.OrdinalIgnoreCase);
        }

        if (error is not null)
        {
            Assert.Equal(error, e.InnerException switch
            {
                HttpRequestException request => request.HttpRequestError,
                HttpIOException reading => reading.HttpRequestError,
                _ => null,
            });
            Assert.Contains("System.Net.Http", e.InnerException!.StackTrace, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_handler_s_exception_that_repeats_the_request_s_headers_is_not_shown(bool isWrapped)
    {
        string signature = "";
        using ApiClient client = Client(o => o.HttpMessageHandler = new Quoting(authorization =>
        {
            signature = authorization[^64..];
            Exception quoting = new InvalidTimeZoneException($"could not send {authorization}") { Data = { ["header"] = authorization } };
            return isWrapped ? new HttpRequestException("wrapped", quoting) : quoting;
        }));

        ApiNetworkException e = await Assert.ThrowsAsync<ApiNetworkException>(() => CallAsync(client));

        Assert.DoesNotContain(signature[..8], Told(e), StringComparison.Ordinal);
        Assert.Contains(nameof(InvalidTimeZoneException), Told(e), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_quotes_nothing_is_the_inner_exception_itself()
    {
        IOException thrown = new("the cable was pulled");
        using ApiClient client = Client(o => o.HttpMessageHandler = new Quoting(_ => thrown));

        ApiNetworkException e = await Assert.ThrowsAsync<ApiNetworkException>(() => CallAsync(client));

        Assert.Same(thrown, e.InnerException);
    }

    [Fact]
    public async Task A_handler_that_gives_no_response_fails_the_call_in_the_terms_of_the_library()
    {
        using ApiClient client = Client(o => o.HttpMessageHandler = new Nothing());

        ApiNetworkException e = await Assert.ThrowsAsync<ApiNetworkException>(() => CallAsync(client));

        Assert.Contains("an HTTP handler gave no response", e.Message, StringComparison.Ordinal);
        Assert.True(e.MayHaveBeenSent);
    }

    [Theory]
    [InlineData("{\"TmpSecretKey\":\"hidden-key-0001\"} nothing else\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\n{\"TmpSecretKey\":\"hidden-key-0001\"\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{\"TmpSecretKey\": thidden-key-0001}")]
    public async Task A_broken_response_of_the_metadata_service_is_not_quoted(string response)
    {
        await using SocketServer server = SocketServer.Responding(Encoding.UTF8.GetBytes(response));
        CvmRoleCredentialProvider provider = new(new CvmRoleOptions { Endpoint = server.Address, RoleName = "r" });

        ApiCredentialException e = await Assert.ThrowsAsync<ApiCredentialException>(() => provider.GetCredentialAsync(Token).AsTask());

        Assert.DoesNotContain("hidden", Told(e), StringComparison.Ordinal);
        Assert.DoesNotContain(Hex("hidden"), Told(e), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_provider_s_own_exceptions_quote_no_response_either()
    {
        await using SocketServer server = SocketServer.Responding("{\"key\":\"hidden-key-0001\"} nothing else\r\n\r\n"u8.ToArray());
        using HttpClient http = new();
        ScriptedProvider provider = new(new CredentialRefreshOptions())
        {
            Fetch = async (_, cancellationToken) => throw new InvalidOperationException(await http.GetStringAsync(server.Address, cancellationToken)),
        };

        ApiCredentialException e = await Assert.ThrowsAsync<ApiCredentialException>(() => provider.GetCredentialAsync(Token).AsTask());

        Assert.DoesNotContain("hidden", Told(e), StringComparison.Ordinal);
        Assert.Contains(nameof(HttpRequestException), Told(e), StringComparison.Ordinal);
    }

    [Fact]
    public void A_raw_request_that_is_not_JSON_is_not_quoted()
    {
        ArgumentException e = Assert.Throws<ArgumentException>(() => new ApiRawRequest("{\"Password\":\n  thidden-0001}"));

        Assert.DoesNotContain("hidden", Told(e), StringComparison.Ordinal);
        Assert.Contains("line 2", e.Message, StringComparison.Ordinal);
    }

    private static async Task CallAsync(ApiClient client)
    {
        await foreach (ServerSentEvent<ThingResponse> _ in client.StreamAsync(TestService.Action("Quoted"), new ThingRequest { Name = "n" }, null, Token))
        {
        }
    }

    private static ApiClient Client(Action<ApiClientOptions> configure)
    {
        ApiClientOptions options = new() { Retry = RetryOptions.Off, Throttle = new ThrottleOptions { Mode = ThrottleMode.Off } };
        configure(options);
        return new ApiClient(TestService.Service, new TencentCloudCredential("AKIDexample", "example-secret-key", SessionToken), null, options);
    }

    // How the platform quotes the size of a chunk.
    private static string Hex(string text) => BitConverter.ToString(Encoding.ASCII.GetBytes(text[..4]));

    private static string Told(Exception e)
    {
        StringBuilder texts = new(e.ToString());
        for (Exception? cause = e; cause is not null; cause = cause.InnerException)
        {
            texts.Append(' ').Append(cause.Message).Append(' ').AppendJoin(' ', cause.Data.Values.Cast<object?>());
        }

        return texts.ToString();
    }

    private sealed class Quoting(Func<string, Exception> failure) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromException<HttpResponseMessage>(failure(request.Headers.GetValues("Authorization").Single()));
    }

    private sealed class Nothing : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Task.FromResult<HttpResponseMessage>(null!);
    }
}
