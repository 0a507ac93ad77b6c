using System.Text.Json;
using ApiGen.Runtime.Tests.Pipeline;
using Xunit;

namespace ApiGen.Runtime.Tests.Json;

/// <summary>Half of a surrogate pair has no form in UTF-8: what holds one is refused before anything is sent.</summary>
public sealed class HalfPairTests
{
    private const string Half = "\ud83d";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_text_of_a_request_that_holds_one_is_told_with_its_path()
    {
        ThingRequest request = new()
        {
            Name = "n" + Half,
            Tags = ["t", Half],
            Part = new ThingPart { Child = new ThingPart { Text = "x\udc00y" }, Lists = [["a"], ["b", "\\" + Half]] },
        };

        RequestValidationException e = await Assert.ThrowsAsync<RequestValidationException>(() => SendAsync(request));

        Assert.Equal(["Name", "Tags[1]", "Part.Child.Text", "Part.Lists[1][1]"], e.Problems.Select(problem => problem.Path));
        Assert.All(e.Problems, problem => Assert.Equal("holds half of a surrogate pair, which is no character and cannot be sent", problem.Message));
    }

    [Theory]
    [InlineData("\ud83d\ude00")]
    [InlineData("\ufffd")]
    [InlineData("\\uFFFD")]
    [InlineData("\\\\uFFFD \\\\\\uFFFD")]
    public async Task What_only_looks_like_one_is_sent(string text)
    {
        string? sent = null;
        await SendAsync(new ThingRequest { Name = text }, body => sent = body);

        Assert.Equal(text, JsonDocument.Parse(sent!).RootElement.GetProperty("Name").GetString());
    }

    [Theory]
    [InlineData("{\"Name\":\"%\"}")]
    [InlineData("{\"Name\":\"\\ud83d\"}")]
    [InlineData("{\"Parts\":[{\"\\uDE00\":1}]}")]
    public async Task JSON_of_the_callers_own_that_holds_one_is_refused(string json)
    {
        // Not in the attribute, whose texts are UTF-8.
        json = json.Replace("%", Half, StringComparison.Ordinal);
        using ApiClient client = Client(_ => { });
        ArgumentException e = await Assert.ThrowsAsync<ArgumentException>(() => client.SendAsync("CreateThing", json, cancellationToken: Token));

        Assert.StartsWith("The request holds half of a surrogate pair, which is no character and cannot be sent", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task JSON_of_the_callers_own_is_sent_as_it_is()
    {
        string? sent = null;
        using ApiClient client = Client(body => sent = body);
        const string json = "{\"Name\":\"\\uFFFD \\ud83d\\ude00\"}";
        await client.SendAsync("CreateThing", json, cancellationToken: Token);

        Assert.Equal(json, sent);
    }

    [Fact]
    public void It_is_no_reason_not_to_show_a_request() => Assert.Contains("Name", new ThingRequest { Name = Half }.ToJson(), StringComparison.Ordinal);

    private static async Task SendAsync(ThingRequest request, Action<string>? sent = null)
    {
        using ApiClient client = Client(sent ?? (_ => Assert.Fail("It was sent.")));
        await client.SendAsync(TestService.Action(), request, null, Token);
    }

    private static ApiClient Client(Action<string> sent)
    {
        StubHandler handler = StubHandler.Json("""{"Response":{"Data":{},"RequestId":"r-1"}}""");
        return new ApiClient(
            TestService.Service,
            new TencentCloudCredential("AKIDEXAMPLE", "EXAMPLE"),
            null,
            new ApiClientOptions { HttpMessageHandler = handler, AfterResponse = _ => sent(handler.Requests[^1].Text) });
    }
}
