using System.Text.Json;
using Xunit;

namespace ApiGen.Runtime.Tests.Pipeline;

public sealed class ResponseTextTests
{
    private const string Body = """{"Response":{"Data":{"Text":"a","AddedYesterday":7},"RequestId":"r-1"}}""";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true, null, true)]
    [InlineData(false, true, true)]
    [InlineData(true, false, false)]
    [InlineData(false, null, false)]
    public async Task A_member_that_the_spec_does_not_know_can_be_read_when_the_text_is_kept(bool byClient, bool? byCall, bool isKept)
    {
        using ApiClient pipeline = SocketClient.Create(null, o =>
        {
            o.HttpMessageHandler = StubHandler.Json("\uFEFF" + Body);
            o.KeepResponseText = byClient;
        });
        using ThingClient client = new(pipeline);

        ThingResponse response = await client.ThingAsync(new ThingRequest { Name = "n" }, new ApiCallOptions { KeepResponseText = byCall }, Cancellation);

        Assert.Equal("a", response.Data.Text);
        string? text = ApiResponseText.Of(response);
        Assert.Equal(isKept ? Body : null, text);
        if (isKept)
        {
            using JsonDocument document = JsonDocument.Parse(text!);
            Assert.Equal(7, document.RootElement.GetProperty("Response").GetProperty("Data").GetProperty("AddedYesterday").GetInt32());
        }
    }

    [Theory]
    [InlineData("application/json", "{\"Response\":{\"Text\":\"a\",\"New\":\"caf\u00E9\",\"RequestId\":\"r\"}}", 35)]
    [InlineData("text/event-stream", "data: {\"Text\":\"a\",\"New\":\"caf\u00E9\"}\n\n", 23)]
    public async Task A_text_that_is_not_UTF_8_is_not_kept_as_another_one(string type, string body, int at)
    {
        foreach (bool isKept in new[] { false, true })
        {
            using ApiClient pipeline = SocketClient.Create(null, o =>
            {
                o.HttpMessageHandler = new StubHandler(_ =>
                {
                    ByteArrayContent content = new(System.Text.Encoding.Latin1.GetBytes(body));
                    content.Headers.TryAddWithoutValidation("Content-Type", type);
                    return new HttpResponseMessage { Content = content };
                });
                o.KeepResponseText = isKept;
            });
            using ThingClient client = new(pipeline);

            Exception? e = await Record.ExceptionAsync(async () =>
            {
                await foreach (ServerSentEvent<WatchResponse> one in client.WatchStreamAsync(new WatchRequest(), cancellationToken: Cancellation))
                {
                    Assert.Equal("a", one.Data.Text);
                }
            });

            if (isKept)
            {
                Assert.Contains($"it is not UTF-8 from its byte {at} on, so that its text cannot be kept", Assert.IsType<ApiMalformedResponseException>(e).Message, StringComparison.Ordinal);
            }
            else
            {
                Assert.Null(e);
            }
        }
    }

    [Fact]
    public async Task Each_event_of_a_stream_has_the_text_of_its_own()
    {
        using ApiClient pipeline = SocketClient.Create(null, o =>
        {
            o.HttpMessageHandler = new StubHandler(_ => new HttpResponseMessage
            {
                Content = new StringContent("data: {\"Text\":\"a\",\"New\":1}\n\ndata: {\"Text\":\"b\",\"New\":2}\n\n", null, "text/event-stream"),
            });
            o.KeepResponseText = true;
        });
        using ThingClient client = new(pipeline);

        List<string?> texts = [];
        await foreach (ServerSentEvent<WatchResponse> one in client.WatchStreamAsync(new WatchRequest(), cancellationToken: Cancellation))
        {
            texts.Add(ApiResponseText.Of(one.Data));
        }

        Assert.Equal(["{\"Text\":\"a\",\"New\":1}", "{\"Text\":\"b\",\"New\":2}"], texts);
    }
}
