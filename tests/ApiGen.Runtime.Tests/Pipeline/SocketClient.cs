using Xunit;

namespace ApiGen.Runtime.Tests.Pipeline;

/// <summary>A client for tests on real sockets: three attempts without pauses, a small cap, no throttle.</summary>
internal static class SocketClient
{
    internal const string Success = """{"Response":{"Data":{"Text":"mp1"},"RequestId":"r-1"}}""";
    internal const int MaxAttempts = 3;

    internal static readonly TencentCloudCredential Credential = new("AKIDexample", "example-secret-key");
    internal static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(30);

    internal static ApiClient Create(Uri? endpoint, Action<ApiClientOptions>? configure = null)
    {
        ApiClientOptions options = new()
        {
            Endpoint = endpoint,
            MaxResponseBytes = 65_536,
            Retry = new RetryOptions { MaxAttempts = MaxAttempts, BaseDelay = TimeSpan.Zero },
            Throttle = new ThrottleOptions { Mode = ThrottleMode.Off },
            Timeout = CallTimeout,
        };
        configure?.Invoke(options);
        return new ApiClient(TestService.Service, Credential, null, options);
    }

    internal static Task<ThingResponse> CallAsync(ApiClient client, bool idempotent, string name = "n") =>
        client.SendAsync(TestService.Action(), new ThingRequest { Name = name }, new ApiCallOptions { IsIdempotent = idempotent }, TestContext.Current.CancellationToken);
}
