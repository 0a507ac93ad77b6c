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

    [Theory]
    [InlineData("data: {\"Error\":{\"Code\":\"FailedOperation.TooManyThings\",\"Message\":\"m\"},\"RequestId\":\"r-2\"}\n\n", HttpStatusCode.OK)]
    [InlineData(": hello\n\ndata: {\"Response\":{\"Error\":{\"Code\":\"FailedOperation.TooManyThings\",\"Message\":\"m\"},\"RequestId\":\"r-2\"}}\n\ndata: [DONE]\n\n", HttpStatusCode.OK)]
    [InlineData("data: {\"Error\":{\"Code\":\"FailedOperation.TooManyThings\",\"Message\":\"m\"},\"RequestId\":\"r-2\"}\n\n", HttpStatusCode.BadRequest)]
    public async Task A_failure_in_the_first_event_is_told_to_a_call_that_asked_for_no_stream(string events, HttpStatusCode status)
    {
        using ApiClient client = Client(new StubHandler(_ =>
        {
            HttpResponseMessage response = Events(events);
            response.StatusCode = status;
            return response;
        }));

        ApiException<ThingErrorCode> e = await Assert.ThrowsAsync<ApiException<ThingErrorCode>>(() => client.SendAsync(TestService.Action(), new ThingRequest { Name = "n" }, null, Token));

        Assert.Equal((ThingErrorCode.FailedOperationTooManyThings, "r-2"), (e.ErrorCode, e.RequestId));
    }

    [Theory]
    [InlineData(HttpStatusCode.OK)]
    [InlineData(HttpStatusCode.BadRequest)]
    public async Task A_failure_in_the_first_event_repeats_no_sensitive_value_of_it(HttpStatusCode status)
    {
        using ApiClient client = Client(new StubHandler(_ =>
        {
            HttpResponseMessage response = Events("data: {\"Data\":{\"Text\":\"hidden-0001\"},\"Error\":{\"Code\":\"FailedOperation\",\"Message\":\"not hidden-0001\"},\"RequestId\":\"r-2\"}\n\n");
            response.StatusCode = status;
            return response;
        }));
        ApiAction<ThingRequest, ThingResponse> action = new(TestService.Service, "CreateThing") { SensitiveMembers = ["Text"] };

        ApiServiceException e = await Assert.ThrowsAnyAsync<ApiServiceException>(() => client.SendAsync(action, new ThingRequest { Name = "n" }, null, Token));

        Assert.Equal("not ***", e.ServiceMessage);
    }

    [Theory]
    [InlineData("data: {\"RequestId\":\"r-1\",\"Data\":{\"Text\":\"secret\"}}\n\n")]
    [InlineData("data: secret\n\n")]
    [InlineData("data: [DONE]\n\n")]
    [InlineData(": secret")]
    [InlineData("event: \u00fc\ndata: 1\n\n")]
    public async Task A_stream_to_a_call_that_asked_for_none_is_called_one_and_the_right_method_named(string events)
    {
        using ApiClient client = Client(new StubHandler(_ => Events(events)));

        ApiMalformedResponseException e = await Assert.ThrowsAsync<ApiMalformedResponseException>(() => client.SendAsync(TestService.Action(), new ThingRequest { Name = "n" }, null, Token));

        Assert.Contains("it is a stream of events: call the method of the action that gives them one by one, whose name ends in StreamAsync", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", e.ToString(), StringComparison.Ordinal);
    }

    public static TheoryData<string, bool> Refusals
    {
        get
        {
            TheoryData<string, bool> refusals = [];
            foreach (string code in (string[])["AuthFailure.TokenFailure", "AuthFailure.SecretIdNotFound", "AuthFailure.SignatureExpire", "RequestLimitExceeded", "InternalError", "FailedOperation.TooManyThings"])
            {
                refusals.Add(code, true);
                refusals.Add(code, false);
            }

            return refusals;
        }
    }

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task A_refusal_as_the_first_event_is_treated_as_one_without_a_stream(string code, bool isIdempotent)
    {
        string error = $$"""{"Error":{"Code":"{{code}}","Message":"m"},"RequestId":"r"}""";
        Refused without = await RefusedAsync(_ => StubHandler.Ok("{\"Response\":" + error + "}"));
        Refused within = await RefusedAsync(_ => Events($": hello\n\ndata: {error}\n\n"));

        Assert.Equal(without, within);
        Assert.Equal(code.StartsWith("AuthFailure.T", StringComparison.Ordinal) || code.StartsWith("AuthFailure.Se", StringComparison.Ordinal), within.Invalidated > 0);
        Assert.Equal(code == "FailedOperation.TooManyThings" || (code == "InternalError" && !isIdempotent), within.Sent == 1);
        Assert.Equal(code == "InternalError" && !isIdempotent, within.Message.Contains("Not repeated: ApiCallOptions.IsIdempotent says that this call of CreateThing is not idempotent", StringComparison.Ordinal));

        async Task<Refused> RefusedAsync(Func<int, HttpResponseMessage> respond)
        {
            StubHandler handler = new(number =>
            {
                HttpResponseMessage response = respond(number);
                response.Headers.Date = DateTimeOffset.UtcNow.AddHours(-3);
                return response;
            });
            OtherKeys keys = new();
            using ApiClient client = Client(handler, keys);
            ApiServiceException e = await Assert.ThrowsAnyAsync<ApiServiceException>(() => AllAsync(client, new ApiCallOptions { IsIdempotent = isIdempotent }));
            return new Refused(handler.Requests.Count, keys.Invalidated, e.Attempts, e.Message);
        }
    }

    [Theory]
    [InlineData("AuthFailure.TokenFailure", 2, 1)]
    [InlineData("AuthFailure.SignatureExpire", 2, 0)]
    [InlineData("RequestLimitExceeded", 2, 0)]
    [InlineData("InternalError", 2, 0)]
    public async Task A_call_whose_first_event_was_a_refusal_gives_the_events_of_the_next_attempt(string code, int sent, int invalidated)
    {
        StubHandler handler = new(number =>
        {
            HttpResponseMessage response = Events(number == 1 ? $$$"""data: {"Response":{"Error":{"Code":"{{{code}}}","Message":"m"},"RequestId":"r"}}""" + "\n\n" : "data: {\"Data\":{\"Text\":\"a\"}}\n\n");
            response.Headers.Date = DateTimeOffset.UtcNow.AddHours(-3);
            return response;
        });
        OtherKeys keys = new();
        using ApiClient client = Client(handler, keys);

        ServerSentEvent<ThingResponse>[] events = await AllAsync(client, new ApiCallOptions { IsIdempotent = true });

        Assert.Equal("a", Assert.Single(events).Data.Data.Text);
        Assert.Equal((sent, invalidated), (handler.Requests.Count, keys.Invalidated));
    }

    [Theory]
    [InlineData("AuthFailure.TokenFailure", true)]
    [InlineData("AuthFailure.SignatureExpire", true)]
    [InlineData("RequestLimitExceeded", true)]
    [InlineData("InternalError", true)]
    [InlineData("FailedOperation.TooManyThings", false)]
    public async Task A_refusal_after_an_event_is_not_repeated_and_says_why_and_the_next_call_knows_better(string code, bool mightPass)
    {
        DateTimeOffset serverTime = DateTimeOffset.UtcNow.AddHours(-3);
        StubHandler handler = new(_ =>
        {
            HttpResponseMessage response = Events("data: {\"Data\":{\"Text\":\"a\"}}\n\ndata: {\"Error\":{\"Code\":\"" + code + "\",\"Message\":\"m\"}}\n\n");
            response.Headers.Date = serverTime;
            return response;
        });
        OtherKeys keys = new();
        using ApiClient client = Client(handler, keys);

        ApiServiceException first = await Assert.ThrowsAnyAsync<ApiServiceException>(() => AllAsync(client, new ApiCallOptions { IsIdempotent = true }));
        await Assert.ThrowsAnyAsync<ApiServiceException>(() => AllAsync(client, new ApiCallOptions { IsIdempotent = true }));

        Assert.Equal(2, handler.Requests.Count);
        Assert.Equal(mightPass, first.Message.Contains("Not repeated: the stream had given events already", StringComparison.Ordinal));
        Assert.Equal(code.Contains("Token", StringComparison.Ordinal) ? 2 : 0, keys.Invalidated);
        long dated = long.Parse(handler.Requests[1].Headers["X-TC-Timestamp"], System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(code.Contains("Expire", StringComparison.Ordinal), dated < DateTimeOffset.UtcNow.AddHours(-2).ToUnixTimeSeconds());
    }

    [Theory]
    [InlineData(true, 3)]
    [InlineData(false, 1)]
    public async Task A_stream_that_breaks_before_its_first_event_is_repeated_when_that_is_harmless(bool isIdempotent, int requests)
    {
        await using SocketServer server = new(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.WriteAsync("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n7\r\n: wait\n\r\n");
        });
        using ApiClient client = SocketClient.Create(server.Address);

        ApiNetworkException e = await Assert.ThrowsAsync<ApiNetworkException>(() => AllAsync(client, new ApiCallOptions { IsIdempotent = isIdempotent }));

        Assert.Equal(requests, server.Requests);
        Assert.Equal(requests, e.Attempts);
    }

    [Fact]
    public async Task An_event_that_is_no_JSON_is_a_malformed_response()
    {
        using ApiClient client = Client(new StubHandler(_ => Events("data: nonsense\n\n")));

        await Assert.ThrowsAsync<ApiMalformedResponseException>(() => AllAsync(client));
    }

    [Theory]
    [InlineData("data: [1]", null, "an event is JSON, but no object")]
    [InlineData("data: \"a\"", null, "an event is JSON, but no object")]
    [InlineData("data: [1", null, "an event is not JSON")]
    [InlineData("data: [1] x", null, "an event is not JSON")]
    [InlineData("data: {\"Response\":7}", null, "an event holds no Response")]
    [InlineData("data: {\"Data\":{\"Integer\":\"x\"}}", "Data.Integer", "an event holds a text that is no 64-bit integer")]
    [InlineData("data: {\"Response\":{\"Data\":{\"Flag\":2}}}", "Response.Data.Flag", "an event holds a number that is no boolean")]
    [InlineData("data: {\"Data\":{\"Text\":\"caf\u00E9\"}}", "Data.Text", "an event holds a text that is not UTF-8 from its byte 4 on")]
    [InlineData("event: caf\u00E9\ndata: {}", null, "the type of an event is not UTF-8")]
    [InlineData("id: caf\u00E9\ndata: {}", null, "the ID of an event is not UTF-8")]
    public async Task An_event_that_holds_no_response_is_told_by_what_it_is_also_after_others(string faulty, string? path, string reason)
    {
        foreach (string before in new[] { "", "data: {\"Data\":{\"Text\":\"a\"}}\n\n" })
        {
            using ApiClient client = Client(new StubHandler(_ => Events(Encoding.Latin1.GetBytes($": caf\u00E9\n{before}{faulty}\n\n"))));

            ApiMalformedResponseException e = await Assert.ThrowsAsync<ApiMalformedResponseException>(() => AllAsync(client));

            Assert.Contains($": {reason} (", e.Message, StringComparison.Ordinal);
            Assert.Equal(path, e.Path);
        }
    }

    private const string Failure = """{"Error":{"Code":"FailedOperation.TooManyThings","Message":"m"},"RequestId":"r-5"}""";

    public static TheoryData<string> FailingEvents =>
    [
        $"event: caf\u00E9\ndata: {Failure}\n\n",
        $"id: caf\u00E9\ndata: {Failure}\n\n",
        $"data: {{\"Response\":{Failure}}}\nevent: \u00E9\n\n",
        $"data: {{\"response\":{Failure}}}\n\n",
        $"data: {{\"New\":[1],\"RESPONSE\":{Failure}}}\n\n",
        $"data: {{\"RequestId\":\"r-4\",\"Response\":{Failure}}}\n\n",
        $"data: {{\"RequestId\":\"r-4\",\"\\u0052esponse\":1,\"Response\":{Failure}}}\n\n",
        $"data: {Failure.Replace("Error", "error", StringComparison.Ordinal)}\n\n",
    ];

    [Theory]
    [MemberData(nameof(FailingEvents))]
    public async Task A_failure_is_told_however_its_event_is_wrapped(string events)
    {
        foreach (string before in new[] { "", "data: {\"Data\":{\"Text\":\"a\"}}\n\n" })
        {
            using ApiClient client = Client(new StubHandler(_ => Events(Encoding.Latin1.GetBytes(before + events))));

            ApiServiceException e = await Assert.ThrowsAnyAsync<ApiServiceException>(() => AllAsync(client));

            Assert.Equal(("FailedOperation.TooManyThings", "m", "r-5"), (e.Code, e.ServiceMessage, e.RequestId));
        }

        StubHandler handler = new(number => number == 1
            ? Events(Encoding.Latin1.GetBytes(events.Replace("FailedOperation.TooManyThings", "RequestLimitExceeded", StringComparison.Ordinal)))
            : Events("data: {\"Data\":{\"Text\":\"a\"}}\n\n"));
        using ApiClient repeated = Client(handler);
        Assert.Single(await AllAsync(repeated));
        Assert.Equal(2, handler.Requests.Count);
    }

    [Theory]
    [InlineData("{\"response\":{\"Data\":{\"Text\":\"a\"},\"RequestId\":\"r-6\"}}")]
    [InlineData("{\"RequestId\":\"r-4\",\"Response\":{\"Data\":{\"Text\":\"a\"},\"RequestId\":\"r-6\"}}")]
    [InlineData("{\"response\":{\"Data\":{\"Text\":\"b\"}},\"Response\":{\"Data\":{\"Text\":\"a\"},\"RequestId\":\"r-6\"}}")]
    [InlineData("{\"RequestId\":\"r-6\",\"Response\":\"a text of its own\",\"Data\":{\"Text\":\"a\"}}")]
    [InlineData("{\"RequestId\":\"r-6\",\"Data\":{\"Text\":\"a\",\"Response\":{\"Error\":{\"Code\":\"E1\"}}}}")]
    [InlineData("{\"\\ud800Response\":7,\"RequestId\":\"r-6\",\"Data\":{\"Text\":\"a\"}}")]
    [InlineData("{\"\\udc00\":7,\"Response\":{\"Data\":{\"Text\":\"a\"},\"RequestId\":\"r-6\"}}")]
    [InlineData("{\"R\\u0065sponse\":{\"Data\":{\"Text\":\"a\"},\"RequestId\":\"r-6\"}}")]
    public async Task A_response_is_read_however_its_event_is_wrapped(string data)
    {
        using ApiClient client = Client(new StubHandler(_ => Events($"data: {data}\n\n")));

        ThingResponse response = Assert.Single(await AllAsync(client)).Data;

        Assert.Equal(("a", "r-6"), (response.Data.Text, response.RequestId));
    }

    [Theory]
    [InlineData("{\"Response\":ERROR}")]
    [InlineData("\uFEFF\n {\n  \"Response\":\r\n  ERROR\n}\n")]
    [InlineData("ERROR")]
    [InlineData("{\"Response\":{\"Data\":{\"Integer\":\"x\"},\"Error\":{\"Code\":\"FailedOperation.TooManyThings\",\"Message\":\"m\"},\"RequestId\":\"r-5\"")]
    public async Task A_failure_in_JSON_that_claims_to_be_a_stream_is_told(string body)
    {
        body = body.Replace("ERROR", Failure, StringComparison.Ordinal);
        using ApiClient client = Client(new StubHandler(_ => Events(body)));

        ApiServiceException e = await Assert.ThrowsAnyAsync<ApiServiceException>(() => AllAsync(client));

        Assert.Equal(("FailedOperation.TooManyThings", "m", "r-5"), (e.Code, e.ServiceMessage, e.RequestId));

        StubHandler handler = new(number => Events(number == 1 ? body.Replace("FailedOperation.TooManyThings", "RequestLimitExceeded", StringComparison.Ordinal) : "data: {}\n\n"));
        using ApiClient repeated = Client(handler);
        Assert.Single(await AllAsync(repeated));
        Assert.Equal(2, handler.Requests.Count);
    }

    [Fact]
    public async Task JSON_that_claims_to_be_a_stream_is_a_response_only_in_its_envelope()
    {
        using ApiClient whole = Client(new StubHandler(_ => Events(SocketClient.Success)));
        Assert.Equal("mp1", Assert.Single(await AllAsync(whole)).Data.Data.Text);

        foreach (string body in (string[])["{}", "{\"status\":\"ok\"}\n", "{\"Data\":{\"Text\":\"a\"}}\n\n"])
        {
            using ApiClient client = Client(new StubHandler(_ => Events(body)));

            ApiMalformedResponseException e = await Assert.ThrowsAsync<ApiMalformedResponseException>(() => AllAsync(client));

            Assert.Contains("an event holds no Response", e.Message, StringComparison.Ordinal);
        }
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
    [InlineData("data: {\"Response\":{\"Error\":{\"Code\":\"RequestLimitExceeded\",\"Message\":\"m\"},\"RequestId\":\"r-9\"}}\n")]
    [InlineData("data: {\"Error\":{\"Code\":\"RequestLimitExceeded\",\"Mess")]
    public async Task A_refusal_of_which_the_code_has_come_is_repeated_though_its_event_breaks_off(string refusal)
    {
        using ApiClient client = Client(new StubHandler(n => Events(n == 1 ? refusal : "data: {\"Data\":{\"Text\":\"a\"}}\n\n")));

        Assert.Equal("a", Assert.Single(await AllAsync(client)).Data.Data.Text);
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

        await Assert.ThrowsAsync<ApiTimeoutException>(() => ReadAsync(new ApiCallOptions { Region = "stall", Timeout = TimeSpan.FromSeconds(3) }));
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

    [Fact]
    public async Task The_ID_that_an_event_gave_is_told_when_the_stream_breaks_behind_it()
    {
        using ApiClient client = Client(new StubHandler(_ => new HttpResponseMessage(HttpStatusCode.OK)
        {
            Content = new StreamContent(new TornStream("data: {\"RequestId\":\"r-4\"}\n\n"u8.ToArray())) { Headers = { ContentType = new("text/event-stream") } },
        }));

        Assert.Equal("r-4", (await Assert.ThrowsAsync<ApiNetworkException>(() => AllAsync(client))).RequestId);
    }

    [Theory]
    [InlineData("data: {\"RequestId\":\"r-5\",\"Data\":{\"Te", "r-5")]
    [InlineData("data: {\"RequestId\":\"r-5\",\ndata: \"Data\":{\n", "r-5")]
    [InlineData("data: {\"Response\":{\"RequestId\":\"r-5\",\"Da", "r-5")]
    [InlineData("{\"Response\":{\"RequestId\":\"r-5\",\"Da", "r-5")]
    [InlineData("data: {\"RequestId\":\"r-5", null)]
    [InlineData("event: x\nda", null)]
    [InlineData("data: {\"RequestId\":\"r-4\"}\n\ndata: {\"RequestId\":\"r-5\",\"Data\":{\"Te", "r-5")]
    [InlineData("data: {\"RequestId\":\"r-4\"}\n\ndata: {\"Reque", "r-4")]
    public async Task The_ID_in_what_has_come_of_an_event_that_breaks_off_is_told(string events, string? id)
    {
        foreach (bool isTorn in (bool[])[true, false])
        {
            byte[] content = Encoding.UTF8.GetBytes(events);
            using ApiClient client = Client(new StubHandler(_ => new HttpResponseMessage(HttpStatusCode.OK)
            {
                Content = new StreamContent(isTorn ? new TornStream(content) : new MemoryStream(content)) { Headers = { ContentType = new("text/event-stream") } },
            }));

            ApiException e = await Assert.ThrowsAnyAsync<ApiException>(() => AllAsync(client));

            Assert.Equal((isTorn ? typeof(ApiNetworkException) : typeof(ApiMalformedResponseException), id), (e.GetType(), e.RequestId));
        }
    }

    /// <summary>Breaks where it should end.</summary>
    private sealed class TornStream(byte[] content) : MemoryStream(content)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            Position < Length ? base.ReadAsync(buffer, cancellationToken) : throw new IOException("torn");
    }

    private static async Task<ServerSentEvent<ThingResponse>[]> AllAsync(ApiClient client, ApiCallOptions? options = null)
    {
        List<ServerSentEvent<ThingResponse>> events = [];
        await foreach (ServerSentEvent<ThingResponse> e in client.StreamAsync(TestService.Action(), new ThingRequest { Name = "n" }, options, Token))
        {
            events.Add(e);
        }

        return [.. events];
    }

    private static HttpResponseMessage Events(string events) => Events(Encoding.UTF8.GetBytes(events));

    private static HttpResponseMessage Events(byte[] events)
    {
        ByteArrayContent content = new(events);
        content.Headers.TryAddWithoutValidation("Content-Type", "text/event-stream; charset=GB2312");
        return new HttpResponseMessage(HttpStatusCode.OK) { Content = content };
    }

    private static ApiClient Client(StubHandler handler, ICredentialProvider? credentials = null) =>
        new(TestService.Service, credentials ?? new TencentCloudCredential("AKIDx", "key"), null, new ApiClientOptions
        {
            HttpMessageHandler = handler,
            Retry = { BaseDelay = TimeSpan.Zero },
            Throttle = new ThrottleOptions { Mode = ThrottleMode.Off },
        });

    private readonly record struct Refused(int Sent, int Invalidated, int Attempts, string Message);

    /// <summary>Has another key for each that is refused.</summary>
    private sealed class OtherKeys : ICredentialProvider
    {
        internal int Invalidated { get; private set; }

        public string AccountKey => "account";

        public ValueTask<TencentCloudCredential> GetCredentialAsync(CancellationToken cancellationToken) =>
            new(new TencentCloudCredential(FormattableString.Invariant($"AKID{Invalidated}"), "key"));

        public bool Invalidate(TencentCloudCredential refused)
        {
            Assert.Equal(FormattableString.Invariant($"AKID{Invalidated}"), refused.SecretId);
            Invalidated++;
            return true;
        }
    }
}
