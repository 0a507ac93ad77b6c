using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using ApiGen.Emulator;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using TencentCloud.Tcsas;
using Xunit;

namespace ApiGen.Runtime.Hosting.Tests;

/// <summary>
/// One full run with every log, trace and metric switched on, bodies included: calls that succeed, that fail in each way, and a role that is
/// assumed. Afterwards all that came out is searched for keys, tokens and the signatures that were sent.
/// </summary>
public sealed partial class ConfidentialityTests : IAsyncLifetime
{
    private const string RoleKey = "rolesecretEXAMPLEofficialsecret1";
    private const string RoleToken = "roletokenEXAMPLEofficialtoken123";

    private readonly RecordingLoggerProvider _logs = new();
    private readonly SignatureHandler _sent = new();
    private readonly List<Activity> _activities = [];
    private readonly List<Metric> _metrics = [];
    private readonly List<string> _exceptions = [];
    private ApiEmulator _gateway = null!;
    private IHost _host = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        ApiEmulatorOptions options = new();
        options.Credentials.Add(new EmulatorCredential("AKIDroleEXAMPLE", RoleKey, RoleToken));
        _gateway = await ApiEmulator.StartAsync([.. BundledSpecs.Load("tcsas"), .. BundledSpecs.Load("sts")], options, Cancellation);
        _gateway.Script("AssumeRole").RespondsWith(
            $$"""{"Credentials": {"TmpSecretId": "AKIDroleEXAMPLE", "TmpSecretKey": "{{RoleKey}}", "Token": "{{RoleToken}}"}, "ExpiredTime": {{DateTimeOffset.UtcNow.AddHours(1).ToUnixTimeSeconds()}}, "Expiration": "x"}""");
        _host = BuildHost();
    }

    public async ValueTask DisposeAsync()
    {
        _host.Dispose();
        await _gateway.DisposeAsync();
    }

    [Fact]
    public async Task Nothing_that_a_full_run_puts_out_holds_a_key_a_token_or_a_signature()
    {
        // Both end before anything is looked at: other tests' spans would still be added.
        using (TracerProvider traces = Sdk.CreateTracerProviderBuilder().AddSource("*").AddInMemoryExporter(_activities).Build())
        using (MeterProvider meters = Sdk.CreateMeterProviderBuilder().AddMeter("ApiGen.Runtime", "System.Net.Http").AddInMemoryExporter(_metrics).Build())
        {
            await _host.StartAsync(Cancellation);
            await RunAsync();
            traces.ForceFlush();
            meters.ForceFlush();
        }

        AssertThatMuchWasSaid();
        string[] secrets = [ApiEmulator.ExampleSecretKey, RoleKey, RoleToken, .. _sent.Signatures];
        string[] all = [.. _logs.Texts, .. _exceptions, .. Activities(), .. Metrics(), .. Texts()];
        foreach (string secret in secrets)
        {
            Assert.DoesNotContain(all, text => text.Contains(secret, StringComparison.OrdinalIgnoreCase));
        }
    }

    [Fact]
    public async Task Neither_do_logs_and_exceptions_of_handlers_when_a_broken_response_repeats_its_request()
    {
        using TcpListener server = new(IPAddress.Loopback, 0);
        server.Start();
        Task serving = ServeAsync(server);
        using RecordingLoggerProvider logs = new();
        SignatureHandler sent = new();
        Dictionary<string, string?> settings = new()
        {
            ["Tcsas:Region"] = "ap-singapore",
            ["Tcsas:Endpoint"] = $"http://127.0.0.1:{((IPEndPoint)server.LocalEndpoint).Port}/",
            ["Tcsas:Retry:MaxAttempts"] = "1",
            ["Tcsas:Credentials:SecretId"] = ApiEmulator.ExampleSecretId,
            ["Tcsas:Credentials:SecretKey"] = ApiEmulator.ExampleSecretKey,
        };
        using IHost host = HostFixture.Build(settings, builder =>
        {
            builder.Logging.SetMinimumLevel(LogLevel.Trace);
            builder.Services.AddSingleton<ILoggerProvider>(logs);
            ApiClientBuilder<ITcsasClient> client = HostFixture.AddTcsasClient(builder);
            client.Http.AddStandardResilienceHandler(options => options.Retry.Delay = TimeSpan.Zero);
            client.Http.AddHttpMessageHandler(() => sent);
        });
        ITcsasClient tcsas = host.Services.GetRequiredService<ITcsasClient>();

        Exception e = await Assert.ThrowsAsync<ApiNetworkException>(() => tcsas.CreateMNPAsync(HostFixture.Request(), Cancellation));
        server.Stop();
        await Assert.ThrowsAnyAsync<Exception>(() => serving);

        string signature = Assert.Single(sent.Signatures.Distinct());
        Assert.Contains(logs.Texts, text => text.Contains(nameof(HttpRequestException), StringComparison.Ordinal));
        Assert.All([.. logs.Texts, e.ToString()], text => Assert.DoesNotContain(signature[..8], text, StringComparison.Ordinal));
    }

    private static async Task ServeAsync(TcpListener server)
    {
        while (true)
        {
            using TcpClient client = await server.AcceptTcpClientAsync(Cancellation);
            byte[] received = new byte[65_536];
            int length = await client.Client.ReceiveAsync(received, Cancellation);
            string head = Encoding.ASCII.GetString(received, 0, length);
            if (length == 0)
            {
                continue;
            }

            await client.Client.SendAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\n{head[(head.IndexOf("Signature=", StringComparison.Ordinal) + 10)..][..64]}\r\n\r\n"), Cancellation);
        }
    }

    private async Task RunAsync()
    {
        ITcsasClient client = _host.Services.GetRequiredService<ITcsasClient>();
        await client.CreateMNPAsync(HostFixture.Request(), Cancellation);
        await _host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(Cancellation);

        _gateway.Script("CreateMNP").Fails("AuthFailure.SignatureFailure", "The provided credentials could not be validated.");
        await FailAsync<ApiServiceException>(client);
        _gateway.Script("CreateMNP").RespondsWithHttp(502, "<html>Bad gateway</html>", "text/html");
        await FailAsync<ApiHttpStatusException>(client);
        _gateway.Script("CreateMNP").RespondsWithHttp(200, "{\"Response\": ");
        await FailAsync<ApiMalformedResponseException>(client);
        _gateway.Script("CreateMNP").RespondsWith(ScriptedResponse.Reset());
        await FailAsync<ApiNetworkException>(client);
        _gateway.Script("CreateMNP").RespondsWith(ScriptedResponse.Stall());
        await FailAsync<ApiTimeoutException>(client, new ApiCallOptions { Timeout = TimeSpan.FromMilliseconds(200) });
        await FailAsync<RequestValidationException>(client, request: new CreateMNPRequest());
    }

    private async Task FailAsync<TException>(ITcsasClient client, ApiCallOptions? options = null, CreateMNPRequest? request = null)
        where TException : Exception
    {
        Exception e = await Assert.ThrowsAnyAsync<TException>(() => client.CreateMNPAsync(request ?? HostFixture.Request(), options, Cancellation));
        for (Exception? inner = e; inner is not null; inner = inner.InnerException)
        {
            _exceptions.Add(inner.ToString());
            _exceptions.AddRange(inner.Data.Values.Cast<object?>().Select(v => v?.ToString() ?? ""));
        }
    }

    private void AssertThatMuchWasSaid()
    {
        // The test would prove nothing if the run had been silent.
        Assert.NotEmpty(_sent.Signatures);
        Assert.Contains(("ApiGen.Runtime.ApiClient", 1001), _logs.Events);
        Assert.Contains(("ApiGen.Runtime.ApiClient", 1002), _logs.Events);
        Assert.Contains(("ApiGen.Runtime.ApiClient", 1005), _logs.Events);
        Assert.Contains(("ApiGen.Runtime.ApiClient", 1006), _logs.Events);
        Assert.Contains(("ApiGen.Runtime.Credentials", 1101), _logs.Events);
        Assert.Contains(_logs.Texts, t => t.Contains("AKIDroleEXAMPLE", StringComparison.Ordinal));
        Assert.Contains(_activities, a => a.Source.Name == "ApiGen.Runtime" && a.GetTagItem("rpc.method") is "tcsas/CreateMNP");
        Assert.Contains(_activities, a => a.Source.Name == "ApiGen.Runtime" && a.GetTagItem("error.type") is not null);
        Assert.Contains(_metrics, m => m.Name == "rpc.client.call.duration");
        Assert.Contains(_metrics, m => m.Name == "apigen.client.errors");
        Assert.Equal(6, _gateway.Arrivals.Count(a => a.Action == "CreateMNP"));
    }

    private IEnumerable<string> Activities() => _activities.SelectMany(a => a.TagObjects
        .Select(t => $"{t.Key}={t.Value}")
        .Concat(a.Events.SelectMany(e => e.Tags.Select(t => $"{t.Key}={t.Value}").Prepend(e.Name)))
        .Concat(a.Baggage.Select(b => $"{b.Key}={b.Value}"))
        .Concat([a.DisplayName, a.StatusDescription ?? ""]));

    private IEnumerable<string> Metrics()
    {
        foreach (Metric metric in _metrics)
        {
            yield return metric.ToString()!;
            foreach (ref readonly MetricPoint point in metric.GetMetricPoints())
            {
                foreach (KeyValuePair<string, object?> tag in point.Tags)
                {
                    yield return $"{tag.Key}={tag.Value}";
                }
            }
        }
    }

    private IEnumerable<string> Texts()
    {
        TcsasClient client = (TcsasClient)_host.Services.GetRequiredService<ITcsasClient>();
        ApiClientSettings settings = _host.Services.GetRequiredService<IOptionsMonitor<ApiClientSettings>>().Get(typeof(ITcsasClient).FullName);
        object[] objects =
        [
            client, client.Client, client.Client.Service, settings, settings.Credentials, settings.Retry, settings.Throttle, HostFixture.Request(),
            new TencentCloudCredential("AKIDroleEXAMPLE", RoleKey, RoleToken), new SwappableCredentialProvider(new TencentCloudCredential("AKIDroleEXAMPLE", RoleKey, RoleToken)),
        ];
        return objects.Select(o => o.ToString()!);
    }

    private IHost BuildHost()
    {
        Dictionary<string, string?> settings = new()
        {
            ["Tcsas:Region"] = "ap-singapore",
            ["Tcsas:Endpoint"] = _gateway.Endpoint.ToString(),
            ["Tcsas:LogBodies"] = "true",
            ["Tcsas:Retry:MaxAttempts"] = "1",
            ["Tcsas:Credentials:SecretId"] = ApiEmulator.ExampleSecretId,
            ["Tcsas:Credentials:SecretKey"] = ApiEmulator.ExampleSecretKey,
        };
        return HostFixture.Build(settings, builder =>
        {
            builder.Logging.SetMinimumLevel(LogLevel.Trace);
            builder.Services.AddSingleton<ILoggerProvider>(_logs);
            ApiClientBuilder<ITcsasClient> client = HostFixture.AddTcsasClient(builder).WithCredentials(AssumeRole).AddHealthCheck();
            client.Http.AddHttpMessageHandler(() => _sent);
        });
    }

    // The token service's bodies are logged too: what its spec calls sensitive must be missing in them.
    private AssumeRoleCredentialProvider AssumeRole(IServiceProvider services)
    {
        ILoggerFactory loggers = services.GetRequiredService<ILoggerFactory>();
        TencentCloudCredential source = new(ApiEmulator.ExampleSecretId, ApiEmulator.ExampleSecretKey);
        return new AssumeRoleCredentialProvider(source, new AssumeRoleOptions
        {
            RoleArn = "qcs::cam::uin/1:roleName/r",
            Client = new ApiClientOptions { Endpoint = _gateway.Endpoint, LogBodies = true, LoggerFactory = loggers },
            Refresh = new CredentialRefreshOptions { LoggerFactory = loggers },
        });
    }

    private sealed partial class SignatureHandler : DelegatingHandler
    {
        private readonly ConcurrentBag<string> _signatures = [];

        public IEnumerable<string> Signatures => _signatures;

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            _signatures.Add(Signature().Match(request.Headers.GetValues("Authorization").Single()).Groups[1].Value);
            return base.SendAsync(request, cancellationToken);
        }

        [GeneratedRegex("Signature=([0-9a-f]{64})")]
        private static partial Regex Signature();
    }
}
