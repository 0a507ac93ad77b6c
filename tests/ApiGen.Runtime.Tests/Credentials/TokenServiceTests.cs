using System.Text.Json;
using ApiGen.Emulator;
using ApiGen.Runtime.Throttling;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace ApiGen.Runtime.Tests.Credentials;

/// <summary>The roles are assumed at the emulator, which serves the bundled spec of the token service and checks signatures and parameters.</summary>
public sealed class TokenServiceTests : IAsyncLifetime
{
    private const string Role = "qcs::cam::uin/100015158414:roleName/readOnlyRole";
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider _time = new(Start);
    private readonly TemporaryFolder _folder = new();
    private ApiEmulator _service = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static TencentCloudCredential Lasting => new(ApiEmulator.ExampleSecretId, ApiEmulator.ExampleSecretKey);

    private ApiClientOptions Client => new() { Endpoint = _service.Endpoint, TimeProvider = _time, ThrottleRegistry = new ThrottleRegistry(), Retry = RetryOptions.Off };

    private CredentialRefreshOptions Refresh => new() { TimeProvider = _time };

    public async ValueTask InitializeAsync() => _service = await ApiEmulator.StartAsync(
        BundledSpecs.Load("sts"), new ApiEmulatorOptions { TimeProvider = _time, RecordBodies = true }, Cancellation);

    public async ValueTask DisposeAsync()
    {
        await _service.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_role_is_assumed_with_a_signed_call_and_all_that_was_set()
    {
        Answers("AssumeRole", 1);
        AssumeRoleCredentialProvider provider = new(Lasting, new AssumeRoleOptions
        {
            RoleArn = Role,
            RoleSessionName = "cts",
            Duration = TimeSpan.FromMinutes(30),
            ExternalId = "partner@1",
            SourceIdentity = "100000000001",
            Policy = """{"version":"2.0"}""",
            Client = Client,
            Refresh = Refresh,
        });

        TencentCloudCredential credential = await provider.GetCredentialAsync(Cancellation);

        ApiArrival call = Assert.Single(_service.Arrivals);
        Assert.True(call.Accepted);
        Assert.Equal("ap-guangzhou", call.Region);
        Assert.Equal(
            """{"RoleArn":"qcs::cam::uin/100015158414:roleName/readOnlyRole","RoleSessionName":"cts","DurationSeconds":1800,"Policy":"%7B%22version%22%3A%222.0%22%7D","ExternalId":"partner@1","SourceIdentity":"100000000001"}""",
            call.Body);
        Assert.Equal("AKIDrole1", credential.SecretId);
        Assert.Equal("hiddenkey1", credential.SecretKey);
        Assert.Equal("hiddentoken1", credential.Token);
        Assert.Equal(Start + TimeSpan.FromHours(2), credential.Expiration);
        Assert.Equal(Role, provider.AccountKey);
    }

    [Fact]
    public async Task The_session_keeps_its_name_when_the_credential_is_renewed_early()
    {
        Answers("AssumeRole", 1);
        AssumeRoleCredentialProvider provider = new(Lasting, new AssumeRoleOptions { RoleArn = Role, Client = Client, Refresh = Refresh });
        TencentCloudCredential first = await provider.GetCredentialAsync(Cancellation);
        _time.Advance(TimeSpan.FromMinutes(116));
        Answers("AssumeRole", 2);

        Assert.Same(first, await provider.GetCredentialAsync(Cancellation));
        await Assert.IsAssignableFrom<Task>(provider.RenewalUnderWay ?? Task.CompletedTask).WaitAsync(Cancellation);
        TencentCloudCredential second = await provider.GetCredentialAsync(Cancellation);

        Assert.Equal("AKIDrole2", second.SecretId);
        Assert.Equal(Role, provider.AccountKey);
        string[] names = [.. _service.Arrivals.Select(a => JsonDocument.Parse(a.Body!).RootElement.GetProperty("RoleSessionName").GetString()!)];
        Assert.Equal(2, names.Length);
        Assert.Matches(@"\Aapigen-[0-9a-f]{32}\z", names[0]);
        Assert.Equal(names[0], names[1]);
    }

    [Fact]
    public async Task A_refusal_names_the_role_the_code_and_the_request_and_no_secret()
    {
        _service.Script("AssumeRole").Fails("UnauthorizedOperation", "The role does not trust you.");
        AssumeRoleCredentialProvider provider = new(Lasting, new AssumeRoleOptions { RoleArn = Role, Client = Client, Refresh = Refresh });

        ApiCredentialException e = await Assert.ThrowsAsync<ApiCredentialException>(() => provider.GetCredentialAsync(Cancellation).AsTask());

        Assert.StartsWith($"the role {Role} failed: ", e.Message, StringComparison.Ordinal);
        Assert.Contains("UnauthorizedOperation", e.Message, StringComparison.Ordinal);
        Assert.Contains(_service.Arrivals.Single().RequestId!, e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(ApiEmulator.ExampleSecretKey, e.ToString(), StringComparison.Ordinal);
        Assert.False(e.IsAbsent);
    }

    [Theory]
    [InlineData("""{"ExpiredTime": 1772373600, "Expiration": "2026-03-01T14:00:00Z"}""", "Credentials")]
    [InlineData("""{"Credentials": {"TmpSecretId": "AKIDx", "Token": "hidden"}, "ExpiredTime": 1772373600, "Expiration": "2026-03-01T14:00:00Z"}""", "TmpSecretKey")]
    [InlineData("""{"Credentials": {"TmpSecretId": "AKIDx", "TmpSecretKey": "hidden", "Token": "hidden"}, "Expiration": "2026-03-01T14:00:00Z"}""", "ExpiredTime is missing")]
    public async Task An_answer_that_lacks_something_is_a_clear_error(string answer, string message)
    {
        _service.Script("AssumeRole").RespondsWith(answer);
        AssumeRoleCredentialProvider provider = new(Lasting, new AssumeRoleOptions { RoleArn = Role, Client = Client, Refresh = Refresh });

        ApiCredentialException e = await Assert.ThrowsAsync<ApiCredentialException>(() => provider.GetCredentialAsync(Cancellation).AsTask());

        Assert.Contains(message, e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", e.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_web_identity_is_exchanged_without_a_signature_and_its_file_read_anew()
    {
        Answers("AssumeRoleWithWebIdentity", 1);
        string path = _folder.Write("token", "first.jwt\n");
        WebIdentityCredentialProvider provider = new(new WebIdentityOptions
        {
            RoleArn = Role,
            ProviderId = "OIDC",
            Token = WebIdentityOptions.TokenFile(path),
            RoleSessionName = "test_OIDC",
            Client = Client,
            Refresh = Refresh,
        });
        TencentCloudCredential first = await provider.GetCredentialAsync(Cancellation);
        _time.Advance(TimeSpan.FromHours(2));
        _folder.Write("token", "second.jwt");
        Answers("AssumeRoleWithWebIdentity", 2);
        TencentCloudCredential second = await provider.GetCredentialAsync(Cancellation);

        Assert.Equal("AKIDrole1", first.SecretId);
        Assert.Equal("AKIDrole2", second.SecretId);
        Assert.All(_service.Arrivals, a => Assert.True(a.Accepted && a.Account is null));
        Assert.Equal(
            ["first.jwt", "second.jwt"],
            _service.Arrivals.Select(a => JsonDocument.Parse(a.Body!).RootElement.GetProperty("WebIdentityToken").GetString()));
    }

    [Fact]
    public async Task A_saml_assertion_is_exchanged_without_a_signature()
    {
        Answers("AssumeRoleWithSAML", 1);
        SamlCredentialProvider provider = new(new SamlOptions
        {
            RoleArn = Role,
            PrincipalArn = "qcs::cam::uin/798950673:saml-provider/OneLogin",
            Assertion = _ => new ValueTask<string>("c2FtbCBhc3NlcnRpb24="),
            RoleSessionName = "test",
            Client = Client,
            Refresh = Refresh,
        });

        Assert.Equal("AKIDrole1", (await provider.GetCredentialAsync(Cancellation)).SecretId);
        ApiArrival call = Assert.Single(_service.Arrivals);
        Assert.Null(call.Account);
        Assert.Equal(
            $$"""{"SAMLAssertion":"c2FtbCBhc3NlcnRpb24=","PrincipalArn":"qcs::cam::uin/798950673:saml-provider/OneLogin","RoleArn":"{{Role}}","RoleSessionName":"test","DurationSeconds":7200}""",
            call.Body);
    }

    [Fact]
    public async Task A_workload_in_kubernetes_assumes_the_role_that_its_cluster_names()
    {
        Answers("AssumeRoleWithWebIdentity", 1);
        SetCluster();
        TkeOidcCredentialProvider provider = Tke();

        TencentCloudCredential credential = await provider.GetCredentialAsync(Cancellation);

        Assert.Equal("AKIDrole1", credential.SecretId);
        Assert.Equal(Role, provider.AccountKey);
        ApiArrival call = Assert.Single(_service.Arrivals);
        Assert.Equal("ap-singapore", call.Region);
        using JsonDocument body = JsonDocument.Parse(call.Body!);
        Assert.Equal("cls-provider", body.RootElement.GetProperty("ProviderId").GetString());
        Assert.Equal("cluster.jwt", body.RootElement.GetProperty("WebIdentityToken").GetString());
        Assert.Equal(Role, body.RootElement.GetProperty("RoleArn").GetString());
    }

    [Theory]
    [InlineData("TKE_REGION")]
    [InlineData("TKE_PROVIDER_ID")]
    [InlineData("TKE_WEB_IDENTITY_TOKEN_FILE")]
    [InlineData("TKE_ROLE_ARN")]
    public async Task A_variable_that_the_cluster_left_out_is_named(string variable)
    {
        SetCluster();
        _folder.Variables.Remove(variable);

        ApiCredentialException e = await Assert.ThrowsAsync<ApiCredentialException>(() => Tke().GetCredentialAsync(Cancellation).AsTask());

        Assert.Equal($"The environment variable {variable} is not set.", e.Message);
        Assert.False(e.IsAbsent);
    }

    [Fact]
    public async Task Outside_of_kubernetes_the_workload_s_role_is_absent_and_a_missing_token_file_is_a_fault()
    {
        ApiCredentialException outside = await Assert.ThrowsAsync<ApiCredentialException>(() => Tke().GetCredentialAsync(Cancellation).AsTask());
        SetCluster();
        File.Delete(_folder.PathOf("jwt"));
        ApiCredentialException missing = await Assert.ThrowsAsync<ApiCredentialException>(() => Tke().GetCredentialAsync(Cancellation).AsTask());
        _folder.Write("jwt", " \n");
        ApiCredentialException empty = await Assert.ThrowsAsync<ApiCredentialException>(() => Tke().GetCredentialAsync(Cancellation).AsTask());

        Assert.True(outside.IsAbsent);
        Assert.False(missing.IsAbsent);
        Assert.Contains("(TKE_WEB_IDENTITY_TOKEN_FILE): cannot be read", missing.Message, StringComparison.Ordinal);
        Assert.EndsWith("(TKE_WEB_IDENTITY_TOKEN_FILE): is empty.", empty.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_default_chain_ends_at_the_workload_s_role_when_nothing_before_it_is_there()
    {
        Answers("AssumeRoleWithWebIdentity", 1);
        SetCluster();
        await using LoopbackServer metadata = await LoopbackServer.StartAsync(context =>
        {
            context.Response.StatusCode = 404;
            return Task.CompletedTask;
        });
        DefaultCredentialProvider chain = Chain(metadata);

        Assert.Equal("AKIDrole1", (await chain.GetCredentialAsync(Cancellation)).SecretId);
        Assert.IsType<TkeOidcCredentialProvider>(chain.Chosen);
    }

    [Fact]
    public async Task The_default_chain_asks_in_the_vendor_s_order()
    {
        await using LoopbackServer metadata = await LoopbackServer.StartAsync(_ => Task.CompletedTask);
        _folder.Write(".tccli/default.credential", """{"secretId": "AKIDtccli", "secretKey": "k"}""");
        Assert.Equal("AKIDtccli", (await Chain(metadata).GetCredentialAsync(Cancellation)).SecretId);

        _folder.Write(".tencentcloud/credentials", "[default]\nsecret_id=AKIDprofile\nsecret_key=k\n");
        DefaultCredentialProvider chain = Chain(metadata);
        Assert.Equal("AKIDprofile", chain.AccountKey);
        Assert.Equal("AKIDprofile", (await chain.GetCredentialAsync(Cancellation)).SecretId);

        DefaultCredentialProvider withVariables = Chain(metadata, new TencentCloudCredential("AKIDvariables", "k"));
        Assert.Equal("AKIDvariables", (await withVariables.GetCredentialAsync(Cancellation)).SecretId);
        Assert.Empty(metadata.Paths);
    }

    [Fact]
    public async Task With_nothing_anywhere_the_error_lists_every_source()
    {
        await using LoopbackServer metadata = await LoopbackServer.StartAsync(_ => Task.CompletedTask);

        ApiCredentialException e = await Assert.ThrowsAsync<ApiCredentialException>(async () => await Chain(metadata).GetCredentialAsync(Cancellation));

        Assert.Equal(
            "No source has a credential. The variables are not set. "
            + $"There is no profile file {_folder.PathOf(Path.Combine(".tencentcloud", "credentials"))}. "
            + $"There is no tccli profile {_folder.PathOf(Path.Combine(".tccli", "default.credential"))}. "
            + "No role is bound to this machine; bind one to it in the CVM console. "
            + "The environment variable TKE_REGION is not set.",
            e.Message);
    }

    [Theory]
    [InlineData(30, 60, 10)]
    [InlineData(30, -1, 10)]
    [InlineData(12, 60, 4)]
    [InlineData(30, 10, 5)]
    public async Task One_stalled_connection_to_the_token_service_leaves_time_for_another(int renewalSeconds, int clientSeconds, int attemptSeconds)
    {
        Answers("AssumeRole", 1);
        using HttpMessageInvoker service = new(new SocketsHttpHandler());
        using StallingOnce handler = new(service);
        ApiClientOptions client = Client;
        client.HttpMessageHandler = handler;
        client.Retry = new RetryOptions { BaseDelay = TimeSpan.Zero };
        client.Timeout = clientSeconds < 0 ? Timeout.InfiniteTimeSpan : TimeSpan.FromSeconds(clientSeconds);
        AssumeRoleCredentialProvider provider = new(Lasting, new AssumeRoleOptions
        {
            RoleArn = Role,
            Client = client,
            Refresh = new CredentialRefreshOptions { TimeProvider = _time, Timeout = TimeSpan.FromSeconds(renewalSeconds) },
        });

        Task<TencentCloudCredential> credential = provider.GetCredentialAsync(Cancellation).AsTask();
        await handler.Stalled.WaitAsync(TimeSpan.FromMinutes(1), Cancellation);
        _time.Advance(TimeSpan.FromSeconds(attemptSeconds));

        Assert.Equal("AKIDrole1", (await credential.WaitAsync(TimeSpan.FromMinutes(1), Cancellation)).SecretId);
        Assert.Single(_service.Arrivals);
    }

    [Fact]
    public void Options_that_cannot_be_right_are_refused_when_the_provider_is_made()
    {
        Assert.Throws<ArgumentException>(() => new AssumeRoleCredentialProvider(Lasting, new AssumeRoleOptions { RoleArn = " " }));
        Assert.Throws<ArgumentException>(() => new AssumeRoleCredentialProvider(Lasting, new AssumeRoleOptions { RoleArn = "qcs::cam::uin/1:roleName/a b" }));
        Assert.Throws<ArgumentException>(() => new AssumeRoleCredentialProvider(Lasting, new AssumeRoleOptions { RoleArn = "qcs::cam::uin/1:role/1 2" }));
        Assert.Throws<ArgumentException>(() => new AssumeRoleCredentialProvider(Lasting, new AssumeRoleOptions { RoleArn = Role, RoleSessionName = "with space" }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new AssumeRoleOptions { RoleArn = Role, Duration = TimeSpan.FromHours(13) });
        Assert.Throws<ArgumentNullException>(() => new AssumeRoleCredentialProvider(null!, new AssumeRoleOptions { RoleArn = Role }));
        Assert.Throws<ArgumentNullException>(() => new AssumeRoleCredentialProvider(Lasting, null!));
    }

    private void Answers(string action, int number)
    {
        DateTimeOffset end = _time.GetUtcNow() + TimeSpan.FromHours(2);
        _service.Script(action).RespondsWith(
            $$"""
            {
              "Credentials": { "Token": "hiddentoken{{number}}", "TmpSecretId": "AKIDrole{{number}}", "TmpSecretKey": "hiddenkey{{number}}" },
              "ExpiredTime": {{end.ToUnixTimeSeconds()}},
              "Expiration": "{{end:yyyy-MM-ddTHH:mm:ssZ}}"
            }
            """);
    }

    private void SetCluster()
    {
        _folder.Variables["TKE_REGION"] = "ap-singapore";
        _folder.Variables["TKE_PROVIDER_ID"] = "cls-provider";
        _folder.Variables["TKE_WEB_IDENTITY_TOKEN_FILE"] = _folder.Write("jwt", "cluster.jwt");
        _folder.Variables["TKE_ROLE_ARN"] = Role;
    }

    private TkeOidcCredentialProvider Tke() => new(new TkeOidcOptions { Client = Client, Refresh = Refresh }, _folder.Environment);

    private DefaultCredentialProvider Chain(LoopbackServer metadata, ICredentialProvider? variables = null)
    {
        DefaultCredentialOptions options = new()
        {
            CvmRole = new CvmRoleOptions { Endpoint = metadata.Address, Refresh = Refresh },
            TkeOidc = new TkeOidcOptions { Client = Client, Refresh = Refresh },
        };
        return new DefaultCredentialProvider(options, _folder.Environment, variables ?? new NoVariables());
    }

    /// <summary>Never answers the first request, and has a service answer the others.</summary>
    private sealed class StallingOnce(HttpMessageInvoker service) : HttpMessageHandler
    {
        private readonly TaskCompletionSource _stalled = new(TaskCreationOptions.RunContinuationsAsynchronously);

        internal Task Stalled => _stalled.Task;

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (_stalled.TrySetResult())
            {
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }

            return await service.SendAsync(request, cancellationToken);
        }
    }

    private sealed class NoVariables : ICredentialProvider
    {
        public string AccountKey => "environment";

        public ValueTask<TencentCloudCredential> GetCredentialAsync(CancellationToken cancellationToken) =>
            throw new ApiCredentialException("The variables are not set.") { IsAbsent = true };
    }
}
