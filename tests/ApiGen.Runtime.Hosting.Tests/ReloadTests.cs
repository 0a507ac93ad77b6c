using ApiGen.Emulator;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TencentCloud.Tcsas;
using Xunit;

namespace ApiGen.Runtime.Hosting.Tests;

/// <summary>Configuration that changes while the application runs.</summary>
public sealed class ReloadTests
{
    private const int Ignored = 1201;
    private const int TakesEffect = 1202;
    private const int AtStart = 1203;
    private const int Waits = 1207;
    private const int PassedOver = 1208;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_reload_that_changes_nothing_of_the_client_s_keeps_its_role_s_credential_even_while_the_token_service_is_down()
    {
        ApiEmulatorOptions options = new();
        options.Credentials.Add(new EmulatorCredential("AKIDroleEXAMPLE", "roleKeyEXAMPLE", "roleTokenEXAMPLE", account: "role"));
        await using HostFixture fixture = await HostFixture.StartAsync(options);
        ApiEmulator tokens = await ApiEmulator.StartAsync(BundledSpecs.Load("sts"), null, Cancellation);
        tokens.Script("AssumeRole").RespondsWith(
            $$"""{"Credentials": {"TmpSecretId": "AKIDroleEXAMPLE", "TmpSecretKey": "roleKeyEXAMPLE", "Token": "roleTokenEXAMPLE"}, "ExpiredTime": {{DateTimeOffset.UtcNow.AddHours(1).ToUnixTimeSeconds()}}, "Expiration": "x"}""").Forever();
        Dictionary<string, string?> settings = fixture.Settings;
        settings["Tcsas:Credentials:RoleArn"] = "qcs::cam::uin/1:roleName/r";
        settings["Tcsas:Credentials:TokenServiceEndpoint"] = tokens.Endpoint.ToString();
        using IHost host = HostFixture.Build(settings, builder => HostFixture.AddTcsasClient(builder));
        ITcsasClient client = host.Services.GetRequiredService<ITcsasClient>();
        await client.CreateMNPAsync(HostFixture.Request(), Cancellation);

        for (int i = 0; i < 5; i++)
        {
            Change(host, "Other:Key", $"{i}");
            await client.CreateMNPAsync(HostFixture.Request(), Cancellation);
        }

        Assert.Single(tokens.Arrivals);
        await tokens.DisposeAsync();
        Change(host, "Other:Key", "last");
        await client.CreateMNPAsync(HostFixture.Request(), Cancellation);
        Assert.All(fixture.Gateway.Arrivals, a => Assert.Equal("role", a.Account));
    }

    [Fact]
    public async Task Credentials_in_the_settings_that_code_passes_over_are_told_at_the_start_and_with_each_change_of_them()
    {
        await using HostFixture fixture = await HostFixture.StartAsync();
        using RecordingLoggerProvider logs = new();
        TencentCloudCredential given = new(ApiEmulator.ExampleSecretId, ApiEmulator.ExampleSecretKey);
        Dictionary<string, string?> settings = fixture.Settings;
        settings["Tcsas:Credentials:SecretId"] = "AKIDpassedOver";
        using IHost host = HostFixture.Build(settings, builder =>
        {
            builder.Logging.AddProvider(logs);
            HostFixture.AddTcsasClient(builder).WithCredentials(given);
        });

        await host.StartAsync(Cancellation);
        Assert.Contains("ITcsasClient takes its credential from the last WithCredentials, so that Tcsas:Credentials has no effect", logs.Texts);
        Change(host, "Other:Key", "1");
        Assert.Single(logs.Events, e => e.EventId == PassedOver);
        Change(host, "Tcsas:Credentials:SecretKey", "another");
        Assert.Equal(2, logs.Events.Count(e => e.EventId == PassedOver));

        await host.Services.GetRequiredService<ITcsasClient>().CreateMNPAsync(HostFixture.Request(), Cancellation);
        Assert.True(Assert.Single(fixture.Gateway.Arrivals).Accepted);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, false)]
    [InlineData(2, true)]
    public async Task Code_that_gives_credentials_twice_is_told_and_nobody_else(int times, bool isTold)
    {
        using RecordingLoggerProvider logs = new();
        using IHost host = HostFixture.Build(new Dictionary<string, string?> { ["Tcsas:Region"] = "ap-singapore" }, builder =>
        {
            builder.Logging.AddProvider(logs);
            ApiClientBuilder<ITcsasClient> client = HostFixture.AddTcsasClient(builder);
            for (int i = 0; i < times; i++)
            {
                client.WithCredentials(new TencentCloudCredential($"AKID{i}", "k"));
            }
        });

        await host.StartAsync(Cancellation);

        Assert.Equal(isTold ? 1 : 0, logs.Events.Count(e => e.EventId == PassedOver));
        Assert.Equal(isTold, logs.Texts.Contains("ITcsasClient takes its credential from the last WithCredentials, so that an earlier one has no effect"));
    }

    [Theory]
    [InlineData("Credentials:SecretId", "AKID two")]
    [InlineData("Credentials:Kind", "Nothing")]
    [InlineData("Credentials:SecretId", "")]
    [InlineData("Regoin", "x")]
    [InlineData("Timeout", "soon")]
    public async Task A_reload_that_is_not_valid_is_logged_once_changes_nothing_and_throws_nowhere(string key, string value)
    {
        await using HostFixture fixture = await HostFixture.StartAsync();
        using RecordingLoggerProvider logs = new();
        using IHost host = Logged(fixture, logs);
        ITcsasClient client = host.Services.GetRequiredService<ITcsasClient>();

        Change(host, $"Tcsas:{key}", value);
        Change(host, "Other:Key", "1");
        await client.CreateMNPAsync(HostFixture.Request(), Cancellation);
        await host.Services.GetRequiredService<IApiClientFactory<ITcsasClient>>().GetClient("ap-tokyo").CreateMNPAsync(HostFixture.Request(), Cancellation);

        Assert.Single(logs.Events, e => e.EventId == Ignored);
        Assert.Contains(logs.Texts, t => t.Contains("is not valid and changes nothing: Tcsas:", StringComparison.Ordinal));
        Assert.DoesNotContain(logs.Texts, t => t.Contains("AKID two", StringComparison.Ordinal));
        Assert.All(fixture.Gateway.Arrivals, a => Assert.True(a.Accepted));
    }

    [Fact]
    public async Task A_mistake_is_told_once_however_many_others_come_and_go_and_again_when_it_is_made_again()
    {
        await using HostFixture fixture = await HostFixture.StartAsync();
        using RecordingLoggerProvider logs = new();
        using IHost host = Logged(fixture, logs);
        _ = host.Services.GetRequiredService<ITcsasClient>();

        Change(host, "Tcsas:Timeout", "soon");
        Change(host, "Tcsas:MaxResponseBytes", "many");
        Change(host, "Tcsas:MaxResponseBytes", null!);
        Change(host, "Tcsas:Timeout", null!);
        Change(host, "Tcsas:Timeout", "soon");

        string[] told = [.. logs.Texts.Where(t => t.StartsWith("The changed configuration of ITcsasClient is not valid", StringComparison.Ordinal)).Distinct()];
        Assert.Equal(3, logs.Events.Count(e => e.EventId == Ignored));
        Assert.Equal(["Timeout", "MaxResponseBytes"], told.Select(t => t.Split("changes nothing: Tcsas:")[1].Split(':')[0]));
        Assert.All(told, t => Assert.Equal(2, t.Split("Tcsas:").Length));
    }

    [Fact]
    public async Task After_a_mistake_was_put_right_the_new_credential_takes_effect()
    {
        ApiEmulatorOptions options = new();
        options.Credentials.Add(new EmulatorCredential("AKIDsecondEXAMPLE", "secondKeyEXAMPLE", account: "second"));
        await using HostFixture fixture = await HostFixture.StartAsync(options);
        using IHost host = HostFixture.Build(fixture.Settings, builder => HostFixture.AddTcsasClient(builder));
        ITcsasClient client = host.Services.GetRequiredService<ITcsasClient>();

        Change(host, "Tcsas:Credentials:SecretKey", "second KeyEXAMPLE");
        await client.CreateMNPAsync(HostFixture.Request(), Cancellation);
        Change(host, "Tcsas:Credentials:SecretId", "AKIDsecondEXAMPLE", "Tcsas:Credentials:SecretKey", "secondKeyEXAMPLE");
        await client.CreateMNPAsync(HostFixture.Request(), Cancellation);

        Assert.Equal([ApiEmulator.ExampleSecretId, "second"], fixture.Gateway.Arrivals.Select(a => a.Account));
    }

    [Fact]
    public async Task A_credential_that_vanishes_from_the_configuration_goes_on_and_is_not_exchanged_for_what_is_found_elsewhere()
    {
        await using HostFixture fixture = await HostFixture.StartAsync();
        using RecordingLoggerProvider logs = new();
        using IHost host = Logged(fixture, logs);
        ITcsasClient client = host.Services.GetRequiredService<ITcsasClient>();

        Change(host, "Tcsas:Credentials:SecretId", null!, "Tcsas:Credentials:SecretKey", null!);
        await client.CreateMNPAsync(HostFixture.Request(), Cancellation);

        Assert.Equal(ApiEmulator.ExampleSecretId, Assert.Single(fixture.Gateway.Arrivals).Account);
        Assert.Single(logs.Events, e => e.EventId == Ignored);
        Assert.Contains(logs.Texts, t => t.Contains("Credentials: is gone or names no source any more", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Path", "no-such-file-anywhere.ini", "Profile", "default")]
    [InlineData("Path", "credentials.ini", "Profile", "tvo")]
    public async Task A_source_that_is_not_there_does_not_take_the_place_of_a_credential_that_is_good(string key, string value, string other, string otherValue)
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "credentials.ini"), "[two]\nsecret_id = AKIDsecondEXAMPLE\nsecret_key = secondKeyEXAMPLE\n", Cancellation);
            ApiEmulatorOptions options = new();
            options.Credentials.Add(new EmulatorCredential("AKIDsecondEXAMPLE", "secondKeyEXAMPLE", account: "second"));
            await using HostFixture fixture = await HostFixture.StartAsync(options);
            using RecordingLoggerProvider logs = new();
            using IHost host = HostFixture.Build(fixture.Settings, builder =>
            {
                builder.Logging.AddProvider(logs);
                HostFixture.AddTcsasClient(builder);
            });
            ITcsasClient client = host.Services.GetRequiredService<ITcsasClient>();

            Change(host, "Tcsas:Credentials:SecretId", null!, "Tcsas:Credentials:SecretKey", null!, "Tcsas:Credentials:Kind", "ProfileFile",
                $"Tcsas:Credentials:{key}", Path.Combine(folder, value), $"Tcsas:Credentials:{other}", otherValue);
            await client.CreateMNPAsync(HostFixture.Request(), Cancellation);

            // Neither is said again by what changes besides, which is told itself.
            Change(host, "Other", "1");
            Change(host, "Tcsas:Timeout", "00:00:33");
            Change(host, "Other", "2");
            Assert.DoesNotContain(logs.Events, e => e.EventId == 1103);
            Assert.Single(logs.Events, e => e.EventId == 1203);
            Change(host, "Tcsas:Credentials:Path", Path.Combine(folder, "credentials.ini"), "Tcsas:Credentials:Profile", "two");
            await client.CreateMNPAsync(HostFixture.Request(), Cancellation);

            Assert.Equal([ApiEmulator.ExampleSecretId, "second"], fixture.Gateway.Arrivals.Select(a => a.Account));
            Assert.Single(logs.Events, e => e.EventId == Waits);
            Assert.Contains(logs.Texts, t => t.Contains("which has no credential yet; the one before goes on until it has: ", StringComparison.Ordinal));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task A_file_that_is_named_before_it_is_there_takes_over_when_it_is()
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            ApiEmulatorOptions options = new();
            options.Credentials.Add(new EmulatorCredential("AKIDsecondEXAMPLE", "secondKeyEXAMPLE", account: "second"));
            await using HostFixture fixture = await HostFixture.StartAsync(options);
            using RecordingLoggerProvider logs = new();
            using IHost host = Start(fixture.Settings, logs);
            ITcsasClient client = host.Services.GetRequiredService<ITcsasClient>();

            string path = Path.Combine(folder, "later.ini");
            Change(host, "Tcsas:Credentials:SecretId", null!, "Tcsas:Credentials:SecretKey", null!, "Tcsas:Credentials:Kind", "ProfileFile", "Tcsas:Credentials:Path", path);
            await client.CreateMNPAsync(HostFixture.Request(), Cancellation);
            await File.WriteAllTextAsync(path, "[default]\nsecret_id = AKIDsecondEXAMPLE\nsecret_key = secondKeyEXAMPLE\n", Cancellation);
            await client.CreateMNPAsync(HostFixture.Request(), Cancellation);

            Assert.Equal([ApiEmulator.ExampleSecretId, "second"], fixture.Gateway.Arrivals.Select(a => a.Account));
            Assert.Single(logs.Events, e => e.EventId == TakesEffect);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task A_workload_s_role_without_its_variables_does_not_take_the_place_of_a_credential_that_is_good()
    {
        await using HostFixture fixture = await HostFixture.StartAsync();
        using RecordingLoggerProvider logs = new();
        using IHost host = Start(fixture.Settings, logs);
        ITcsasClient client = host.Services.GetRequiredService<ITcsasClient>();

        Change(host, "Tcsas:Credentials:SecretId", null!, "Tcsas:Credentials:SecretKey", null!, "Tcsas:Credentials:Kind", "TkeOidc");
        for (int i = 0; i < 3; i++)
        {
            await client.CreateMNPAsync(HostFixture.Request(), Cancellation);
        }

        await UntilAsync(() => logs.Events.Any(e => e.EventId == Waits));
        await client.CreateMNPAsync(HostFixture.Request(), Cancellation);

        Assert.All(fixture.Gateway.Arrivals, a => Assert.Equal(ApiEmulator.ExampleSecretId, a.Account));
        Assert.Single(logs.Events, e => e.EventId == Waits);
        Assert.Contains(logs.Texts, t => t.EndsWith("names the TKE workload's role, which has no credential yet; the one before goes on until it has: The environment variable TKE_REGION is not set.", StringComparison.Ordinal));
        Assert.DoesNotContain(logs.Events, e => e.EventId is TakesEffect or Ignored);
    }

    [Fact]
    public async Task A_role_whose_token_service_is_down_takes_over_when_it_is_back_without_another_reload()
    {
        await using HostFixture fixture = await HostFixture.StartAsync(WithRole());
        await using ApiEmulator tokens = await ApiEmulator.StartAsync(BundledSpecs.Load("sts"), null, Cancellation);
        bool isDown = true;
        tokens.Script("AssumeRole").RespondsWith(_ => Volatile.Read(ref isDown) ? ScriptedResponse.Http(503, "down") : ScriptedResponse.Json(RoleResponse)).Forever();
        using RecordingLoggerProvider logs = new();
        using IHost host = Start(fixture.Settings, logs);
        ITcsasClient client = host.Services.GetRequiredService<ITcsasClient>();

        ChangeToRole(host, tokens);
        await client.CreateMNPAsync(HostFixture.Request(), Cancellation);
        await UntilAsync(() => logs.Events.Any(e => e.EventId == Waits));
        await client.CreateMNPAsync(HostFixture.Request(), Cancellation);
        Assert.All(fixture.Gateway.Arrivals, a => Assert.Equal(ApiEmulator.ExampleSecretId, a.Account));
        Assert.DoesNotContain(logs.Events, e => e.EventId is TakesEffect or 1103);

        Volatile.Write(ref isDown, false);
        await UntilAsync(async () =>
        {
            await client.CreateMNPAsync(HostFixture.Request(), Cancellation);
            return fixture.Gateway.Arrivals.Any(a => a.Account == "role");
        });

        await client.CreateMNPAsync(HostFixture.Request(), Cancellation);
        Assert.Equal("role", fixture.Gateway.Arrivals[^1].Account);
        Assert.All(fixture.Gateway.Arrivals, a => Assert.True(a.Accepted));
        Assert.Single(logs.Events, e => e.EventId == TakesEffect);
    }

    [Fact]
    public async Task A_reload_that_goes_back_to_the_settings_of_before_lets_the_role_that_was_waited_for_take_nobody_s_place()
    {
        await using HostFixture fixture = await HostFixture.StartAsync(WithRole());
        await using ApiEmulator tokens = await ApiEmulator.StartAsync(BundledSpecs.Load("sts"), null, Cancellation);
        TaskCompletionSource gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
        tokens.Script("AssumeRole").RespondsWith(async (_, cancellation) =>
        {
            await gate.Task.WaitAsync(cancellation);
            return ScriptedResponse.Json(RoleResponse);
        }).Forever();
        using RecordingLoggerProvider logs = new();
        using IHost host = Start(fixture.Settings, logs);
        ITcsasClient client = host.Services.GetRequiredService<ITcsasClient>();

        ChangeToRole(host, tokens);
        await client.CreateMNPAsync(HostFixture.Request(), Cancellation);
        await UntilAsync(() => tokens.Arrivals.Count > 0);
        Change(host, "Tcsas:Credentials:RoleArn", null!, "Tcsas:Credentials:TokenServiceEndpoint", null!);
        gate.SetResult();
        await UntilAsync(() => tokens.Arrivals.Any(a => a.Accepted));
        for (int i = 0; i < 5; i++)
        {
            await client.CreateMNPAsync(HostFixture.Request(), Cancellation);
            await Task.Delay(20, Cancellation);
        }

        Assert.All(fixture.Gateway.Arrivals, a => Assert.Equal(ApiEmulator.ExampleSecretId, a.Account));
        Assert.DoesNotContain(logs.Events, e => e.EventId == Waits);
    }

    [Fact]
    public async Task Where_the_source_of_before_fails_the_new_one_is_waited_for_and_its_failure_is_told()
    {
        await using HostFixture fixture = await HostFixture.StartAsync(WithRole());
        await using ApiEmulator tokens = await ApiEmulator.StartAsync(BundledSpecs.Load("sts"), null, Cancellation);
        TaskCompletionSource gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
        tokens.Script("AssumeRole").RespondsWith(async (_, cancellation) =>
        {
            await gate.Task.WaitAsync(cancellation);
            return ScriptedResponse.Json(RoleResponse);
        }).Forever();
        string folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            Dictionary<string, string?> settings = fixture.Settings;
            settings.Remove("Tcsas:Credentials:SecretId");
            settings.Remove("Tcsas:Credentials:SecretKey");
            settings["Tcsas:Credentials:Kind"] = "ProfileFile";
            settings["Tcsas:Credentials:Path"] = Path.Combine(folder, "gone.ini");
            using RecordingLoggerProvider logs = new();
            using IHost host = Start(settings, logs);
            ITcsasClient client = host.Services.GetRequiredService<ITcsasClient>();

            Change(host, "Tcsas:Credentials:Kind", "TkeOidc", "Tcsas:Credentials:Path", null!);
            ApiCredentialException e = await Assert.ThrowsAsync<ApiCredentialException>(() => client.CreateMNPAsync(HostFixture.Request(), Cancellation));
            Assert.Contains("The environment variable TKE_REGION is not set.", e.Message, StringComparison.Ordinal);

            Change(host, "Tcsas:Credentials:Kind", "Static", "Tcsas:Credentials:SecretId", ApiEmulator.ExampleSecretId, "Tcsas:Credentials:SecretKey", ApiEmulator.ExampleSecretKey,
                "Tcsas:Credentials:RoleArn", "qcs::cam::uin/1:roleName/r", "Tcsas:Credentials:TokenServiceEndpoint", tokens.Endpoint.ToString());
            Task call = client.CreateMNPAsync(HostFixture.Request(), Cancellation);
            await UntilAsync(() => tokens.Arrivals.Count > 0);
            Assert.False(call.IsCompleted);
            gate.SetResult();
            await call;

            Assert.Equal("role", Assert.Single(fixture.Gateway.Arrivals).Account);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task A_setting_that_goes_back_to_what_it_was_at_the_start_waits_for_nothing()
    {
        await using HostFixture fixture = await HostFixture.StartAsync();
        using RecordingLoggerProvider logs = new();
        using IHost host = Logged(fixture, logs);
        _ = host.Services.GetRequiredService<ITcsasClient>();

        Change(host, "Tcsas:Timeout", "00:00:09");
        Change(host, "Tcsas:Timeout", null!);

        Assert.Single(logs.Events, e => e.EventId == AtStart);
    }

    [Fact]
    public async Task What_waits_for_the_next_start_waits_for_clients_made_later_too_and_is_told()
    {
        await using HostFixture fixture = await HostFixture.StartAsync();
        using RecordingLoggerProvider logs = new();
        using IHost host = Logged(fixture, logs);
        await host.StartAsync(Cancellation);
        IApiClientFactory<ITcsasClient> factory = host.Services.GetRequiredService<IApiClientFactory<ITcsasClient>>();
        ITcsasClient before = factory.GetClient();

        Change(host, "Tcsas:Endpoint", "https://127.0.0.1:1/", "Tcsas:Region", "eu-frankfurt");
        await before.CreateMNPAsync(HostFixture.Request(), Cancellation);
        await factory.GetClient("ap-tokyo").CreateMNPAsync(HostFixture.Request(), Cancellation);

        Assert.Equal(["ap-singapore", "ap-tokyo"], fixture.Gateway.Arrivals.Select(a => a.Region));
        Assert.Single(logs.Events, e => e.EventId == AtStart);
        Assert.Contains(logs.Texts, t => t.EndsWith("next start of the application: Region, Endpoint", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_change_between_the_start_and_the_first_client_counts_as_one_while_the_application_runs()
    {
        ApiEmulatorOptions options = new();
        options.Credentials.Add(new EmulatorCredential("AKIDsecondEXAMPLE", "secondKeyEXAMPLE", account: "second"));
        await using HostFixture fixture = await HostFixture.StartAsync(options);
        using IHost host = HostFixture.Build(fixture.Settings, builder => HostFixture.AddTcsasClient(builder));
        await host.StartAsync(Cancellation);

        Change(host, "Tcsas:Region", "eu-frankfurt", "Tcsas:Credentials:SecretId", "AKIDsecondEXAMPLE", "Tcsas:Credentials:SecretKey", "secondKeyEXAMPLE");
        await host.Services.GetRequiredService<ITcsasClient>().CreateMNPAsync(HostFixture.Request(), Cancellation);

        ApiArrival call = Assert.Single(fixture.Gateway.Arrivals);
        Assert.Equal("ap-singapore", call.Region);
        Assert.Equal("second", call.Account);
    }

    [Fact]
    public async Task A_reload_after_the_application_has_ended_does_nothing()
    {
        await using HostFixture fixture = await HostFixture.StartAsync();
        IConfigurationRoot configuration = new ConfigurationBuilder().AddInMemoryCollection(fixture.Settings).Build();
        using RecordingLoggerProvider logs = new();
        IHost host = HostFixture.Build([], builder =>
        {
            builder.Services.AddTcsasClient(configuration.GetSection("Tcsas"));
            builder.Logging.AddProvider(logs);
        });
        _ = host.Services.GetRequiredService<ITcsasClient>();
        host.Dispose();
        int events = logs.Events.Count;

        // While the application runs, this reload is told: the setting is a mistake.
        configuration["Tcsas:Timeout"] = "never";
        configuration.Reload();

        Assert.Equal(events, logs.Events.Count);
    }

    [Fact]
    public async Task A_provider_with_the_client_s_key_goes_before_the_application_s_other_one()
    {
        await using HostFixture fixture = await HostFixture.StartAsync();
        Dictionary<string, string?> settings = fixture.Settings;
        settings.Remove("Tcsas:Credentials:SecretId");
        settings.Remove("Tcsas:Credentials:SecretKey");
        using IHost host = HostFixture.Build(settings, builder =>
        {
            HostFixture.AddTcsasClient(builder, key: "mine");
            builder.Services.AddSingleton<ICredentialProvider>(new TencentCloudCredential("AKIDnobody", "k"));
            builder.Services.AddKeyedSingleton<ICredentialProvider>("mine", new TencentCloudCredential(ApiEmulator.ExampleSecretId, ApiEmulator.ExampleSecretKey));
        });

        await host.Services.GetRequiredKeyedService<ITcsasClient>("mine").CreateMNPAsync(HostFixture.Request(), Cancellation);

        Assert.True(Assert.Single(fixture.Gateway.Arrivals).Accepted);
    }

    private static string RoleResponse =>
        $$"""{"Credentials": {"TmpSecretId": "AKIDroleEXAMPLE", "TmpSecretKey": "roleKeyEXAMPLE", "Token": "roleTokenEXAMPLE"}, "ExpiredTime": {{DateTimeOffset.UtcNow.AddHours(1).ToUnixTimeSeconds()}}, "Expiration": "x"}""";

    private static ApiEmulatorOptions WithRole()
    {
        ApiEmulatorOptions options = new();
        options.Credentials.Add(new EmulatorCredential("AKIDroleEXAMPLE", "roleKeyEXAMPLE", "roleTokenEXAMPLE", account: "role"));
        return options;
    }

    private static IHost Start(Dictionary<string, string?> settings, RecordingLoggerProvider logs) => HostFixture.Build(settings, builder =>
    {
        builder.Logging.AddProvider(logs);
        HostFixture.AddTcsasClient(builder);
    });

    private static void ChangeToRole(IHost host, ApiEmulator tokens) =>
        Change(host, "Tcsas:Credentials:RoleArn", "qcs::cam::uin/1:roleName/r", "Tcsas:Credentials:TokenServiceEndpoint", tokens.Endpoint.ToString());

    private static Task UntilAsync(Func<bool> condition) => UntilAsync(() => Task.FromResult(condition()));

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        while (!await condition())
        {
            await Task.Delay(20, Cancellation);
        }
    }

    private static IHost Logged(HostFixture fixture, RecordingLoggerProvider logs) => HostFixture.Build(fixture.Settings, builder =>
    {
        builder.Logging.AddProvider(logs);
        HostFixture.AddTcsasClient(builder);
    });

    private static void Change(IHost host, params string[] keysAndValues)
    {
        IConfigurationRoot configuration = (IConfigurationRoot)host.Services.GetRequiredService<IConfiguration>();
        for (int i = 0; i < keysAndValues.Length; i += 2)
        {
            configuration[keysAndValues[i]] = keysAndValues[i + 1];
        }

        configuration.Reload();
    }
}
