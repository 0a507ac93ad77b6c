using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace ApiGen.Runtime.Redis.Tests.Support;

/// <summary>One of several processes that call one gateway and share a quota. Calls without end until its input ends.</summary>
internal static class ClientProcess
{
    private const string Variable = "APIGEN_TEST_CLIENT_PROCESS";
    private const int Callers = 8;

    /// <summary>What this process was started for; null for running the tests.</summary>
    public static string? Assignment => Environment.GetEnvironmentVariable(Variable);

    public static Process Start(int redisPort, string gateway, int processes, int callsPerSecond)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.Environment[Variable] = string.Create(CultureInfo.InvariantCulture, $"{redisPort} {gateway} {processes} {callsPerSecond}");
        return Process.Start(start)!;
    }

    /// <summary>Ends the process.</summary>
    /// <returns>What it wrote: a line for each message about Redis, and at the end the number of calls that failed.</returns>
    public static async Task<string[]> StopAsync(Process process)
    {
        process.StandardInput.Close();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    public static async Task<int> RunAsync(string assignment)
    {
        string[] parts = assignment.Split(' ');
        using ConnectionMultiplexer redis = await ConnectionMultiplexer.ConnectAsync(RedisConnection.To(int.Parse(parts[0], CultureInfo.InvariantCulture)));
        var quotaOptions = new RedisQuotaOptions { ExpectedProcesses = int.Parse(parts[2], CultureInfo.InvariantCulture), ReturnDelay = TimeSpan.FromSeconds(3) };
        using var quota = new RedisQuota(redis, quotaOptions, new ConsoleLogger());
        var options = new ApiClientOptions { Endpoint = new Uri(parts[1]) };
        options.Throttle.UseRedis(quota);
        using var client = new ApiClient(Ping.Service, new TencentCloudCredential("AKIDEXAMPLE", "EXAMPLE"), null, options);
        ApiAction<Ping, Ping> action = Ping.Action(ApiRateLimit.PerSeconds(int.Parse(parts[3], CultureInfo.InvariantCulture), 1));

        using var stopping = new CancellationTokenSource();
        int failures = 0;
        Task[] callers = [.. Enumerable.Range(0, Callers).Select(_ => Task.Run(async () =>
        {
            while (!stopping.IsCancellationRequested)
            {
                try
                {
                    await client.SendAsync(action, new Ping(), null, stopping.Token);
                }
                catch (OperationCanceledException)
                {
                }
                catch (ApiException)
                {
                    Interlocked.Increment(ref failures);
                }
            }
        }))];
        await Console.In.ReadToEndAsync();
        await stopping.CancelAsync();
        await Task.WhenAll(callers);
        Console.WriteLine($"failures {failures}");
        return 0;
    }

    private sealed class ConsoleLogger : ILogger<RedisQuota>
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Console.WriteLine($"{logLevel} {eventId.Name}");
    }
}
