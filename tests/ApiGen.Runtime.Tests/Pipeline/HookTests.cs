using System.Net.Http.Headers;
using Xunit;

namespace ApiGen.Runtime.Tests.Pipeline;

/// <summary>What the hook before signing may change, and what it may not.</summary>
public sealed class HookTests
{
    private const string Success = """{"Response":{"Data":{"Text":"mp1"},"RequestId":"r-1"}}""";

    public static TheoryData<string, string> Faults => new()
    {
        { "address", "changed RequestUri: calls go where ApiClientOptions.Endpoint and AccessHost say" },
        { "path", "changed RequestUri" },
        { "no address", "changed RequestUri" },
        { "method", "changed Method" },
        { "content", "changed Content: the signature covers the body" },
        { "no content", "changed Content" },
        { "content type", "changed the header Content-Type" },
        { "no content type", "changed the header Content-Type" },
        { "host", "changed the header Host" },
        { "action", "changed the header X-TC-Action" },
        { "second action", "changed the header X-TC-Action" },
        { "no action", "changed the header X-TC-Action" },
        { "timestamp", "set the header X-TC-Timestamp: the client sets it when it signs" },
        { "authorization", "set the header Authorization: the client sets it when it signs" },
        { "token", "set the header X-TC-Token: the client sets it when it signs" },
        { "length", "changed the header Content-Length: it is that of the body" },
        { "chunks", "changed the header Content-Length: it is that of the body" },
        { "line break", "gave the header X-Trace a value with a line break" },
        { "line feed of the content", "gave the header X-Part a value with a line break" },
        { "second region", "gave the header X-TC-Region one more value" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_change_of_what_is_signed_or_set_later_is_refused_by_the_hook_s_name_and_nothing_is_sent(string change, string reason)
    {
        StubHandler handler = StubHandler.Json(Success);
        using ApiClient client = Client(handler, request =>
        {
            HttpRequestHeaders headers = request.Headers;
            switch (change)
            {
                case "address": request.RequestUri = new Uri("http://127.0.0.1:1/"); break;
                case "path": request.RequestUri = new Uri(request.RequestUri!, "/v2"); break;
                case "no address": request.RequestUri = null; break;
                case "method": request.Method = HttpMethod.Put; break;
                case "content": request.Content = new StringContent("{}"); break;
                case "no content": request.Content = null; break;
                case "content type": request.Content!.Headers.ContentType = new MediaTypeHeaderValue("application/json"); break;
                case "no content type": request.Content!.Headers.Remove("Content-Type"); break;
                case "host": headers.Host = "other.example.com"; break;
                case "action": headers.Remove("X-TC-Action"); headers.Add("X-TC-Action", "DeleteThing"); break;
                case "second action": headers.Add("X-TC-Action", "CreateThing"); break;
                case "no action": headers.Remove("X-TC-Action"); break;
                case "timestamp": headers.Add("X-TC-Timestamp", "1"); break;
                case "authorization": headers.Authorization = new AuthenticationHeaderValue("Bearer", "secret-of-the-hook"); break;
                case "length": request.Content!.Headers.ContentLength = 300; break;
                case "chunks": headers.TransferEncodingChunked = true; break;
                case "line break": headers.TryAddWithoutValidation("X-Trace", "a\r\nX-TC-Action: Other"); break;
                case "line feed of the content": request.Content!.Headers.TryAddWithoutValidation("X-Part", ["a", "b\nX-TC-Token: secret-of-the-hook"]); break;
                case "token": headers.Add("x-tc-token", "secret-of-the-hook"); break;
                default: headers.Add("X-TC-Region", "eu-frankfurt"); break;
            }
        });

        InvalidOperationException e = await Assert.ThrowsAsync<InvalidOperationException>(() => SocketClient.CallAsync(client, idempotent: true));

        Assert.StartsWith($"The hook ApiClientOptions.BeforeSigning {reason}", e.Message, StringComparison.Ordinal);
        Assert.EndsWith("(CreateThing was not sent.)", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-of-the-hook", e.ToString(), StringComparison.Ordinal);
        Assert.Empty(handler.Requests);
    }

    [Fact]
    public async Task Headers_that_are_not_signed_may_be_added_exchanged_and_taken_away()
    {
        StubHandler handler = StubHandler.Json(Success);
        using ApiClient client = Client(handler, request =>
        {
            request.Headers.Add("X-Trace", "t-1");
            request.Headers.Remove("X-TC-Region");
            request.Headers.Add("X-TC-Region", "eu-frankfurt");
            request.Headers.Remove("X-TC-RequestClient");
            request.Content!.Headers.Add("X-Part", "p");
        });

        await SocketClient.CallAsync(client, idempotent: false);

        IReadOnlyDictionary<string, string> sent = Assert.Single(handler.Requests).Headers;
        Assert.Equal("t-1", sent["X-Trace"]);
        Assert.Equal("eu-frankfurt", sent["X-TC-Region"]);
        Assert.False(sent.ContainsKey("X-TC-RequestClient"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_header_that_cannot_be_sent_is_told_by_its_name_and_says_nothing_of_the_host(bool isOfContent)
    {
        int hooks = 0;
        await using SocketServer server = SocketServer.Responding(SocketServer.Http("200 OK", Success));
        using ApiClient client = SocketClient.Create(server.Address, o =>
        {
            o.BackupAccessHost = "backup.tencentcloudapi.com";
            o.FailuresBeforeBackup = 1;
            o.BeforeSigning = context =>
            {
                if (++hooks < 3)
                {
                    ((HttpHeaders)(isOfContent ? context.Request.Content!.Headers : context.Request.Headers)).TryAddWithoutValidation("X-User", "J\u00fcrgen");
                }
            };
        });

        for (int calls = 1; calls < 3; calls++)
        {
            ApiNetworkException e = await Assert.ThrowsAsync<ApiNetworkException>(() => SocketClient.CallAsync(client, idempotent: true));
            Assert.Contains("the header X-User, which a hook or an HTTP handler set, holds a character outside ASCII", e.Message, StringComparison.Ordinal);
            Assert.Equal((1, false, calls), (e.Attempts, e.MayHaveBeenSent, hooks));
        }

        Assert.Equal("r-1", (await SocketClient.CallAsync(client, idempotent: false)).RequestId);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_a_hook_throws_arrives_as_it_is_and_ends_the_call_even_where_it_is_a_failure_that_may_pass(bool isBefore)
    {
        ApiNetworkException[] failures = [new("Other", "the hook found nobody", RequestFate.NotSent, null) { IsPassing = true }];
        foreach (Exception thrown in (Exception[])[.. failures, new OperationCanceledException("of the hook"), new InvalidDataException("of the hook")])
        {
            StubHandler handler = StubHandler.Json(Success);
            using ApiClient client = new(TestService.Service, SocketClient.Credential, "ap-singapore", new ApiClientOptions
            {
                HttpMessageHandler = handler,
                Throttle = new ThrottleOptions { Mode = ThrottleMode.Off },
                BeforeSigning = _ => Throw(isBefore),
                AfterResponse = _ => Throw(!isBefore),
            });

            Exception e = await Assert.ThrowsAnyAsync<Exception>(() => SocketClient.CallAsync(client, idempotent: true));

            Assert.Same(thrown, e);
            Assert.Equal(isBefore ? 0 : 1, handler.Requests.Count);
            Assert.Equal(0, (e as ApiException)?.Attempts ?? 0);

            void Throw(bool isNow)
            {
                if (isNow)
                {
                    throw thrown;
                }
            }
        }
    }

    private static ApiClient Client(StubHandler handler, Action<HttpRequestMessage> hook) => new(TestService.Service, SocketClient.Credential, "ap-singapore", new ApiClientOptions
    {
        HttpMessageHandler = handler,
        RequestClient = "mine",
        Throttle = new ThrottleOptions { Mode = ThrottleMode.Off },
        BeforeSigning = context => hook(context.Request),
    });
}
