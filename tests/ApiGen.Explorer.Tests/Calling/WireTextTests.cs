using System.Text.Json;
using ApiGen.EndToEnd.Support;
using ApiGen.Explorer.Calling;
using ApiGen.Explorer.Hosting;
using ApiGen.Runtime;

namespace ApiGen.Explorer.Tests.Calling;

/// <summary>What a service sends is told as it is, whatever its texts hold.</summary>
public sealed class WireTextTests
{
    [Theory]
    [InlineData("""{"Response":{"RequestId":"r-1","Name":"\ud83d x \udc00"}}""", """content":{"RequestId":"r-1","Name":"\ud83d x \udc00"}""")]
    [InlineData("""{"Response":{"RequestId":"r-1","\uD83D":{"\udc00":[ ]}}}""", """content":{"RequestId":"r-1","\uD83D":{"\udc00":[]}}""")]
    [InlineData("""{"Response":{"RequestId":"r-1","Name":"\\ud83d \u005cud83d \ud83d\ud83d\ude00"}}""", """content":{"RequestId":"r-1","Name":"\\ud83d \\ud83d \ud83d\uD83D\uDE00"}""")]
    [InlineData("{\"Response\":{\n \"RequestId\":\"r-1\",\n \"Big\": 9223372036854775807, \"Small\":1.0, \"No\":[null , true]}}", "content\":{\"RequestId\":\"r-1\",\"Big\":9223372036854775807,\"Small\":1.0,\"No\":[null,true]}")]
    [InlineData("""{"Response":{"RequestId":"r-\ud83d","Error":{"Code":"FailedOperation.ScalesBroken","Message":"cut \ud83d"}}}""", """message":"cut \\ud83d","meaning":"The scales are out of order; call the workshop."}""")]
    [InlineData("""{"Response":{"\ud83drror":1,"RequestId":"r-1","Error":{"Code":"A.\ud83d","Message":"m"}}}""", """code":"A.\\ud83d","message":"m","meaning":"The spec does not know this code."}""")]
    public async Task A_response_with_half_a_surrogate_pair_is_a_response(string response, string told)
    {
        await using FixedService service = new(response);
        CallNews news = await CallAsync(service, "Weigh");
        string line = JsonSerializer.Serialize(news, PageJson.Options);

        Assert.EndsWith(told.EndsWith('}') && told.Contains("content", StringComparison.Ordinal) ? told + "}" : told, line, StringComparison.Ordinal);
        Assert.StartsWith("r-", news.RequestId, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', line);
    }

    [Fact]
    public async Task A_failure_is_one_in_whatever_case_its_members_are_written()
    {
        await using FixedService service = new("""{"response":{"error":{"code":"FailedOperation.ScalesBroken","message":"m"},"requestid":"r-1"}}""");
        CallNews news = await CallAsync(service, "Weigh");

        Assert.Equal(("FailedOperation.ScalesBroken", "m", "r-1"), (news.Code, news.Message, news.RequestId));
    }

    [Fact]
    public async Task What_is_called_Error_but_for_its_case_is_no_failure_beside_other_members()
    {
        const string Content = """{"error":{"code":"FailedOperation.ScalesBroken"},"Outcomes":[],"RequestId":"r-1"}""";
        await using FixedService service = new($$"""{"Response":{{Content}}}""");
        CallNews news = await CallAsync(service, "Weigh");

        Assert.Null(news.Code);
        Assert.Contains(Content, JsonSerializer.Serialize(news, PageJson.Options), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_event_with_half_a_surrogate_pair_is_an_event()
    {
        await using FixedService service = new("data: {\"Note\":\"a\\ud83d\",\"RequestId\":\"r-2\"}\n\n", "text/event-stream");

        Assert.Contains("""{"Note":"a\ud83d","RequestId":"r-2"}""", JsonSerializer.Serialize(await CallAsync(service, "Watch", "event"), PageJson.Options), StringComparison.Ordinal);
    }

    // The runtime's own messages may hold what a service sent, too.
    [Fact]
    public void A_message_with_half_a_surrogate_pair_can_be_told() =>
        Assert.Contains("\"message\":", JsonSerializer.Serialize(new CallNews("failure") { Message = "cut \ud83d" }, PageJson.Options), StringComparison.Ordinal);

    // A service, or a proxy before it, may repeat the headers that it got, as they are or in the form of whatever it writes.
    [Theory]
    [InlineData("application/json", """{"Response":{"RequestId":"r-AKIDREALSECRETIDREAL","Error":{"Code":"AuthFailure.AKIDREALSECRETIDREAL","Message":"bad Credential=AKIDREALSECRETIDREAL/2026-11-27/lab/tc3_request, SignedHeaders=host"}}}""", "bad Credential=***/2026-11-27/lab/tc3_request, SignedHeaders=host")]
    [InlineData("application/json", """{"Response":{"RequestId":"r-1","Error":{"Code":"A.B","Message":"\u0041KIDREALSECRETIDREAL and QUtJRFJFQUxTRUNSRVRJRFJFQUw="}}}""", "\"message\":\"***\"")]
    [InlineData("application/json", """{"Response":{"RequestId":"r-1","Error":{"Code":"A.B","Message":"Credential=AKIDANOTHERONE/2026-11-27/sts/tc3_request"}}}""", "Credential=***/2026-11-27/sts/tc3_request")]
    [InlineData("application/json", """{"Response":{"RequestId":"r-1","Outcomes":[{"Id":9007199254740993,"Note":"akidREALSECRETIDREAL"}],"\u0041KIDREALSECRETIDREAL":1,"Half":"\ud83d"}}""", """{"RequestId":"r-1","Outcomes":[{"Id":9007199254740993,"Note":"***"}],"***":1,"Half":"\ud83d"}""")]
    [InlineData("text/html", "<h1>bad gateway, you sent AKIDREALSECRETIDREAL</h1>", "bad gateway")]
    [InlineData("text/event-stream", "data: {\"Note\":\"AKIDREALSECRETIDREAL\",\"RequestId\":\"r-2\"}\n\n", "\"Note\":\"***\"")]
    public async Task Nothing_that_the_real_service_sends_shows_who_called_it(string contentType, string response, string shown)
    {
        await using FixedService service = new(response, contentType);
        ApiCaller caller = new(service.Endpoint, new TencentCloudCredential("AKIDREALSECRETIDREAL", "key"), TimeProvider.System, service.Endpoint);

        string told = JsonSerializer.Serialize(await AllAsync(caller, contentType == "text/event-stream" ? "Watch" : "Weigh", CallTarget.Service), PageJson.Options);

        Assert.Contains(shown, told, StringComparison.Ordinal);
        Assert.DoesNotContain("REALSECRET", told, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("QUtJRFJFQUx", told, StringComparison.Ordinal);
        Assert.DoesNotContain("AKIDANOTHER", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_SecretId_that_may_be_a_part_of_any_word_is_cut_out_where_it_stands_alone()
    {
        RealCredentials credentials = new(new TencentCloudCredential("id", "key"));
        Assert.Equal("id", credentials.RemoveFrom("id"));
        await credentials.GetCredentialAsync(TestContext.Current.CancellationToken);

        Assert.Equal("hidden: ***/x", credentials.RemoveFrom("hidden: id/x"));
    }

    private static async Task<CallNews> CallAsync(FixedService service, string action, string? kind = null)
    {
        List<CallNews> all = await AllAsync(new ApiCaller(service.Endpoint, null, TimeProvider.System), action, CallTarget.Gateway);
        return all.First(news => kind is null ? news.Kind is "response" or "failure" : news.Kind == kind);
    }

    private static async Task<List<CallNews>> AllAsync(ApiCaller caller, string action, CallTarget target)
    {
        using JsonDocument members = JsonDocument.Parse("{}");
        CallOrder order = new(Lab.Service, Lab.Action(action), members.RootElement, Array.Empty<byte>(), null, target, 1, IsThrottled: false);
        List<CallNews> all = [];
        await foreach (CallNews news in caller.RunAsync(order, TestContext.Current.CancellationToken))
        {
            all.Add(news);
        }

        return all;
    }
}
