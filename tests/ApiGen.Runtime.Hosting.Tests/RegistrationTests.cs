using ApiGen.Emulator;
using ApiGen.Runtime.Throttling;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using TencentCloud.Tcsas;
using Xunit;

namespace ApiGen.Runtime.Hosting.Tests;

public sealed class RegistrationTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_registered_client_calls_with_the_settings_of_its_section()
    {
        await using HostFixture fixture = await HostFixture.StartAsync();
        using IHost host = HostFixture.Build(fixture.Settings, builder => HostFixture.AddTcsasClient(builder));
        await host.StartAsync(Cancellation);

        ITcsasClient client = host.Services.GetRequiredService<ITcsasClient>();
        CreateMNPResponse response = await client.CreateMNPAsync(HostFixture.Request(), Cancellation);

        Assert.Equal("mp1mkdcf53ob2h8m", response.Data.ResourceId);
        ApiArrival call = Assert.Single(fixture.Gateway.Arrivals);
        Assert.True(call.Accepted);
        Assert.Equal("ap-singapore", call.Region);
        Assert.Equal("tcsas.intl.tencentcloudapi.com", call.Host);
        Assert.Same(client, host.Services.GetRequiredService<ITcsasClient>());
        Assert.Same(client, host.Services.GetRequiredService<IApiClientFactory<ITcsasClient>>().GetClient());
    }

    [Fact]
    public async Task Settings_in_code_do_as_well_and_come_after_those_of_the_section()
    {
        await using HostFixture fixture = await HostFixture.StartAsync();
        using IHost host = HostFixture.Build(fixture.Settings, builder =>
        {
            HostFixture.AddTcsasClient(builder).Configure(s => s.Region = "ap-jakarta");
            builder.Services.AddApiClient<ITcsasClient, TcsasClient>(
                TcsasClient.ServiceDescription,
                static client => new TcsasClient(client),
                settings =>
                {
                    settings.Region = "eu-frankfurt";
                    settings.Endpoint = fixture.Gateway.Endpoint;
                },
                "coded").WithCredentials(new TencentCloudCredential(ApiEmulator.ExampleSecretId, ApiEmulator.ExampleSecretKey));
        });

        await host.Services.GetRequiredService<ITcsasClient>().CreateMNPAsync(HostFixture.Request(), Cancellation);
        await host.Services.GetRequiredKeyedService<ITcsasClient>("coded").CreateMNPAsync(HostFixture.Request(), Cancellation);

        Assert.Equal(["ap-jakarta", "eu-frankfurt"], fixture.Gateway.Arrivals.Select(a => a.Region));
        Assert.All(fixture.Gateway.Arrivals, a => Assert.True(a.Accepted));
    }

    [Fact]
    public async Task Clients_with_keys_have_accounts_of_their_own()
    {
        ApiEmulatorOptions options = new();
        options.Credentials.Add(new EmulatorCredential("AKIDsecondEXAMPLE", "secondKeyEXAMPLE", account: "second"));
        await using HostFixture fixture = await HostFixture.StartAsync(options);
        Dictionary<string, string?> settings = fixture.Settings;
        settings["Second:Region"] = "ap-tokyo";
        settings["Second:Endpoint"] = fixture.Gateway.Endpoint.ToString();
        settings["Second:Credentials:SecretId"] = "AKIDsecondEXAMPLE";
        settings["Second:Credentials:SecretKey"] = "secondKeyEXAMPLE";
        using IHost host = HostFixture.Build(settings, builder =>
        {
            HostFixture.AddTcsasClient(builder);
            HostFixture.AddTcsasClient(builder, "Second", "second");
        });

        await host.Services.GetRequiredService<ITcsasClient>().CreateMNPAsync(HostFixture.Request(), Cancellation);
        await host.Services.GetRequiredKeyedService<ITcsasClient>("second").CreateMNPAsync(HostFixture.Request(), Cancellation);

        Assert.Equal([ApiEmulator.ExampleSecretId, "second"], fixture.Gateway.Arrivals.Select(a => a.Account));
        Assert.Equal(["ap-singapore", "ap-tokyo"], fixture.Gateway.Arrivals.Select(a => a.Region));
    }

    [Fact]
    public async Task The_factory_gives_one_client_for_each_region()
    {
        await using HostFixture fixture = await HostFixture.StartAsync();
        using IHost host = HostFixture.Build(fixture.Settings, builder => HostFixture.AddTcsasClient(builder));
        IApiClientFactory<ITcsasClient> factory = host.Services.GetRequiredService<IApiClientFactory<ITcsasClient>>();

        ITcsasClient tokyo = factory.GetClient("ap-tokyo");
        await tokyo.CreateMNPAsync(HostFixture.Request(), Cancellation);
        await factory.GetClient("eu-frankfurt").CreateMNPAsync(HostFixture.Request(), Cancellation);

        Assert.Same(tokyo, factory.GetClient("ap-tokyo"));
        Assert.Equal(["ap-tokyo", "eu-frankfurt"], fixture.Gateway.Arrivals.Select(a => a.Region));
        Assert.Equal(
            "No ITcsasClient is registered under the key 'nobody'.",
            Assert.Throws<InvalidOperationException>(() => factory.GetClient(key: "nobody")).Message);
        host.Dispose();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => tokyo.CreateMNPAsync(HostFixture.Request(), Cancellation));
    }

    [Fact]
    public void One_key_cannot_be_registered_twice()
    {
        InvalidOperationException e = Assert.Throws<InvalidOperationException>(() => HostFixture.Build([], builder =>
        {
            HostFixture.AddTcsasClient(builder);
            HostFixture.AddTcsasClient(builder);
        }));

        Assert.Equal("ITcsasClient is registered without a key already; give each registration a key of its own.", e.Message);
    }

    [Fact]
    public async Task A_provider_of_the_application_serves_clients_whose_settings_name_no_source()
    {
        await using HostFixture fixture = await HostFixture.StartAsync();
        Dictionary<string, string?> settings = fixture.Settings;
        settings.Remove("Tcsas:Credentials:SecretId");
        settings.Remove("Tcsas:Credentials:SecretKey");
        using IHost host = HostFixture.Build(settings, builder =>
        {
            HostFixture.AddTcsasClient(builder);
            builder.Services.AddSingleton<ICredentialProvider>(new TencentCloudCredential(ApiEmulator.ExampleSecretId, ApiEmulator.ExampleSecretKey));
        });

        await host.Services.GetRequiredService<ITcsasClient>().CreateMNPAsync(HostFixture.Request(), Cancellation);

        Assert.True(Assert.Single(fixture.Gateway.Arrivals).Accepted);
    }

    [Fact]
    public async Task A_changed_key_in_the_configuration_takes_effect_on_the_live_client()
    {
        ApiEmulatorOptions options = new();
        options.Credentials.Add(new EmulatorCredential("AKIDsecondEXAMPLE", "secondKeyEXAMPLE", account: "second"));
        await using HostFixture fixture = await HostFixture.StartAsync(options);
        using IHost host = HostFixture.Build(fixture.Settings, builder => HostFixture.AddTcsasClient(builder));
        ITcsasClient client = host.Services.GetRequiredService<ITcsasClient>();
        await client.CreateMNPAsync(HostFixture.Request(), Cancellation);

        IConfigurationRoot configuration = (IConfigurationRoot)host.Services.GetRequiredService<IConfiguration>();
        configuration["Tcsas:Credentials:SecretId"] = "AKIDsecondEXAMPLE";
        configuration["Tcsas:Credentials:SecretKey"] = "secondKeyEXAMPLE";
        configuration.Reload();
        await client.CreateMNPAsync(HostFixture.Request(), Cancellation);

        Assert.Equal([ApiEmulator.ExampleSecretId, "second"], fixture.Gateway.Arrivals.Select(a => a.Account));
    }

    [Fact]
    public async Task Handlers_of_the_http_client_and_changes_of_the_options_are_used()
    {
        await using HostFixture fixture = await HostFixture.StartAsync();
        CountingHandler handler = new();
        int signed = 0;
        using IHost host = HostFixture.Build(fixture.Settings, builder =>
        {
            ApiClientBuilder<ITcsasClient> client = HostFixture.AddTcsasClient(builder)
                .ConfigureOptions((_, options) => options.BeforeSigning = _ => signed++);
            client.Http.AddHttpMessageHandler(() => handler);
        });

        await host.Services.GetRequiredService<ITcsasClient>().CreateMNPAsync(HostFixture.Request(), Cancellation);

        Assert.Equal(1, handler.Requests);
        Assert.Equal(1, signed);
    }

    [Fact]
    public async Task A_role_in_the_settings_is_assumed_with_the_source_s_credential()
    {
        ApiEmulatorOptions options = new();
        options.Credentials.Add(new EmulatorCredential("AKIDroleEXAMPLE", "roleKeyEXAMPLE", "roleTokenEXAMPLE", account: "role"));
        await using ApiEmulator gateway = await ApiEmulator.StartAsync([.. BundledSpecs.Load("tcsas"), .. BundledSpecs.Load("sts")], options, Cancellation);
        gateway.Script("AssumeRole").RespondsWith(
            $$"""{"Credentials": {"TmpSecretId": "AKIDroleEXAMPLE", "TmpSecretKey": "roleKeyEXAMPLE", "Token": "roleTokenEXAMPLE"}, "ExpiredTime": {{DateTimeOffset.UtcNow.AddHours(1).ToUnixTimeSeconds()}}, "Expiration": "x"}""");
        Dictionary<string, string?> settings = new()
        {
            ["Tcsas:Region"] = "ap-singapore",
            ["Tcsas:Endpoint"] = gateway.Endpoint.ToString(),
            ["Tcsas:Credentials:SecretId"] = ApiEmulator.ExampleSecretId,
            ["Tcsas:Credentials:SecretKey"] = ApiEmulator.ExampleSecretKey,
            ["Tcsas:Credentials:RoleArn"] = "qcs::cam::uin/1:roleName/r",
            ["Tcsas:Credentials:TokenServiceEndpoint"] = gateway.Endpoint.ToString(),
        };
        using IHost host = HostFixture.Build(settings, builder => HostFixture.AddTcsasClient(builder));

        await host.Services.GetRequiredService<ITcsasClient>().CreateMNPAsync(HostFixture.Request(), Cancellation);

        Assert.Equal(
            [("AssumeRole", ApiEmulator.ExampleSecretId), ("CreateMNP", "role")],
            gateway.Arrivals.Select(a => (a.Action, a.Account!)));
    }

    [Fact]
    public async Task The_health_check_tells_a_missing_credential_and_a_failing_probe_from_health()
    {
        await using HostFixture fixture = await HostFixture.StartAsync();
        Dictionary<string, string?> settings = fixture.Settings;
        settings["Broken:Credentials:Kind"] = "ProfileFile";
        settings["Broken:Credentials:Path"] = "no-such-file";
        using IHost host = HostFixture.Build(settings, builder =>
        {
            HostFixture.AddTcsasClient(builder).AddHealthCheck(
                (client, cancellation) => client.CreateMNPAsync(HostFixture.Request(), cancellation), tags: ["ready"]);
            HostFixture.AddTcsasClient(builder, "Broken", "broken").AddHealthCheck(failureStatus: HealthStatus.Degraded);
        });
        HealthCheckService health = host.Services.GetRequiredService<HealthCheckService>();

        HealthReport first = await health.CheckHealthAsync(Cancellation);
        fixture.Gateway.Script("CreateMNP").Fails("InternalError", "Down.");
        HealthReport second = await health.CheckHealthAsync(r => r.Tags.Contains("ready"), Cancellation);

        Assert.Equal(HealthStatus.Healthy, first.Entries["tcsas"].Status);
        Assert.Equal(HealthStatus.Degraded, first.Entries["tcsas:broken"].Status);
        Assert.Contains("no-such-file does not exist", first.Entries["tcsas:broken"].Description, StringComparison.Ordinal);
        Assert.Equal(HealthStatus.Unhealthy, second.Entries["tcsas"].Status);
        Assert.Contains("InternalError", second.Entries["tcsas"].Description, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Timeout", "-00:00:01", "Tcsas:Timeout: ")]
    [InlineData("Timeout", "soon", "Tcsas:Timeout")]
    [InlineData("Endpoint", "http://example.com/", "Tcsas:Endpoint: Endpoint must use https")]
    [InlineData("AccessHost", "https://x/", "Tcsas:AccessHost: AccessHost is not a host name")]
    [InlineData("Region", "ap singapore\n", "Tcsas:Region: ")]
    [InlineData("MaxResponseBytes", "0", "Tcsas:MaxResponseBytes: ")]
    [InlineData("Retry:MaxAttempts", "0", "Tcsas:Retry:MaxAttempts: ")]
    [InlineData("Throttle:Mode", "Sometimes", "Tcsas:Throttle:Mode")]
    [InlineData("Throttle:QueueLimit", "-1", "Tcsas:Throttle:QueueLimit: ")]
    [InlineData("Throttle:MaxQueueWait", "00:00:00", "Tcsas:Throttle:MaxQueueWait: ")]
    [InlineData("Throttle:MaxPause", "00:00:00", "Tcsas:Throttle:MaxPause: ")]
    [InlineData("Throttle:LimitOverrides:CreateMNP", "20 per second", "Tcsas:Throttle:LimitOverrides:CreateMNP: '20 per second' is not a limit")]
    [InlineData("Credentials:SecretKey", "hid den", "Tcsas:Credentials:SecretKey: The SecretKey holds white space")]
    [InlineData("Credentials:SecretKey", null, "Tcsas:Credentials:SecretKey: The SecretKey is missing")]
    [InlineData("Credentials:RoleArn", "role\n", "Tcsas:Credentials:RoleArn: ")]
    [InlineData("Credentials:Duration", "01:00:00", "Tcsas:Credentials:RoleArn: is not set, but")]
    [InlineData("Credentials:Kind", "99", "Tcsas:Credentials:Kind: is none of ")]
    [InlineData("Regoin", "ap-singapore", "Regoin")]
    public async Task A_mistake_in_the_settings_ends_the_start_with_its_key(string key, string? value, string message)
    {
        await using HostFixture fixture = await HostFixture.StartAsync();
        Dictionary<string, string?> settings = fixture.Settings;
        settings[$"Tcsas:{key}"] = value;
        using IHost host = HostFixture.Build(settings, builder => HostFixture.AddTcsasClient(builder));

        Exception e = await Assert.ThrowsAnyAsync<Exception>(() => host.StartAsync(Cancellation));

        Assert.True(e is OptionsValidationException or InvalidOperationException, e.GetType().Name);
        Assert.Contains(message, e.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("hid den", e.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(ApiEmulator.ExampleSecretKey, e.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Limits_that_the_settings_name_take_the_place_of_the_documented_ones()
    {
        await using HostFixture fixture = await HostFixture.StartAsync();
        Dictionary<string, string?> settings = fixture.Settings;
        settings["Tcsas:Throttle:Mode"] = "FailFast";
        settings["Tcsas:Throttle:LimitOverrides:CreateMNP"] = "50/s, 1/h";
        using IHost host = HostFixture.Build(settings, builder => HostFixture.AddTcsasClient(builder).Services.AddSingleton(new ThrottleRegistry()));
        ITcsasClient client = host.Services.GetRequiredService<ITcsasClient>();

        await client.CreateMNPAsync(HostFixture.Request(), Cancellation);
        await Assert.ThrowsAsync<ApiThrottledException>(() => client.CreateMNPAsync(HostFixture.Request(), Cancellation));
    }

    [Fact]
    public async Task A_role_s_session_outside_of_the_service_s_bounds_ends_the_start_with_its_key()
    {
        await using HostFixture fixture = await HostFixture.StartAsync();
        Dictionary<string, string?> settings = fixture.Settings;
        settings["Tcsas:Credentials:RoleArn"] = "qcs::cam::uin/1:roleName/r";
        settings["Tcsas:Credentials:Duration"] = "13:00:00";
        using IHost host = HostFixture.Build(settings, builder => HostFixture.AddTcsasClient(builder));

        OptionsValidationException e = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(Cancellation));

        Assert.Equal("Tcsas:Credentials:Duration: takes 1 second to 12 hours.", Assert.Single(e.Failures));
    }

    [Fact]
    public async Task Several_mistakes_are_reported_at_once()
    {
        await using HostFixture fixture = await HostFixture.StartAsync();
        Dictionary<string, string?> settings = fixture.Settings;
        settings["Tcsas:Retry:MaxAttempts"] = "0";
        settings["Tcsas:Throttle:QueueLimit"] = "-1";
        settings["Tcsas:Credentials:SecretKey"] = " ";
        using IHost host = HostFixture.Build(settings, builder => HostFixture.AddTcsasClient(builder));

        OptionsValidationException e = await Assert.ThrowsAnyAsync<OptionsValidationException>(() => host.StartAsync(Cancellation));

        string[] lines = e.Message.Split(Environment.NewLine);
        Assert.Equal("3 settings cannot be used:", lines[0]);
        Assert.Equal(e.Failures, lines[1..]);
        Assert.Equal("Tcsas:Retry:MaxAttempts: MaxAttempts is 1 or more.", lines[1]);
        Assert.Equal("Tcsas:Throttle:QueueLimit: QueueLimit is 0 or more.", lines[2]);
        Assert.Equal(
            ["Tcsas:Retry:MaxAttempts", "Tcsas:Throttle:QueueLimit", "Tcsas:Credentials:SecretKey"],
            e.Failures.Select(f => f[..f.IndexOf(": ", StringComparison.Ordinal)]));
    }

    private sealed class CountingHandler : DelegatingHandler
    {
        public int Requests { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Requests++;
            return base.SendAsync(request, cancellationToken);
        }
    }
}
