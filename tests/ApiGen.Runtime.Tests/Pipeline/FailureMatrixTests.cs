using System.Diagnostics;
using System.IO.Compression;
using System.Net;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace ApiGen.Runtime.Tests.Pipeline;

/// <summary>Everything that can go wrong on a real socket: the kind of failure, whether it is repeated, and how often the server sees it.</summary>
public sealed class FailureMatrixTests
{
    private const string Success = SocketClient.Success;
    private const int MaxAttempts = SocketClient.MaxAttempts;
    private static readonly TimeSpan ShortTimeout = TimeSpan.FromMilliseconds(400);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string, Type, string, int, int> Responses => new()
    {
        // What the server does, the exception, a part of its message, how often the server sees a call that must not be repeated, and one that may.
        { "reset before body", typeof(ApiNetworkException), "may have been sent", 1, MaxAttempts },
        { "reset in request body", typeof(ApiNetworkException), "may have been sent", 1, MaxAttempts },
        { "reset after request", typeof(ApiNetworkException), "may have been sent", 1, MaxAttempts },
        { "closed after request", typeof(ApiNetworkException), "may have been sent", 1, MaxAttempts },
        { "reset in body", typeof(ApiNetworkException), "may have been sent", 1, MaxAttempts },
        { "body shorter than announced", typeof(ApiNetworkException), "ended before the response did", 1, MaxAttempts },
        { "chunks cut short", typeof(ApiNetworkException), "ended before the response did", 1, MaxAttempts },
        { "body longer than announced", typeof(ApiMalformedResponseException), "cut short", 1, 1 },
        { "no HTTP", typeof(ApiNetworkException), "not an HTTP response", 1, 1 },
        { "HTML 502", typeof(ApiHttpStatusException), "<h1>Bad gateway</h1>", 1, MaxAttempts },
        { "empty 503", typeof(ApiHttpStatusException), "503", 1, MaxAttempts },
        { "403", typeof(ApiHttpStatusException), "403", 1, 1 },
        { "429", typeof(ApiHttpStatusException), "429", MaxAttempts, MaxAttempts },
        { "redirect", typeof(ApiHttpStatusException), "Redirects are not followed", 1, 1 },
        { "proxy asks for credentials", typeof(ApiHttpStatusException), "The proxy asks for credentials", 1, 1 },
        { "empty body", typeof(ApiMalformedResponseException), "it is empty", 1, 1 },
        { "blank body", typeof(ApiMalformedResponseException), "it is empty", 1, 1 },
        { "empty object", typeof(ApiMalformedResponseException), "no Response", 1, 1 },
        { "null response", typeof(ApiMalformedResponseException), "no Response", 1, 1 },
        { "truncated JSON", typeof(ApiMalformedResponseException), "JSON that was cut short", 1, 1 },
        { "deep JSON", typeof(ApiMalformedResponseException), "nested deeper than 256 levels", 1, 1 },
        { "HTML 200", typeof(ApiMalformedResponseException), "The body begins: <html>", 1, 1 },
        { "wrong value", typeof(ApiMalformedResponseException), "Response.Data.Integers[1]", 1, 1 },
        { "over the cap", typeof(ApiMalformedResponseException), "larger than 65536 bytes", 1, 1 },
        { "over the cap in chunks", typeof(ApiMalformedResponseException), "larger than 65536 bytes", 1, 1 },
        { "over the cap when inflated", typeof(ApiMalformedResponseException), "larger than 65536 bytes", 1, 1 },
        { "damaged gzip", typeof(ApiMalformedResponseException), "compressed form is damaged", 1, 1 },
        { "429 in damaged gzip", typeof(ApiHttpStatusException), "429 (TooManyRequests) and a body that cannot be read (its compressed form is damaged)", MaxAttempts, MaxAttempts },
        { "429 cut short", typeof(ApiHttpStatusException), "429 (TooManyRequests) and a body that cannot be read (the connection ended before the response did): <html>", MaxAttempts, MaxAttempts },
        { "429 in bad chunks", typeof(ApiHttpStatusException), "429 (TooManyRequests) and a body that cannot be read (what came back is not an HTTP response)", MaxAttempts, MaxAttempts },
        { "503 cut short", typeof(ApiHttpStatusException), "503", 1, MaxAttempts },
        { "503 in damaged gzip", typeof(ApiHttpStatusException), "503", 1, MaxAttempts },
        { "302 cut short", typeof(ApiHttpStatusException), "Redirects are not followed", 1, 1 },
        { "404 cut short", typeof(ApiHttpStatusException), "404", 1, 1 },
        { "404 in bad chunks", typeof(ApiHttpStatusException), "404", 1, 1 },
        { "internal error with status 400, cut short", typeof(ApiException<ThingErrorCode>), "InternalError.DBError", 1, MaxAttempts },
        { "rate limit", typeof(ApiException<ThingErrorCode>), "RequestLimitExceeded.UinLimitExceeded", MaxAttempts, MaxAttempts },
        { "stray rate limit", typeof(ApiException<ThingErrorCode>), "LimitExceeded.RateLimitExceeded", MaxAttempts, MaxAttempts },
        { "quota", typeof(ApiException<ThingErrorCode>), "LimitExceeded:", 1, 1 },
        { "internal error", typeof(ApiException<ThingErrorCode>), "InternalError.DBError", 1, MaxAttempts },
        { "service error", typeof(ApiException<ThingErrorCode>), "FailedOperation.TooManyThings", 1, 1 },
        { "service error with status 400", typeof(ApiException<ThingErrorCode>), "FailedOperation.TooManyThings", 1, 1 },
        { "signature expired", typeof(ApiException<ThingErrorCode>), "AuthFailure.SignatureExpire", 2, 2 },
        { "signature expired without a date", typeof(ApiException<ThingErrorCode>), "AuthFailure.SignatureExpire", 1, 1 },
        { "legacy error", typeof(ApiException<ThingErrorCode>), "InvalidParameter: bad", 1, 1 },
    };

    [Fact]
    public async Task A_change_of_protocol_is_a_status_and_not_a_body_without_end()
    {
        await using SocketServer server = new(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.WriteAsync("HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\nzzz");
            await connection.StallAsync();
        });
        using ApiClient client = SocketClient.Create(server.Address);

        ApiHttpStatusException e = await Assert.ThrowsAsync<ApiHttpStatusException>(() => SocketClient.CallAsync(client, idempotent: true));

        Assert.Equal((HttpStatusCode.SwitchingProtocols, 1), (e.StatusCode, e.Attempts));
        Assert.Equal(1, server.Requests);
    }

    [Theory]
    [MemberData(nameof(Responses))]
    public async Task A_faulty_answer_is_its_own_kind_and_repeated_only_when_that_is_safe(string behaviour, Type kind, string message, int seenOnce, int seenIdempotent)
    {
        foreach (bool idempotent in new[] { false, true })
        {
            await using SocketServer server = new(connection => BehaveAsync(connection, behaviour));
            using ApiClient client = SocketClient.Create(server.Address);
            string name = behaviour == "reset in request body" ? new string('n', 8_000_000) : "n";
            Stopwatch watch = Stopwatch.StartNew();

            Exception failure = await Assert.ThrowsAsync(kind, () => SocketClient.CallAsync(client, idempotent, name));

            Assert.True(watch.Elapsed < SocketClient.CallTimeout, $"The call took {watch.Elapsed}.");
            Assert.Contains(message, failure.Message, StringComparison.Ordinal);
            Assert.Equal(idempotent ? seenIdempotent : seenOnce, server.Connections);
            Assert.Equal(server.Connections, ((ApiException)failure).Attempts);
            Assert.Equal(behaviour is "reset before body" or "reset in request body" ? 0 : server.Connections, server.Requests);
        }
    }

    [Theory]
    [InlineData("stalled head", "waiting for the response")]
    [InlineData("stalled body", "reading the response")]
    public async Task A_stalled_answer_times_out_as_a_whole(string behaviour, string phase)
    {
        TaskCompletionSource stalled = new();
        FakeTimeProvider time = new();
        using BodySignal body = new();
        await using SocketServer server = new(connection => BehaveAsync(connection, behaviour, stalled));
        using ApiClient client = SocketClient.Create(server.Address, o =>
        {
            o.Timeout = ShortTimeout;
            o.TimeProvider = time;
            o.HttpMessageHandler = body;
        });

        Task call = SocketClient.CallAsync(client, idempotent: true);
        await stalled.Task.WaitAsync(Token);
        if (behaviour == "stalled body")
        {
            await body.Reading.Task.WaitAsync(Token);
        }

        time.Advance(ShortTimeout - TimeSpan.FromMilliseconds(1));
        Assert.False(call.IsCompleted);
        time.Advance(TimeSpan.FromMilliseconds(1));
        ApiTimeoutException e = await Assert.ThrowsAsync<ApiTimeoutException>(() => call);

        Assert.Contains(phase, e.Message, StringComparison.Ordinal);
        Assert.True(e.MayHaveBeenSent);
        Assert.Equal(ShortTimeout, e.Timeout);
        Assert.Equal(1, server.Requests);
    }

    [Theory]
    [InlineData("stalled head")]
    [InlineData("stalled body")]
    public async Task Cancelling_a_stalled_call_stays_a_cancellation_with_the_callers_token(string behaviour)
    {
        TaskCompletionSource stalled = new();
        await using SocketServer server = new(connection => BehaveAsync(connection, behaviour, stalled));
        using ApiClient client = SocketClient.Create(server.Address);
        using CancellationTokenSource source = new();

        Task call = client.SendAsync(TestService.Action(), new ThingRequest { Name = "n" }, null, source.Token);
        await stalled.Task.WaitAsync(Token);
        await source.CancelAsync();

        OperationCanceledException e = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.Equal(source.Token, e.CancellationToken);
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("chunks")]
    [InlineData("byte order mark")]
    [InlineData("extra keys")]
    public async Task A_sound_answer_is_read_however_it_is_packed(string behaviour)
    {
        await using SocketServer server = new(connection => BehaveAsync(connection, behaviour));
        using ApiClient client = SocketClient.Create(server.Address);

        ThingResponse response = await SocketClient.CallAsync(client, idempotent: false);

        Assert.Equal("mp1", response.Data.Text);
        Assert.Equal("r-1", response.RequestId);
    }

    private static async Task BehaveAsync(SocketServer.Connection connection, string behaviour, TaskCompletionSource? stalled = null)
    {
        if (behaviour is "reset before body" or "reset in request body")
        {
            // A few bytes of the head; the rest is on its way or still with the client.
            await connection.ReadSomeAsync();
            connection.Reset();
            return;
        }

        await connection.ReadRequestAsync();
        switch (behaviour)
        {
            case "reset after request":
                connection.Reset();
                break;
            case "closed after request":
                break;
            case "reset in body":
                await connection.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"Response\":");
                connection.Reset();
                break;
            case "stalled head":
                stalled?.SetResult();
                await connection.StallAsync();
                break;
            case "stalled body":
                await connection.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"Response\":");
                stalled?.SetResult();
                await connection.StallAsync();
                break;
            default:
                await connection.WriteAsync(ResponseFor(behaviour));
                break;
        }
    }

    private static byte[] ResponseFor(string behaviour) => behaviour switch
    {
        "body shorter than announced" => [.. "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"Response\":"u8],
        "chunks cut short" => [.. "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nc\r\n{\"Response\":\r\n"u8],
        "body longer than announced" => Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: 20\r\nConnection: close\r\n\r\n{Success}"),
        "no HTTP" => [.. "SSH-2.0-OpenSSH_9.2\r\n\r\n"u8],
        "HTML 502" => SocketServer.Http("502 Bad Gateway", "<html>\n<h1>Bad gateway</h1></html>", "Content-Type: text/html"),
        "empty 503" => SocketServer.Http("503 Service Unavailable", ""),
        "403" => SocketServer.Http("403 Forbidden", "no"),
        "429" => SocketServer.Http("429 Too Many Requests", "", "Retry-After: 0"),
        "redirect" => SocketServer.Http("302 Found", "", "Location: http://127.0.0.1:9/"),
        "proxy asks for credentials" => SocketServer.Http("407 Proxy Authentication Required", "", "Proxy-Authenticate: Basic realm=\"p\""),
        "empty body" => SocketServer.Http("200 OK", ""),
        "blank body" => SocketServer.Http("200 OK", " \r\n\t\n"),
        "empty object" => SocketServer.Http("200 OK", "{}"),
        "null response" => SocketServer.Http("200 OK", "{\"Response\":null}"),
        "truncated JSON" => SocketServer.Http("200 OK", Success[..30]),
        "deep JSON" => SocketServer.Http("200 OK", $$$"""{"Response":{"X":{{{new string('[', 300)}}}{{{new string(']', 300)}}},"RequestId":"r-1"}}"""),
        "HTML 200" => SocketServer.Http("200 OK", "<html><body>Sign in to the hotel's network</body></html>"),
        "wrong value" => SocketServer.Http("200 OK", """{"Response":{"Data":{"Integers":[1,"xx"]},"RequestId":"r-1"}}"""),
        "over the cap" => SocketServer.Http("200 OK", new string(' ', 65_537)),
        "over the cap in chunks" => [.. "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n10001\r\n"u8, .. new byte[0x10001], .. "\r\n0\r\n\r\n"u8],
        "over the cap when inflated" => SocketServer.Http("200 OK", Gzip(new byte[100_000]), "Content-Encoding: gzip"),
        "damaged gzip" => SocketServer.Http("200 OK", "this is no gzip", "Content-Encoding: gzip"),
        "429 in damaged gzip" => SocketServer.Http("429 Too Many Requests", "this is no gzip", "Content-Encoding: gzip", "Retry-After: 0"),
        "429 cut short" => CutShort("429 Too Many Requests", "<html>"),
        "429 in bad chunks" => InBadChunks("429 Too Many Requests"),
        "503 cut short" => CutShort("503 Service Unavailable", ""),
        "503 in damaged gzip" => SocketServer.Http("503 Service Unavailable", "this is no gzip", "Content-Encoding: gzip"),
        "302 cut short" => CutShort("302 Found", "<html>"),
        "404 cut short" => CutShort("404 Not Found", "<html>"),
        "404 in bad chunks" => InBadChunks("404 Not Found"),
        "internal error with status 400, cut short" => CutShort("400 Bad Request", """{"Response":{"Error":{"Code":"InternalError.DBError","Message":"""),
        "rate limit" => Failure("RequestLimitExceeded.UinLimitExceeded"),
        "stray rate limit" => Failure("LimitExceeded.RateLimitExceeded"),
        "quota" => Failure("LimitExceeded"),
        "internal error" => Failure("InternalError.DBError"),
        "signature expired" => Failure("AuthFailure.SignatureExpire", "200 OK", "Date: Mon, 25 Feb 2019 15:24:25 GMT"),
        "signature expired without a date" => Failure("AuthFailure.SignatureExpire"),
        "service error" => Failure("FailedOperation.TooManyThings"),
        "service error with status 400" => Failure("FailedOperation.TooManyThings", "400 Bad Request"),
        "legacy error" => SocketServer.Http("200 OK", """{"code":4000,"message":"bad","codeDesc":"InvalidParameter"}"""),
        "plain" => SocketServer.Http("200 OK", Success),
        "gzip" => SocketServer.Http("200 OK", Gzip(Encoding.UTF8.GetBytes(Success)), "Content-Encoding: gzip"),
        "deflate" => SocketServer.Http("200 OK", Deflate(Encoding.UTF8.GetBytes(Success)), "Content-Encoding: deflate"),
        "chunks" => [.. "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n"u8, .. Encoding.UTF8.GetBytes(Success[..5]),
            .. Encoding.UTF8.GetBytes($"\r\n{Success.Length - 5:x}\r\n{Success[5..]}\r\n0\r\n\r\n")],
        "byte order mark" => SocketServer.Http("200 OK", "\uFEFF" + Success),
        "extra keys" => SocketServer.Http("200 OK", "{\"retcode\":0,\"code\":0,\"retmsg\":\"ok\"," + Success[1..]),
        _ => throw new ArgumentOutOfRangeException(nameof(behaviour), behaviour, "The test knows no such behaviour."),
    };

    private static byte[] CutShort(string status, string beginning) => Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nContent-Length: 1000\r\n\r\n{beginning}");

    private static byte[] InBadChunks(string status) => Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nTransfer-Encoding: chunked\r\n\r\n6\r\n<html>\r\nzz\r\n");

    private static byte[] Failure(string code, string status = "200 OK", params string[] headers) =>
        SocketServer.Http(status, """{"Response":{"Error":{"Code":"CODE","Message":"m"},"RequestId":"r-2"}}""".Replace("CODE", code, StringComparison.Ordinal), headers);

    private static byte[] Gzip(byte[] content) => Pack(content, stream => new GZipStream(stream, CompressionLevel.Fastest));

    private static byte[] Deflate(byte[] content) => Pack(content, stream => new ZLibStream(stream, CompressionLevel.Fastest));

    private static byte[] Pack(byte[] content, Func<Stream, Stream> packer)
    {
        using MemoryStream packed = new();
        using (Stream stream = packer(packed))
        {
            stream.Write(content);
        }

        return packed.ToArray();
    }

    /// <summary>Tells that the body of a response is read.</summary>
    private sealed class BodySignal() : DelegatingHandler(new SocketsHttpHandler { UseProxy = false })
    {
        public TaskCompletionSource Reading { get; } = new();

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            HttpResponseMessage response = await base.SendAsync(request, cancellationToken);
            response.Content = new StreamContent(new SignalStream(await response.Content.ReadAsStreamAsync(cancellationToken), Reading));
            return response;
        }
    }

    private sealed class SignalStream(Stream inner, TaskCompletionSource reading) : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            reading.TrySetResult();
            return inner.ReadAsync(buffer, cancellationToken);
        }
    }
}
