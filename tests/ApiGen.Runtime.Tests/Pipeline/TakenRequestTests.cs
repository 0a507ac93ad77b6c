using System.Net;
using System.Text;
using ApiGen.Runtime.Json;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace ApiGen.Runtime.Tests.Pipeline;

/// <summary>A call sends what its request object held when the call was made, whatever becomes of the object.</summary>
public sealed class TakenRequestTests
{
    private const string Success = """{"Response":{"RequestId":"r-1"}}""";

    private static readonly TencentCloudCredential Credential = new("AKIDexample", "example-secret-key");

    private readonly FakeTimeProvider _time = new(DateTimeOffset.FromUnixTimeSeconds(1_551_113_065));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_object_for_several_calls_that_wait_in_the_throttle_sends_what_each_call_was_given()
    {
        StubHandler handler = StubHandler.Json(Success);
        using ApiClient client = Client(handler, o => o.Throttle.LimitOverrides["CreateThing"] = [ApiRateLimit.PerSeconds(2, 1)]);
        ThingRequest request = new();
        List<Task> calls = [];
        foreach (string name in (string[])["one", "two", "three", "four", "five"])
        {
            request.Name = name;
            request.Tags = [name];
            calls.Add(client.SendAsync(TestService.Action(), request, null, Token));
        }

        request.Name = null!;
        request.Tags!.Add("six");
        Task all = Task.WhenAll(calls);
        while (!all.IsCompleted)
        {
            _time.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Delay(1, Token);
        }

        await all;
        Assert.Equal(
            ["""{"Name":"one","Tags":["one"]}""", """{"Name":"two","Tags":["two"]}""", """{"Name":"three","Tags":["three"]}""", """{"Name":"four","Tags":["four"]}""", """{"Name":"five","Tags":["five"]}"""],
            handler.Requests.Select(sent => sent.Text));
    }

    [Fact]
    public async Task An_object_that_changes_while_the_call_waits_for_its_credential_is_sent_as_it_was()
    {
        StubHandler handler = StubHandler.Json(Success);
        LateProvider provider = new();
        using ApiClient client = new(TestService.Service, provider, "ap-singapore", new ApiClientOptions { HttpMessageHandler = handler, ThrottleRegistry = new() });
        ThingRequest request = new() { Name = "before" };
        Task call = client.SendAsync(TestService.Action(), request, null, Token);
        request.Name = null!;
        provider.Given.SetResult(Credential);

        await call;
        Assert.Equal("""{"Name":"before"}""", Assert.Single(handler.Requests).Text);
    }

    [Fact]
    public async Task A_repetition_sends_the_bytes_of_the_first_attempt()
    {
        TokenRequest request = new() { Id = "one" };
        StubHandler handler = new(n =>
        {
            request.Id = "two";
            return n == 1 ? new HttpResponseMessage(HttpStatusCode.BadGateway) : StubHandler.Ok(Success);
        });
        using ApiClient client = Client(handler, o =>
        {
            o.TimeProvider = TimeProvider.System;
            o.Retry.BaseDelay = TimeSpan.Zero;
        });
        await client.SendAsync(new ApiAction<TokenRequest, ThingResponse>(TestService.Service, "CreateToken"), request, null, Token);

        Assert.Equal(2, handler.Requests.Count);
        Assert.Equal(handler.Requests[0].Text, handler.Requests[1].Text);
        Assert.StartsWith("""{"Id":"one","ClientToken":""" + "\"", handler.Requests[1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_members_of_a_request_of_raw_bytes_are_taken_at_once()
    {
        RawRequest request = new() { Topic = "one" };
        StubHandler handler = new(n =>
        {
            request.Topic = "two";
            return n == 1 ? new HttpResponseMessage(HttpStatusCode.BadGateway) : StubHandler.Ok(Success);
        });
        using ApiClient client = Client(handler, o =>
        {
            o.TimeProvider = TimeProvider.System;
            o.Retry.BaseDelay = TimeSpan.Zero;
        });
        await client.SendAsync(new ApiAction<RawRequest, ThingResponse>(TestService.Service, "Upload") { IsIdempotent = true }, request, null, Token);

        Assert.Equal(["one", "one"], handler.Requests.Select(sent => sent.Headers["X-TCSAS-Topic"]));
        Assert.All(handler.Requests, sent => Assert.Equal([1, 2, 3], sent.Body));
    }

    [Fact]
    public async Task A_stream_sends_what_the_object_held_when_the_enumeration_began()
    {
        StubHandler handler = StubHandler.Json(Success);
        LateProvider provider = new();
        using ApiClient client = new(TestService.Service, provider, "ap-singapore", new ApiClientOptions { HttpMessageHandler = handler, ThrottleRegistry = new() });
        ThingRequest request = new() { Name = "before" };
        await using IAsyncEnumerator<ServerSentEvent<ThingResponse>> events = client.StreamAsync(TestService.Action(), request, null, Token).GetAsyncEnumerator(Token);
        ValueTask<bool> first = events.MoveNextAsync();
        request.Name = "after";
        provider.Given.SetResult(Credential);

        Assert.True(await first);
        Assert.Equal("""{"Name":"before"}""", Assert.Single(handler.Requests).Text);
    }

    [Fact]
    public async Task What_cannot_be_written_is_told_without_a_permit_or_a_credential()
    {
        StubHandler handler = StubHandler.Json(Success);
        using ApiClient client = new(TestService.Service, new LateProvider(), "ap-singapore", new ApiClientOptions
        {
            HttpMessageHandler = handler,
            ThrottleRegistry = new(),
            Throttle = { LimitOverrides = { ["CreateThing"] = [ApiRateLimit.PerSeconds(1, 1000)] } },
        });
        for (int i = 0; i < 3; i++)
        {
            Task<ThingResponse> half = client.SendAsync(TestService.Action(), new ThingRequest { Name = "\ud83d" }, null, Token);
            Assert.True(half.IsCompleted);
            Assert.Equal("Name", Assert.Single((await Assert.ThrowsAsync<RequestValidationException>(() => half)).Problems).Path);
        }

        Task<ThingResponse> large = client.SendAsync(TestService.Action(), new ThingRequest { Name = new string('x', ApiClient.MaxRequestBytes) }, null, Token);
        Assert.True(large.IsCompleted);
        await Assert.ThrowsAsync<RequestValidationException>(() => large);
        Assert.Empty(handler.Requests);
    }

    [Fact]
    public async Task Members_that_cannot_be_headers_are_told_all_at_once_with_what_else_is_wrong()
    {
        StubHandler handler = StubHandler.Json(Success);
        using ApiClient client = Client(handler);
        RawRequest request = new() { Topic = "a\r\nX-Other: b", Owner = "é", Note = " n", Mark = "n ", Empty = "", IsIncomplete = true };

        RequestValidationException e = await Assert.ThrowsAsync<RequestValidationException>(
            () => client.SendAsync(new ApiAction<RawRequest, ThingResponse>(TestService.Service, "Upload"), request, null, Token));

        Assert.Equal(["Needed", "Topic", "Owner", "Note", "Mark", "Empty"], e.Problems.Select(problem => problem.Path));
        Assert.DoesNotContain("X-Other", e.Message, StringComparison.Ordinal);
        Assert.Empty(handler.Requests);
    }

    [Fact]
    public async Task An_attempt_that_was_given_up_while_its_body_is_read_keeps_its_bytes_from_later_calls()
    {
        HoldingHandler handler = new();
        using ApiClient client = new(TestService.Service, Credential, "ap-singapore", new ApiClientOptions { HttpMessageHandler = handler, ThrottleRegistry = new() });
        using CancellationTokenSource stop = new();
        Task call = client.SendAsync(TestService.Action(), new ThingRequest { Name = new string('a', 100) }, null, stop.Token);
        await handler.Reading.Task.WaitAsync(Token);
        await stop.CancelAsync();
        await Assert.ThrowsAsync<ApiCanceledException>(() => call);
        for (int i = 0; i < 100; i++)
        {
            await client.SendAsync(TestService.Action(), new ThingRequest { Name = new string('b', 100) }, null, Token);
        }

        handler.Go.SetResult();
        Assert.Contains("aaaa", await handler.Held.Task.WaitAsync(Token), StringComparison.Ordinal);
    }

    private ApiClient Client(HttpMessageHandler handler, Action<ApiClientOptions>? configure = null)
    {
        ApiClientOptions options = new() { HttpMessageHandler = handler, TimeProvider = _time, ThrottleRegistry = new() };
        configure?.Invoke(options);
        return new ApiClient(TestService.Service, Credential, "ap-singapore", options);
    }

    private sealed class LateProvider : ICredentialProvider
    {
        internal TaskCompletionSource<TencentCloudCredential> Given { get; } = new();

        public string AccountKey => "late";

        public ValueTask<TencentCloudCredential> GetCredentialAsync(CancellationToken cancellationToken) => new(Given.Task.WaitAsync(cancellationToken));
    }

    /// <summary>Is in the middle of the first body when its call ends.</summary>
    private sealed class HoldingHandler : HttpMessageHandler
    {
        private int _requests;

        internal TaskCompletionSource Reading { get; } = new();

        internal TaskCompletionSource Go { get; } = new();

        internal TaskCompletionSource<string> Held { get; } = new();

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (Interlocked.Increment(ref _requests) == 1)
            {
                HoldingStream target = new(this);
                await request.Content!.CopyToAsync(target, CancellationToken.None);
                Held.SetResult(Encoding.UTF8.GetString(target.ToArray()));
            }

            return StubHandler.Ok(Success);
        }

        private sealed class HoldingStream(HoldingHandler owner) : MemoryStream
        {
            public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
            {
                owner.Reading.TrySetResult();
                await owner.Go.Task;
                await base.WriteAsync(buffer, CancellationToken.None);
            }
        }
    }

    private sealed class TokenRequest : IApiRequest<TokenRequest>, IClientTokenRequest
    {
        internal string? Id { get; set; }

        public string? ClientToken { get; set; }

        public static TokenRequest ReadJson(ref System.Text.Json.Utf8JsonReader reader) => throw new NotSupportedException();

        public void WriteJson(System.Text.Json.Utf8JsonWriter writer)
        {
            writer.WriteStartObject();
            writer.WriteString(nameof(Id), Id);
            writer.WriteEndObject();
        }

        public void Validate(ref RequestValidation validation)
        {
        }
    }

    private sealed class RawRequest : IApiRequest<RawRequest>, IOctetStreamRequest
    {
        internal string? Topic { get; set; }

        internal string? Owner { get; set; }

        internal string? Note { get; set; }

        internal string? Mark { get; set; }

        internal string? Empty { get; set; }

        internal bool IsIncomplete { get; set; }

        public ReadOnlyMemory<byte> Body => new byte[] { 1, 2, 3 };

        public static RawRequest ReadJson(ref System.Text.Json.Utf8JsonReader reader) => throw new NotSupportedException();

        public void WriteJson(System.Text.Json.Utf8JsonWriter writer) => throw new NotSupportedException();

        public void WriteHeaders(in OctetStreamHeaders headers)
        {
            headers.Add("Topic", Topic);
            headers.Add("Owner", Owner);
            headers.Add("Note", Note);
            headers.Add("Mark", Mark);
            headers.Add("Empty", Empty);
        }

        public void Validate(ref RequestValidation validation)
        {
            if (IsIncomplete)
            {
                validation.Missing("Needed");
            }
        }
    }
}
