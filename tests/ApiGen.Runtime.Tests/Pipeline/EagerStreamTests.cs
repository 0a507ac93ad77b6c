using System.Net;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace ApiGen.Runtime.Tests.Pipeline;

/// <summary>A body whose bytes are always at hand never looks at a token, and one that breaks off has told of the request before.</summary>
public sealed class EagerStreamTests
{
    [Theory]
    [InlineData(": nothing\n", true)]
    [InlineData("data: {\"Response\":{\"RequestId\":\"r-1\"}}\n\n", true)]
    [InlineData(" ", false)]
    public async Task A_call_ends_when_it_is_cancelled_also_in_a_body_without_end(string piece, bool isStream)
    {
        using CancellationTokenSource end = new();
        int reads = 0;
        using ApiClient client = Client(new PieceStream(_ =>
        {
            if (++reads == 100)
            {
                end.Cancel();
            }

            return reads < 1_000_000 ? piece : throw new InvalidOperationException("Nobody looked at the token.");
        }));

        ApiCanceledException e = await Assert.ThrowsAsync<ApiCanceledException>(() => CallAsync(client, isStream, end.Token));

        Assert.Equal((end.Token, true), (e.CancellationToken, e.MayHaveBeenSent));
        Assert.InRange(reads, 100, 200);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_ID_of_a_response_that_breaks_off_is_told(bool isLate)
    {
        FakeTimeProvider time = new();
        using ApiClient client = Client(
            new PieceStream(number =>
            {
                if (number == 0)
                {
                    return "{\"Response\":{\"RequestId\":\"rid-9\",\"Name\":\"na";
                }

                if (!isLate)
                {
                    throw new IOException("reset");
                }

                time.Advance(TimeSpan.FromHours(1));
                return "m";
            }),
            time);

        ApiException e = await Assert.ThrowsAnyAsync<ApiException>(() => CallAsync(client, isStream: false, TestContext.Current.CancellationToken));

        Assert.Equal((isLate ? typeof(ApiTimeoutException) : typeof(ApiNetworkException), "rid-9"), (e.GetType(), e.RequestId));
    }

    private static ApiClient Client(Stream body, TimeProvider? time = null) => new(TestService.Service, SocketClient.Credential, null, new ApiClientOptions
    {
        HttpMessageHandler = new StubHandler(_ => new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(body) { Headers = { ContentType = new("text/event-stream") } } }),
        TimeProvider = time ?? TimeProvider.System,
        Retry = { MaxAttempts = 1 },
        Throttle = { Mode = ThrottleMode.Off },
    });

    private static async Task CallAsync(ApiClient client, bool isStream, CancellationToken cancellationToken)
    {
        if (!isStream)
        {
            await client.SendAsync(TestService.Action(), new ThingRequest { Name = "n" }, null, cancellationToken);
            return;
        }

        await foreach (ServerSentEvent<ThingResponse> _ in client.StreamAsync(TestService.Action(), new ThingRequest { Name = "n" }, null, cancellationToken))
        {
        }
    }

    private sealed class PieceStream(Func<int, string> next) : MemoryStream
    {
        private int _reads;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult(Encoding.UTF8.GetBytes(next(_reads++), buffer.Span));
    }
}
