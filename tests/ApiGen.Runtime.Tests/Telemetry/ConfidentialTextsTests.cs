using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json;
using ApiGen.Runtime.Tests.Pipeline;
using Xunit;

namespace ApiGen.Runtime.Tests.Telemetry;

/// <summary>What is told of a response that repeats what its request held in confidence.</summary>
public sealed class ConfidentialTextsTests
{
    private const string Password = "corr\"ect horse & battery";
    private const string SessionToken = "example-session-token-0001";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Forms => new()
    {
        Password,
        "corr\\\"ect horse & battery",
        Uri.EscapeDataString(Password),
        WebUtility.HtmlEncode(Password),
        Password[..17],
        Password.ToUpperInvariant(),
        $"{{\"Name\":\"{JsonEncodedText.Encode(Password)}\"}}",
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task A_service_s_text_shows_no_sensitive_value_in_whatever_form_it_repeats_it(string form)
    {
        string texts = await ToldAsync(_ => StubHandler.Ok(Failure($"the name {form}; is taken")));

        Assert.DoesNotContain("horse", texts, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("the name ", texts, StringComparison.Ordinal);
        Assert.Contains(" is taken", texts, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_shows_no_sensitive_value_either()
    {
        string texts = await ToldAsync(_ => new HttpResponseMessage(HttpStatusCode.BadGateway) { Content = new StringContent($"<p>you sent {WebUtility.HtmlEncode(Password)}, try later</p>") });

        Assert.DoesNotContain("horse", texts, StringComparison.Ordinal);
        Assert.Contains("try later", texts, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Code_and_request_ID_repeat_nothing()
    {
        string texts = await ToldAsync(_ => StubHandler.Ok($$$"""{"Response":{"Error":{"Code":"No.{{{SessionToken}}}","Message":"m"},"RequestId":"{{{SessionToken}}}"}}"""));

        Assert.DoesNotContain("example-session", texts, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_logged_body_shows_neither_an_echo_of_the_request_nor_the_response_s_own_sensitive_values_elsewhere()
    {
        string signature = "";
        string texts = await ToldAsync(sent =>
        {
            signature = sent.Headers["Authorization"][^64..];
            return StubHandler.Ok(JsonSerializer.Serialize(new
            {
                Response = new
                {
                    Data = new { Text = $"was {Password}", Texts = (string[])["made-up-by-the-service"] },
                    Hint = $"made-up-by-the-service, signed {signature}",
                    Headers = new Dictionary<string, string> { [$"x {SessionToken}"] = SessionToken },
                    RequestId = "r-1",
                },
            }));
        });

        Assert.Contains("signed ***", texts, StringComparison.Ordinal);
        Assert.All((string[])["horse", "made-up", SessionToken, signature], secret => Assert.DoesNotContain(secret, texts, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_failure_within_a_stream_of_events_tells_no_more_than_another()
    {
        string? signature = null;
        StubHandler? handler = null;
        handler = new StubHandler(_ =>
        {
            signature = handler!.Requests[0].Headers["Authorization"][^64..];
            string data = Failure($"got {signature} with {SessionToken} and {Password}", "AuthFailure.SignatureFailure");
            ByteArrayContent content = new(Encoding.UTF8.GetBytes($"data: {data}\n\n"));
            content.Headers.TryAddWithoutValidation("Content-Type", "text/event-stream");
            return new HttpResponseMessage(HttpStatusCode.OK) { Content = content };
        });
        using LogCollector logs = new();
        using ApiClient client = Client(handler, logs);

        ApiServiceException e = await Assert.ThrowsAnyAsync<ApiServiceException>(async () =>
        {
            await foreach (ServerSentEvent<ThingResponse> _ in client.StreamAsync(Action(), new ThingRequest { Name = Password }, null, Token))
            {
            }
        });

        Assert.Equal("got *** with *** and ***", e.ServiceMessage);
        Assert.NotNull(e.SignedRequest);
        Assert.DoesNotContain(signature!, e.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Members_that_travel_in_headers_are_members_too()
    {
        using LogCollector logs = new();
        using ApiClient client = Client(StubHandler.Json(Failure("the topic topic-of-one-s-own is not yours")), logs);
        ApiAction<UploadRequest, ThingResponse> action = new(TestService.Service, "UploadLog") { SensitiveMembers = ["TopicId"] };

        ApiServiceException e = await Assert.ThrowsAnyAsync<ApiServiceException>(
            () => client.SendAsync(action, new UploadRequest { TopicId = "topic-of-one-s-own", Body = "x"u8.ToArray() }, null, Token));

        Assert.Equal("the topic *** is not yours", e.ServiceMessage);
    }

    [Fact]
    public async Task A_short_value_is_taken_out_where_it_stands_alone()
    {
        using LogCollector logs = new();
        using ApiClient client = Client(StubHandler.Json(Failure("the pin a1 is not a valid pin, class a12")), logs);

        ApiServiceException e = await Assert.ThrowsAnyAsync<ApiServiceException>(() => client.SendAsync(Action(), new ThingRequest { Name = "a1" }, null, Token));

        Assert.Equal("the pin *** is not a valid pin, class a12", e.ServiceMessage);
    }

    public static TheoryData<string, string> Disguises => new()
    {
        { "base64", Convert.ToBase64String(Encoding.UTF8.GetBytes(Password)) },
        { "base64 within other bytes", Convert.ToBase64String(Encoding.UTF8.GetBytes($"user:{Password};x")) },
        { "base64 a byte further", Convert.ToBase64String(Encoding.UTF8.GetBytes($"user2:{Password}")) },
        { "base64url", Convert.ToBase64String(Encoding.UTF8.GetBytes($"??>{Password}")).Replace('+', '-').Replace('/', '_').TrimEnd('=') },
        { "hexadecimal", Convert.ToHexString(Encoding.UTF8.GetBytes(Password)) },
        { "hexadecimal with hyphens", BitConverter.ToString(Encoding.UTF8.GetBytes(Password)) },
        { "percent signs throughout", string.Concat(Encoding.UTF8.GetBytes(Password).Select(b => $"%{b:X2}")) },
        { "percent signs twice", Uri.EscapeDataString(Uri.EscapeDataString(Password)) },
        { "numbers of characters", string.Concat(Password.Select(c => $"&#{(int)c};")) },
        { "hexadecimal numbers of characters", string.Concat(Password.Select(c => $"&#x{(int)c:x};")) },
        { "JSON throughout", string.Concat(Password.Select(c => $"\\u{(int)c:x4}")) },
        { "JSON within JSON", JsonSerializer.Serialize(JsonSerializer.Serialize(Password)) },
        { "JavaScript", string.Concat(Password.Select(c => $"\\x{(int)c:x2}")) },
        { "wrapped", string.Join("\n", Password.Chunk(5).Select(piece => new string(piece))) },
        { "wrapped in base64", string.Join("\r\n", Convert.ToBase64String(Encoding.UTF8.GetBytes(Password)).Chunk(7).Select(piece => new string(piece))) },
        { "UTF-16", string.Concat(Password.Select(c => $"{c}\0")) },
        { "base64 of UTF-16", Convert.ToBase64String(Encoding.Unicode.GetBytes(Password)) },
        { "base64 of UTF-16 within other text", Convert.ToBase64String(Encoding.Unicode.GetBytes($"user2:{Password};x")) },
        { "base64 of UTF-16, the high byte first", Convert.ToBase64String(Encoding.BigEndianUnicode.GetBytes($"u:{Password}")) },
        { "base64 of a piece in UTF-16", Convert.ToBase64String(Encoding.Unicode.GetBytes(Password[6..15])) },
        { "hexadecimal of UTF-16", Convert.ToHexString(Encoding.Unicode.GetBytes(Password)) },
        { "hexadecimal of UTF-16, the high byte first", BitConverter.ToString(Encoding.BigEndianUnicode.GetBytes(Password)).ToLowerInvariant() },
        { "a list of hexadecimal numbers", string.Join(", ", Encoding.UTF8.GetBytes(Password).Select(b => $"0x{b:x2}")) },
        { "a list of numbers", $"[{string.Join(",", Encoding.UTF8.GetBytes(Password))}]" },
        { "octal escapes", string.Concat(Encoding.UTF8.GetBytes(Password).Select(b => $"\\{Convert.ToString(b, 8)}")) },
        { "numbers of characters without semicolons", string.Concat(Password.Select(c => $"&#{(int)c}")) },
        { "long escapes of a language", string.Concat(Password.Select(c => $"\\U{(int)c:x8}")) },
        { "wrapped by tags", string.Join("<br>", Password.Chunk(5).Select(piece => new string(piece))) },
        { "wrapped by tags with attributes", string.Join("</span><span class=\"x\">", Password.Chunk(4).Select(piece => new string(piece))) },
        { "wrapped by escaped tags", string.Join("&lt;wbr/&gt;", Password.Chunk(5).Select(piece => new string(piece))) },
        { "cut to ten characters", Password[..10] },
        { "a piece of its middle", Password[6..15] },
        { "its end", Password[^9..] },
    };

    [Theory]
    [MemberData(nameof(Disguises))]
    public async Task A_value_in_another_form_or_in_part_is_told_nowhere(string how, string form)
    {
        string inMessage = await ToldAsync(_ => StubHandler.Ok(Failure($"not {form} again")));
        string inPage = await ToldAsync(_ => new HttpResponseMessage(HttpStatusCode.BadGateway) { Content = new StringContent($"<p>not {form} again") });
        string inLog = await ToldAsync(_ => StubHandler.Ok(JsonSerializer.Serialize(new { Response = new { Hint = form, RequestId = "r-1" } })));

        Assert.All((string[])[inMessage, inPage, inLog], told =>
        {
            Assert.DoesNotContain(form, told, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(JsonEncodedText.Encode(form).ToString(), told, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(form.Replace('\0', ' ').Replace('\n', ' '), told, StringComparison.OrdinalIgnoreCase);
        });
        Assert.NotEmpty(how);
    }

    public static TheoryData<string, string> Escaped
    {
        get
        {
            string[] values = ["ключ-секрет-слово", "\U0001F600\U0001F601\U0001F602\U0001F603", "pwd\U0001F600pwd\U0001F600x", "a&b=c&d=e&f=g&h", "ab\"cd\\ef\ngh<i>&'j", "p4\tss\twith\ttabs", "密码密码", "C:\\new%20dir&amp;", SessionToken];
            TheoryData<string, string> data = [];
            foreach (string value in values)
            {
                foreach (string form in (string[])["json", "relaxed", "address", "page", "unicode", "number", "json address", "page json", "address page json"])
                {
                    data.Add(value, form);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Escaped))]
    public async Task A_value_is_hidden_whole_however_often_its_characters_were_escaped(string value, string form)
    {
        string escaped = value;
        string[] forms = form.Split(' ');
        for (int times = 1; times * forms.Length <= 6; times++)
        {
            escaped = forms.Aggregate(escaped, EscapedFor);

            using LogCollector logs = new();
            using ApiClient client = Client(StubHandler.Json(Failure($"backend said [{escaped}] again")), logs);
            ApiServiceException e = await Assert.ThrowsAnyAsync<ApiServiceException>(() => client.SendAsync(Action(), new ThingRequest { Name = value }, null, Token));

            Assert.Equal("backend said [***] again", e.ServiceMessage);
        }
    }

    // JSON, addresses and pages as the platform writes them, and with every character as a number; then only the escapes' own signs are escaped again.
    private static string EscapedFor(string text, string form) => form switch
    {
        "json" => JsonEncodedText.Encode(text).ToString(),
        "relaxed" => JsonEncodedText.Encode(text, System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString(),
        "address" => Uri.EscapeDataString(text),
        "page" => WebUtility.HtmlEncode(text),
        "unicode" => text.StartsWith('\\') ? text.Replace("\\", "\\\\", StringComparison.Ordinal) : string.Concat(text.Select(c => $"\\u{(int)c:x4}")),
        _ => text.StartsWith('&') ? text.Replace("&", "&amp;", StringComparison.Ordinal) : string.Concat(text.EnumerateRunes().Select(r => $"&#{r.Value};")),
    };

    [Fact]
    public async Task A_logged_body_turns_the_direction_of_writing_no_more_than_a_message_does()
    {
        using LogCollector logs = new();
        using ApiClient client = Client(StubHandler.Json("""{"Response":{"Hint":"a\u202Eb\u2066c\u200fd\u061ce\u2028f\u001bg","RequestId":"r"}}"""), logs);

        await client.SendAsync(Action(), new ThingRequest { Name = "n" }, null, Token);

        Assert.Contains(logs.Entries, entry => entry.Message.Contains("a b c d e", StringComparison.Ordinal));
        Assert.All(logs.Entries, entry => Assert.DoesNotContain(entry.Message, c => "\u202e\u2066\u200f\u061c\u2028\u001b".Contains(c, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("0f3b1a52-7c1e-4b0e-9f53-a1c2d3e4f506")]
    [InlineData("corr-horse")]
    public async Task The_ID_of_a_call_that_succeeds_is_told_as_it_is(string requestId)
    {
        string texts = await ToldAsync(_ => StubHandler.Ok($$$"""{"Response":{"Data":{"Text":"t"},"RequestId":"{{{requestId}}}"}}"""));

        Assert.Contains($"(RequestId: {requestId})", texts, StringComparison.Ordinal);
        Assert.Contains($"apigen.request_id={requestId}", texts, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{0}")]
    [InlineData("{1}")]
    [InlineData("{2}")]
    [InlineData("made-up-by-the-service")]
    [InlineData("req-{0}-1")]
    [InlineData("{3}")]
    public async Task The_ID_of_a_call_that_succeeds_repeats_nothing_in_logs_and_traces(string form)
    {
        string requestId = "";
        string texts = await ToldAsync(sent =>
        {
            string signature = sent.Headers["Authorization"][^64..];
            requestId = string.Format(System.Globalization.CultureInfo.InvariantCulture, form, signature, SessionToken, $"{signature[..8]}-{signature[8..12]}-{signature[12..16]}", new Guid(Convert.FromHexString(signature[..32])).ToString("D"));
            return StubHandler.Ok(JsonSerializer.Serialize(new { Response = new { Data = new { Texts = (string[])["made-up-by-the-service"] }, RequestId = requestId } }));
        });

        Assert.Contains("RequestId: ", texts, StringComparison.Ordinal);
        Assert.Contains("apigen.request_id=", texts, StringComparison.Ordinal);
        Assert.DoesNotContain(requestId, texts, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\ufeff{0}")]
    [InlineData("/* made by hand */ {0}")]
    [InlineData("{0} // the end")]
    public async Task Nor_does_it_in_a_response_that_is_read_though_it_is_faulty(string form)
    {
        string body = """{"Response":{"Data":{"Text":"a\tb","Texts":["made-up-by-the-service"]},"RequestId":"made-up-by-the-service"}}""".Replace("\\t", "\t", StringComparison.Ordinal);
        string texts = await ToldAsync(_ => StubHandler.Ok(form.Replace("{0}", body, StringComparison.Ordinal)));

        Assert.Contains("(RequestId: ***)", texts, StringComparison.Ordinal);
        Assert.DoesNotContain("made-up-by", texts, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_ID_of_a_stream_repeats_no_sensitive_member_of_its_own_event()
    {
        using LogCollector logs = new();
        using ApiClient client = Client(
            new StubHandler(_ => new HttpResponseMessage(HttpStatusCode.OK)
            {
                Content = new StringContent("data: {\"RequestId\":\"made-up-by-the-service\",\"Data\":{\"Texts\":[\"made-up-by-the-service\"]}}\n\n", Encoding.UTF8, "text/event-stream"),
            }),
            logs);

        await foreach (ServerSentEvent<ThingResponse> e in client.StreamAsync(Action(), new ThingRequest { Name = "n" }, null, Token))
        {
            Assert.Equal("made-up-by-the-service", e.Data.RequestId);
        }

        Assert.Contains(logs.Entries, entry => entry.Message.Contains("(RequestId: ***)", StringComparison.Ordinal));
        Assert.DoesNotContain(logs.Entries, entry => entry.Message.Contains("made-up-by", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(HttpStatusCode.InternalServerError, "application/json")]
    [InlineData(HttpStatusCode.OK, "text/event-stream")]
    public async Task Neither_does_the_ID_on_an_exception(HttpStatusCode status, string mediaType)
    {
        StubHandler? handler = null;
        handler = new StubHandler(_ =>
        {
            string body = $$$"""{"Response":{"Data":{},"RequestId":"{{{handler!.Requests[0].Headers["Authorization"][^64..]}}}"}}""";
            body = mediaType == "text/event-stream" ? $"data: {body}\n\ndata: t{SessionToken}\n\n" : body;
            return new HttpResponseMessage(status) { Content = new StringContent(body, Encoding.UTF8, mediaType) };
        });
        using LogCollector logs = new();
        using ApiClient client = Client(handler, logs);

        ApiException e = await Assert.ThrowsAnyAsync<ApiException>(async () =>
        {
            await foreach (ServerSentEvent<ThingResponse> _ in client.StreamAsync(Action(), new ThingRequest { Name = "n" }, null, Token))
            {
            }
        });

        Assert.Equal("***", e.RequestId);
        Assert.DoesNotContain(SessionToken, Everything(e), StringComparison.Ordinal);
        Assert.DoesNotContain(handler.Requests[0].Headers["Authorization"][^64..], Everything(e), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("InvalidParameterValue.NameTaken")]
    [InlineData("InvalidParameterValue")]
    [InlineData("RequestLimitExceeded.UinLimitExceeded")]
    public async Task A_code_that_is_documented_is_told_even_if_a_sensitive_value_is_a_part_of_it(string code)
    {
        using LogCollector logs = new();
        using ApiClient client = Client(StubHandler.Json(Failure("m", code)), logs);
        ApiAction<ThingRequest, ThingResponse, ThingErrorCode> action = new(TestService.Service, "Confidential", text => text == "InvalidParameterValue.NameTaken" ? ThingErrorCode.FailedOperationTooManyThings : default)
        {
            SensitiveMembers = ["Name"],
        };

        ApiServiceException e = await Assert.ThrowsAnyAsync<ApiServiceException>(() => client.SendAsync(action, new ThingRequest { Name = "LimitExceeded, ParameterValue" }, null, Token));

        Assert.Equal(code, e.Code);
    }

    [Fact]
    public async Task A_failure_that_repeats_a_sensitive_value_of_its_own_response_does_not_show_it()
    {
        string texts = await ToldAsync(_ => StubHandler.Ok("""{"Response":{"Data":{"Texts":["made-up-by-the-service"]},"Error":{"Code":"FailedOperation","Message":"not made-up-by-the-service"},"RequestId":"r"}}"""));

        Assert.Contains("failed with FailedOperation: not ***", texts, StringComparison.Ordinal);
        Assert.DoesNotContain("made-up-by", texts, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sensitive_number_is_blacked_out_where_it_is_repeated_as_one()
    {
        using LogCollector logs = new();
        using ApiClient client = Client(StubHandler.Json("""{"Response":{"Data":{"Integer":13812345678},"RequestId":"r"}}"""), logs);

        await client.SendAsync(Action(), new ThingRequest { Name = "13812345678" }, null, Token);

        Assert.DoesNotContain(logs.Entries, entry => entry.Message.Contains("1381234", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_very_long_text_with_very_many_values_is_told_in_little_time_and_memory()
    {
        using LogCollector logs = new();
        string value = string.Concat(Enumerable.Range(0, 100_000).Select(i => $"value {i} "));
        using ApiClient client = Client(StubHandler.Json(Failure(string.Concat(Enumerable.Repeat("an ordinary text. ", 200_000)))), logs);
        long before = GC.GetTotalAllocatedBytes();

        ApiServiceException e = await Assert.ThrowsAnyAsync<ApiServiceException>(() => client.SendAsync(Action(), new ThingRequest { Name = value }, null, Token));

        Assert.StartsWith("an ordinary text. ", e.ServiceMessage, StringComparison.Ordinal);
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 400L << 20);
    }

    private static string Everything(Exception e)
    {
        StringBuilder texts = new(e.ToString());
        for (Exception? cause = e; cause is not null; cause = cause.InnerException)
        {
            texts.Append(' ').AppendJoin(' ', cause.Data.Values.Cast<object?>());
            foreach (System.Reflection.PropertyInfo property in cause.GetType().GetProperties())
            {
                texts.Append(' ').Append(property.GetValue(cause));
            }
        }

        return texts.ToString();
    }

    private static string Failure(string message, string code = "InvalidParameterValue") =>
        JsonSerializer.Serialize(new { Response = new { Error = new { Code = code, Message = message }, RequestId = "r-1" } });

    private static ApiAction<ThingRequest, ThingResponse, ThingErrorCode> Action() => new(TestService.Service, "Confidential", _ => default) { SensitiveMembers = ["Name", "Texts"] };

    private static ApiClient Client(StubHandler handler, LogCollector logs) => new(
        TestService.Service,
        new TencentCloudCredential("AKIDexample", "example-secret-key-0001", SessionToken),
        null,
        new ApiClientOptions
        {
            HttpMessageHandler = handler,
            LoggerFactory = logs,
            LogBodies = true,
            Retry = RetryOptions.Off,
            Throttle = { Mode = ThrottleMode.Off },
        });

    /// <summary>Everything that a call leaves behind: log lines, their values, and the exception.</summary>
    private static async Task<string> ToldAsync(Func<StubHandler.Sent, HttpResponseMessage> respond)
    {
        StubHandler? handler = null;
        handler = new StubHandler(number => respond(handler!.Requests[number - 1]));
        using LogCollector logs = new();
        List<string> spans = [];
        using Activity run = new("run");
        run.Start();
        using ActivityListener listener = new()
        {
            ShouldListenTo = source => source.Name == "ApiGen.Runtime",
            Sample = (ref ActivityCreationOptions<ActivityContext> options) => options.Parent.TraceId == run.TraceId ? ActivitySamplingResult.AllDataAndRecorded : ActivitySamplingResult.None,
            ActivityStopped = span => spans.AddRange(span.TagObjects.Select(tag => $"{tag.Key}={tag.Value}").Append(span.StatusDescription)!),
        };
        ActivitySource.AddActivityListener(listener);
        using ApiClient client = Client(handler, logs);
        Exception? failure = await Record.ExceptionAsync(() => client.SendAsync(Action(), new ThingRequest { Name = Password }, null, Token));
        return string.Join('\n', [.. logs.Entries.Select(entry => entry.Message + string.Join(' ', entry.Values.Values)), failure is null ? "" : Everything(failure), .. spans]);
    }
}
