using ApiGen.Benchmarks.Peers;
using ApiGen.Runtime;
using BenchmarkDotNet.Attributes;
using TencentCloud.Tcsas;

namespace ApiGen.Benchmarks.Rows;

/// <summary>Callers that wait for a throttle without a permit, from their first step to the end of their wait.</summary>
[MemoryDiagnoser]
public class WaitingCallers
{
    internal const int Callers = 10_000;

    [Benchmark(OperationsPerInvoke = Callers)]
    public double WaitAndCancel() => BytesPerCaller(Callers);

    /// <summary>The memory in use with callers waiting above that without, per caller: their tasks included, the bytes that they are to send not.</summary>
    internal static double BytesPerCaller(int callers)
    {
        using TcsasClient client = Fixture.Client(null, new ApiRateLimit(1, TimeSpan.FromHours(10)));
        client.CreateMNPAsync(Fixture.Request).GetAwaiter().GetResult();
        using CancellationTokenSource end = new();
        Task[] calls = new Task[callers];
        long before = GC.GetTotalMemory(forceFullCollection: true);
        for (int i = 0; i < callers; i++)
        {
            calls[i] = client.CreateMNPAsync(Fixture.Request, end.Token);
        }

        long after = GC.GetTotalMemory(forceFullCollection: true);
        if (calls.Any(call => call.IsCompleted))
        {
            throw new InvalidOperationException("A caller did not wait.");
        }

        end.Cancel();
        Task.WhenAll(calls).ContinueWith(static _ => { }, TaskScheduler.Default).Wait();
        return ((double)(after - before) / callers) - Fixture.Body.Length;
    }
}
