using System.Net;
using System.Text;
using ApiGen.Runtime.Tests.Pipeline;
using Xunit;

namespace ApiGen.Runtime.Tests.Streaming;

public sealed class DamagedStreamTests
{
    private static readonly byte[][] Corpus =
    [
        .. ((string[])
        [
            "id: 1\ndata: {\"RequestId\":\"r-1\",\"Data\":{\"Text\":\"未\"}}\n\n: keep-alive\n\nevent: end\ndata: {\"Response\":{\"RequestId\":\"r-1\",\ndata: \"Data\":{\"Text\":\"b\"}}}\n\ndata: [DONE]\n\n",
            "\uFEFFdata:{\"Data\":{}}\r\n\r\nretry: 10\r\nid\r\ndata:{\"Data\":{\"Text\":\"c\"}}\r\n\r\n",
            "data: {\"Data\":{\"Text\":\"a\"}}\rid: 7\revent:more\r\rdata: {\"Data\":{\"Integer\":3}}\r\r",
            "data: {\"Data\":{\"Text\":\"a\"}}\n\ndata: {\"Error\":{\"Code\":\"FailedOperation.TooManyThings\",\"Message\":\"m\"},\"RequestId\":\"r-2\"}\n\n",
        ]).Select(Encoding.UTF8.GetBytes),
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Any_stream_is_what_the_standard_reads_or_a_failure_in_the_terms_of_the_library()
    {
        int read = 0;
        await Mutants.EachAsync(22, Corpus, async (body, random) =>
        {
            using ApiClient client = Client(new StubHandler(_ =>
            {
                StreamContent content = new(new Pieces(body, random.Next(1, 20)));
                content.Headers.TryAddWithoutValidation("Content-Type", "text/event-stream");
                return new HttpResponseMessage(HttpStatusCode.OK) { Content = content };
            }));
            List<string> events = [];
            bool isWhole = false;
            try
            {
                await foreach (ServerSentEvent<ThingResponse> e in client.StreamAsync(TestService.Action(), new ThingRequest { Name = "n" }, null, Token))
                {
                    events.Add($"{e.Type} {e.Id}");
                }

                isWhole = true;
            }
            catch (ApiException e)
            {
                Assert.NotEmpty(e.Message);
            }

            string[] expected = [.. ByTheStandard(body)];
            read += events.Count;
            Assert.Equal(isWhole ? expected : expected.Take(events.Count), events);
        });

        Assert.NotEqual(0, read);
    }

    /// <summary>Section "Interpreting an event stream" of the HTML standard, on the whole text; less the events that stand for no response.</summary>
    private static IEnumerable<string> ByTheStandard(byte[] body)
    {
        string data = "", type = "", id = "";
        string text = Encoding.UTF8.GetString(body);
        string[] lines = text[(text.StartsWith('\uFEFF') ? 1 : 0)..].Split(["\r\n", "\r", "\n"], StringSplitOptions.None);
        foreach (string line in lines[..^1])
        {
            string[] parts = line.Split(':', 2);
            string value = parts.Length == 1 ? "" : parts[1].StartsWith(' ') ? parts[1][1..] : parts[1];
            switch (parts[0])
            {
                case "" when line.Length == 0:
                    if (data.Trim() is not ("" or "[DONE]"))
                    {
                        yield return $"{(type.Length == 0 ? "message" : type)} {id}";
                    }

                    data = type = "";
                    break;
                case "data":
                    data += value + "\n";
                    break;
                case "event":
                    type = value;
                    break;
                case "id" when !value.Contains('\0'):
                    id = value;
                    break;
            }
        }
    }

    private static ApiClient Client(StubHandler handler) => new(TestService.Service, new TencentCloudCredential("AKIDx", "key"), null, new ApiClientOptions
    {
        HttpMessageHandler = handler,
        Retry = new RetryOptions { MaxAttempts = 1 },
        Throttle = new ThrottleOptions { Mode = ThrottleMode.Off },
    });

    /// <summary>What a network hands over: a few bytes at a time.</summary>
    private sealed class Pieces(byte[] bytes, int size) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => base.ReadAsync(buffer[..Math.Min(size, buffer.Length)], cancellationToken);
    }
}
