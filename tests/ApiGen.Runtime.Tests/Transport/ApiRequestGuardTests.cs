using System.Net;
using System.Net.Sockets;
using ApiGen.Runtime.Tests.Pipeline;
using ApiGen.Runtime.Transport;
using Xunit;

namespace ApiGen.Runtime.Tests.Transport;

/// <summary>A handler that repeats requests by itself does not repeat one that may not be, also where another handler has read its body.</summary>
public sealed class ApiRequestGuardTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static MatrixTheoryData<string, bool, bool> Chains => new(["retry", "retry,read", "read,retry", "retry,buffer", "read,buffer,retry", "retry,read,wrap", "read,wrap,retry", "copy,retry", "retry,copy"], [false, true], [false, true]);

    [Theory]
    [MemberData(nameof(Chains))]
    public async Task A_request_is_sent_once_unless_it_may_be_repeated(string chain, bool isBroken, bool isIdempotent)
    {
        int sent = 0;
        HttpMessageHandler handler = new StubHandler(_ =>
        {
            sent++;
            return isBroken ? throw new HttpRequestException("broken") : new HttpResponseMessage(HttpStatusCode.ServiceUnavailable);
        });
        foreach (string name in chain.Split(',').Reverse())
        {
            handler = Handler(name, handler);
        }

        using ApiClient client = new(TestService.Service, SocketClient.Credential, null, new ApiClientOptions { HttpMessageHandler = handler, Retry = { MaxAttempts = 1 }, Throttle = { Mode = ThrottleMode.Off } });

        ApiException e = await Assert.ThrowsAnyAsync<ApiException>(
            () => client.SendAsync(TestService.Action(), new ThingRequest { Name = "n" }, new ApiCallOptions { IsIdempotent = isIdempotent }, Token));

        Assert.Equal(isIdempotent ? 3 : 1, sent);
        if (!isIdempotent)
        {
            Assert.True(Assert.IsType<ApiNetworkException>(e).MayHaveBeenSent);
            Assert.StartsWith("CreateThing did not complete: an HTTP handler tried to send the request a second time", e.Message, StringComparison.Ordinal);
        }

        Assert.True(ApiRequestGuard.TryPutBelow(handler));
        Assert.Equal(1, CountIn(handler));
    }

    [Theory]
    [InlineData("copy")]
    [InlineData("read")]
    [InlineData("copy,wrap")]
    public async Task A_handler_that_looks_at_the_body_takes_no_call_away(string chain)
    {
        int sent = 0;
        HttpMessageHandler handler = new StubHandler(_ =>
        {
            sent++;
            return StubHandler.Ok(SocketClient.Success);
        });
        foreach (string name in chain.Split(',').Reverse())
        {
            handler = Handler(name, handler);
        }

        using ApiClient client = new(TestService.Service, SocketClient.Credential, null, new ApiClientOptions { HttpMessageHandler = handler, Throttle = { Mode = ThrottleMode.Off } });

        await client.SendAsync(TestService.Action(), new ThingRequest { Name = "n" }, new ApiCallOptions { IsIdempotent = false }, Token);

        Assert.Equal(1, sent);
    }

    [Theory]
    [InlineData("read", false)]
    [InlineData("copy", false)]
    [InlineData("retry,read", true)]
    [InlineData("read,wrap,retry", true)]
    public async Task A_call_that_found_no_connection_was_not_sent_also_where_a_handler_has_read_its_body(string chain, bool isRepeated)
    {
        int tried = 0;
        HttpMessageHandler handler = new UnreachedHandler(() => tried++);
        foreach (string name in chain.Split(',').Reverse())
        {
            handler = Handler(name, handler);
        }

        using ApiClient client = new(TestService.Service, SocketClient.Credential, null, new ApiClientOptions { HttpMessageHandler = handler, Retry = { MaxAttempts = 1 }, Throttle = { Mode = ThrottleMode.Off } });

        ApiNetworkException e = await Assert.ThrowsAsync<ApiNetworkException>(
            () => client.SendAsync(TestService.Action(), new ThingRequest { Name = "n" }, new ApiCallOptions { IsIdempotent = false }, Token));

        Assert.Equal((false, isRepeated ? 3 : 1), (e.MayHaveBeenSent, tried));
        Assert.Contains("refused the connection", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_put_below_what_sends_by_itself_or_was_used()
    {
        using SocketsHttpHandler sockets = new();

        Assert.False(ApiRequestGuard.TryPutBelow(sockets));
        Assert.False(ApiRequestGuard.TryPutBelow(null));
    }

    private static DelegatingHandler Handler(string name, HttpMessageHandler inner) => name switch
    {
        "retry" => new Repeating { InnerHandler = inner },
        "wrap" => new Wrapping { InnerHandler = inner },
        "copy" => new Reading(content => content.CopyToAsync(new MemoryStream(), Token)) { InnerHandler = inner },
        "read" => new Reading(content => content.ReadAsStringAsync(Token)) { InnerHandler = inner },
        _ => new Reading(content => content.LoadIntoBufferAsync(Token)) { InnerHandler = inner },
    };

    private static int CountIn(HttpMessageHandler? handler) =>
        handler is DelegatingHandler { InnerHandler: var inner } ? (handler is ApiRequestGuard ? 1 : 0) + CountIn(inner) : 0;

    private sealed class Repeating : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            for (int i = 0; ; i++)
            {
                try
                {
                    HttpResponseMessage response = await base.SendAsync(request, cancellationToken);
                    if (response.IsSuccessStatusCode || i == 2)
                    {
                        return response;
                    }
                }
                catch (HttpRequestException) when (i < 2)
                {
                    // Once more.
                }
            }
        }
    }

    private sealed class Reading(Func<HttpContent, Task> read) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await read(request.Content!);
            return await base.SendAsync(request, cancellationToken);
        }
    }

    /// <summary>Sends the body in a content of its own, as a handler does that compresses.</summary>
    private sealed class Wrapping : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.Content = request.Content as Wrapped ?? new Wrapped(request.Content!);
            return base.SendAsync(request, cancellationToken);
        }
    }

    private sealed class UnreachedHandler(Action tried) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            tried();
            throw new HttpRequestException(HttpRequestError.ConnectionError, null, new SocketException((int)SocketError.ConnectionRefused));
        }
    }

    private sealed class Wrapped(HttpContent inner) : HttpContent
    {
        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => inner.CopyToAsync(stream, Token);

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
