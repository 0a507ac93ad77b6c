using System.Net;
using System.Net.Http.Headers;
using Xunit;

namespace ApiGen.Runtime.Tests.Pipeline;

/// <summary>What a response of a handler's own throws is a failure of the network like others, wherever it throws, unless its status tells of another failure.</summary>
public sealed class OwnResponseTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static MatrixTheoryData<string, bool, bool> Faults => new(["disposed", "length", "open", "null stream", "read"], [false, true], [false, true]);

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task What_it_throws_is_a_network_failure_beside_a_status_of_success(string fault, bool isStream, bool isFailure)
    {
        foreach (Exception thrown in (Exception[])[new InvalidOperationException("x"), new ObjectDisposedException("x"), new FormatException("x"), new NotSupportedException("x")])
        {
            using ApiClient client = Client(() => Response(fault, thrown, isStream, isFailure));
            if ((fault, isStream, isFailure) == ("length", true, false))
            {
                // Nobody asks how long a stream of events is.
                await CallAsync(client, isStream);
                continue;
            }

            ApiException e = await Assert.ThrowsAnyAsync<ApiException>(() => CallAsync(client, isStream));

            Assert.IsType(isFailure ? typeof(ApiHttpStatusException) : typeof(ApiNetworkException), e);
            Assert.Equal(1, e.Attempts);
            Assert.NotNull(e.InnerException);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_it_throws_when_it_is_disposed_changes_nothing_of_how_the_call_ended(bool isStream)
    {
        using ApiClient client = Client(() => Response("dispose", new InvalidOperationException("x"), isStream, isFailure: false));
        await CallAsync(client, isStream);

        using ApiClient failing = Client(() => Response("dispose", new InvalidOperationException("x"), isStream, isFailure: true));
        await Assert.ThrowsAsync<ApiHttpStatusException>(() => CallAsync(failing, isStream));

        using ApiClient hooked = Client(
            () => Response("dispose", new InvalidOperationException("x"), isStream, isFailure: false), o => o.AfterResponse = _ => throw new NotImplementedException());
        await Assert.ThrowsAsync<NotImplementedException>(() => CallAsync(hooked, isStream));
    }

    [Fact]
    public async Task A_response_without_content_is_empty()
    {
        using ApiClient client = Client(static () => new HttpResponseMessage { Content = null });

        Assert.Contains("it is empty", (await Assert.ThrowsAsync<ApiMalformedResponseException>(() => CallAsync(client, isStream: false))).Message, StringComparison.Ordinal);
        Assert.Contains("it is empty", (await Assert.ThrowsAsync<ApiMalformedResponseException>(() => CallAsync(client, isStream: true))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_response_to_a_request_whose_address_is_not_whole_is_another_address_s()
    {
        using ApiClient client = Client(static () =>
        {
            HttpResponseMessage response = StubHandler.Ok(SocketClient.Success);
            response.RequestMessage = new HttpRequestMessage(HttpMethod.Get, new Uri("/other", UriKind.Relative));
            return response;
        });

        Assert.Contains("one that is not whole", (await Assert.ThrowsAsync<ApiNetworkException>(() => CallAsync(client, isStream: false))).Message, StringComparison.Ordinal);
    }

    private static ApiClient Client(Func<HttpResponseMessage> respond, Action<ApiClientOptions>? configure = null)
    {
        ApiClientOptions options = new() { HttpMessageHandler = new StubHandler(_ => respond()), Throttle = { Mode = ThrottleMode.Off }, Retry = RetryOptions.Off };
        configure?.Invoke(options);
        return new ApiClient(TestService.Service, new TencentCloudCredential("AKIDexample", "example-secret-key"), null, options);
    }

    private static async Task CallAsync(ApiClient client, bool isStream)
    {
        if (!isStream)
        {
            await client.SendAsync(TestService.Action(), new ThingRequest { Name = "n" }, null, Token);
            return;
        }

        await foreach (ServerSentEvent<ThingResponse> e in client.StreamAsync(TestService.Action(), new ThingRequest { Name = "n" }, null, Token))
        {
            Assert.NotNull(e.Data);
        }
    }

    private static HttpResponseMessage Response(string fault, Exception thrown, bool isStream, bool isFailure)
    {
        HttpResponseMessage response = new(isFailure ? HttpStatusCode.BadGateway : HttpStatusCode.OK) { Content = new OwnContent(fault, thrown, isStream) };
        response.Content.Headers.ContentType = new MediaTypeHeaderValue(isStream ? "text/event-stream" : "application/json");
        if (fault == "disposed")
        {
            response.Dispose();
        }

        return response;
    }

    private sealed class OwnContent(string fault, Exception thrown, bool isStream) : HttpContent
    {
        protected override Task<Stream> CreateContentReadStreamAsync() => fault switch
        {
            "open" => throw thrown,
            "null stream" => Task.FromResult<Stream>(null!),
            "read" => Task.FromResult<Stream>(new OwnStream(thrown)),
            _ => Task.FromResult<Stream>(new MemoryStream(isStream ? [.. "data: {\"RequestId\":\"r\"}\n\n"u8] : [.. "{\"Response\":{\"RequestId\":\"r\"}}"u8])),
        };

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => throw new NotSupportedException();

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return fault == "length" ? throw thrown : false;
        }

        protected override void Dispose(bool disposing)
        {
            base.Dispose(disposing);
            if (fault == "dispose")
            {
                throw thrown;
            }
        }
    }

    private sealed class OwnStream(Exception thrown) : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => throw thrown;
    }
}
