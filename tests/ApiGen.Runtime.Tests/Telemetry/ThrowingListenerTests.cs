using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net;
using ApiGen.Runtime.Tests.Pipeline;
using ApiGen.Runtime.Throttling;
using Microsoft.Extensions.Logging;
using Xunit;

namespace ApiGen.Runtime.Tests.Telemetry;

/// <summary>Loggers and listeners of the application that throw: that changes the outcome of no call.</summary>
public sealed class ThrowingListenerTests
{
    private const string Success = """{"Response":{"RequestId":"r-1"}}""";
    private const string Failure = """{"Response":{"Error":{"Code":"InvalidParameter","Message":"m"},"RequestId":"r-2"}}""";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Success, false)]
    [InlineData(Failure, false)]
    [InlineData(Success, true)]
    [InlineData(Failure, true)]
    public async Task A_logger_that_throws_changes_no_outcome_and_leaves_no_call_under_way_and_no_permit_taken(string response, bool isStream)
    {
        using ThrowingLog log = new();
        ThrottleRegistry registry = new();
        using ApiClient client = Client(log, registry, isStream ? $"data: {response}\n\n" : response, isStream);
        ApiAction<ThingRequest, ThingResponse> action = new(TestService.Service, "ThrowingLog") { Region = ApiRegionRequirement.Optional, RateLimits = [ApiRateLimit.PerSeconds(100, 1)] };

        // Each line that a call logs throws in one of them.
        for (int i = 1; i <= 8; i++)
        {
            log.ThrowsAt = i;
            Exception? outcome = await Record.ExceptionAsync(() => CallAsync(client, action, isStream));
            Assert.Equal(response == Success ? null : typeof(ApiServiceException), outcome?.GetType());
        }

        log.ThrowsAt = 0;
        Assert.Equal(response == Success, await Record.ExceptionAsync(() => CallAsync(client, action, isStream)) is null);
        Assert.True(log.Thrown > 0);
        Assert.Equal(0, registry.GetThrottle(action, "tcsas.intl.tencentcloudapi.com", "AKIDx", new ThrottleOptions(), TimeProvider.System).LeaseCount);
        await client.StopAsync(Token).WaitAsync(TimeSpan.FromSeconds(30), Token);
    }

    [Theory]
    [InlineData("sample")]
    [InlineData("started")]
    [InlineData("stopped")]
    public async Task A_listener_of_activities_that_throws_ends_no_call(string step)
    {
        bool hasThrown = false;
        using ActivityListener listener = new()
        {
            ShouldListenTo = source => source.Name == "ApiGen.Runtime",
            Sample = (ref ActivityCreationOptions<ActivityContext> options) =>
            {
                Throw("sample", options.Name);
                return ActivitySamplingResult.AllData;
            },
            ActivityStarted = activity => Throw("started", activity.OperationName),
            ActivityStopped = activity => Throw("stopped", activity.OperationName),
        };
        ActivitySource.AddActivityListener(listener);
        using ApiClient client = Client(null, new ThrottleRegistry(), Success, isStream: false);
        ApiAction<ThingRequest, ThingResponse> action = TestService.Action("ThrowingActivity");

        await CallAsync(client, action, isStream: false);
        Assert.True(hasThrown);
        await client.StopAsync(Token).WaitAsync(TimeSpan.FromSeconds(30), Token);

        void Throw(string when, string name)
        {
            if (when == step && name.EndsWith("ThrowingActivity", StringComparison.Ordinal))
            {
                hasThrown = true;
                throw new InvalidOperationException(when);
            }
        }
    }

    [Fact]
    public async Task A_listener_of_measurements_that_throws_ends_neither_a_wait_nor_the_process()
    {
        using MeterListener listener = new()
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == "ApiGen.Runtime")
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((_, _, tags, _) => Throw(tags));
        listener.SetMeasurementEventCallback<double>((_, _, tags, _) => Throw(tags));
        listener.Start();
        ThrottleRegistry registry = new();
        using ApiClient client = Client(null, registry, Success, isStream: false);
        ApiAction<ThingRequest, ThingResponse> action = new(TestService.Service, "ThrowingMeter") { Region = ApiRegionRequirement.Optional, RateLimits = [ApiRateLimit.PerSeconds(5, 1)] };

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => CallAsync(client, action, isStream: false)));

        Assert.Equal(0, registry.GetThrottle(action, "tcsas.intl.tencentcloudapi.com", "AKIDx", new ThrottleOptions(), TimeProvider.System).LeaseCount);

        static void Throw(ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            foreach (KeyValuePair<string, object?> tag in tags)
            {
                if (tag.Value is string action && action.EndsWith("ThrowingMeter", StringComparison.Ordinal))
                {
                    throw new InvalidOperationException("measured");
                }
            }
        }
    }

    private static async Task CallAsync(ApiClient client, ApiAction<ThingRequest, ThingResponse> action, bool isStream)
    {
        ThingRequest request = new() { Name = "n" };
        if (!isStream)
        {
            await client.SendAsync(action, request, null, Token);
            return;
        }

        await foreach (ServerSentEvent<ThingResponse> e in client.StreamAsync(action, request, null, Token))
        {
            Assert.Equal("r-1", e.Data.RequestId);
        }
    }

    private static ApiClient Client(ILoggerFactory? log, ThrottleRegistry registry, string response, bool isStream) =>
        new(TestService.Service, new TencentCloudCredential("AKIDx", "key"), null, new ApiClientOptions
        {
            HttpMessageHandler = new StubHandler(_ => new HttpResponseMessage(HttpStatusCode.OK)
            {
                Content = new StringContent(response, System.Text.Encoding.UTF8, isStream ? "text/event-stream" : "application/json"),
            }),
            LoggerFactory = log,
            LogBodies = true,
            ThrottleRegistry = registry,
            Retry = { MaxAttempts = 1 },
        });

    private sealed class ThrowingLog : ILoggerFactory, ILogger
    {
        private int _lines;

        internal int Thrown { get; private set; }

        /// <summary>Which of the next lines throws; 0 for none.</summary>
        internal int ThrowsAt
        {
            get;
            set
            {
                field = value;
                _lines = 0;
            }
        }

        public ILogger CreateLogger(string categoryName) => this;

        public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (++_lines == ThrowsAt)
            {
                Thrown++;
                throw new InvalidOperationException("The log is full.");
            }
        }

        public void Dispose()
        {
        }
    }
}
