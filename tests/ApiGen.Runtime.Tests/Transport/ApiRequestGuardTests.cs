using System.Net;
using ApiGen.Runtime.Tests.Pipeline;
using ApiGen.Runtime.Transport;
using Xunit;

namespace ApiGen.Runtime.Tests.Transport;

/// <summary>A handler that repeats requests by itself does not repeat one that may not be, also where another handler has read its body.</summary>
public sealed class ApiRequestGuardTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static MatrixTheoryData<string, bool, bool> Chains => new(["retry", "retry,read", "read,retry", "retry,buffer", "read,buffer,retry"], [false, true], [false, true]);

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
}
