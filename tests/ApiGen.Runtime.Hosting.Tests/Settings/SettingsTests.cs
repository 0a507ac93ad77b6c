using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using ApiGen.Runtime.Hosting.Settings;
using Json.Schema;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Xunit;

namespace ApiGen.Runtime.Hosting.Tests.Settings;

/// <summary>What the start says of mistakes, and what editors know.</summary>
public sealed class SettingsTests
{
    private static readonly string ProductFolder = FindProduct();
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task All_mistakes_are_told_at_once_each_with_its_key_and_the_nearest_name()
    {
        string[] failures = await FailuresAsync(new()
        {
            ["Tcsas:Regoin"] = "ap-singapore",
            ["Tcsas:Timeout"] = "soon",
            ["Tcsas:AccessHost"] = "https://x/",
            ["Tcsas:Language"] = "de\n",
            ["Tcsas:LogBodies"] = "perhaps",
            ["Tcsas:Retry:MaxAttemps"] = "3",
            ["Tcsas:Retry:BaseDelay"] = "-00:00:01",
            ["Tcsas:Throttle:Mode"] = "Wiat",
            ["Tcsas:Throttle:QueueLimit"] = "many",
            ["Tcsas:QueueLimit"] = "3",
            ["Tcsas:Throtle:Mode"] = "Wait",
            ["Tcsas:Credentials:Kind"] = "CvmRol",
            ["Tcsas:Credentials:SecretId"] = "AKIDx",
            ["Tcsas:Credentials:SecretKey"] = "hid den",
            ["Tcsas:Credentials:RoleArn"] = "qcs::cam::uin/1:roleName/r",
            ["Tcsas:Credentials:Duration"] = "13:00:00",
        });

        string[] expected =
        [
            "Tcsas:AccessHost: AccessHost is not a host name",
            "Tcsas:Credentials:Duration: takes 1 second to 12 hours.",
            "Tcsas:Credentials:Kind: is none of Default, Static, Environment, ProfileFile, Tccli, CvmRole, TkeOidc; did you mean CvmRole?",
            "Tcsas:Credentials:SecretKey: The SecretKey holds white space; was it copied with a space or a line break?",
            "Tcsas:Language: ",
            "Tcsas:LogBodies: 'perhaps' is neither true nor false.",
            "Tcsas:QueueLimit: is no setting; did you mean Throttle:QueueLimit?",
            "Tcsas:Regoin: is no setting; did you mean Region?",
            "Tcsas:Retry:BaseDelay: ",
            "Tcsas:Retry:MaxAttemps: is no setting; did you mean Retry:MaxAttempts?",
            "Tcsas:Throtle: is no setting; did you mean Throttle?",
            "Tcsas:Throttle:Mode: 'Wiat' is none of Wait, FailFast, Off; did you mean Wait?",
            "Tcsas:Throttle:QueueLimit: 'many' is no whole number.",
            "Tcsas:Timeout: 'soon' is no duration such as 00:00:20 (hours:minutes:seconds; 24 hours are 1.00:00:00).",
        ];
        Assert.All(failures.Order(StringComparer.Ordinal).Zip(expected), pair => Assert.StartsWith(pair.Second, pair.First, StringComparison.Ordinal));
        Assert.Equal(expected.Length, failures.Length);
        Assert.DoesNotContain(failures, f => f.Contains("hid den", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_empty_value_of_any_setting_but_the_region_is_a_mistake()
    {
        Dictionary<string, string?> settings = AllSettings.List
            .Where(setting => setting is not LimitOverridesSetting)
            .ToDictionary(setting => $"Tcsas:{setting.Key}", string? (_) => "");
        string[] failures = await FailuresAsync(settings);
        Assert.Equal(
            settings.Keys.Where(key => key != "Tcsas:Region").Select(key => $"{key}: has no value. Give it one, or leave the key out.").Order(StringComparer.Ordinal),
            failures.Where(failure => failure.Contains("has no value", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("Timeout", "20", "'20' is no duration")]
    [InlineData("Timeout:Value", "00:00:20", "Tcsas:Timeout: is one value, not a group or a list.")]
    [InlineData("Region:0", "ap-singapore", "Tcsas:Region: is one value, not a group or a list.")]
    [InlineData("Retry", "3", "Tcsas:Retry: is a group of settings, not a value.")]
    [InlineData("Endpoint", "tcsas", "Tcsas:Endpoint: 'tcsas' is no absolute address such as https://host/.")]
    [InlineData("BackupEndpoint", "https://127.0.0.1/", "Tcsas:BackupEndpoint: has no effect without BackupAccessHost.")]
    [InlineData("FailuresBeforeBackup", "0", "Tcsas:FailuresBeforeBackup: ")]
    [InlineData("Throttle:Mode", "1", "Tcsas:Throttle:Mode: '1' is none of Wait, FailFast, Off.")]
    [InlineData("Retry:MaxAttempts", "1.5", "Tcsas:Retry:MaxAttempts: '1.5' is no whole number.")]
    [InlineData("Credentials:SecretKey", "AKIDEXAMPLE\u00a0", "Tcsas:Credentials:SecretKey: The SecretKey holds white space")]
    [InlineData("Credentials:TokenServiceHost", "https://sts", "Tcsas:Credentials:TokenServiceHost: ")]
    [InlineData("Credentials:ExternalId", "1", "Tcsas:Credentials:RoleArn: is not set")]
    [InlineData("Throttle:LimitOverrides", "5/s", "Tcsas:Throttle:LimitOverrides: is a group of settings, not a value.")]
    [InlineData("Throttle:LimitOverrides:CreateMNP", "fast", "Tcsas:Throttle:LimitOverrides:CreateMNP: ")]
    [InlineData("Throttle:LimitOverrides:CreatMNP", "5/s", "Tcsas:Throttle:LimitOverrides:CreatMNP: 'CreatMNP' is no action of tcsas; did you mean CreateMNP?")]
    [InlineData("Throttle:LimitOverrides:CreateMNP:Limit", "5", "Tcsas:Throttle:LimitOverrides:CreateMNP: is one text such as 50/s, 1200/min, not a group or a list.")]
    [InlineData("Credentials:RoleName", "r", "Tcsas:Credentials:RoleName: has no effect with this Kind: it belongs to CvmRole.")]
    [InlineData("Credentials:Path", "x", "Tcsas:Credentials:Path: has no effect with this Kind: it belongs to ProfileFile.")]
    [InlineData("Credentials:Kind", "Environment", "Tcsas:Credentials:SecretId: has no effect with this Kind: it belongs to Static.")]
    [InlineData("Throttle:MaxPause", "00:00:00", "Tcsas:Throttle:MaxPause: ")]
    [InlineData("Frobnicate", "1", "Tcsas:Frobnicate: is no setting.")]
    [InlineData("Credentials:Region", "x", "Tcsas:Credentials:Region: is no setting; did you mean Region?")]
    [InlineData("Credentials:Frobnicate", "x", "Tcsas:Credentials:Frobnicate: is no setting.")]
    [InlineData("Language", "en", "Tcsas:Language: Language is zh-CN or en-US, written so.")]
    [InlineData("Region", "Singapore", "Tcsas:Region: A region consists of small letters, digits and hyphens, such as ap-singapore.")]
    [InlineData("AccessHost", "tcsas.example/x", "Tcsas:AccessHost: AccessHost is not a host name")]
    [InlineData("BackupAccessHost", "https://tcsas.example", "Tcsas:BackupAccessHost: BackupAccessHost is not a host name")]
    [InlineData("Endpoint", "http://tcsas.example/", "Tcsas:Endpoint: Endpoint must use https")]
    [InlineData("Proxy", "proxy.example:8080", "Tcsas:Proxy: is no address of a proxy such as http://host:8080")]
    [InlineData("Proxy", "http://proxy.example:8080/path", "Tcsas:Proxy: Proxy has a path, which no proxy looks at: give scheme, host and port alone, such as http://proxy.example:8080.")]
    [InlineData("Proxy", "http://proxy.example:8080/?q", "Tcsas:Proxy: Proxy has a query")]
    [InlineData("Proxy", "ftp://proxy.example", "Tcsas:Proxy: Proxy has a scheme that is none of http, https")]
    [InlineData("Throttle:LimitOverrides:*", "5/s", "Tcsas:Throttle:LimitOverrides:*: '*' can be no action: a limit is that of one action")]
    [InlineData("Throttle:LimitOverrides:", "5/s", "Tcsas:Throttle:LimitOverrides:: '' can be no action")]
    [InlineData("Throttle:LimitOverrides:Describe*", "5/s", "Tcsas:Throttle:LimitOverrides:Describe*: 'Describe*' can be no action")]
    [InlineData("AccountKey", " ", "Tcsas:AccountKey: AccountKey is empty")]
    [InlineData("FailuresBeforeBackup", "2", "Tcsas:FailuresBeforeBackup: has no effect without BackupAccessHost.")]
    [InlineData("AttemptTimeout", "00:02:00", "Tcsas:AttemptTimeout: does not fit: it is longer than Timeout")]
    [InlineData("RequestClient", "a/b", "Tcsas:RequestClient: RequestClient takes at most 128")]
    [InlineData("MaxResponseBytes", "0", "Tcsas:MaxResponseBytes: ")]
    [InlineData("KeepResponseText", "1", "Tcsas:KeepResponseText: '1' is neither true nor false.")]
    [InlineData("Retry", "", "Tcsas:Retry: is a group of settings, not a value.")]
    [InlineData("Retry:0", "1", "Tcsas:Retry: is a group of settings with names, not a list.")]
    [InlineData("Retry:BaseDelay", "00:00:30", "Tcsas:Retry:BaseDelay: does not fit")]
    [InlineData("Retry:MaxDelay", "00:00:00.1", "Tcsas:Retry:MaxDelay: does not fit")]
    [InlineData("Retry:MaxTotalTime", "2.00:00:00", "Tcsas:Retry:MaxTotalTime: ")]
    [InlineData("Retry:BudgetPerCall", "-1", "Tcsas:Retry:BudgetPerCall: BudgetPerCall is 0 or more")]
    [InlineData("Throttle:QueueLimit", "-1", "Tcsas:Throttle:QueueLimit: ")]
    [InlineData("Throttle:MaxQueueWait", "00:00:00", "Tcsas:Throttle:MaxQueueWait: MaxQueueWait is above zero")]
    [InlineData("Throttle:SafetyMargin", "-00:00:01", "Tcsas:Throttle:SafetyMargin: ")]
    [InlineData("Throttle:LimitOverrides", "", "Tcsas:Throttle:LimitOverrides: is a group of settings, not a value.")]
    [InlineData("Throttle:LimitOverrides:0", "5/s", "Tcsas:Throttle:LimitOverrides: is a group of settings with names, not a list.")]
    [InlineData("Throttle:LimitOverrides:CreateMNP", "0/s", "Tcsas:Throttle:LimitOverrides:CreateMNP: '0/s' is not a limit")]
    [InlineData("Throttle:LimitOverrides:CreateMNP", "5/999999999h", "Tcsas:Throttle:LimitOverrides:CreateMNP: The window of the limit '5/999999999h' is too long")]
    [InlineData("Throttle:LimitOverrides:CreateMNP", ",", "Tcsas:Throttle:LimitOverrides:CreateMNP: ',' has a comma without a limit on both sides of it.")]
    [InlineData("Throttle:LimitOverrides:CreateMNP", "20/s, 30/s", "Tcsas:Throttle:LimitOverrides:CreateMNP: '30/s' limits the same span as '20/s' before it.")]
    [InlineData("Credentials:RoleArn", "nonsense", "Tcsas:Credentials:RoleArn: RoleArn is written as qcs::cam::uin/12345678:roleName/name")]
    [InlineData("Credentials:Duration", "01:00:00", "Tcsas:Credentials:RoleArn: is not set")]
    [InlineData("Credentials:RoleSessionName", "s", "Tcsas:Credentials:RoleSessionName: RoleSessionName takes 2 to 128")]
    [InlineData("Credentials:TokenServiceHost", "sts.example", "Tcsas:Credentials:TokenServiceHost: has no effect without RoleArn")]
    [InlineData("Credentials:TokenServiceEndpoint", "https://127.0.0.1/", "Tcsas:Credentials:TokenServiceEndpoint: has no effect without RoleArn")]
    [InlineData("Credentials:Token", "a b", "Tcsas:Credentials:Token: ")]
    [InlineData("Credentials:Profile", "p", "Tcsas:Credentials:Profile: has no effect with this Kind")]
    public async Task A_mistake_is_told_by_its_key(string key, string value, string message)
    {
        Dictionary<string, string?> settings = new() { ["Tcsas:Region"] = "ap-singapore", ["Tcsas:Credentials:SecretId"] = "AKIDx", ["Tcsas:Credentials:SecretKey"] = "k" };
        if (key.StartsWith("Region", StringComparison.Ordinal))
        {
            settings.Remove("Tcsas:Region");
        }

        if (value == "https://sts" || key == "Credentials:RoleSessionName")
        {
            settings["Tcsas:Credentials:RoleArn"] = "qcs::cam::uin/1:roleName/r";
        }

        settings[$"Tcsas:{key}"] = value;

        Assert.Contains(await FailuresAsync(settings), f => f.Contains(message, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_mistake_among_the_limits_is_told_at_once_with_its_own_key()
    {
        using IHost host = HostFixture.Build(
            new Dictionary<string, string?>
            {
                ["Tcsas:Region"] = "ap-singapore",
                ["Tcsas:Credentials:SecretId"] = "AKIDx",
                ["Tcsas:Credentials:SecretKey"] = "k",
                ["Tcsas:Throttle:LimitOverrides:CreatMNP"] = "1/s",
                ["Tcsas:Throttle:LimitOverrides:createMNP"] = "1/s",
                ["Tcsas:Throttle:LimitOverrides:*"] = "1/s",
                ["Tcsas:Throttle:LimitOverrides:tcsas.CreateMNP"] = "1/s",
                ["Tcsas:Throttle:LimitOverrides:"] = "1/s",
                ["Tcsas:Throttle:LimitOverrides:DescribeMNP"] = "five",
                ["Tcsas:Retry:MaxAttempts"] = "0",
            },
            builder => HostFixture.AddTcsasClient(builder));

        OptionsValidationException e = Assert.ThrowsAny<OptionsValidationException>(() => host.Start());

        string[] keys = [.. e.Failures.Select(f => f[..f.IndexOf(": ", StringComparison.Ordinal)]).Order(StringComparer.Ordinal)];
        Assert.Equal(
            [
                "Tcsas:Retry:MaxAttempts",
                "Tcsas:Throttle:LimitOverrides:",
                "Tcsas:Throttle:LimitOverrides:*",
                "Tcsas:Throttle:LimitOverrides:CreatMNP",
                "Tcsas:Throttle:LimitOverrides:DescribeMNP",
                "Tcsas:Throttle:LimitOverrides:createMNP",
                "Tcsas:Throttle:LimitOverrides:tcsas.CreateMNP",
            ],
            keys);
    }

    [Theory]
    [InlineData("""{ "Tcsas": { "Retry": {}, "Throttle": { "LimitOverrides": { "CreateMNP": null } }, "Credentials": null, "Region": "ap-singapore" } }""", "")]
    [InlineData("""{ "Tcsas": [ 1, 2 ] }""", ": is a group of settings with names, not a list.")]
    [InlineData("""{ "Tcsas": "" }""", ": is a group of settings, not a value.")]
    [InlineData("""{ "Tcsas": { "Retry": [ 1, 2 ] } }""", "Retry: is a group of settings with names, not a list.")]
    [InlineData("""{ "Tcsas": { "Retry": [] } }""", "Retry: is a group of settings, not a value.")]
    [InlineData("""{ "Tcsas": { "Throttle": { "LimitOverrides": [ "5/s" ] } } }""", "Throttle:LimitOverrides: is a group of settings with names, not a list.")]
    [InlineData("""{ "Tcsas": { "Throttle": { "LimitOverrides": [] } } }""", "Throttle:LimitOverrides: is a group of settings, not a value.")]
    public void Groups_are_objects(string json, string expected)
    {
        using MemoryStream stream = new(System.Text.Encoding.UTF8.GetBytes(json));
        ApiClientSettings settings = new();

        ConfigurationReader.Read(new ConfigurationBuilder().AddJsonStream(stream).Build().GetSection("Tcsas"), settings);

        Assert.Equal(expected, string.Join('\n', settings.Mistakes.Select(mistake => $"{mistake.Key}: {mistake.Problem}")));
    }

    [Fact]
    public void The_empty_value_beside_an_object_means_nothing()
    {
        ApiClientSettings settings = new();

        ConfigurationReader.Read(
            new ConfigurationBuilder()
                .AddInMemoryCollection(new Dictionary<string, string?> { ["Tcsas:Region"] = "ap-singapore" })
                .AddCommandLine(["--Tcsas=", "--Tcsas:Retry=", "--Tcsas:Retry:MaxAttempts=2"])
                .Build().GetSection("Tcsas"),
            settings);

        Assert.Empty(settings.Mistakes);
        Assert.Equal(("ap-singapore", 2), (settings.Region, settings.Retry.MaxAttempts));
    }

    [Fact]
    public async Task What_stands_in_place_of_all_settings_is_told_alone()
    {
        using IHost host = HostFixture.Build(new Dictionary<string, string?> { ["Tcsas"] = "ap-singapore" }, builder => HostFixture.AddTcsasClient(builder));

        OptionsValidationException e = await Assert.ThrowsAnyAsync<OptionsValidationException>(() => host.StartAsync(Cancellation));

        Assert.Equal(["Tcsas: is a group of settings, not a value."], e.Failures);
    }

    [Fact]
    public async Task An_empty_text_given_in_code_is_told_as_one_of_the_configuration()
    {
        using IHost host = HostFixture.Build(
            new Dictionary<string, string?> { ["Tcsas:Region"] = "ap-singapore" },
            builder => HostFixture.AddTcsasClient(builder).Configure(settings =>
            {
                settings.AccountKey = "";
                settings.Credentials.SecretId = "AKIDx";
                settings.Credentials.SecretKey = "k";
                settings.Credentials.Token = "";
            }));

        OptionsValidationException e = await Assert.ThrowsAnyAsync<OptionsValidationException>(() => host.StartAsync(Cancellation));

        Assert.Equal(["Tcsas:AccountKey: has no value. Give it one, or leave the key out.", "Tcsas:Credentials:Token: has no value. Give it one, or leave the key out."], e.Failures);
    }

    [Theory]
    [InlineData("Regoin", "ap-singapore", "Tcsas:Regoin: is no setting; did you mean Region?")]
    [InlineData("Credentials:SecretKye", "k", "Tcsas:Credentials:SecretKye: is no setting; did you mean Credentials:SecretKey?")]
    [InlineData("Credentials:Knd", "ProfileFile", "Tcsas:Credentials:Knd: is no setting; did you mean Credentials:Kind?", "Credentials:Path", "x")]
    [InlineData("Credentials:Kind", "ProfilFile", "Tcsas:Credentials:Kind: is none of", "Credentials:Path", "x")]
    [InlineData("BackupAccesHost", "tcsas.example", "Tcsas:BackupAccesHost: is no setting; did you mean BackupAccessHost?", "BackupEndpoint", "https://127.0.0.1/", "FailuresBeforeBackup", "2")]
    [InlineData("Credentials:RolArn", "r", "Tcsas:Credentials:RolArn: is no setting; did you mean Credentials:RoleArn?", "Credentials:TokenServiceHost", "sts.example", "Credentials:Duration", "01:00:00")]
    public async Task What_a_setting_lacks_that_is_misspelt_is_not_told_besides(string key, string value, string message, params string[] others)
    {
        Dictionary<string, string?> settings = new() { [$"Tcsas:{key}"] = value };
        if (key != "Regoin")
        {
            settings["Tcsas:Region"] = "ap-singapore";
        }

        if (key == "Credentials:SecretKye")
        {
            settings["Tcsas:Credentials:SecretId"] = "AKIDx";
        }

        for (int i = 0; i < others.Length; i += 2)
        {
            settings[$"Tcsas:{others[i]}"] = others[i + 1];
        }

        Assert.StartsWith(message, Assert.Single(await FailuresAsync(settings)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_setting_that_is_written_right_and_misspelt_too_is_checked_all_the_same()
    {
        string[] failures = await FailuresAsync(new() { ["Tcsas:Region"] = "Singapore", ["Tcsas:Regoin"] = "ap-singapore" });

        Assert.Equal(2, failures.Length);
        Assert.Contains(failures, failure => failure.StartsWith("Tcsas:Region: A region consists of", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Throttle:MaxQueueWait", "00:00:05", "Throttle:QueueLimit", "0", "has no effect: Throttle:QueueLimit is 0, so that no call waits.")]
    // Calls with a longer Timeout of their own use them.
    [InlineData("Retry:MaxTotalTime", "00:00:20", "Timeout", "00:00:10", null)]
    [InlineData("Retry:MaxTotalTime", "00:01:01", "Retry:MaxAttempts", "3", null)]
    [InlineData("Retry:BaseDelay", "00:00:15", "Timeout", "00:00:10", null)]
    [InlineData("Throttle:MaxQueueWait", "00:00:05", "Throttle:QueueLimit", "1", null)]
    public async Task What_another_setting_makes_vain_is_told(string key, string value, string other, string otherValue, string? problem)
    {
        string[] failures = await FailuresAsync(new() { ["Tcsas:Region"] = "ap-singapore", [$"Tcsas:{key}"] = value, [$"Tcsas:{other}"] = otherValue });

        Assert.Equal(problem is null ? [] : [$"Tcsas:{key}: {problem}"], failures);
    }

    [Fact]
    public async Task A_group_that_code_takes_away_is_told_by_its_key()
    {
        using IHost host = HostFixture.Build(new Dictionary<string, string?> { ["Tcsas:Region"] = "ap-singapore" }, builder => HostFixture.AddTcsasClient(builder).Configure(settings =>
        {
            settings.Retry = null!;
            settings.Throttle = null!;
            settings.Credentials = null!;
        }));

        OptionsValidationException e = await Assert.ThrowsAnyAsync<OptionsValidationException>(() => host.StartAsync(Cancellation));

        const string Problem = "is null. Leave the group as it is, or give another.";
        Assert.Equal([$"Tcsas:Retry: {Problem}", $"Tcsas:Throttle: {Problem}", $"Tcsas:Credentials: {Problem}"], e.Failures);
    }

    [Fact]
    public async Task An_attempt_may_take_longer_than_the_default_of_a_call_that_may_take_longer_still() =>
        Assert.Empty(await FailuresAsync(new() { ["Tcsas:Region"] = "ap-singapore", ["Tcsas:AttemptTimeout"] = "00:02:00", ["Tcsas:Timeout"] = "00:05:00" }));

    /// <summary>Texts of which <see cref="TimeSpan"/> reads most, and what each says to a person: nothing, where there is more than one answer.</summary>
    public static TheoryData<string, string?> Durations => new()
    {
        { "00:00:20", "0.00:00:20" },
        { "00:00:00", "0.00:00:00" },
        { "23:59:59", "0.23:59:59" },
        { "1.00:00:00", "1.00:00:00" },
        { "24.00:00:00", "24.00:00:00" },
        { "007.01:02:03", "7.01:02:03" },
        { "00:00:00.2", "0.00:00:00.2" },
        { "00:00:00.0000001", "0.00:00:00.0000001" },
        { "-00:00:00.001", "-0.00:00:00.001" },
        { "-00:00:00.0010000", "-0.00:00:00.001" },
        { "-1.02:00:00", "-1.02:00:00" },
        { "24:00:00", null },
        { "25:00:00", null },
        { "99:00:00", null },
        { "0:20", null },
        { "1:30", null },
        { "00:20", null },
        { "1:2:3:4", null },
        { "1:02:03:04", null },
        { "0:00:20", null },
        { "00:0:20", null },
        { "00:00:2", null },
        { "00:60:00", null },
        { "00:00:60", null },
        { "00:00:20.", null },
        { "00:00:20.12345678", null },
        { " 00:00:20", null },
        { "00:00:20 ", null },
        { "00:00:20\n", null },
        { "+00:00:20", null },
        { "20", null },
        { "1.12", null },
        { "20s", null },
        { "00:00:20:00", null },
        { "10675200.00:00:00.0", null },
        { "00:٠0:20", null },
        { "00.00.20", null },
        { "", null },
    };

    [Theory]
    [MemberData(nameof(Durations))]
    public async Task A_duration_has_one_form_which_the_schema_for_editors_has_too(string text, string? meaning)
    {
        foreach (string key in (string[])["Timeout", "AttemptTimeout", "Retry:BaseDelay", "Retry:MaxDelay", "Retry:MaxTotalTime", "Throttle:MaxQueueWait", "Throttle:SafetyMargin", "Throttle:MaxPause", "Credentials:Duration"])
        {
            Setting setting = AllSettings.List.Single(s => s.Key == key);
            ApiClientSettings read = new();
            string? problem = setting.Read(text, read);
            Assert.Equal(meaning is null, problem is not null);
            if (problem is not null)
            {
                Assert.EndsWith("is no duration such as 00:00:20 (hours:minutes:seconds; 24 hours are 1.00:00:00).", problem, StringComparison.Ordinal);
            }

            if (text.EndsWith('\n'))
            {
                // The schema's own language ends a text there, the evaluator's before a last line end as well.
                continue;
            }

            JsonNode node = key.Split(':').Aggregate(Schema()["definitions"]!["client"]!, (at, name) => at["properties"]![name]!);
            Assert.Equal(meaning is not null, JsonSchema.FromText(node.ToJsonString()).Evaluate(Element(JsonValue.Create(text))).IsValid);
        }

        if (meaning is not null)
        {
            ApiClientSettings read = new();
            AllSettings.List.Single(s => s.Key == "Timeout").Read(text, read);
            Assert.Equal(Meant(meaning), read.Timeout);
        }

        if (meaning is null && text.Length > 0)
        {
            string[] failures = await FailuresAsync(new() { ["Tcsas:Region"] = "ap-singapore", ["Tcsas:Timeout"] = text });
            Assert.StartsWith($"Tcsas:Timeout: '{text}' is no duration such as", Assert.Single(failures), StringComparison.Ordinal);
        }
    }

    // Worked out by hand, since what the platform makes of a text is what is in question.
    private static TimeSpan Meant(string text)
    {
        string[] parts = text.TrimStart('-').Split('.', ':');
        double seconds = (((((double.Parse(parts[0], Invariant) * 24) + double.Parse(parts[1], Invariant)) * 60) + double.Parse(parts[2], Invariant)) * 60) + double.Parse(parts[3], Invariant);
        TimeSpan whole = TimeSpan.FromSeconds(seconds) + (parts.Length == 5 ? TimeSpan.FromTicks(long.Parse(parts[4].PadRight(7, '0'), Invariant)) : default);
        return text[0] == '-' ? -whole : whole;
    }

    [Theory]
    [InlineData("Timeout", "5 min", "AttemptTimeout", "00:02:00")]
    [InlineData("Timeout", "-00:00:05", "AttemptTimeout", "00:02:00")]
    [InlineData("Timeout", "00:00:05:00", "AttemptTimeout", "00:00:10")]
    [InlineData("Retry:MaxDelay", "1 min", "Retry:BaseDelay", "00:00:30")]
    [InlineData("Retry:MaxDelay", "2.00:00:00", "Retry:BaseDelay", "00:00:30")]
    [InlineData("Retry:BaseDelay", "5s", "Retry:MaxDelay", "00:00:00.1")]
    [InlineData("Retry:MaxAttempts", "one", "Retry:BaseDelay", "00:00:01")]
    [InlineData("Throttle:Mode", "Of", "Throttle:QueueLimit", "5")]
    [InlineData("BackupAccessHost", "https://x", "FailuresBeforeBackup", "5")]
    public async Task Nothing_follows_from_a_value_that_cannot_be_used(string key, string value, string other, string fine)
    {
        string[] failures = await FailuresAsync(new() { ["Tcsas:Region"] = "ap-singapore", [$"Tcsas:{key}"] = value, [$"Tcsas:{other}"] = fine });

        Assert.StartsWith($"Tcsas:{key}: ", Assert.Single(failures), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Retry:MaxAttempts", "1", "Retry:BaseDelay", "00:00:01", "Retry:MaxAttempts is 1, so that no call is repeated.")]
    [InlineData("Retry:MaxAttempts", "1", "Retry:MaxDelay", "00:00:01", "Retry:MaxAttempts is 1, so that no call is repeated.")]
    [InlineData("Retry:MaxAttempts", "1", "Retry:MaxTotalTime", "00:00:01", "Retry:MaxAttempts is 1, so that no call is repeated.")]
    [InlineData("Throttle:Mode", "Off", "Throttle:QueueLimit", "5", "Throttle:Mode is Off, so that nothing is counted.")]
    [InlineData("Throttle:Mode", "Off", "Throttle:MaxQueueWait", "00:00:05", "Throttle:Mode is Off, so that nothing is counted.")]
    [InlineData("Throttle:Mode", "Off", "Throttle:SafetyMargin", "00:00:00.01", "Throttle:Mode is Off, so that nothing is counted.")]
    [InlineData("Throttle:Mode", "Off", "Throttle:MaxPause", "00:00:05", "Throttle:Mode is Off, so that nothing is counted.")]
    [InlineData("Throttle:Mode", "Off", "Throttle:LimitOverrides:CreateMNP", "5/s", "Throttle:Mode is Off, so that nothing is counted.")]
    [InlineData("Throttle:Mode", "FailFast", "Throttle:QueueLimit", "5", "Throttle:Mode is FailFast, so that no call waits.")]
    [InlineData("Throttle:Mode", "FailFast", "Throttle:MaxQueueWait", "00:00:05", "Throttle:Mode is FailFast, so that no call waits.")]
    public async Task What_has_no_effect_beside_another_setting_is_a_mistake(string cause, string value, string key, string inVain, string why)
    {
        string[] failures = await FailuresAsync(new() { ["Tcsas:Region"] = "ap-singapore", [$"Tcsas:{cause}"] = value, [$"Tcsas:{key}"] = inVain });

        Assert.Equal($"Tcsas:{(key.StartsWith("Throttle:LimitOverrides", StringComparison.Ordinal) ? "Throttle:LimitOverrides" : key)}: has no effect: {why}", Assert.Single(failures));
        Assert.Empty(await FailuresAsync(new() { ["Tcsas:Region"] = "ap-singapore", [$"Tcsas:{cause}"] = value }));
        Assert.Empty(await FailuresAsync(new() { ["Tcsas:Region"] = "ap-singapore", [$"Tcsas:{key}"] = inVain }));
    }

    [Theory]
    [InlineData("1", "AttemptTimeout", "00:00:05")]
    [InlineData("1", "Retry:BudgetPerCall", "0.5")]
    public async Task What_holds_for_calls_with_retries_of_their_own_is_no_mistake(string attempts, string key, string value) =>
        Assert.Empty(await FailuresAsync(new() { ["Tcsas:Region"] = "ap-singapore", ["Tcsas:Retry:MaxAttempts"] = attempts, [$"Tcsas:{key}"] = value }));

    [Fact]
    public async Task Several_mistakes_are_an_exception_with_a_name_of_its_own()
    {
        using IHost host = HostFixture.Build(new Dictionary<string, string?> { ["Tcsas:Timeout"] = "x" }, builder => HostFixture.AddTcsasClient(builder));

        OptionsValidationException e = await Assert.ThrowsAnyAsync<OptionsValidationException>(() => host.StartAsync(Cancellation));

        Assert.StartsWith("ApiGen.Runtime.Hosting.Settings.InvalidSettingsException: 2 settings cannot be used:", e.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("TokenServiceHost", "h/x", "TokenServiceHost is not a host name")]
    [InlineData("TokenServiceHost", "h\nx", "TokenServiceHost holds a line break")]
    [InlineData("TokenServiceEndpoint", "http://x.example", "TokenServiceEndpoint must use https")]
    [InlineData("TokenServiceEndpoint", "ftp://x.example", "TokenServiceEndpoint must be an absolute https address")]
    [InlineData("TokenServiceEndpoint", "https://x.example/?q", "TokenServiceEndpoint must be scheme, host, port and path alone")]
    [InlineData("RoleSessionName", "a b", "RoleSessionName takes")]
    public async Task A_mistake_of_a_role_is_told_once_by_the_name_that_was_written(string key, string value, string message)
    {
        string failure = Assert.Single(await FailuresAsync(new() { ["Tcsas:Region"] = "ap-singapore", ["Tcsas:Credentials:RoleArn"] = "qcs::cam::uin/1:roleName/r", [$"Tcsas:Credentials:{key}"] = value }));

        Assert.StartsWith($"Tcsas:Credentials:{key}: {message}", failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_region_that_is_needed_and_missing_ends_the_start_unless_it_is_empty_on_purpose()
    {
        string failure = Assert.Single(await FailuresAsync(new() { ["Tcsas:Credentials:Kind"] = "Environment" }));
        string[] none = await FailuresAsync(new() { ["Tcsas:Credentials:Kind"] = "Environment", ["Tcsas:Region"] = "" });
        string misspelt = Assert.Single(await FailuresAsync(new() { ["Tcsa:Region"] = "ap-singapore" }));

        Assert.StartsWith("Tcsas:Region: is missing, and the actions of tcsas need one, such as ap-singapore.", failure, StringComparison.Ordinal);
        Assert.Empty(none);
        Assert.StartsWith("Tcsas:Region: is missing", misspelt, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_setting_has_a_place_in_the_list_and_keeps_its_value_there()
    {
        HashSet<string> properties = [];
        Collect(typeof(ApiClientSettings), "", properties);

        Assert.Equal(properties.Order(StringComparer.Ordinal), AllSettings.List.Select(s => s.Key).Order(StringComparer.Ordinal));
        foreach (Setting setting in AllSettings.List)
        {
            ApiClientSettings one = new();
            ApiClientSettings other = new();
            Assert.True(setting.HasSameValue(one, other), setting.Key);

            if (setting is LimitOverridesSetting)
            {
                one.Throttle.LimitOverrides["CreateMNP"] = "50/s";
            }
            else
            {
                Assert.Null(setting.Read(Example(setting), one));
            }

            Assert.True(setting.IsSet(one), setting.Key);
            Assert.False(setting.HasSameValue(one, other), setting.Key);
            Assert.Equal([setting.Key], AllSettings.List.Where(s => !s.HasSameValue(one, other)).Select(s => s.Key));
            setting.Copy(one, other);
            Assert.True(setting.HasSameValue(one, other), setting.Key);
        }
    }

    [Fact]
    public void The_schema_for_editors_knows_the_same_settings_types_and_names()
    {
        JsonNode client = Schema()["definitions"]!["client"]!;
        Dictionary<string, JsonNode> known = [];
        Collect(client, "", known);

        Assert.Equal(AllSettings.List.Select(s => s.Key).Order(StringComparer.Ordinal), known.Keys.Order(StringComparer.Ordinal));
        foreach (Setting setting in AllSettings.List)
        {
            JsonNode node = known[setting.Key];
            Assert.NotEmpty(node["description"]!.GetValue<string>());
            if (setting.Names.Count > 0)
            {
                Assert.Equal(setting.Names, node["enum"]!.AsArray().Select(n => n!.GetValue<string>()));
            }
            else
            {
                Assert.Equal(setting.JsonType, node["type"]!.GetValue<string>());
            }
        }
    }

    [Fact]
    public void The_schema_takes_the_page_s_example_and_a_client_of_it_tells_a_misspelt_key()
    {
        string page = File.ReadAllText(Path.Combine(ProductFolder, "..", "..", "docs", "hosting.md"));
        int start = page.IndexOf("```json", StringComparison.Ordinal) + 7;
        JsonNode example = JsonNode.Parse(page[start..page.IndexOf("```", start, StringComparison.Ordinal)])!;
        JsonSchema whole = JsonSchema.FromText(Schema().ToJsonString());
        JsonSchema client = JsonSchema.FromText(Schema()["definitions"]!["client"]!.ToJsonString());

        Assert.True(whole.Evaluate(Element(example)).IsValid);
        Assert.True(client.Evaluate(Element(example["Tcsas"]!)).IsValid);
        example["Tcsas"]!["Regoin"] = "x";
        Assert.False(client.Evaluate(Element(example["Tcsas"]!)).IsValid);
    }

    [Fact]
    public void The_page_lists_every_setting_and_no_other()
    {
        string page = File.ReadAllText(Path.Combine(ProductFolder, "..", "..", "docs", "hosting.md"));
        string table = page[page.IndexOf("| setting |", StringComparison.Ordinal)..page.IndexOf("## Credentials", StringComparison.Ordinal)];
        HashSet<string> keys = [];
        Collect(typeof(ApiClientSettings), "", keys);

        Assert.Equal(keys.Order(StringComparer.Ordinal), table.Split('\n').Where(row => row.StartsWith("| `", StringComparison.Ordinal)).SelectMany(row => row.Split('|')[1].Split('`').Where((_, index) => index % 2 == 1)).Order(StringComparer.Ordinal));
    }

    private static JsonElement Element(JsonNode node) => JsonSerializer.SerializeToElement(node);

    private static JsonNode Schema() => JsonNode.Parse(File.ReadAllText(Path.Combine(ProductFolder, "ConfigurationSchema.json")))!;

    private static async Task<string[]> FailuresAsync(Dictionary<string, string?> settings)
    {
        using IHost host = HostFixture.Build(settings, builder => HostFixture.AddTcsasClient(builder));
        try
        {
            await host.StartAsync(Cancellation);
            return [];
        }
        catch (OptionsValidationException e)
        {
            return [.. e.Failures];
        }
    }

    private static void Collect(Type type, string prefix, HashSet<string> keys)
    {
        foreach (PropertyInfo property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (property.PropertyType.Namespace == typeof(ApiClientSettings).Namespace && property.PropertyType.IsClass)
            {
                Collect(property.PropertyType, $"{prefix}{property.Name}:", keys);
            }
            else
            {
                keys.Add(prefix + property.Name);
            }
        }
    }

    private static void Collect(JsonNode node, string prefix, Dictionary<string, JsonNode> keys)
    {
        foreach ((string name, JsonNode? property) in node["properties"]!.AsObject())
        {
            if (property!["properties"] is not null)
            {
                Collect(property, $"{prefix}{name}:", keys);
            }
            else
            {
                keys[prefix + name] = property;
            }
        }
    }

    private static string Example(Setting setting) => setting switch
    {
        { Names: [.., string last] } => last,
        { JsonType: "integer" or "number" } => "7",
        { JsonType: "boolean" } => "true",
        _ when setting.Key == "Proxy" => "http://127.0.0.1:8080/",
        _ when setting.Key.EndsWith("Endpoint", StringComparison.Ordinal) => "https://127.0.0.1/",
        _ when setting.Read("x", new ApiClientSettings()) is null => "text",
        _ => "00:00:07",
    };

    private static string FindProduct([System.Runtime.CompilerServices.CallerFilePath] string file = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", "..", "..", "runtime", "ApiGen.Runtime.Hosting"));
}
