using System.Net;
using System.Text;
using System.Text.Json;
using ApiGen.Runtime.Tests.Pipeline;
using Xunit;

namespace ApiGen.Runtime.Tests.Transport;

public sealed class DamagedResponseTests
{
    private static readonly byte[][] Corpus =
    [
        .. ((string[])
        [
            """{"Response":{"Data":{"Text":"mp1"},"RequestId":"r-1"}}""",
            """{"Response":{"Data":{"Text":"未\u672a\"","Integer":-9223372036854775808,"Unsigned":18446744073709551615,"Number":1.5e-3,"Flag":true,"TEXT":"t"},"RequestId":"r-1"}}""",
            """{"Response":{"RequestId":"r-1","Data":{"Texts":["a",""],"Integers":[1,2],"Unsigneds":[],"Numbers":[0,-0.5],"Flags":[true,false],"Lists":[["a"],[]],"Children":[{"Child":{"Child":{"Text":"deep"}}}]}}}""",
            """{"Response":{"Error":{"Code":"FailedOperation.TooManyThings","Message":"there are many"},"RequestId":"r-1"}}""",
            """{"Response":{"Error":{"Code":"AuthFailure.SignatureExpire","Message":"m","Details":[{"a":[1]}]},"RequestId":"r-1"}}""",
            "\uFEFF{ \"Response\" : { \"New\" : [ { \"A\" : [ [ 1e5 ] ] } , null ] , \"Data\" : { \"Text\" : null } , \"RequestId\" : \"r\" } }\n",
            "<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>",
        ]).Select(Encoding.UTF8.GetBytes),
    ];

    private static readonly JsonDocumentOptions AsLenient = new() { MaxDepth = 1_000, AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    private static readonly HttpStatusCode[] Statuses = [HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.BadRequest, HttpStatusCode.ServiceUnavailable];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Any_response_is_what_JSON_says_or_a_failure_in_the_terms_of_the_library()
    {
        int read = 0;
        await Mutants.EachAsync(21, Corpus, async (body, random) =>
        {
            if (body.AsSpan().IndexOf("\\ud800"u8) >= 0)
            {
                // Half a surrogate pair: the platform's document can then not even look for a member.
                body = Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(body).Replace("\\ud800", "\\ud7ff", StringComparison.Ordinal));
            }

            HttpStatusCode status = Statuses[random.Next(Statuses.Length)];
            StubHandler handler = new(_ => new HttpResponseMessage(status) { Content = new ByteArrayContent(body) });
            using ApiClient client = Client(handler);
            ThingResponse response;
            try
            {
                response = await client.SendAsync(TestService.Action(), new ThingRequest { Name = "n" }, null, Token);
            }
            catch (ApiException e)
            {
                Assert.NotEmpty(e.Message);
                return;
            }

            if (Parsed(body) is not { } json)
            {
                // Read although it is not quite JSON: it holds characters that somebody forgot to escape.
                Assert.Contains(body, b => b < 0x20);
                return;
            }

            read++;
            if (!json.GetProperty("Response").TryGetProperty("Data", out JsonElement data) || data.ValueKind is not JsonValueKind.Object)
            {
                Assert.Throws<InvalidOperationException>(() => response.Data);
                return;
            }

            Assert.Equal(Value(data, "Integer", JsonValueKind.Number, value => value.TryGetInt64(out long number) ? number : response.Data.Integer, response.Data.Integer), response.Data.Integer);
            Assert.Equal(Value(data, "Unsigned", JsonValueKind.Number, value => value.TryGetUInt64(out ulong number) ? number : response.Data.Unsigned, response.Data.Unsigned), response.Data.Unsigned);
            Assert.Equal(Value(data, "Flag", JsonValueKind.True, value => value.GetBoolean(), response.Data.Flag), response.Data.Flag);
            Assert.Equal(Value(data, "Text", JsonValueKind.String, value => Text(value) ?? response.Data.Text, response.Data.Text), response.Data.Text);
            Assert.Equal(Value(data, "Texts", JsonValueKind.Array, value => value.GetArrayLength(), response.Data.Texts?.Count), response.Data.Texts?.Count);
        });

        // Else nothing above was compared.
        Assert.NotEqual(0, read);
    }

    // Null when it is no JSON.
    private static JsonElement? Parsed(byte[] body)
    {
        try
        {
            return JsonDocument.Parse(body.AsMemory(body.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? 3 : 0), AsLenient).RootElement;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // Of another kind than the member's, such as a number in quotes, is what the runtime makes of it; that is tested elsewhere.
    private static T? Value<T>(JsonElement data, string name, JsonValueKind kind, Func<JsonElement, T?> read, T? otherwise) =>
        !data.TryGetProperty(name, out JsonElement value) || value.ValueKind is JsonValueKind.Null ? default : value.ValueKind == kind ? read(value) : otherwise;

    // Null for what is no UTF-8 and for half a surrogate pair, of which the platform makes no text.
    private static string? Text(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static ApiClient Client(StubHandler handler) => new(TestService.Service, new TencentCloudCredential("AKIDx", "key"), null, new ApiClientOptions
    {
        HttpMessageHandler = handler,
        Retry = new RetryOptions { MaxAttempts = 1 },
        Throttle = new ThrottleOptions { Mode = ThrottleMode.Off },
    });
}
