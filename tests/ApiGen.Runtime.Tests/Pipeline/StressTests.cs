using System.Globalization;
using ApiGen.Runtime.Throttling;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace ApiGen.Runtime.Tests.Pipeline;

public sealed class StressTests
{
    private const int Threads = 64;
    private const int CallsPerThread = 3125;
    private const int Calls = Threads * CallsPerThread;
    private const string Host = "tcsas.intl.tencentcloudapi.com";

    // Timers of everything else in the process come and go meanwhile; a leak would leave one for each of some 150,000 calls.
    private const long StrayTimers = 2000;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    [Long]
    public async Task Two_hundred_thousand_calls_on_64_threads_with_changing_credentials_and_random_cancellation_lose_none_and_leak_none()
    {
        long timersBefore = Timer.ActiveCount;
        using VerifyingHandler handler = new(Calls);
        CountingTimeProvider time = new();
        ThrottleRegistry registry = new();
        RotatingProvider provider = new();
        using ApiClient pooled = new(TestService.Service, provider, null, new ApiClientOptions { HttpMessageHandler = handler, ThrottleRegistry = registry });
        using ApiClient counted = new(TestService.Service, provider, null, new ApiClientOptions { HttpMessageHandler = handler, ThrottleRegistry = registry, TimeProvider = time });
        ApiAction<ThingRequest, ThingResponse> wide = new(TestService.Service, VerifyingHandler.Action) { RateLimits = [new ApiRateLimit(10_000, TimeSpan.FromMilliseconds(100))] };
        ApiAction<ThingRequest, ThingResponse> narrow = new(TestService.Service, VerifyingHandler.Action) { RateLimits = [ApiRateLimit.PerSeconds(2500, 1)] };
        Outcomes outcomes = new();

        await Task.WhenAll(Enumerable.Range(0, Threads).Select(thread => Task.Run(async () =>
        {
            Random random = new(thread);
            for (int i = 0; i < CallsPerThread; i++)
            {
                int number = (thread * CallsPerThread) + i;
                (ApiClient client, ApiAction<ThingRequest, ThingResponse> action) = (i % 32) switch
                {
                    0 => (counted, narrow),
                    < 8 => (counted, wide),
                    _ => (pooled, wide),
                };
                string? answer = await CallAsync(client, action, number.ToString(CultureInfo.InvariantCulture), random.Next(16));
                outcomes.Add(number, answer);
                Assert.InRange(handler.TimesSeen(number), answer is null ? 0 : 1, 1);
            }
        })));

        Assert.Equal(Calls, outcomes.Succeeded + outcomes.Cancelled);
        Assert.True(outcomes.Succeeded > Calls / 2, $"Only {outcomes.Succeeded} calls succeeded.");
        Assert.True(outcomes.Cancelled > Calls / 100, $"Only {outcomes.Cancelled} calls were cancelled.");
        Assert.Equal(0, handler.WrongSignatures);
        Assert.Equal(0, handler.UnderWay);
        Assert.Equal(0, handler.OpenResponses);
        foreach ((ApiAction action, TimeProvider clock) in ((ApiAction, TimeProvider)[])[(wide, TimeProvider.System), (wide, time), (narrow, time)])
        {
            Throttle throttle = registry.GetThrottle(action, Host, provider.AccountKey, new ThrottleOptions(), clock);
            Assert.Equal(0, throttle.LeaseCount);
            Assert.Equal(0, throttle.WaitingCount);
        }

        Assert.True(time.Created > Calls / 8, $"Only {time.Created} timers were counted.");
        Assert.Equal(0, time.Armed);

        // Each throttle keeps one timer for good.
        Assert.InRange(time.Alive, 0, 2);
        Assert.InRange(Timer.ActiveCount - timersBefore, long.MinValue, StrayTimers);
    }

    [Fact]
    public async Task Cancelled_calls_on_real_sockets_lose_none_and_leave_no_connection_open()
    {
        const int CallsOnSockets = 50;
        await using CountingServer server = await CountingServer.StartAsync(EchoAsync, Token);
        SocketsHttpHandler handler = new() { AllowAutoRedirect = false, UseCookies = false };
        ThrottleRegistry registry = new();
        using ApiClient client = new(TestService.Service, new RotatingProvider(), null, new ApiClientOptions
        {
            Endpoint = server.Address,
            HttpMessageHandler = handler,
            ThrottleRegistry = registry,
        });
        ApiAction<ThingRequest, ThingResponse> action = new(TestService.Service, "StressOnSockets") { RateLimits = [new ApiRateLimit(10_000, TimeSpan.FromMilliseconds(100))] };
        Outcomes outcomes = new();

        await Task.WhenAll(Enumerable.Range(0, Threads).Select(thread => Task.Run(async () =>
        {
            Random random = new(thread);
            for (int i = 0; i < CallsOnSockets; i++)
            {
                int number = (thread * CallsOnSockets) + i;
                outcomes.Add(number, await CallAsync(client, action, number.ToString(CultureInfo.InvariantCulture), random.Next(16)));
            }
        })));

        Throttle throttle = registry.GetThrottle(action, Host, new RotatingProvider().AccountKey, new ThrottleOptions(), TimeProvider.System);
        Assert.Equal(Threads * CallsOnSockets, outcomes.Succeeded + outcomes.Cancelled);
        Assert.True(outcomes.Succeeded > Threads * CallsOnSockets / 2, $"Only {outcomes.Succeeded} calls succeeded.");
        Assert.Equal(0, throttle.LeaseCount);
        Assert.InRange(server.Accepted, 1, Threads + outcomes.Cancelled);

        // The handler closes the connections that were given back to it; one that a call had kept would stay open.
        handler.Dispose();
        await server.NoneOpenAsync().WaitAsync(TimeSpan.FromSeconds(10), Token);
        Assert.Equal(0, server.Open);
    }

    /// <summary>Calls, and cancels in one of several ways now and then; null when the call was cancelled.</summary>
    private static async Task<string?> CallAsync(ApiClient client, ApiAction<ThingRequest, ThingResponse> action, string name, int way)
    {
        using CancellationTokenSource source = new();
        Task cancelling = Task.CompletedTask;
        if (way == 0)
        {
            await source.CancelAsync();
        }

        Task<ThingResponse> call = client.SendAsync(action, new ThingRequest { Name = name }, null, source.Token);
        switch (way)
        {
            case 1:
                await source.CancelAsync();
                break;
            case 2:
                await Task.Yield();
                await source.CancelAsync();
                break;
            case 3:
                cancelling = Task.Run(source.Cancel, CancellationToken.None);
                break;
        }

        try
        {
            return (await call).Data.Text;
        }
        catch (OperationCanceledException e)
        {
            Assert.Equal(source.Token, e.CancellationToken);
            Assert.InRange(way, 0, 3);
            return null;
        }
        finally
        {
            await cancelling;
        }
    }

    private static async Task EchoAsync(HttpContext context)
    {
        using StreamReader reader = new(context.Request.Body);
        string name = ThingRequest.FromJson(await reader.ReadToEndAsync(context.RequestAborted)).Name!;
        byte[] answer = System.Text.Encoding.UTF8.GetBytes($"{{\"Response\":{{\"Data\":{{\"Text\":\"{name}\"}},\"RequestId\":\"r\"}}}}");
        context.Response.ContentLength = answer.Length;
        await context.Response.Body.WriteAsync(answer, context.RequestAborted);
    }

    private sealed class Outcomes
    {
        private int _succeeded;
        private int _cancelled;

        internal int Succeeded => _succeeded;

        internal int Cancelled => _cancelled;

        internal void Add(int number, string? answer)
        {
            if (answer is null)
            {
                Interlocked.Increment(ref _cancelled);
                return;
            }

            Assert.Equal(number.ToString(CultureInfo.InvariantCulture), answer);
            Interlocked.Increment(ref _succeeded);
        }
    }
}
