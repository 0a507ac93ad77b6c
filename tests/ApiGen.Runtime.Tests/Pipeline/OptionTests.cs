using System.Net;
using ApiGen.Runtime.Tests.Telemetry;
using Xunit;

namespace ApiGen.Runtime.Tests.Pipeline;

/// <summary>Each option with a value that nobody can mean: told when the client is made, by the name of the option.</summary>
public sealed class OptionTests
{
    private static readonly TencentCloudCredential Credential = new("AKIDexample", "example-secret-key");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string, Action<ApiClientOptions>, string> Mistakes => new()
    {
        { "language", o => o.Language = "en", "Language is zh-CN or en-US" },
        { "language by case", o => o.Language = "zh-cn", "Language is zh-CN or en-US" },
        { "proxy with a path", o => o.Proxy = new WebProxy("http://proxy.example:8080/path"), "Proxy has a path, which no proxy looks at: give scheme, host and port alone" },
        { "proxy of another kind", o => o.Proxy = new WebProxy("ftp://proxy.example:21"), "Proxy has a scheme that is none of http, https, socks4, socks4a and socks5" },
        { "proxy with a query", o => o.Proxy = new WebProxy("http://proxy.example:8080/?q"), "Proxy has a query" },
        { "proxy beside a handler", o => { o.Proxy = new WebProxy("http://proxy.example"); o.HttpMessageHandler = new StubHandler(_ => new()); }, "Proxy has no effect" },
        { "overrides without a throttle", o => { o.Throttle.Mode = ThrottleMode.Off; o.Throttle.LimitOverrides["CreateThing"] = []; }, "LimitOverrides have no effect: Throttle.Mode is Off" },
        { "limiter without a throttle", o => { o.Throttle.Mode = ThrottleMode.Off; o.Throttle.LimiterFactory = _ => null; }, "LimiterFactory has no effect: Throttle.Mode is Off" },
        { "wait without a throttle", o => { o.Throttle.Mode = ThrottleMode.Off; o.Throttle.MaxQueueWait = TimeSpan.FromSeconds(1); }, "MaxQueueWait has no effect: Throttle.Mode is Off" },
        { "wait where none waits", o => { o.Throttle.Mode = ThrottleMode.FailFast; o.Throttle.MaxQueueWait = TimeSpan.FromSeconds(1); }, "MaxQueueWait has no effect: Throttle.Mode is FailFast" },
        { "backup endpoint alone", o => o.BackupEndpoint = new Uri("https://127.0.0.1/"), "BackupEndpoint has no effect without BackupAccessHost" },
        { "backup that is the host itself", o => o.BackupAccessHost = "TCSAS.intl.tencentcloudapi.com", "BackupAccessHost has no effect: it is the access host itself" },
        { "relative endpoint", o => o.Endpoint = new Uri("tcsas", UriKind.Relative), "Endpoint must be an absolute https address" },
        { "endpoint in the clear", o => o.Endpoint = new Uri("http://tcsas.example/"), "Endpoint must use https" },
        { "endpoint with a query", o => o.Endpoint = new Uri("https://tcsas.example/?q"), "Endpoint must be scheme, host, port and path alone" },
        { "host in three numbers", o => o.AccessHost = "1.2.3", "AccessHost is not a host name: .NET reads it as the address 1.2.0.3" },
        { "address with a dot behind", o => o.AccessHost = "1.2.3.4.", "AccessHost is not a host name, nor an address" },
        { "address beyond its numbers", o => o.BackupAccessHost = "256.1.1.1", "BackupAccessHost is not a host name, nor an address" },
        { "host in octal numbers", o => o.AccessHost = "010.0.0.1", "AccessHost is not a host name: .NET reads it as the address 8.0.0.1" },
        { "host in hexadecimal numbers", o => o.AccessHost = "0x7f.0.0.1", "AccessHost is not a host name: .NET reads it as the address 127.0.0.1" },
        { "host in one number", o => o.BackupAccessHost = "2130706433", "BackupAccessHost is not a host name: .NET reads it as the address 127.0.0.1" },
        { "host with a scheme", o => o.AccessHost = "https://tcsas.example", "AccessHost is not a host name" },
        { "backup host with a port", o => o.BackupAccessHost = "tcsas.example:443", "BackupAccessHost is not a host name" },
        { "failures", o => o.FailuresBeforeBackup = 0, "FailuresBeforeBackup" },
        { "timeout", o => o.Timeout = TimeSpan.Zero, "Timeout" },
        { "attempt timeout", o => o.AttemptTimeout = TimeSpan.FromSeconds(-2), "AttemptTimeout" },
        { "request client", o => o.RequestClient = "a/b", "RequestClient takes" },
        { "size", o => o.MaxResponseBytes = 0, "MaxResponseBytes" },
        { "no retry options", o => o.Retry = null!, "Retry" },
        { "no throttle options", o => o.Throttle = null!, "Throttle" },
        { "no clock", o => o.TimeProvider = null!, "TimeProvider" },
        { "mode without name", o => o.Throttle.Mode = (ThrottleMode)7, "Throttle.Mode is none of Wait, FailFast, Off" },
        { "limit of nothing", o => o.Throttle.LimitOverrides["Any"] = [new ApiRateLimit(0, TimeSpan.FromSeconds(1))], "give at least 1 call" },
        { "limit without window", o => o.Throttle.LimitOverrides["Any"] = [default], "give at least 1 call" },
        { "handler beside a factory", o => { o.HttpMessageHandler = new StubHandler(_ => new()); o.HttpClientFactory = () => new HttpClient(); }, "HttpMessageHandler has no effect beside HttpClientFactory" },
        { "attempt longer than the call", o => { o.Timeout = TimeSpan.FromSeconds(5); o.AttemptTimeout = TimeSpan.FromSeconds(6); }, "AttemptTimeout does not fit" },
        { "first pause longer than the longest", o => { o.Retry.BaseDelay = TimeSpan.FromSeconds(5); o.Retry.MaxDelay = TimeSpan.FromSeconds(1); }, "Retry.BaseDelay does not fit" },
        { "wait of nobody", o => { o.Throttle.QueueLimit = 0; o.Throttle.MaxQueueWait = TimeSpan.FromSeconds(1); }, "MaxQueueWait has no effect: Throttle.QueueLimit is 0" },
        { "failures before no backup", o => o.FailuresBeforeBackup = 7, "FailuresBeforeBackup has no effect without BackupAccessHost" },
        { "account that is empty", o => o.AccountKey = "", "AccountKey is empty" },
        { "account that is blank", o => o.AccountKey = " ", "AccountKey is empty" },
        { "limit of no action", o => o.Throttle.LimitOverrides[""] = [], "'' can be no action" },
        { "limit of blanks", o => o.Throttle.LimitOverrides[" "] = [], "' ' can be no action" },
        { "limit of all actions", o => o.Throttle.LimitOverrides["*"] = [], "'*' can be no action: a limit is that of one action, by the action's name alone, such as CreateMNP." },
        { "limit of a pattern", o => o.Throttle.LimitOverrides["Describe*"] = [], "'Describe*' can be no action" },
        { "limit of a service's action", o => o.Throttle.LimitOverrides["tcsas.CreateThing"] = [], "'tcsas.CreateThing' can be no action" },
        { "limit of several actions", o => o.Throttle.LimitOverrides["CreateThing,ListParts"] = [], "can be no action" },
        { "limit that is null", o => o.Throttle.LimitOverrides["Any"] = null!, "The limits of Any are null" },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_mistake_is_told_when_the_client_is_made(string name, Action<ApiClientOptions> mistake, string message)
    {
        ApiClientOptions options = new();
        mistake(options);

        Exception? e = Record.Exception(() => new ApiClient(TestService.Service, Credential, null, options).Dispose());

        Assert.True(e is ArgumentException && e.Message.Contains(message, StringComparison.Ordinal), $"{name}: {e?.Message}");
    }

    [Theory]
    [InlineData("AP-Singapore")]
    [InlineData("ap_singapore")]
    [InlineData("ap singapore")]
    [InlineData("Singapur\u00e9")]
    public async Task What_cannot_be_a_region_is_told(string region)
    {
        Assert.Throws<ArgumentException>(() => new ApiClient(TestService.Service, Credential, region));
        using ApiClient client = new(TestService.Service, Credential);
        await Assert.ThrowsAsync<ArgumentException>(() => client.SendAsync(TestService.Action(), new ThingRequest { Name = "n" }, new ApiCallOptions { Region = region }, Token));
    }

    [Fact]
    public async Task The_options_of_a_call_are_checked_too()
    {
        using ApiClient client = new(TestService.Service, Credential);

        await Assert.ThrowsAsync<ArgumentException>(() => CallAsync(new ApiCallOptions { Language = "en" }));
        await Assert.ThrowsAsync<ArgumentException>(() => CallAsync(new ApiCallOptions { AccountKey = "" }));
        await EmptyAsync("Region", new ApiCallOptions { Region = "" });
        await EmptyAsync("Language", new ApiCallOptions { Language = "" });
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => CallAsync(new ApiCallOptions { Timeout = TimeSpan.Zero }));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => CallAsync(new ApiCallOptions { AttemptTimeout = TimeSpan.Zero }));
        ArgumentException attempt = await Assert.ThrowsAsync<ArgumentException>(() => CallAsync(new ApiCallOptions { Timeout = TimeSpan.FromSeconds(1), AttemptTimeout = TimeSpan.FromSeconds(2) }));
        Assert.Equal(("AttemptTimeout", true), (attempt.ParamName, attempt.Message.StartsWith("AttemptTimeout does not fit: it is longer than Timeout", StringComparison.Ordinal)));

        async Task EmptyAsync(string option, ApiCallOptions options) =>
            Assert.StartsWith($"{option} is empty: leave it null for that of the client.", (await Assert.ThrowsAsync<ArgumentException>(() => CallAsync(options))).Message, StringComparison.Ordinal);

        Task CallAsync(ApiCallOptions options) => client.SendAsync(TestService.Action(), new ThingRequest { Name = "n" }, options, Token);
    }

    [Fact]
    public void An_override_for_no_action_of_the_client_is_told_once()
    {
        using LogCollector logs = new();
        ApiService service = TestService.Service with { ActionNames = "CreateThing ListParts" };
        ApiClientOptions options = new() { LoggerFactory = logs };
        options.Throttle.LimitOverrides["SomethingElse"] = [];
        options.Throttle.LimitOverrides["CreateThing"] = [];

        new ApiClient(service, Credential, null, options).Dispose();
        LogCollector.Entry entry = Assert.Single(logs.Entries);
        new ApiClient(TestService.Service, Credential, null, options).Dispose();

        Assert.Equal(1009, entry.EventId);
        Assert.Equal("SomethingElse", entry.Values["Name"]);
        Assert.Single(logs.Entries);
    }

    [Theory]
    [InlineData("10/s, 1000/10s", "1000 calls in 10 s are never reached beside 10 in 1 s")]
    [InlineData("100/10s, 10/s", "100 calls in 10 s are never reached beside 10 in 1 s")]
    [InlineData("3/2s, 6/3s", "6 calls in 3 s are never reached beside 3 in 2 s")]
    [InlineData("5/10s, 9/s", "9 calls in 1 s are never reached beside 5 in 10 s")]
    [InlineData("10/s, 99/10s", null)]
    [InlineData("3/2s, 5/3s", null)]
    [InlineData("20/s, 200/min, 1000/h", null)]
    [InlineData("20/s", null)]
    public void A_limit_that_another_one_always_reaches_first_is_told(string limits, string? told)
    {
        using LogCollector logs = new();
        ApiClientOptions options = new() { LoggerFactory = logs };
        options.Throttle.LimitOverrides["CreateThing"] = ApiRateLimit.ParseAll(limits);
        new ApiClient(TestService.Service, Credential, null, options).Dispose();
        if (told is null)
        {
            Assert.Empty(logs.Entries);
            return;
        }

        LogCollector.Entry entry = Assert.Single(logs.Entries);
        Assert.Equal(1011, entry.EventId);
        Assert.Contains(told, entry.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("qcs::cam::uin/:roleName/r")]
    [InlineData("qcs::cam::uin/one:roleName/r")]
    [InlineData("qcs::cam::uin/1:roleName/")]
    [InlineData("qcs::cam::uin/1:saml-provider/r")]
    [InlineData("arn:aws:iam::1:role/r")]
    public void What_names_no_role_is_told(string role)
    {
        ArgumentException e = Assert.Throws<ArgumentException>(() => new AssumeRoleCredentialProvider(Credential, new AssumeRoleOptions { RoleArn = role }));
        Assert.Throws<ArgumentException>(() => new WebIdentityCredentialProvider(new WebIdentityOptions { RoleArn = role, ProviderId = "p", Token = _ => new("t") }));

        Assert.Contains("RoleArn is written as qcs::cam::uin/12345678:roleName/name", e.Message, StringComparison.Ordinal);
        Assert.Contains("PrincipalArn", Assert.Throws<ArgumentException>(() => new SamlCredentialProvider(new SamlOptions
        {
            RoleArn = "qcs::cam::uin/1:role/4611686018427397919",
            PrincipalArn = "nonsense",
            Assertion = _ => new("a"),
        })).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("[1]")]
    [InlineData("{")]
    public void A_policy_that_is_no_JSON_object_is_told(string policy) => Assert.Throws<ArgumentException>(
        () => new AssumeRoleCredentialProvider(Credential, new AssumeRoleOptions { RoleArn = "qcs::cam::uin/1:roleName/r", Policy = policy }));

    [Fact]
    public async Task A_closed_client_says_which_it_was()
    {
        ApiClient client = new(TestService.Service with { ClientName = "ThingClient" }, Credential);
        client.Dispose();

        ObjectDisposedException e = await Assert.ThrowsAsync<ObjectDisposedException>(() => client.SendAsync(TestService.Action(), new ThingRequest { Name = "n" }, null, Token));

        Assert.Equal("ThingClient", e.ObjectName);
        Assert.Equal("ThingClient", ThingClient.ServiceDescription.ClientName);
    }

    [Fact]
    public void An_exception_without_a_text_of_the_service_reads_like_a_sentence() =>
        Assert.Equal("Thing failed with FailedOperation.TooManyThings (RequestId: none)", ApiException.For(ThingErrorCode.FailedOperationTooManyThings).Message);

    [Fact]
    public async Task A_request_that_was_refused_without_effect_is_not_called_unsent()
    {
        using CancellationTokenSource source = new();
        using ApiClient client = SocketClient.Create(null, o =>
        {
            o.HttpMessageHandler = new RefusingOnce();
            o.Timeout = TimeSpan.FromSeconds(2);
        });
        ApiTimeoutException timeout = await Assert.ThrowsAsync<ApiTimeoutException>(() => SocketClient.CallAsync(client, idempotent: false));
        using ApiClient patient = SocketClient.Create(null, o =>
        {
            o.HttpMessageHandler = new StubHandler(_ =>
            {
                source.CancelAfter(50);
                return StubHandler.Ok("""{"Response":{"Error":{"Code":"RequestLimitExceeded","Message":"m"},"RequestId":"r"}}""");
            });
            o.Retry.BaseDelay = o.Retry.MaxDelay = TimeSpan.FromHours(1);
            o.Retry.MaxTotalTime = TimeSpan.FromHours(2);
            o.Timeout = Timeout.InfiniteTimeSpan;
        });
        ApiCanceledException cancelled = await Assert.ThrowsAsync<ApiCanceledException>(() => patient.SendAsync(TestService.Action("Fate"), new ThingRequest { Name = "n" }, null, source.Token));

        Assert.Contains("(the service refused the request before, without effect)", timeout.Message, StringComparison.Ordinal);
        Assert.Contains("(the service refused the request before, without effect)", cancelled.Message, StringComparison.Ordinal);
        Assert.False(timeout.MayHaveBeenSent || cancelled.MayHaveBeenSent);
    }

    /// <summary>Refuses the first request, and never comes to send the second.</summary>
    private sealed class RefusingOnce : HttpMessageHandler
    {
        private bool _hasRefused;

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (_hasRefused)
            {
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }

            _hasRefused = true;
            return StubHandler.Ok("""{"Response":{"Error":{"Code":"RequestLimitExceeded","Message":"m"},"RequestId":"r"}}""");
        }
    }
}
