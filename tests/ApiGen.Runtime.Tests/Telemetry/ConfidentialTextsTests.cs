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
        using ApiClient client = Client(handler, logs);
        Exception? failure = await Record.ExceptionAsync(() => client.SendAsync(Action(), new ThingRequest { Name = Password }, null, Token));
        return string.Join('\n', logs.Entries.Select(entry => entry.Message + string.Join(' ', entry.Values.Values)).Append(failure?.ToString()).Append((failure as ApiServiceException)?.ServiceMessage));
    }
}
