using System.Globalization;
using System.Net.Http.Headers;
using ApiGen.Emulator;
using ApiGen.EndToEnd.Support;
using ApiGen.Runtime;
using TencentCloud.Tcsas;

namespace ApiGen.EndToEnd.CreateMNP;

/// <summary>The client's signature against the gateway's verification: two pieces of code that share nothing, over a real connection.</summary>
public sealed class SignatureTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("plain")]
    [InlineData("未命名 <&> \u2028 😀")]
    public async Task A_call_of_the_generated_client_is_accepted(string name)
    {
        await using Gateway gateway = await Gateway.StartAsync();
        using Tampering unchanged = new((_, _) => { });

        CreateMNPResponse response = await SendAsync(gateway, ApiEmulator.ExampleSecretKey, unchanged, name);

        ApiArrival arrival = Assert.Single(gateway.Arrivals);
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
        await using Gateway gateway = await Gateway.StartAsync();
        string key = part == "secret" ? ApiEmulator.ExampleSecretKey[..^1] + "F" : ApiEmulator.ExampleSecretKey;
        using Tampering tampering = new((request, body) =>
        {
            switch (part)
            {
                case "body":
                    body[^3] ^= 1;
                    break;
                case "timestamp":
                    long timestamp = long.Parse(request.Headers.GetValues("X-TC-Timestamp").Single(), CultureInfo.InvariantCulture);
                    request.Headers.Remove("X-TC-Timestamp");
                    request.Headers.Add("X-TC-Timestamp", (timestamp ^ 1).ToString(CultureInfo.InvariantCulture));
                    break;
                case "host":
                    request.Headers.Host = "tcsas.tencentcloudapi.com";
                    break;
            }
        });

        ApiException<CreateMNPErrorCode> failure = await Assert.ThrowsAsync<ApiException<CreateMNPErrorCode>>(() => SendAsync(gateway, key, tampering, "name"));

        Assert.Equal(CommonErrorCode.AuthFailureSignatureFailure, failure.CommonErrorCode);
        Assert.Equal("AuthFailure.SignatureFailure", Assert.Single(gateway.Arrivals).ErrorCode);
    }

    private static async Task<CreateMNPResponse> SendAsync(Gateway gateway, string key, HttpMessageHandler handler, string name)
    {
        using TcsasClient client = gateway.Client(options => options.HttpMessageHandler = handler, secretKey: key);
        return await client.CreateMNPAsync(MiniProgram.Request(name), Cancelled);
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
