using System.Net.Http.Headers;
using ApiGen.Emulator;
using ApiGen.Runtime;
using ApiGen.Runtime.Tests;
using ApiGen.Specs.Model;
using Endpoints = ApiGen.Emulator.Tests.Support.TestServices;

namespace ApiGen.EndToEnd;

/// <summary>The runtime's signature against the gateway's verification: two pieces of code that share nothing, over a real connection.</summary>
public sealed class RuntimeSignatureTests
{
    private static readonly ServiceModel Service = Endpoints.Tcsas with
    {
        Actions = Endpoints.Actions(new ActionModel
        {
            Name = "CreateThing",
            Request = Endpoints.Members(Endpoints.Required("Name", Endpoints.Text), Endpoints.Optional("Count", Endpoints.Integer)),
        }),
    };

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("plain")]
    [InlineData("未命名 <&> \u2028 😀")]
    public async Task A_call_of_the_runtime_is_accepted(string name)
    {
        await using ApiEmulator emulator = await ApiEmulator.StartAsync([Service], cancellationToken: Cancelled);
        using Tampering unchanged = new((_, _) => { });

        ThingResponse response = await SendAsync(emulator, ApiEmulator.ExampleSecretKey, unchanged, name);

        ApiArrival arrival = Assert.Single(emulator.Arrivals);
        Assert.True(arrival.Accepted);
        Assert.Equal("tcsas.intl.tencentcloudapi.com", arrival.Host);
        Assert.Equal(arrival.RequestId, response.RequestId);
    }

    [Theory]
    [InlineData("body")]
    [InlineData("timestamp")]
    [InlineData("host")]
    [InlineData("secret")]
    public async Task One_changed_byte_and_the_call_is_refused(string part)
    {
        await using ApiEmulator emulator = await ApiEmulator.StartAsync([Service], cancellationToken: Cancelled);
        string key = part == "secret" ? ApiEmulator.ExampleSecretKey[..^1] + "F" : ApiEmulator.ExampleSecretKey;
        using Tampering tampering = new((request, body) =>
        {
            switch (part)
            {
                case "body":
                    body[^3] ^= 1;
                    break;
                case "timestamp":
                    long timestamp = long.Parse(request.Headers.GetValues("X-TC-Timestamp").Single(), null);
                    request.Headers.Remove("X-TC-Timestamp");
                    request.Headers.Add("X-TC-Timestamp", (timestamp ^ 1).ToString(provider: null));
                    break;
                case "host":
                    request.Headers.Host = "tcsas.tencentcloudapi.com";
                    break;
            }
        });

        ApiException failure = await Assert.ThrowsAnyAsync<ApiException>(() => SendAsync(emulator, key, tampering, "name"));

        Assert.Contains("AuthFailure.SignatureFailure", failure.Message, StringComparison.Ordinal);
        Assert.Equal("AuthFailure.SignatureFailure", Assert.Single(emulator.Arrivals).ErrorCode);
    }

    private static async Task<ThingResponse> SendAsync(ApiEmulator emulator, string key, HttpMessageHandler handler, string name)
    {
        ApiClientOptions options = new() { Endpoint = emulator.Endpoint, HttpMessageHandler = handler };
        using ApiClient client = new(TestService.Service, new TencentCloudCredential(ApiEmulator.ExampleSecretId, key), "ap-singapore", options);
        return await client.SendAsync(TestService.Action(), new ThingRequest { Name = name, Count = 0 }, null, Cancelled);
    }

    /// <summary>Changes a request after it was signed.</summary>
    private sealed class Tampering(Action<HttpRequestMessage, byte[]> change) : DelegatingHandler(new SocketsHttpHandler { UseProxy = false })
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            byte[] body = await request.Content!.ReadAsByteArrayAsync(cancellationToken);
            MediaTypeHeaderValue? contentType = request.Content.Headers.ContentType;
            change(request, body);
            request.Content = new ByteArrayContent(body) { Headers = { ContentType = contentType } };
            return await base.SendAsync(request, cancellationToken);
        }
    }
}
