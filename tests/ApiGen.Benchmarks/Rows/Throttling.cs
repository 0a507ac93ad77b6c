using System.Threading.RateLimiting;
using ApiGen.Benchmarks.Peers;
using ApiGen.Runtime;
using ApiGen.Runtime.Throttling;
using BenchmarkDotNet.Attributes;
using TencentCloud.Tcsas;

namespace ApiGen.Benchmarks.Rows;

/// <summary>Getting leave to send from a throttle that has permits, beside the platform's token bucket.</summary>
[MemoryDiagnoser]
public class Throttling
{
    /// <summary>How many leases are taken before they are settled; a lease out of use would end up as somebody else's.</summary>
    internal const int Batch = 256;

    private readonly ThrottleLease[] _leases = new ThrottleLease[Batch];
    private readonly RateLimitLease[] _peerLeases = new RateLimitLease[Batch];
    private readonly Throttle _throttle;
    private readonly TokenBucketRateLimiter _peer = new(new TokenBucketRateLimiterOptions
    {
        TokenLimit = int.MaxValue,
        TokensPerPeriod = int.MaxValue,
        ReplenishmentPeriod = TimeSpan.FromMilliseconds(10),
        AutoReplenishment = true,
    });

    public Throttling()
    {
        ThrottleOptions options = new();
        options.LimitOverrides["CreateMNP"] = [new ApiRateLimit(10_000, TimeSpan.FromMicroseconds(100))];
        ApiAction action = new ApiAction<CreateMNPRequest, CreateMNPResponse>(TcsasClient.ServiceDescription, "CreateMNP");
        _throttle = new ThrottleRegistry().GetThrottle(action, action.Service.Endpoint, "account", options, TimeProvider.System);
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Batch)]
    public void TokenBucket() => AcquireFromTokenBucket(Batch);

    /// <summary>With the marks that tell the throttle what became of the requests, which the token bucket has no use for.</summary>
    [Benchmark(OperationsPerInvoke = Batch)]
    public void GeneratedAndSettled()
    {
        Acquire(Batch);
        Settle();
    }

    /// <summary>What one client keeps for each of many accounts that have called once, with credentials of their own for each call.</summary>
    internal static long BytesOfAnIdleAccount(int accounts)
    {
        // An hour: none is forgotten before the end.
        using TcsasClient client = Fixture.Client(null, ApiRateLimit.PerSeconds(20, 3600));
        client.CreateMNPAsync(Fixture.Request).GetAwaiter().GetResult();
        long before = GC.GetTotalMemory(forceFullCollection: true);
        for (int account = 0; account < accounts; account++)
        {
            ApiCallOptions options = new() { Credentials = new TencentCloudCredential($"AKID{account}", "key") };
            client.CreateMNPAsync(Fixture.Request, options, CancellationToken.None).GetAwaiter().GetResult();
        }

        return (GC.GetTotalMemory(forceFullCollection: true) - before) / accounts;
    }

    internal void AcquireFromTokenBucket(int count)
    {
        for (int i = 0; i < count; i++)
        {
            _peerLeases[i] = _peer.AttemptAcquire();
        }
    }

    internal void Acquire(int count)
    {
        for (int i = 0; i < count; i++)
        {
            ValueTask<ThrottleLease> acquisition = _throttle.AcquireAsync();
            _leases[i] = acquisition.IsCompletedSuccessfully ? acquisition.Result : throw new InvalidOperationException("The throttle has no permit.");
        }
    }

    /// <summary>Tells the throttle that every request was sent and completed.</summary>
    internal void Settle()
    {
        foreach (ThrottleLease lease in _leases)
        {
            lease.MarkSent();
            lease.MarkCompleted();
        }
    }
}
