using Xunit;

namespace ApiGen.Runtime.Tests.Pipeline;

/// <summary>A stand-in for a client, written as a test would: one member an action.</summary>
public sealed class StandInTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_stand_in_writes_one_member_an_action_and_has_the_others()
    {
        IThingClient client = new StandIn();

        ThingResponse response = await client.ThingAsync(new ThingRequest { Name = "a" }, Cancellation);
        List<string> parts = [];
        await foreach (ThingPart part in client.ListPartsItemsAsync(new ListPartsRequest { Limit = 2 }, cancellationToken: Cancellation))
        {
            parts.Add(part.Text!);
        }

        List<ServerSentEvent<WatchResponse>> events = [];
        await foreach (ServerSentEvent<WatchResponse> one in client.WatchStreamAsync(new WatchRequest { Name = "b" }, cancellationToken: Cancellation))
        {
            events.Add(one);
        }

        Assert.Equal("a", response.Data.Text);
        Assert.Equal(["0", "1", "2", "3", "4"], parts);
        ServerSentEvent<WatchResponse> watched = Assert.Single(events);
        Assert.Equal(("message", "b"), (watched.Type, watched.Data.Text));
    }

    [Fact]
    public async Task A_stand_in_s_stream_calls_when_it_is_enumerated_and_hands_on_the_token()
    {
        StandIn client = new();
        using CancellationTokenSource caller = new();
        IAsyncEnumerable<ServerSentEvent<WatchResponse>> stream = ((IThingClient)client).WatchStreamAsync(new WatchRequest { Name = "b" }, cancellationToken: Cancellation);
        Assert.Null(client.LastToken);

        await foreach (ServerSentEvent<WatchResponse> one in stream.WithCancellation(caller.Token))
        {
            Assert.Equal("b", one.Data.Text);
            await caller.CancelAsync();
            Assert.True(client.LastToken!.Value.IsCancellationRequested);
        }
    }

    private sealed class StandIn : IThingClient
    {
        internal CancellationToken? LastToken { get; private set; }

        public Task<ThingResponse> ThingAsync(ThingRequest request, ApiCallOptions? options, CancellationToken cancellationToken) =>
            Task.FromResult(new ThingResponse { Data = new ThingPart { Text = request.Name } });

        public Task<TokenResponse> TokenAsync(TokenRequest request, ApiCallOptions? options, CancellationToken cancellationToken) => Task.FromResult(new TokenResponse());

        public Task<UploadResponse> UploadAsync(UploadRequest request, ApiCallOptions? options, CancellationToken cancellationToken) => Task.FromResult(new UploadResponse());

        public Task<ListPartsResponse> ListPartsAsync(ListPartsRequest request, ApiCallOptions? options, CancellationToken cancellationToken)
        {
            int start = (int)(request.Offset ?? 0);
            return Task.FromResult(new ListPartsResponse
            {
                TotalCount = 5,
                Parts = [.. Enumerable.Range(start, Math.Min((int)request.Limit!, 5 - start)).Select(i => new ThingPart { Text = $"{i}" })],
            });
        }

        public Task<WatchResponse> WatchAsync(WatchRequest request, ApiCallOptions? options, CancellationToken cancellationToken)
        {
            LastToken = cancellationToken;
            return Task.FromResult(new WatchResponse { Text = request.Name });
        }
    }
}
