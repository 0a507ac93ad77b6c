using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net;
using System.Text;
using ApiGen.Runtime.Tests.Pipeline;
using ApiGen.Runtime.Throttling;
using Microsoft.Extensions.Logging;
using Xunit;

namespace ApiGen.Runtime.Tests.Telemetry;

public sealed class TelemetryTests
{
    private const string SecretKey = "example-secret-key-0001";
    private const string SessionToken = "example-session-token-0001";
    private const string Success = """{"Response":{"Data":{"Text":"mp1","Texts":["example-password-0001"]},"RequestId":"r-1"}}""";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_secret_token_or_signature_shows_in_anything_that_a_call_leaves_behind()
    {
        ConcurrentQueue<string> texts = new();
        using LogCollector logs = new();
        using ActivityListener traces = Listen("SecretScan", activity => texts.Enqueue(Describe(activity)));
        List<string> signatures = [];
        TencentCloudCredential credential = new("AKIDexample", SecretKey, SessionToken);
        texts.Enqueue(credential.ToString());
        Func<HttpResponseMessage>[] responses =
        [
            () => StubHandler.Ok(Success),
            () => StubHandler.Ok("""{"Response":{"Error":{"Code":"AuthFailure.SignatureFailure","Message":"m"},"RequestId":"r-2"}}"""),
            () => StubHandler.Ok(Success[..40]),
            () => StubHandler.Ok(""),
            () => StubHandler.Ok("{}"),
            () => StubHandler.Ok("<html>"),
            () => new HttpResponseMessage(HttpStatusCode.BadGateway) { Content = new StringContent("<html>") },
            () => throw new HttpRequestException(HttpRequestError.ConnectionError),
            () => throw new IOException("broken"),
            () => throw new TaskCanceledException("timed out", new TimeoutException()),
        ];

        foreach (Func<HttpResponseMessage> response in responses)
        {
            StubHandler handler = new(_ => response());
            ApiClientOptions options = new()
            {
                HttpMessageHandler = handler,
                LoggerFactory = logs,
                LogBodies = true,
                Throttle = new ThrottleOptions { Mode = ThrottleMode.Off },
                Retry = new RetryOptions { BaseDelay = TimeSpan.Zero },
            };
            using ApiClient client = new(TestService.Service, credential, "ap-singapore", options);
            ApiAction<ThingRequest, ThingResponse, ThingErrorCode> action = new(TestService.Service, "SecretScan", _ => default) { IsIdempotent = true, SensitiveMembers = ["Name", "Texts"] };
            Exception? failure = await Record.ExceptionAsync(() => client.SendAsync(action, new ThingRequest { Name = "example-password-0001", Count = 7 }, null, Token));
            texts.Enqueue(failure?.ToString() ?? "");
            texts.Enqueue(client.ToString()! + options);
            signatures.AddRange(handler.Requests.Select(sent => sent.Headers["Authorization"][^64..]));
        }

        foreach (LogCollector.Entry entry in logs.Entries)
        {
            texts.Enqueue(entry.Message + entry.Exception + string.Join(' ', entry.Values.Values));
        }

        Assert.Contains(logs.Entries, entry => entry.EventId == 1005 && entry.Message.EndsWith("""{"Name":"***","Count":7}""", StringComparison.Ordinal));
        Assert.Contains(logs.Entries, entry => entry.EventId == 1006 && entry.Message.Contains(""""Texts":"***"""", StringComparison.Ordinal));
        Assert.NotEmpty(signatures);
        foreach (string secret in (string[])[SecretKey, SessionToken, "example-password-0001", .. signatures])
        {
            Assert.All(texts, text => Assert.DoesNotContain(secret, text, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Of_a_raw_body_the_length_is_logged_alone()
    {
        using LogCollector logs = new();
        ApiClientOptions options = new() { HttpMessageHandler = StubHandler.Json(Success), LoggerFactory = logs, LogBodies = true };
        using ApiClient client = new(TestService.Service, new TencentCloudCredential("AKIDx", "key"), null, options);

        await client.SendAsync(
            new ApiAction<UploadRequest, ThingResponse>(TestService.Service, "UploadLog"), new UploadRequest { TopicId = "t-1", Body = Encoding.UTF8.GetBytes("""{"Name":"n"}""") }, null, Token);

        Assert.EndsWith("UploadLog request: 12 raw bytes", Assert.Single(logs.Entries, entry => entry.EventId == 1005).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_outcome_is_logged_under_its_own_event()
    {
        using LogCollector logs = new();
        StubHandler handler = new(number => number switch
        {
            1 => StubHandler.Ok(Success),
            2 => StubHandler.Ok("""{"Response":{"Error":{"Code":"InvalidParameter","Message":"m"},"RequestId":"r-2"}}"""),
            3 => new HttpResponseMessage(HttpStatusCode.TooManyRequests),
            _ => StubHandler.Ok(Success),
        });
        using ApiClient client = new(TestService.Service, new TencentCloudCredential("AKIDx", "key"), null, new ApiClientOptions
        {
            HttpMessageHandler = handler,
            LoggerFactory = logs,
            Throttle = new ThrottleOptions { Mode = ThrottleMode.Off },
            Retry = new RetryOptions { BaseDelay = TimeSpan.Zero },
        });

        await client.SendAsync(TestService.Action(), new ThingRequest { Name = "n" }, null, Token);
        await Assert.ThrowsAsync<ApiException<ThingErrorCode>>(() => client.SendAsync(TestService.Action(), new ThingRequest { Name = "n" }, null, Token));
        await client.SendAsync(TestService.Action(), new ThingRequest { Name = "n" }, null, Token);

        Assert.Equal([1001, 1002, 1003, 1001], logs.Entries.Select(entry => entry.EventId));
        LogCollector.Entry failed = logs.Entries.ElementAt(1);
        Assert.Equal(LogLevel.Warning, failed.Level);
        Assert.Equal("InvalidParameter", failed.Values["Error"]);
        Assert.Equal("r-2", failed.Values["RequestId"]);
        Assert.Equal(2, logs.Entries.Last().Values["Attempts"]);
    }

    [Fact]
    public async Task Calls_that_the_throttle_refuses_do_not_fill_the_log()
    {
        using LogCollector logs = new();
        using ApiClient client = new(TestService.Service, new TencentCloudCredential("AKIDx", "key"), null, new ApiClientOptions
        {
            HttpMessageHandler = new StubHandler(_ => StubHandler.Ok(Success)),
            LoggerFactory = logs,
            ThrottleRegistry = new ThrottleRegistry(),
            Throttle = new ThrottleOptions { Mode = ThrottleMode.FailFast, LimitOverrides = { [TestService.Action().Name] = [new ApiRateLimit(1, TimeSpan.FromHours(1))] } },
        });
        await client.SendAsync(TestService.Action(), new ThingRequest { Name = "n" }, null, Token);
        await Assert.ThrowsAsync<ApiThrottledException>(() => client.SendAsync(TestService.Action(), new ThingRequest { Name = "n" }, null, Token));
        Assert.Equal((1010, LogLevel.Debug), logs.Entries.Select(entry => (entry.EventId, entry.Level)).Last());
    }

    [Fact]
    public async Task A_cancellation_by_the_caller_is_no_warning()
    {
        using LogCollector logs = new();
        using CancellationTokenSource source = new();
        StubHandler handler = new(_ =>
        {
            source.Cancel();
            throw new OperationCanceledException(source.Token);
        });
        using ApiClient client = new(TestService.Service, new TencentCloudCredential("AKIDx", "key"), null, new ApiClientOptions { HttpMessageHandler = handler, LoggerFactory = logs });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.SendAsync(TestService.Action("Cancelled"), new ThingRequest { Name = "n" }, null, source.Token));

        LogCollector.Entry entry = Assert.Single(logs.Entries);
        Assert.Equal(1007, entry.EventId);
        Assert.Equal(LogLevel.Debug, entry.Level);
    }

    [Fact]
    public async Task A_call_is_a_span_and_a_measurement_with_its_outcome()
    {
        ConcurrentQueue<Activity> spans = new();
        ConcurrentQueue<string> measured = new();
        using ActivityListener traces = Listen("SpanTest", spans.Enqueue);
        using MeterListener meter = new()
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == "ApiGen.Runtime")
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        meter.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Measure(instrument, tags));
        meter.SetMeasurementEventCallback<long>((instrument, _, tags, _) => Measure(instrument, tags));
        meter.Start();
        StubHandler handler = new(number => number == 1 ? StubHandler.Ok(Success) : StubHandler.Ok("""{"Response":{"Error":{"Code":"InvalidParameter","Message":"m"},"RequestId":"r-2"}}"""));
        using ApiClient client = new(TestService.Service, new TencentCloudCredential("AKIDx", "key"), null, new ApiClientOptions { HttpMessageHandler = handler });
        ApiAction<ThingRequest, ThingResponse> action = TestService.Action("SpanTest");

        await client.SendAsync(action, new ThingRequest { Name = "n" }, null, Token);
        await Assert.ThrowsAsync<ApiException<ThingErrorCode>>(() => client.SendAsync(action, new ThingRequest { Name = "n" }, null, Token));

        Activity[] seen = [.. spans];
        Assert.Equal(2, seen.Length);
        Assert.Equal("tcsas/SpanTest", seen[0].OperationName);
        Assert.Equal(ActivityKind.Client, seen[0].Kind);
        Assert.Equal("r-1", seen[0].GetTagItem("apigen.request_id"));
        Assert.Equal(1, seen[0].GetTagItem("apigen.attempts"));
        Assert.Equal("tencentcloud", seen[0].GetTagItem("rpc.system.name"));
        Assert.Equal("tcsas.intl.tencentcloudapi.com", seen[0].GetTagItem("server.address"));
        Assert.Equal(443, seen[0].GetTagItem("server.port"));
        Assert.Null(seen[0].GetTagItem("error.type"));
        Assert.Equal(ActivityStatusCode.Error, seen[1].Status);
        Assert.Equal("InvalidParameter", seen[1].GetTagItem("error.type"));
        Assert.Equal("InvalidParameter", seen[1].GetTagItem("rpc.response.status_code"));
        const string Host = "tcsas.intl.tencentcloudapi.com";
        Assert.Equal([$"apigen.client.errors {Host} InvalidParameter", $"rpc.client.call.duration {Host} ", $"rpc.client.call.duration {Host} InvalidParameter"], measured.Order(StringComparer.Ordinal));

        void Measure(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            Dictionary<string, object?> named = new(tags.ToArray());
            if ("tcsas/SpanTest".Equals(named.GetValueOrDefault("rpc.method")))
            {
                measured.Enqueue($"{instrument.Name} {named["server.address"]} {named.GetValueOrDefault("error.type")}");
            }
        }
    }

    [Fact]
    public async Task A_span_has_no_ID_of_a_request_where_the_service_gave_none()
    {
        Activity? span = null;
        using ActivityListener listener = Listen("SpanWithoutId", activity => span = activity);
        using ApiClient client = new(TestService.Service, new TencentCloudCredential("AKIDx", "key"), null, new ApiClientOptions { HttpMessageHandler = StubHandler.Json("""{"Response":{"Data":{"Text":"t"}}}""") });

        await client.SendAsync(TestService.Action("SpanWithoutId"), new ThingRequest { Name = "n" }, null, Token);

        Assert.Equal(1, span!.GetTagItem("apigen.attempts"));
        Assert.DoesNotContain(span.TagObjects, tag => tag.Key == "apigen.request_id");
    }

    private static ActivityListener Listen(string action, Action<Activity> stopped)
    {
        string method = "tcsas/" + action;
        ActivityListener listener = new()
        {
            ShouldListenTo = source => source.Name == "ApiGen.Runtime",
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                if (method.Equals(activity.GetTagItem("rpc.method")))
                {
                    stopped(activity);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    private static string Describe(Activity activity) =>
        activity.DisplayName + activity.StatusDescription + string.Join(' ', activity.TagObjects.Select(tag => tag.Key + "=" + tag.Value)) + string.Join(' ', activity.Events.Select(e => e.Name));
}
