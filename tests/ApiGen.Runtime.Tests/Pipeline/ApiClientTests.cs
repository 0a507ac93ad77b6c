using ApiGen.Runtime.Signing;
using ApiGen.Runtime.Throttling;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace ApiGen.Runtime.Tests.Pipeline;

public sealed class ApiClientTests
{
    private const string Success = """{"Response":{"Data":{"Text":"mp1"},"RequestId":"r-1"}}""";
    private static readonly TencentCloudCredential Credential = new("AKIDexample", "example-secret-key");

    private readonly FakeTimeProvider _time = new(DateTimeOffset.FromUnixTimeSeconds(1_551_113_065));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_call_sends_the_signed_request_and_reads_the_response()
    {
        StubHandler handler = StubHandler.Json(Success);
        using ApiClient client = Client(handler);

        ThingResponse response = await client.SendAsync(TestService.Action(), new ThingRequest { Name = "未命名 <&>", Count = 0, Tags = [] }, null, Token);

        Assert.Equal("mp1", response.Data.Text);
        Assert.Equal("r-1", response.RequestId);
        StubHandler.Sent sent = Assert.Single(handler.Requests);
        Assert.Equal("""{"Name":"未命名 <&>","Count":0,"Tags":[]}""", sent.Text);
        Assert.Equal(HttpMethod.Post, sent.Method);
        Assert.Equal(new Uri("https://tcsas.intl.tencentcloudapi.com/"), sent.Address);
        Assert.Equal("CreateThing", sent.Headers["X-TC-Action"]);
        Assert.Equal("2025-01-06", sent.Headers["X-TC-Version"]);
        Assert.Equal("1551113065", sent.Headers["X-TC-Timestamp"]);
        Assert.Equal("ap-singapore", sent.Headers["X-TC-Region"]);
        Assert.Equal("application/json; charset=utf-8", sent.Headers["Content-Type"]);
        Assert.Equal(
            new Tc3Signer("tcsas", "tcsas.intl.tencentcloudapi.com", "CreateThing").Sign(Credential, 1_551_113_065, sent.Body),
            sent.Headers["Authorization"]);
        Assert.DoesNotContain(sent.Headers.Keys, name => name is "X-TC-Token" or "X-TC-Language" or "X-TC-RequestClient");
    }

    [Fact]
    public async Task An_endpoint_override_leaves_the_signed_host_and_service_alone()
    {
        StubHandler handler = StubHandler.Json(Success);
        using ApiClient client = Client(handler, o => o.Endpoint = new Uri("http://127.0.0.1:5080"));

        await client.SendAsync(TestService.Action(), new ThingRequest { Name = "n" }, null, Token);

        StubHandler.Sent sent = Assert.Single(handler.Requests);
        Assert.Equal(new Uri("http://127.0.0.1:5080/"), sent.Address);
        Assert.Equal("tcsas.intl.tencentcloudapi.com", sent.Headers["Host"]);
        Assert.Equal(
            new Tc3Signer("tcsas", "tcsas.intl.tencentcloudapi.com", "CreateThing").Sign(Credential, 1_551_113_065, sent.Body),
            sent.Headers["Authorization"]);
    }

    private ApiClient Client(StubHandler handler, Action<ApiClientOptions>? configure = null, ICredentialProvider? credentials = null)
    {
        ApiClientOptions options = new()
        {
            HttpMessageHandler = handler,
            TimeProvider = _time,
            ThrottleRegistry = new ThrottleRegistry(),
        };
        configure?.Invoke(options);
        return new ApiClient(TestService.Service, credentials ?? Credential, "ap-singapore", options);
    }
}
