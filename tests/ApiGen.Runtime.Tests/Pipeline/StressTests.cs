using ApiGen.Runtime.Signing;
using ApiGen.Runtime.Throttling;
using Xunit;

namespace ApiGen.Runtime.Tests.Pipeline;

public sealed class StressTests
{
    private const int Threads = 64;
    private const int CallsPerThread = 400;

    [Fact]
    public async Task Many_threads_with_changing_credentials_and_random_cancellation_lose_no_call_and_leave_nothing_behind()
    {
        using VerifyingHandler handler = new();
        ThrottleRegistry registry = new();
        RotatingProvider provider = new();
        using ApiClient client = new(TestService.Service, provider, null, new ApiClientOptions { HttpMessageHandler = handler, ThrottleRegistry = registry });
        ApiAction<ThingRequest, ThingResponse> action = new(TestService.Service, "Stress") { RateLimits = [ApiRateLimit.PerSeconds(1_000_000, 1)] };
        int succeeded = 0;
        int cancelled = 0;

        await Task.WhenAll(Enumerable.Range(0, Threads).Select(thread => Task.Run(async () =>
        {
            Random random = new(thread);
            for (int i = 0; i < CallsPerThread; i++)
            {
                using CancellationTokenSource source = new();
                string name = FormattableString.Invariant($"{thread}-{i}");
                Task<ThingResponse> call = client.SendAsync(action, new ThingRequest { Name = name }, null, source.Token);
                if (random.Next(4) == 0)
                {
                    await source.CancelAsync();
                }

                try
                {
                    Assert.Equal(name, (await call).Data.Text);
                    Interlocked.Increment(ref succeeded);
                }
                catch (OperationCanceledException e)
                {
                    Assert.Equal(source.Token, e.CancellationToken);
                    Interlocked.Increment(ref cancelled);
                }
            }
        })));

        Throttle throttle = registry.GetThrottle(action, "tcsas.intl.tencentcloudapi.com", provider.AccountKey, new ThrottleOptions(), TimeProvider.System);
        Assert.Equal(Threads * CallsPerThread, succeeded + cancelled);
        Assert.True(succeeded > Threads * CallsPerThread / 2, $"Only {succeeded} calls succeeded.");
        Assert.True(cancelled > 0, "No call was cancelled.");
        Assert.Equal(0, throttle.LeaseCount);
        Assert.Equal(0, throttle.WaitingCount);
        Assert.Equal(0, handler.Wrong);
    }

    /// <summary>A provider whose temporary credential changes all the time while the account stays the same.</summary>
    private sealed class RotatingProvider : ICredentialProvider
    {
        internal static readonly TencentCloudCredential[] Credentials =
            [.. Enumerable.Range(0, 16).Select(i => new TencentCloudCredential(FormattableString.Invariant($"AKID{i}"), FormattableString.Invariant($"secret-{i}"), FormattableString.Invariant($"token-{i}")))];

        private int _next;

        public string AccountKey => "role/stress";

        public async ValueTask<TencentCloudCredential> GetCredentialAsync(CancellationToken cancellationToken)
        {
            int next = Interlocked.Increment(ref _next);
            if (next % 8 == 0)
            {
                await Task.Yield();
            }

            return Credentials[next % Credentials.Length];
        }
    }

    /// <summary>Checks each signature and answers with the name in the request, sometimes late.</summary>
    private sealed class VerifyingHandler : HttpMessageHandler
    {
        private int _wrong;

        internal int Wrong => _wrong;

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            byte[] body = await request.Content!.ReadAsByteArrayAsync(cancellationToken);
            long timestamp = long.Parse(request.Headers.GetValues("X-TC-Timestamp").Single(), System.Globalization.CultureInfo.InvariantCulture);
            string authorization = request.Headers.GetValues("Authorization").Single();
            string token = request.Headers.GetValues("X-TC-Token").Single();
            TencentCloudCredential credential = RotatingProvider.Credentials[int.Parse(token["token-".Length..], System.Globalization.CultureInfo.InvariantCulture)];
            if (authorization != new Tc3Signer("tcsas", "tcsas.intl.tencentcloudapi.com", "Stress").Sign(credential, timestamp, body))
            {
                Interlocked.Increment(ref _wrong);
            }

            await Task.Yield();
            cancellationToken.ThrowIfCancellationRequested();
            string name = ThingRequest.FromJson(System.Text.Encoding.UTF8.GetString(body)).Name!;
            return StubHandler.Ok($"{{\"Response\":{{\"Data\":{{\"Text\":\"{name}\"}},\"RequestId\":\"r\"}}}}");
        }
    }
}
