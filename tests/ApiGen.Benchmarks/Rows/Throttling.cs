using System.Threading.RateLimiting;
using ApiGen.Runtime;
using ApiGen.Runtime.Throttling;
using BenchmarkDotNet.Attributes;
using TencentCloud.Tcsas;

namespace ApiGen.Benchmarks.Rows;

/// <summary>Getting leave to send from a throttle that has room, beside the platform's token bucket.</summary>
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

    /// <summary>What the registry keeps for one account and action, measured over many.</summary>
    internal static long BytesOfAnIdleAccount()
    {
        const int Accounts = 5_000;
        ThrottleRegistry registry = new();
        ThrottleOptions options = new();
        ApiAction action = new ApiAction<CreateMNPRequest, CreateMNPResponse>(TcsasClient.ServiceDescription, "CreateMNP") { RateLimits = [ApiRateLimit.PerSeconds(20, 1)] };
        string[] names = [.. Enumerable.Range(0, Accounts).Select(account => $"account {account}")];
        long before = GC.GetTotalMemory(forceFullCollection: true);
        foreach (string name in names)
        {
            ThrottleLease lease = registry.GetThrottle(action, action.Service.Endpoint, name, options, TimeProvider.System).AcquireAsync().AsTask().Result;
            lease.MarkSent();
            lease.MarkCompleted();
        }

        long each = (GC.GetTotalMemory(forceFullCollection: true) - before) / Accounts;
        GC.KeepAlive(registry);
        return each;
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
            _leases[i] = acquisition.IsCompletedSuccessfully ? acquisition.Result : throw new InvalidOperationException("The throttle has no room.");
        }
    }

    /// <summary>Tells the throttle that every request was sent and answered.</summary>
    internal void Settle()
    {
        foreach (ThrottleLease lease in _leases)
        {
            lease.MarkSent();
            lease.MarkCompleted();
        }
    }
}
