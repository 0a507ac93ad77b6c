using System.Net;
using System.Text;
using ApiGen.Runtime.Tests.Pipeline;
using Xunit;

namespace ApiGen.Runtime.Tests.Streaming;

public sealed class StreamCallTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Events_become_responses_whatever_charset_the_content_type_names()
    {
        StubHandler handler = new(_ => Events(
            "id: 1\ndata: {\"RequestId\":\"r-1\",\"Data\":{\"Text\":\"未\"}}\n\n"
            + ": keep-alive\n\n"
            + "data:\n\n"
            + "event: end\ndata: {\"Response\":{\"RequestId\":\"r-1\",\ndata: \"Data\":{\"Text\":\"b\"}}}\n\n"
            + "data: [DONE]\n\n"));
        using ApiClient client = Client(handler);

        List<string> seen = [];
        await foreach (ServerSentEvent<ThingResponse> e in client.StreamAsync(TestService.Action(), new ThingRequest { Name = "n" }, null, Token))
        {
            seen.Add($"{e.Type} {e.Id} {e.Data.Data.Text}");
        }

        Assert.Equal(["message 1 未", "end 1 b"], seen);
    }

    [Fact]
    public async Task An_answer_without_a_stream_is_one_event()
    {
        using ApiClient client = Client(StubHandler.Json("""{"Response":{"Data":{"Text":"mp1"},"RequestId":"r-1"}}"""));

        ServerSentEvent<ThingResponse>[] events = await AllAsync(client);

        Assert.Equal("mp1", Assert.Single(events).Data.Data.Text);
    }

    [Fact]
    public async Task A_failure_instead_of_a_stream_and_one_inside_it_are_service_failures()
    {
        using ApiClient instead = Client(StubHandler.Json("""{"Response":{"Error":{"Code":"InternalError","Message":"m"},"RequestId":"r-1"}}"""));
        using ApiClient inside = Client(new StubHandler(_ => Events("data: {\"Error\":{\"Code\":\"FailedOperation.TooManyThings\",\"Message\":\"m\"},\"RequestId\":\"r-2\"}\n\n")));

        ApiException<ThingErrorCode> first = await Assert.ThrowsAsync<ApiException<ThingErrorCode>>(() => AllAsync(instead));
        ApiException<ThingErrorCode> second = await Assert.ThrowsAsync<ApiException<ThingErrorCode>>(() => AllAsync(inside));

        Assert.Equal(CommonErrorCode.InternalError, first.CommonErrorCode);
        Assert.Equal(ThingErrorCode.FailedOperationTooManyThings, second.ErrorCode);
        Assert.Equal("r-2", second.RequestId);
    }

    [Fact]
    public async Task An_event_that_is_no_JSON_is_a_malformed_response()
    {
        using ApiClient client = Client(new StubHandler(_ => Events("data: nonsense\n\n")));

        await Assert.ThrowsAsync<ApiMalformedResponseException>(() => AllAsync(client));
    }

    [Theory]
    [InlineData("data: {\"Data\":{\"Text\":\"b")]
    [InlineData("data: {\"Data\":{\"Text\":\"b\"}}")]
    [InlineData("data: {\"Data\":{\"Text\":\"b\"}}\n")]
    [InlineData("event: more\ndata: {\n: comment")]
    [InlineData("d")]
    [InlineData("data: ")]
    [InlineData("event: more\nda")]
    [InlineData("data: [DON")]
    public async Task A_stream_that_ends_in_order_in_the_middle_of_an_event_is_no_whole_one(string rest)
    {
        using ApiClient client = Client(new StubHandler(_ => Events($"data: {{\"Data\":{{\"Text\":\"a\"}},\"RequestId\":\"r-3\"}}\n\n{rest}")));
        List<string?> texts = [];

        ApiMalformedResponseException e = await Assert.ThrowsAsync<ApiMalformedResponseException>(async () =>
        {
            await foreach (ServerSentEvent<ThingResponse> each in client.StreamAsync(TestService.Action(), new ThingRequest { Name = "n" }, null, Token))
            {
                texts.Add(each.Data.Data.Text);
            }
        });

        Assert.Equal(["a"], texts);
        Assert.Contains("the stream ended in the middle of an event", e.Message, StringComparison.Ordinal);
        Assert.Equal("r-3", e.RequestId);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n: bye")]
    [InlineData("data: [DONE]")]
    [InlineData("data: [DONE]\n")]
    [InlineData("data:\n")]
    [InlineData("id: 7\nevent: end\n")]
    public async Task A_stream_whose_last_event_says_nothing_is_whole(string rest)
    {
        using ApiClient client = Client(new StubHandler(_ => Events($"data: {{\"Data\":{{\"Text\":\"a\"}}}}\n\n{rest}")));

        Assert.Equal("a", Assert.Single(await AllAsync(client)).Data.Data.Text);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\uFEFF")]
    [InlineData(": keep-alive\n\n: keep-alive\n\n")]
    [InlineData("id: 7\nevent: end\n\n")]
    [InlineData("data:\n\n")]
    [InlineData("data: [DONE]\n\n")]
    public async Task A_stream_in_which_no_event_holds_a_response_is_no_response(string events)
    {
        using ApiClient client = Client(new StubHandler(_ => Events(events)));

        ApiMalformedResponseException e = await Assert.ThrowsAsync<ApiMalformedResponseException>(() => AllAsync(client));

        Assert.Contains("the stream ended without an event that holds a response", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stream_that_stalls_times_out_and_one_that_breaks_is_a_network_failure()
    {
        await using SocketServer server = new(async connection =>
        {
            string head = await connection.ReadRequestAsync();
            await connection.WriteAsync("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n");
            await connection.WriteAsync("e\r\ndata: {\"a\":1}\r\n2\r\n\n\n\r\n");
            if (head.Contains("X-TC-Region: stall", StringComparison.Ordinal))
            {
                await connection.StallAsync();
            }
        });
        using ApiClient client = new(TestService.Service, new TencentCloudCredential("AKIDx", "key"), null, new ApiClientOptions
        {
            Endpoint = server.Address,
            Throttle = new ThrottleOptions { Mode = ThrottleMode.Off },
        });
        int received = 0;

        await Assert.ThrowsAsync<ApiTimeoutException>(() => ReadAsync(new ApiCallOptions { Region = "stall", Timeout = TimeSpan.FromMilliseconds(300) }));
        await Assert.ThrowsAsync<ApiNetworkException>(() => ReadAsync(new ApiCallOptions()));

        Assert.Equal(2, received);

        async Task ReadAsync(ApiCallOptions options)
        {
            await foreach (ServerSentEvent<ThingResponse> _ in client.StreamAsync(TestService.Action(), new ThingRequest { Name = "n" }, options, Token))
            {
                received++;
            }
        }
    }

    private static async Task<ServerSentEvent<ThingResponse>[]> AllAsync(ApiClient client)
    {
        List<ServerSentEvent<ThingResponse>> events = [];
        await foreach (ServerSentEvent<ThingResponse> e in client.StreamAsync(TestService.Action(), new ThingRequest { Name = "n" }, null, Token))
        {
            events.Add(e);
        }

        return [.. events];
    }

    private static HttpResponseMessage Events(string events)
    {
        ByteArrayContent content = new(Encoding.UTF8.GetBytes(events));
        content.Headers.TryAddWithoutValidation("Content-Type", "text/event-stream; charset=GB2312");
        return new HttpResponseMessage(HttpStatusCode.OK) { Content = content };
    }

    private static ApiClient Client(StubHandler handler) => new(TestService.Service, new TencentCloudCredential("AKIDx", "key"), null, new ApiClientOptions
    {
        HttpMessageHandler = handler,
        Throttle = new ThrottleOptions { Mode = ThrottleMode.Off },
    });
}
