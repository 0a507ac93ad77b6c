using ApiGen.Runtime.Json;
using Xunit;

namespace ApiGen.Runtime.Tests.Pipeline;

/// <summary>The token that the client fills in keeps to what the spec says of the member, or is not filled in.</summary>
public sealed class FilledInTokenTests
{
    private const string Success = """{"Response":{"RequestId":"r-1"}}""";
    private const string Unclear = """{"Response":{"Error":{"Code":"InternalError","Message":"m"},"RequestId":"r-1"}}""";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(null, 64, "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$")]
    [InlineData("", 36, "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$")]
    [InlineData("", 35, "^[0-9a-f]{32}$")]
    [InlineData(null, 32, "^[0-9a-f]{32}$")]
    [InlineData("", 20, "^[0-9a-f]{20}$")]
    [InlineData(null, 16, "^[0-9a-f]{16}$")]
    public async Task A_token_is_as_long_as_it_may_be(string? given, int longest, string expected)
    {
        StubHandler handler = StubHandler.Json(Success);
        using ApiClient client = SocketClient.Create(null, o => o.HttpMessageHandler = handler);
        LimitedRequest request = new() { ClientToken = given, Longest = longest, IsRequired = true };

        await client.SendAsync(Action(), request, null, Token);

        using System.Text.Json.JsonDocument sent = System.Text.Json.JsonDocument.Parse(Assert.Single(handler.Requests).Text);
        Assert.Matches(expected, sent.RootElement.GetProperty("ClientToken").GetString());
        Assert.Equal(given, request.ClientToken);
    }

    [Theory]
    [InlineData(15, "")]
    [InlineData(64, "^[A-Z]+$")]
    public async Task Where_none_fits_the_call_is_one_without_a_token(int longest, string pattern)
    {
        StubHandler handler = StubHandler.Json(Unclear);
        using ApiClient client = SocketClient.Create(null, o => o.HttpMessageHandler = handler);

        ApiServiceException e = await Assert.ThrowsAsync<ApiServiceException>(
            () => client.SendAsync(Action(), new LimitedRequest { Longest = longest, Text = pattern }, null, Token));
        RequestValidationException required = await Assert.ThrowsAsync<RequestValidationException>(
            () => client.SendAsync(Action(), new LimitedRequest { Longest = longest, Text = pattern, IsRequired = true }, null, Token));

        Assert.Equal("{}", Assert.Single(handler.Requests).Text);
        Assert.Equal((1, null), (e.Attempts, e.ClientToken));
        Assert.Equal(("ClientToken", "is required"), (Assert.Single(required.Problems).Path, required.Problems[0].Message));
    }

    private static ApiAction<LimitedRequest, ThingResponse> Action() => new(TestService.Service, "LimitedToken") { Region = ApiRegionRequirement.Optional };

    private sealed class LimitedRequest : IApiRequest<LimitedRequest>, IClientTokenRequest
    {
        public string? ClientToken { get; set; }

        internal int Longest { get; init; }

        internal string Text { get; init; } = "";

        internal bool IsRequired { get; init; }

        public static LimitedRequest ReadJson(ref System.Text.Json.Utf8JsonReader reader) => throw new NotSupportedException();

        public void WriteJson(System.Text.Json.Utf8JsonWriter writer)
        {
            writer.WriteStartObject();
            if (ClientToken is not null)
            {
                writer.WriteString(nameof(ClientToken), ClientToken);
            }

            writer.WriteEndObject();
        }

        public void Validate(ref RequestValidation validation)
        {
            if (IsRequired && ClientToken is null)
            {
                validation.Missing(nameof(ClientToken));
            }

            validation.Length(ClientToken, nameof(ClientToken), 1, Longest);
            validation.Pattern(ClientToken, nameof(ClientToken), new RequestPattern(Text));
        }
    }
}
