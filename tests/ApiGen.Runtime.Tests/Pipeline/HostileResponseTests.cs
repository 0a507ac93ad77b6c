using System.Diagnostics;
using System.Net;
using System.Text;
using ApiGen.Runtime.Json;
using Xunit;

namespace ApiGen.Runtime.Tests.Pipeline;

/// <summary>Responses that are meant to break the reader, or what stands behind it.</summary>
public sealed class HostileResponseTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("""{"Message":"quota exhausted"}""", "quota exhausted")]
    [InlineData("""{"Code":"","Message":"y"}""", "y")]
    [InlineData("""{"Code":null,"Message":null}""", "")]
    [InlineData("{}", "")]
    [InlineData("[]", "")]
    [InlineData("true", "")]
    [InlineData("\"boom\"", "boom")]
    [InlineData("""["boom",{"Message":"y"},{"Code":"X"}]""", "y")]
    public async Task An_error_without_a_code_is_no_success(string error, string message)
    {
        ApiMalformedResponseException e = await Assert.ThrowsAsync<ApiMalformedResponseException>(
            () => CallAsync($$$"""{"Response":{"Error":{{{error}}},"Data":{"Text":"a"},"RequestId":"r-1"}}"""));

        Assert.Contains("its Error has no code", e.Message, StringComparison.Ordinal);
        Assert.Contains(message, e.Message, StringComparison.Ordinal);
        Assert.Equal("r-1", e.RequestId);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("\"\"")]
    [InlineData("false")]
    public async Task An_error_that_says_that_there_is_none_is_none(string error)
    {
        ThingResponse response = await CallAsync($$$"""{"Response":{"Error":{{{error}}},"Data":{"Text":"a"},"RequestId":"r"}}""");
        Assert.Equal("a", response.Data.Text);
    }

    [Fact]
    public async Task What_a_response_tells_stays_on_one_line_and_leaves_the_terminal_alone()
    {
        const string Hostile = """a\r\n2026 INFO forged\u001b[2J\u2028z\u202ex\u0085y\u0000w\u2066""";
        ApiServiceException e = await Assert.ThrowsAnyAsync<ApiServiceException>(
            () => CallAsync($$$"""{"Response":{"Error":{"Code":"No{{{Hostile}}}","Message":"{{{Hostile}}}"},"RequestId":"id{{{Hostile}}}"}}"""));

        Assert.All((string?[])[e.Message, e.Code, e.ServiceMessage, e.RequestId], text =>
        {
            Assert.Contains("a  2026 INFO forged [2J z x y w", text, StringComparison.Ordinal);
            Assert.DoesNotContain(text!, c => char.IsControl(c) || c is '\u2028' or '\u202e' or '\u2066');
        });

        ApiHttpStatusException status = await Assert.ThrowsAsync<ApiHttpStatusException>(() => CallAsync("<p>forged\u202e\u2028\u001bz", HttpStatusCode.BadGateway));
        Assert.Contains("<p>forged   z", status.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"Text":"right","text":"other"}""")]
    [InlineData("""{"text":"other","Text":"right"}""")]
    [InlineData("""{"text":{"a":[1]},"Text":"right","tExt":7}""")]
    public async Task The_exact_name_wins_in_either_order(string data)
    {
        ThingResponse response = await CallAsync("{\"Response\":{\"Data\":" + data + ",\"RequestId\":\"r\"}}");

        Assert.Equal("right", response.Data.Text);
    }

    [Fact]
    public async Task A_value_of_another_kind_under_a_name_that_differs_by_case_breaks_nothing()
    {
        ThingResponse response = await CallAsync("""{"Response":{"Data":{"INTEGER":{},"Integer":2,"integer":"x"},"RequestId":"r"}}""");

        Assert.Equal(2, response.Data.Integer);
    }

    [Theory]
    [InlineData("""{"Response":{"ERROR":{"code":"E1","message":"m"},"RequestId":"r"}}""")]
    [InlineData("""{"response":{"error":{"Code":"E1","Message":"m"},"requestId":"r"}}""")]
    public async Task A_failure_is_one_in_whatever_case_it_is_written(string body)
    {
        using ApiClient client = Client(Encoding.UTF8.GetBytes(body));

        ApiServiceException[] failures =
        [
            await Assert.ThrowsAnyAsync<ApiServiceException>(() => CallAsync(body)),
            await Assert.ThrowsAnyAsync<ApiServiceException>(() => client.SendAsync("SomeAction", "{}", null, Token)),
        ];

        Assert.All(failures, e => Assert.Equal(("E1", "m", "r"), (e.Code, e.ServiceMessage, e.RequestId)));
    }

    // A service may call anything its own "error", also what is none; the call took effect.
    [Theory]
    [InlineData("\"none so far\"")]
    [InlineData("7")]
    [InlineData("""["a",{"code":"E1"}]""")]
    [InlineData("{}")]
    [InlineData("""{"message":"m"}""")]
    [InlineData("""{"code":"","message":"m"}""")]
    [InlineData("""{"code":0,"message":"ok"}""")]
    [InlineData("""{"Code":"E1","Message":"m"}""")]
    public async Task What_is_called_Error_but_for_its_case_has_no_effect_beside_a_response(string error)
    {
        foreach (string content in (string[])[
            $$"""{"error":{{error}},"Data":{"Text":"a"},"RequestId":"r"}""",
            $$"""{"requestId":"r","data":{"Text":"a"},"ERROR":{{error}}}""",
            $$"""{"data":{"Text":"b"},"eRROR":{{error}},"Data":{"Text":"a"},"RequestId":"r"}"""])
        {
            string body = $"{{\"Response\":{content}}}";
            using ApiClient client = Client(Encoding.UTF8.GetBytes(body));
            using ApiClient streaming = SocketClient.Create(null, o => o.HttpMessageHandler = new StubHandler(_ => new HttpResponseMessage
            {
                Content = new StringContent($"data: {body}\n\ndata: {content}\n\n", Encoding.UTF8, "text/event-stream"),
            }));

            List<ThingResponse> responses = [await CallAsync(body)];
            await foreach (ServerSentEvent<ThingResponse> e in streaming.StreamAsync(TestService.Action(), new ThingRequest { Name = "n" }, null, Token))
            {
                responses.Add(e.Data);
            }

            Assert.Equal(3, responses.Count);
            Assert.All(responses, static response => Assert.Equal(("a", "r"), (response.Data.Text, response.RequestId)));
            ApiRawResponse raw = await client.SendAsync("SomeAction", "{}", null, Token);
            Assert.Equal((content, "r"), (raw.Json, raw.RequestId));
        }
    }

    [Theory]
    [InlineData("\"none so far\"")]
    [InlineData("7")]
    [InlineData("""[{"code":"E1"}]""")]
    [InlineData("""{"message":"m"}""")]
    public async Task What_is_called_Error_but_for_its_case_has_no_effect_without_a_code(string error)
    {
        string body = $$$"""{"Response":{"error":{{{error}}},"RequestId":"r"}}""";
        using ApiClient client = Client(Encoding.UTF8.GetBytes(body));

        Assert.Equal("r", (await CallAsync(body)).RequestId);
        Assert.Equal("r", (await client.SendAsync("SomeAction", "{}", null, Token)).RequestId);
    }

    // Without a spec nobody knows that it is none of the response's own.
    [Fact]
    public async Task A_member_that_the_spec_does_not_know_hides_no_failure()
    {
        const string Body = """{"response":{"trace":"t","error":{"code":"E1","message":"m"},"requestId":"r"}}""";
        using ApiClient client = Client(Encoding.UTF8.GetBytes(Body));

        ApiServiceException e = await Assert.ThrowsAnyAsync<ApiServiceException>(() => CallAsync(Body));

        Assert.Equal(("E1", "m", "r"), (e.Code, e.ServiceMessage, e.RequestId));
        Assert.Equal("r", (await client.SendAsync("SomeAction", "{}", null, Token)).RequestId);
    }

    [Theory]
    [InlineData("""{"error":{"Code":"E1"},"Error":null,"Data":{"Text":"a"},"RequestId":"r"}""")]
    [InlineData("""{"Error":null,"Data":{"Text":"a"},"error":{"Code":"E1"},"RequestId":"r"}""")]
    public async Task The_exact_name_of_the_failure_wins_too(string response)
    {
        using ApiClient client = Client(Encoding.UTF8.GetBytes($"{{\"Response\":{response}}}"));

        Assert.Equal("a", (await CallAsync($"{{\"Response\":{response}}}")).Data.Text);
        Assert.Equal("r", (await client.SendAsync("SomeAction", "{}", null, Token)).RequestId);
    }

    [Theory]
    [InlineData("""[{"Code":"E1","Message":"m"},{"Code":"E2"}]""")]
    [InlineData("""[null,[{"Code":"E3"}],{"Message":"m","Code":"E1"}]""")]
    public async Task Of_a_list_of_failures_the_first_is_told(string error)
    {
        string body = $$$"""{"Response":{"Error":{{{error}}},"RequestId":"r"}}""";
        using ApiClient client = Client(Encoding.UTF8.GetBytes(body));

        ApiServiceException[] failures =
        [
            await Assert.ThrowsAnyAsync<ApiServiceException>(() => CallAsync(body)),
            await Assert.ThrowsAnyAsync<ApiServiceException>(() => client.SendAsync("SomeAction", "{}", null, Token)),
        ];

        Assert.All(failures, e => Assert.Equal(("E1", "m", "r"), (e.Code, e.ServiceMessage, e.RequestId)));
    }

    [Fact]
    public async Task A_body_that_fails_by_itself_is_not_called_damaged()
    {
        foreach (Exception thrown in (Exception[])[new InvalidOperationException("not open"), new InvalidDataException("odd")])
        {
            StubHandler handler = new(_ => new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(new FailingStream(thrown)) });
            using ApiClient client = SocketClient.Create(null, o => o.HttpMessageHandler = handler);

            ApiNetworkException e = await Assert.ThrowsAsync<ApiNetworkException>(() => SocketClient.CallAsync(client, idempotent: false));

            Assert.Contains($"reading the response failed with {thrown.GetType().Name}", e.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(1, "application/json")]
    [InlineData(1, "text/event-stream")]
    [InlineData(int.MinValue, "application/json")]
    [InlineData(int.MinValue, "text/event-stream")]
    public async Task A_body_that_tells_of_more_bytes_than_there_is_room_for_or_of_fewer_than_none_is_the_handler_s_failure(int beyond, string mediaType)
    {
        StubHandler handler = new(_ => new HttpResponseMessage(HttpStatusCode.OK)
        {
            Content = new StreamContent(new BoastingStream(beyond)) { Headers = { ContentType = new(mediaType) } },
        });
        using ApiClient client = SocketClient.Create(null, o => o.HttpMessageHandler = handler);

        ApiNetworkException e = await Assert.ThrowsAsync<ApiNetworkException>(async () =>
        {
            if (mediaType == "application/json")
            {
                await SocketClient.CallAsync(client, idempotent: false);
                return;
            }

            await foreach (ServerSentEvent<ThingResponse> _ in client.StreamAsync(TestService.Action(), new ThingRequest { Name = "n" }, null, Token))
            {
            }
        });

        Assert.Contains("reading the response failed with ArgumentOutOfRangeException", e.Message, StringComparison.Ordinal);
    }

    private sealed class BoastingStream(int beyond) : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult(beyond > 0 ? buffer.Length + beyond : -1);
    }

    [Theory]
    [InlineData("br")]
    [InlineData("gzip")]
    [InlineData("deflate")]
    public async Task A_damaged_body_of_any_encoding_is_a_malformed_response(string encoding)
    {
        await using SocketServer server = SocketServer.Responding(SocketServer.Http("200 OK", "this is none of the kind", $"Content-Encoding: {encoding}"));
        using SocketsHttpHandler handler = new() { AutomaticDecompression = DecompressionMethods.All, UseProxy = false };
        using ApiClient client = SocketClient.Create(server.Address, o => o.HttpMessageHandler = handler);

        ApiMalformedResponseException e = await Assert.ThrowsAsync<ApiMalformedResponseException>(() => SocketClient.CallAsync(client, idempotent: true));

        Assert.Contains("its compressed form is damaged", e.Message, StringComparison.Ordinal);
        Assert.Equal(1, e.Attempts);
    }

    [Theory]
    [InlineData(HttpStatusCode.InternalServerError, """{"Response":{"Secret":"TOPSECRET","RequestId":"r-9"}}""")]
    [InlineData(HttpStatusCode.BadGateway, "<html>your request: Authorization: TC3-HMAC-SHA256 Credential=AKIDexample/x, Signature=TOPSECRET; X-TC-Token: TOPSECRET</html>")]
    [InlineData(HttpStatusCode.BadGateway, "<html>x-tc-token=TOPSECRET</html>")]
    [InlineData(HttpStatusCode.OK, "<html>Signature=TOPSECRET</html>")]
    [InlineData(HttpStatusCode.Forbidden, "<html>your request was {\"Password\":\"TOPSECRET\"}</html>")]
    public async Task Neither_JSON_nor_an_echo_of_the_requests_headers_is_in_a_message(HttpStatusCode status, string body)
    {
        Exception e = await Assert.ThrowsAnyAsync<ApiException>(() => CallAsync(body, status));

        Assert.DoesNotContain("TOPSECRET", e.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_echo_of_signature_and_token_alone_is_cut_too()
    {
        string? signature = null;
        TencentCloudCredential credential = new("AKIDexample", "example-secret-key", "example-session-token-0001");
        StubHandler handler = new(_ => new HttpResponseMessage(HttpStatusCode.BadGateway) { Content = new StringContent($"<p>{signature} example-session-token-0001</p>") });
        using ApiClient client = new(TestService.Service, credential, null, new ApiClientOptions
        {
            HttpMessageHandler = new Spy(handler, value => signature = value[^64..]),
            Retry = RetryOptions.Off,
        });

        Exception e = await Assert.ThrowsAsync<ApiHttpStatusException>(() => client.SendAsync(TestService.Action(), new ThingRequest { Name = "n" }, null, Token));

        Assert.Contains("<p>", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(signature![..20], e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("example-session", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_s_text_that_repeats_signature_and_token_shows_neither()
    {
        string? signature = null;
        TencentCloudCredential credential = new("AKIDexample", "example-secret-key", "example-session-token-0001");
        StubHandler handler = new(_ => StubHandler.Ok(
            $$$"""{"Response":{"Error":{"Code":"AuthFailure.SignatureFailure","Message":"got {{{signature}}} with example-session-token-0001"},"RequestId":"r"}}"""));
        using ApiClient client = new(TestService.Service, credential, null, new ApiClientOptions
        {
            HttpMessageHandler = new Spy(handler, value => signature = value[^64..]),
            Retry = RetryOptions.Off,
        });

        ApiServiceException e = await Assert.ThrowsAnyAsync<ApiServiceException>(() => client.SendAsync(TestService.Action(), new ThingRequest { Name = "n" }, null, Token));

        Assert.Equal("got *** with ***", e.ServiceMessage);
        Assert.DoesNotContain(signature!, e.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_of_control_characters_alone_costs_a_small_multiple_of_its_size()
    {
        byte[] body = [.. "{\"Response\":{\"Data\":{\"Text\":\""u8, .. Enumerable.Repeat((byte)1, 4 << 20), .. "\"},\"RequestId\":\"r\"}}"u8];
        long before = GC.GetAllocatedBytesForCurrentThread();

        await Assert.ThrowsAsync<ApiMalformedResponseException>(() => CallAsync(body));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, body.Length * 8L);
    }

    [Theory]
    [InlineData("{\"Response\":{\"Data\":{\"Text\":\"", "\u0001", "\"},\"RequestId\":\"r\"}}")]
    [InlineData("{\"Response\":{\"Data\":{\"Texts\":[\"", "\u0001\",\"", "\"]},\"RequestId\":\"r\"}}")]
    [InlineData("", "\u0001", "")]
    public Task Very_many_control_characters_take_no_time_to_speak_of(string begin, string control, string end) => Bounded.RunAsync(
        () => Assert.ThrowsAsync<ApiMalformedResponseException>(() => CallAsync($"{begin}{string.Concat(Enumerable.Repeat(control, (16 << 20) / control.Length))}{end}")));

    // Each level that looked for a name further on would read the large member once more.
    [Fact]
    public Task Names_that_differ_by_case_at_every_level_cost_as_much_however_many_levels_there_are() => Bounded.RunAsync(() =>
    {
        TimeSpan few = Shortest(5);
        TimeSpan many = Shortest(250);

        // One reading for each of at most 16 levels and the last; with one for each level there were forty times as many.
        Assert.InRange(many, TimeSpan.Zero, 10 * few);
    });

    [Theory]
    [InlineData(1)]
    [InlineData(200)]
    public void The_exact_name_wins_however_deep_it_stands(int levels)
    {
        ThingPart? part = JsonModel.FromJson<ThingPart>(Nested(levels, """{"tEXT":"other","Text":"right","texT":"other"}"""));
        for (int level = 0; level < levels; level++)
        {
            part = part!.Child;
        }

        Assert.Equal("right", part!.Text);
    }

    private static TimeSpan Shortest(int levels)
    {
        byte[] json = Encoding.UTF8.GetBytes(Nested(levels, $"{{\"New\":[{string.Concat(Enumerable.Repeat("0,", 2 << 20))}0]}}"));
        return Enumerable.Range(0, 3).Min(_ =>
        {
            long start = Stopwatch.GetTimestamp();
            JsonModel.FromJson<ThingPart>(json);
            return Stopwatch.GetElapsedTime(start);
        });
    }

    private static string Nested(int levels, string innermost) =>
        $"{string.Concat(Enumerable.Repeat("{\"tEXT\":\"0\",\"Child\":", levels))}{innermost}{new string('}', levels)}";

    [Theory]
    [InlineData("Texts", "\"a\",")]
    [InlineData("Texts", "\"\",")]
    [InlineData("Children", "{},")]
    [InlineData("Children", "{\"Children\":[]},")]
    [InlineData("Integers", "1,")]
    public async Task Very_many_tiny_values_cost_a_small_multiple_of_the_largest_response_or_are_refused(string member, string value)
    {
        const int Size = 8 << 20;
        byte[] body = Encoding.UTF8.GetBytes($"{{\"Response\":{{\"Data\":{{\"{member}\":[{string.Concat(Enumerable.Repeat(value, Size / value.Length)).TrimEnd(',')}]}},\"RequestId\":\"r\"}}}}");
        using ApiClient client = Client(body, maxResponseBytes: body.Length);
        long before = GC.GetAllocatedBytesForCurrentThread();

        ApiMalformedResponseException? e = await Record.ExceptionAsync(() => client.SendAsync(TestService.Action(), new ThingRequest { Name = "n" }, null, Token)) as ApiMalformedResponseException;

        // Four for the values, as promised; as much again for the lists that were given up for larger ones on the way, and for the
        // buffers of the body, which come from a shared pool when it has any.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, body.Length * 12L);
        Assert.True(e is null || e.Message.Contains("more memory than 4 times ApiClientOptions.MaxResponseBytes", StringComparison.Ordinal), e?.Message);
    }

    [Fact]
    public async Task Control_characters_in_an_ordinary_text_are_mended()
    {
        ThingResponse response = await CallAsync("{\"Response\":{\"Data\":{\"Text\":\"a\u0001\tb\"},\"RequestId\":\"r\"}}");

        Assert.Equal("a\u0001\tb", response.Data.Text);
    }

    [Fact]
    public async Task A_response_without_spec_that_is_not_UTF_8_is_refused_with_the_place()
    {
        (byte[] Body, string Path, string Reason)[] responses =
        [
            ([.. "{\"Response\":{\"Name\":\"caf"u8, 0xE9, .. "\",\"RequestId\":\"r\"}}"u8], "Response.Name", "it holds a text that is not UTF-8 from its byte 4 on"),
            ([.. "{\"Response\":{\"List\":[1,{\"b\":[\""u8, 0xED, 0xA0, 0x80, .. "\"]}],\"RequestId\":\"r\"}}"u8], "Response.List[1].b[0]", "it holds a text that is not UTF-8 from its byte 1 on"),
            ([.. "{\"Response\":{\"RequestId\":\"r\",\"caf"u8, 0xE9, .. "\":1}}"u8], "Response.caf\uFFFD", "it holds a member whose name is not UTF-8"),
        ];
        foreach ((byte[] body, string path, string reason) in responses)
        {
            using ApiClient client = Client(body);

            ApiMalformedResponseException e = await Assert.ThrowsAsync<ApiMalformedResponseException>(() => client.SendAsync("SomeAction", "{}", null, Token));

            Assert.Equal(path, e.Path);
            Assert.Contains(reason, e.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_response_without_spec_keeps_each_half_of_a_surrogate_pair_and_each_number_as_it_came()
    {
        using ApiClient client = Client([.. "{\"Response\":{\"\\ud800half\":[1,{\"b\":1.50}],\"RequestId\":\"r\"}}"u8]);

        ApiRawResponse response = await client.SendAsync("SomeAction", "{}", null, Token);

        Assert.Equal("r", response.RequestId);
        Assert.Equal("{\"\\ud800half\":[1,{\"b\":1.50}],\"RequestId\":\"r\"}", response.Json);
    }

    [Fact]
    public async Task A_typed_response_that_is_not_UTF_8_is_refused_with_the_place()
    {
        ApiMalformedResponseException e = await Assert.ThrowsAsync<ApiMalformedResponseException>(
            () => CallAsync([.. "{\"Response\":{\"Data\":{\"Texts\":[\"a\",\"caf"u8, 0xE9, .. "\"]},\"RequestId\":\"r\"}}"u8]));

        Assert.Equal("Response.Data.Texts[1]", e.Path);
        Assert.Contains("it holds a text that is not UTF-8 from its byte 4 on", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"Response\":{\"Error\":{\"Code\":\"FailedOperation.X\",\"Message\":\"caf\u00E9\"},\"RequestId\":\"r\"}}")]
    [InlineData("{\"code\":4000,\"message\":\"caf\u00E9\",\"codeDesc\":\"FailedOperation.X\"}")]
    public async Task A_failure_is_not_hidden_by_a_message_that_is_not_UTF_8(string body)
    {
        byte[] bytes = Encoding.Latin1.GetBytes(body);
        using ApiClient client = Client(bytes);

        ApiServiceException typed = await Assert.ThrowsAnyAsync<ApiServiceException>(() => CallAsync(bytes));
        ApiServiceException byName = await Assert.ThrowsAnyAsync<ApiServiceException>(() => client.SendAsync("SomeAction", "{}", null, Token));

        Assert.Equal(("FailedOperation.X", "caf\uFFFD"), (typed.Code, typed.ServiceMessage));
        Assert.Equal(("FailedOperation.X", "caf\uFFFD"), (byName.Code, byName.ServiceMessage));
    }

    [Fact]
    public async Task A_page_larger_than_the_cap_is_told_as_such()
    {
        foreach (string body in new[] { "{\"a\":\"" + new string('x', 70_000) + "\"}", new string(' ', 70_000) })
        {
            using ApiClient client = Client(Encoding.UTF8.GetBytes(body), HttpStatusCode.InternalServerError, maxResponseBytes: 65_536);

            ApiHttpStatusException e = await Assert.ThrowsAsync<ApiHttpStatusException>(() => client.SendAsync(TestService.Action(), new ThingRequest { Name = "n" }, null, Token));

            Assert.Contains("got HTTP status 500 (InternalServerError) and a body that cannot be read (it is larger than 65536 bytes, see ApiClientOptions.MaxResponseBytes)", e.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("", "and an empty body (")]
    [InlineData(" \n", "and an empty body (")]
    [InlineData("{\"a\":1}", "and a body of JSON, or one that repeats the request, which is not shown (")]
    [InlineData("no", "and the body: no (")]
    public async Task A_body_beside_a_status_is_told_as_what_it_is(string body, string told)
    {
        ApiHttpStatusException e = await Assert.ThrowsAsync<ApiHttpStatusException>(() => CallAsync(body, HttpStatusCode.BadGateway));

        Assert.Contains(told, e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(HttpStatusCode.Ambiguous, false)]
    [InlineData(HttpStatusCode.MovedPermanently, true)]
    [InlineData(HttpStatusCode.Found, true)]
    [InlineData(HttpStatusCode.SeeOther, true)]
    [InlineData(HttpStatusCode.NotModified, false)]
    [InlineData(HttpStatusCode.UseProxy, false)]
    [InlineData(HttpStatusCode.TemporaryRedirect, true)]
    [InlineData(HttpStatusCode.PermanentRedirect, true)]
    public async Task Only_a_redirect_is_told_as_one(HttpStatusCode status, bool isRedirect)
    {
        ApiHttpStatusException e = await Assert.ThrowsAsync<ApiHttpStatusException>(() => CallAsync("", status));

        Assert.Equal(isRedirect, e.Message.Contains("Redirects are not followed", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(HttpStatusCode.OK, "application/json", "br", "it is packed as br, which the HTTP handler did not unpack")]
    [InlineData(HttpStatusCode.OK, "text/event-stream", "br", "it is packed as br, which the HTTP handler did not unpack")]
    [InlineData(HttpStatusCode.OK, "application/json", "gzip, gzip", "it is packed as gzip, gzip, which the HTTP handler did not unpack")]
    [InlineData(HttpStatusCode.OK, "application/json", "identity", "it is not JSON")]
    [InlineData(HttpStatusCode.BadGateway, "text/html", "zstd", "a body that is packed as zstd, which the HTTP handler did not unpack")]
    public async Task A_packing_that_nobody_unpacked_is_told_and_its_bytes_are_not(HttpStatusCode status, string type, string packing, string told)
    {
        StubHandler handler = new(_ =>
        {
            ByteArrayContent content = new([0x8B, .. "binary"u8, 0x00, 0xFF]);
            content.Headers.TryAddWithoutValidation("Content-Type", type);
            content.Headers.TryAddWithoutValidation("Content-Encoding", packing);
            return new HttpResponseMessage(status) { Content = content };
        });
        using ApiClient client = SocketClient.Create(null, o => o.HttpMessageHandler = handler);

        ApiException e = await Assert.ThrowsAnyAsync<ApiException>(async () =>
        {
            await foreach (ServerSentEvent<ThingResponse> _ in client.StreamAsync(TestService.Action(), new ThingRequest { Name = "n" }, null, Token))
            {
            }
        });

        Assert.Contains(told, e.Message, StringComparison.Ordinal);
        Assert.Equal(packing == "identity", e.Message.Contains("binary", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_only_claims_to_be_packed_is_read()
    {
        StubHandler handler = new(_ =>
        {
            HttpResponseMessage response = StubHandler.Ok(SocketClient.Success);
            response.Content.Headers.TryAddWithoutValidation("Content-Encoding", "br");
            return response;
        });
        using ApiClient client = SocketClient.Create(null, o => o.HttpMessageHandler = handler);

        Assert.Equal("mp1", (await SocketClient.CallAsync(client, idempotent: true)).Data.Text);
    }

    [Fact]
    public Task A_request_that_holds_itself_is_not_valid() => Bounded.RunAsync(async () =>
    {
        ThingPart part = new() { Text = "a" };
        part.Children = [part, part];
        using ApiClient client = Client("{}"u8.ToArray());

        RequestValidationException e = await Assert.ThrowsAsync<RequestValidationException>(
            () => client.SendAsync(TestService.Action(), new ThingRequest { Name = "n", Part = part }, null, Token));

        Assert.Contains("it may refer back to itself", Assert.Single(e.Problems).Message, StringComparison.Ordinal);
    });

    [Fact]
    public async Task A_date_at_the_end_of_time_is_not_learnt()
    {
        StubHandler handler = new(number =>
        {
            HttpResponseMessage response = StubHandler.Ok(number == 1 ? """{"Response":{"Error":{"Code":"AuthFailure.SignatureExpire","Message":"m"},"RequestId":"r"}}""" : SocketClient.Success);
            response.Headers.TryAddWithoutValidation("Date", "Fri, 31 Dec 9999 23:59:59 GMT");
            return response;
        });
        using ApiClient client = SocketClient.Create(null, o => o.HttpMessageHandler = handler);

        await Assert.ThrowsAsync<ApiException<ThingErrorCode>>(() => SocketClient.CallAsync(client, idempotent: true));
        await SocketClient.CallAsync(client, idempotent: true);
    }

    [Fact]
    public async Task A_refused_signature_tells_what_was_signed()
    {
        StubHandler handler = StubHandler.Json("""{"Response":{"Error":{"Code":"AuthFailure.SignatureFailure","Message":"m"},"RequestId":"r"}}""");
        using ApiClient client = SocketClient.Create(null, o => o.HttpMessageHandler = handler);

        ApiServiceException e = await Assert.ThrowsAnyAsync<ApiServiceException>(() => SocketClient.CallAsync(client, idempotent: true));

        const string Canonical = "POST\n/\n\ncontent-type:application/json; charset=utf-8\nhost:tcsas.intl.tencentcloudapi.com\nx-tc-action:creatething\n\ncontent-type;host;x-tc-action\n";
        string hash = Hash(Canonical + Hash("""{"Name":"n"}"""));
        Assert.Equal(hash, e.SignedRequest!.CanonicalRequestHash);
        Assert.Equal("content-type;host;x-tc-action", e.SignedRequest.SignedHeaders);
        Assert.EndsWith("/tcsas/tc3_request", e.SignedRequest.CredentialScope, StringComparison.Ordinal);
        Assert.Contains(hash, e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("example-secret-key", e.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(handler.Requests[0].Headers["Authorization"][^64..], e.ToString(), StringComparison.Ordinal);
    }

    private static string Hash(string text) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static Task<ThingResponse> CallAsync(string body, HttpStatusCode status = HttpStatusCode.OK) => CallAsync(Encoding.UTF8.GetBytes(body), status);

    private static async Task<ThingResponse> CallAsync(byte[] body, HttpStatusCode status = HttpStatusCode.OK)
    {
        using ApiClient client = Client(body, status);
        return await client.SendAsync(TestService.Action(), new ThingRequest { Name = "n" }, null, Token);
    }

    private static ApiClient Client(byte[] body, HttpStatusCode status = HttpStatusCode.OK, long maxResponseBytes = 64 << 20) => SocketClient.Create(null, o =>
    {
        o.HttpMessageHandler = new StubHandler(_ => new HttpResponseMessage(status) { Content = new ByteArrayContent(body) });
        o.MaxResponseBytes = maxResponseBytes;
        o.Retry = RetryOptions.Off;
    });

    private sealed class FailingStream(Exception exception) : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => throw exception;
    }

    private sealed class Spy(HttpMessageHandler inner, Action<string> authorization) : DelegatingHandler(inner)
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            authorization(request.Headers.GetValues("Authorization").Single());
            return base.SendAsync(request, cancellationToken);
        }
    }
}
