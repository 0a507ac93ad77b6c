using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace ApiGen.Runtime.Tests.Pipeline;

/// <summary>Which attempt's ID a failure tells that got none itself.</summary>
public sealed class RequestIdTests
{
    private readonly FakeTimeProvider _time = new(DateTimeOffset.FromUnixTimeSeconds(1_551_113_065));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("RequestLimitExceeded:refused-1", null)]
    [InlineData("InternalError:acted-1", "acted-1")]
    [InlineData("InternalError:acted-1 RequestLimitExceeded:refused-2", "acted-1")]
    [InlineData("InternalError:acted-1 InternalError:acted-2 RequestLimitExceeded:refused-3", "acted-2")]
    public async Task An_attempt_without_a_response_tells_the_last_one_that_may_have_taken_effect(string before, string? id)
    {
        string[] responses = before.Split(' ');
        foreach (bool isTimeout in (bool[])[false, true])
        {
            ScriptedHandler handler = new(responses, isTimeout);
            using ApiClient client = Client(handler, SocketClient.Credential, responses.Length + 1);

            Task<ThingResponse> call = SocketClient.CallAsync(client, idempotent: true);
            await handler.Ended.Task.WaitAsync(Token);
            _time.Advance(TimeSpan.FromSeconds(isTimeout ? 60 : 0));
            ApiException e = await Assert.ThrowsAnyAsync<ApiException>(() => call);

            Assert.Equal((isTimeout ? typeof(ApiTimeoutException) : typeof(ApiNetworkException), id, responses.Length + 1), (e.GetType(), e.RequestId, e.Attempts));
            Assert.Equal(id is not null, e.Message.Contains($"An earlier attempt may have taken effect (RequestId: {id}).", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task The_ID_of_a_response_that_broke_off_is_told_as_that_of_an_earlier_attempt_behind_one_without_a_response()
    {
        using StubHandler handler = new(number => number > 1 ? throw new HttpRequestException(HttpRequestError.ConnectionError) : new HttpResponseMessage
        {
            Content = new StreamContent(new BreakingStream("""{"Response":{"RequestId":"acted-1","Da"""u8.ToArray())),
        });
        using ApiClient client = Client(handler, SocketClient.Credential, attempts: 2);

        ApiNetworkException e = await Assert.ThrowsAsync<ApiNetworkException>(() => SocketClient.CallAsync(client, idempotent: true));

        Assert.Equal(("acted-1", 2), (e.RequestId, e.Attempts));
        Assert.Contains("An earlier attempt may have taken effect (RequestId: acted-1).", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("RequestLimitExceeded:refused-1", "refused-1", false)]
    [InlineData("InternalError:acted-1", "acted-1", true)]
    [InlineData("InternalError:acted-1 RequestLimitExceeded:refused-2", "refused-2", true)]
    public async Task A_timeout_before_the_next_attempt_is_sent_tells_the_last_response_s(string before, string id, bool mayHaveBeenSent)
    {
        string[] responses = before.Split(' ');
        EndingProvider provider = new(responses.Length);
        using ApiClient client = Client(new ScriptedHandler(responses, hangs: true), provider, responses.Length + 1);

        Task<ThingResponse> call = SocketClient.CallAsync(client, idempotent: true);
        await provider.Ended.Task.WaitAsync(Token);
        _time.Advance(TimeSpan.FromSeconds(60));
        ApiTimeoutException e = await Assert.ThrowsAsync<ApiTimeoutException>(() => call);

        Assert.Equal((id, mayHaveBeenSent, responses.Length), (e.RequestId, e.MayHaveBeenSent, e.Attempts));
    }

    private ApiClient Client(HttpMessageHandler handler, ICredentialProvider credentials, int attempts) => new(TestService.Service, credentials, null, new ApiClientOptions
    {
        HttpMessageHandler = handler,
        TimeProvider = _time,
        Timeout = TimeSpan.FromSeconds(60),
        Retry = { BaseDelay = TimeSpan.Zero, MaxAttempts = attempts },
        Throttle = { Mode = ThrottleMode.Off },
    });

    private sealed class BreakingStream(byte[] content) : MemoryStream(content)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            Position < Length ? base.ReadAsync(buffer, cancellationToken) : throw new IOException("broken");
    }

    /// <summary>Responds with codes and IDs, and then not any more.</summary>
    private sealed class ScriptedHandler(string[] responses, bool hangs) : HttpMessageHandler
    {
        private int _requests;

        internal TaskCompletionSource Ended { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await request.Content!.CopyToAsync(Stream.Null, cancellationToken);
            if (_requests < responses.Length)
            {
                string[] parts = responses[_requests++].Split(':');
                return StubHandler.Ok($$$"""{"Response":{"Error":{"Code":"{{{parts[0]}}}","Message":"m"},"RequestId":"{{{parts[1]}}}"}}""");
            }

            Ended.TrySetResult();
            await Task.Delay(hangs ? Timeout.Infinite : 0, cancellationToken);
            throw new HttpRequestException(HttpRequestError.ConnectionError);
        }
    }

    /// <summary>Gives a credential so often, and then none for ever.</summary>
    private sealed class EndingProvider(int times) : ICredentialProvider
    {
        private int _given;

        internal TaskCompletionSource Ended { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public string AccountKey => "ending";

        public async ValueTask<TencentCloudCredential> GetCredentialAsync(CancellationToken cancellationToken)
        {
            if (_given++ == times)
            {
                Ended.TrySetResult();
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }

            return SocketClient.Credential;
        }
    }
}
