using System.Text.Json;
using ApiGen.Emulator.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace ApiGen.Emulator.Tests.Authentication;

public sealed class SignatureTests : IDisposable
{
    private const string StarredId = "AKIDz8krbsJ5yKBZQpn74WFkmLPx3*******";
    private const string StarredKey = "Gu5t9xGARNpq86cd98joQYCN3*******";

    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1551113065);

    private readonly ApiEmulatorOptions _options = new() { TimeProvider = new FakeTimeProvider(Now) };
    private readonly Lazy<Client> _client;

    public SignatureTests()
    {
        // The key pairs that the vendor's documentation signs its examples with.
        _options.Credentials.Add(new EmulatorCredential("AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE", "Gu5t9xGARNpq86cd98joQYCN3EXAMPLE"));
        _options.Credentials.Add(new EmulatorCredential(StarredId, StarredKey));
        _options.Credentials.Add(new EmulatorCredential("AKID" + new string('*', 32), new string('*', 32)));
        _options.Credentials.Add(new EmulatorCredential("AKIDtemporaryEXAMPLE", "temporaryKeyEXAMPLE", "the token"));
        _client = new Lazy<Client>(() => new Client(new ApiGateway([TestServices.Tcsas, TestServices.Cvm], _options)));
    }

    private static Call Tcsas => new() { Timestamp = Now.ToUnixTimeSeconds() };

    [Theory]
    [InlineData("AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE", "content-type;host", "72e494ea809ad7a8c8f7a4507b9bddcbaa8e581f516e8da2f66e2c5a96525168")]
    [InlineData(StarredId, "content-type;host;x-tc-action", "be4f67d323c78ab9acb7395e43c0dbcf822a9cfac32fea2449a7bc7726b770a3")]
    [InlineData("AKID********************************", "content-type;host;x-tc-action", "10b1a37a7301a02ca19a647ad722d5e43b4b3cff309d421d85b46093f6ab6c4f")]
    [InlineData(StarredId, "content-type;host", "2230eefd229f582d8b1b891af7107b91597240707d778ab3738f756258d7652c")]
    public async Task Signatures_that_the_vendor_published_are_accepted(string secretId, string signedHeaders, string signature)
    {
        Call call = Published(secretId, signedHeaders, signature);

        Assert.Null(await _client.Value.CodeAsync(call));
        Assert.Equal("AuthFailure.SignatureFailure", await _client.Value.CodeAsync(call with { Body = call.Body.Replace('1', '2') }));
    }

    [Fact]
    public async Task The_published_signature_of_a_GET_is_accepted()
    {
        _options.TimeProvider = new FakeTimeProvider(DateTimeOffset.FromUnixTimeSeconds(1539084154));
        Call call = Published(
            "AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE",
            "content-type;host",
            "5da7a33f6993f0614b047e5df4582db9e9bf4672ba50567dba16c6ccf174c474",
            "2018-10-09") with
        {
            Method = "GET",
            Query = "Limit=10&Offset=0",
            ContentType = "application/x-www-form-urlencoded",
            Timestamp = 1539084154,
        };

        Assert.Null(await _client.Value.CodeAsync(call));
        Assert.Equal("AuthFailure.SignatureFailure", await _client.Value.CodeAsync(call with { Query = "Limit=10&Offset=1" }));
    }

    [Fact]
    public async Task A_signed_call_is_accepted_and_one_changed_byte_of_any_part_refuses_it()
    {
        Call call = Tcsas;
        string authorization = call.Sign();
        Assert.Null(await _client.Value.CodeAsync(call));

        Call replay = call with { Authorization = authorization };
        foreach (Call tampered in (Call[])
        [
            replay with { Body = call.Body.Replace("apiminiprogram", "apiminiprogran", StringComparison.Ordinal) },
            replay with { Timestamp = call.Timestamp + 1 },
            replay with { Host = "tcsas.tencentcloudapi.com" },
            replay with { ContentType = "application/json; charset=utf-8" },
            replay with { Authorization = authorization[..^1] + (authorization[^1] == '0' ? '1' : '0') },
            call with { SecretKey = ApiEmulator.ExampleSecretKey[..^1] + "F" },
        ])
        {
            Assert.Equal("AuthFailure.SignatureFailure", await _client.Value.CodeAsync(tampered));
        }

        Assert.Equal("AuthFailure.SecretIdNotFound", await _client.Value.CodeAsync(call with { SecretId = ApiEmulator.ExampleSecretId[..^1] + "F" }));
    }

    [Theory]
    [InlineData("127.0.0.1:8080", "127.0.0.1:8080")]
    [InlineData("127.0.0.1:8080", "127.0.0.1")]
    [InlineData("127.0.0.1:8080", "tcsas.intl.tencentcloudapi.com")]
    [InlineData("localhost:8080", "tcsas.tencentcloudapi.com")]
    [InlineData("[::1]:8080", "tcsas.ap-singapore.tencentcloudapi.com")]
    public async Task On_the_loopback_the_address_or_a_real_host_of_the_service_may_be_signed(string host, string signedHost)
    {
        Assert.Null(await _client.Value.CodeAsync(Tcsas with { Host = host, SignedHost = signedHost }));
    }

    [Theory]
    [InlineData("127.0.0.1:8080", "127.0.0.1:8080", "tcsas")]
    [InlineData("127.0.0.1:8080", "tcsas.intl.tencentcloudapi.com", "tcsas")]
    [InlineData("localhost:8080", "tcsas.ap-singapore.tencentcloudapi.com", "tcsas")]
    [InlineData("127.0.0.1:8080", "tcsas.intl.tencentcloudapi.com", "127")]
    [InlineData("tcsas.intl.tencentcloudapi.com", "tcsas.intl.tencentcloudapi.com", "tcsas")]
    public async Task A_misspelt_action_or_version_is_told_and_not_the_signature_blamed(string host, string signedHost, string scope)
    {
        Call call = Tcsas with { Host = host, SignedHost = signedHost, Scope = scope };

        Assert.Equal("InvalidAction", await _client.Value.CodeAsync(call with { Action = "CreateMPN" }));
        Assert.Equal("NoSuchVersion", await _client.Value.CodeAsync(call with { Version = "2025-01-07" }));
        Assert.Equal("MissingParameter", await _client.Value.CodeAsync(call with { Version = null }));
        Assert.Equal("AuthFailure.SignatureFailure", await _client.Value.CodeAsync(call with { Action = "CreateMPN", SignedHost = "cdn.tencentcloudapi.com" }));
    }

    [Theory]
    [InlineData("127.0.0.1:8080", "cvm.tencentcloudapi.com")]
    [InlineData("127.0.0.1:8080", "127.0.0.1:8081")]
    [InlineData("tcsas.intl.tencentcloudapi.com", "tcsas.tencentcloudapi.com")]
    [InlineData("tcsas.intl.tencentcloudapi.com", "127.0.0.1")]
    public async Task Another_host_than_the_one_called_may_not_be_signed(string host, string signedHost)
    {
        Assert.Equal("AuthFailure.SignatureFailure", await _client.Value.CodeAsync(Tcsas with { Host = host, SignedHost = signedHost }));
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(300, null)]
    [InlineData(-300, null)]
    [InlineData(301, "AuthFailure.SignatureExpire")]
    [InlineData(-301, "AuthFailure.SignatureExpire")]
    public async Task A_timestamp_may_be_five_minutes_off_and_no_more(int seconds, string? code)
    {
        Assert.Equal(code, await _client.Value.CodeAsync(Tcsas with { Timestamp = Tcsas.Timestamp + seconds }));
    }

    [Fact]
    public async Task The_clock_offset_moves_the_window_and_the_Date_header()
    {
        _options.ClockOffset = TimeSpan.FromHours(1);

        using HttpResponseMessage response = await _client.Value.SendAsync(Tcsas);

        Assert.Equal(Now.AddHours(1), response.Headers.Date);
        Assert.Equal("AuthFailure.SignatureExpire", await _client.Value.CodeAsync(Tcsas));
        Assert.Null(await _client.Value.CodeAsync(Tcsas with { Timestamp = Now.AddHours(1).ToUnixTimeSeconds() }));
    }

    [Theory]
    [InlineData("2019-02-26")]
    [InlineData("2562-02-25")]
    public async Task The_scope_carries_the_UTC_date_of_the_timestamp(string date)
    {
        Assert.Equal("AuthFailure.SignatureFailure", await _client.Value.CodeAsync(Tcsas with { ScopeDate = date }));
    }

    [Fact]
    public async Task The_scope_names_the_service_that_is_called()
    {
        Assert.Equal("AuthFailure.SignatureFailure", await _client.Value.CodeAsync(Tcsas with { Scope = "cvm" }));
        Assert.Equal("AuthFailure.SignatureFailure", await _client.Value.CodeAsync(Tcsas with { Scope = "cvm", Action = "CreateMPN" }));
        Assert.Null(await _client.Value.CodeAsync(Tcsas with { Host = "127.0.0.1:8080", SignedHost = "127.0.0.1", Scope = "127" }));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Basic YTpi")]
    [InlineData("TC3-HMAC-SHA256 Credential=a/2019-02-25/tcsas/tc3_request, SignedHeaders=content-type;host")]
    [InlineData("TC3-HMAC-SHA256 Credential=a/2019-02-25/tcsas, SignedHeaders=content-type;host, Signature=0")]
    [InlineData("TC3-HMAC-SHA256 Credential=a/2019-02-25/tcsas/aws4_request, SignedHeaders=content-type;host, Signature=0")]
    [InlineData("TC3-HMAC-SHA256 nonsense")]
    public async Task An_Authorization_header_that_is_missing_or_malformed_is_told_apart_from_a_wrong_signature(string authorization)
    {
        Assert.Equal("AuthFailure.InvalidAuthorization", await _client.Value.CodeAsync(Tcsas with { Authorization = authorization }));
    }

    [Theory]
    [InlineData("host")]
    [InlineData("content-type")]
    [InlineData("Content-Type;Host")]
    public async Task Content_type_and_host_must_be_among_the_signed_headers(string signedHeaders)
    {
        string authorization = Tcsas.Sign().Replace("content-type;host", signedHeaders, StringComparison.Ordinal);

        Assert.Equal("AuthFailure.InvalidAuthorization", await _client.Value.CodeAsync(Tcsas with { Authorization = authorization }));
    }

    [Theory]
    [InlineData("content-type;host", null)]
    [InlineData("content-type;host;x-tc-action", null)]
    [InlineData("content-type;host;x-tc-action;x-tc-region", null)]
    [InlineData("host;content-type", "AuthFailure.InvalidAuthorization")]
    [InlineData("content-type;host;x-tc-region;x-tc-action", "AuthFailure.InvalidAuthorization")]
    [InlineData("content-type;host;host", "AuthFailure.InvalidAuthorization")]
    [InlineData("content-type;content-type;host", "AuthFailure.InvalidAuthorization")]
    [InlineData("content-type;host;X-TC-Action", "AuthFailure.InvalidAuthorization")]
    [InlineData("content-type;host;", "AuthFailure.InvalidAuthorization")]
    [InlineData("content-type;host;x-tc-language", "AuthFailure.SignatureFailure")]
    public async Task Signed_headers_are_sorted_distinct_lower_case_and_sent_even_when_the_signature_is_right(string signedHeaders, string? code)
    {
        Assert.Equal(code, await _client.Value.CodeAsync(Tcsas with { SignedHeaders = signedHeaders }));
    }

    [Theory]
    [InlineData("content-type;host;x-tc-language", "`x-tc-language`")]
    [InlineData("content-type;host;x-tc-region;x-tc-action", "`x-tc-action` comes before `x-tc-region`")]
    [InlineData("content-type;host;host", "`host` twice")]
    public async Task A_refusal_of_signed_headers_names_the_header(string signedHeaders, string place)
    {
        JsonElement response = await _client.Value.CallAsync(Tcsas with { SignedHeaders = signedHeaders });

        Assert.Contains(place, response.GetProperty("Error").GetProperty("Message").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("the token", null)]
    [InlineData("another token", "AuthFailure.TokenFailure")]
    [InlineData(null, "AuthFailure.TokenFailure")]
    public async Task A_temporary_key_comes_with_its_token(string? token, string? code)
    {
        Call call = Tcsas with { SecretId = "AKIDtemporaryEXAMPLE", SecretKey = "temporaryKeyEXAMPLE", Token = token };

        Assert.Equal(code, await _client.Value.CodeAsync(call));
    }

    [Fact]
    public async Task A_long_term_key_comes_without_a_token()
    {
        Assert.Equal("AuthFailure.TokenFailure", await _client.Value.CodeAsync(Tcsas with { Token = "the token" }));
    }

    [Fact]
    public async Task An_unsigned_payload_is_hashed_as_that_word()
    {
        Call call = Tcsas with { MoreHeaders = [("X-TC-Content-SHA256", "UNSIGNED-PAYLOAD")] };
        string authorization = (call with { Body = "UNSIGNED-PAYLOAD" }).Sign();

        Assert.Null(await _client.Value.CodeAsync(call with { Authorization = authorization }));
        Assert.Equal("AuthFailure.SignatureFailure", await _client.Value.CodeAsync(call with { Authorization = authorization, MoreHeaders = [] }));
    }

    [Fact]
    public async Task Without_verification_any_key_will_do()
    {
        _options.VerifySignatures = false;

        Assert.Null(await _client.Value.CodeAsync(Tcsas with { SecretId = "somebody", SecretKey = "else" }));
        Assert.Null(await _client.Value.CodeAsync(Tcsas with { Authorization = "" }));
    }

    [Fact]
    public void A_credential_prints_without_its_key_and_token()
    {
        string text = new EmulatorCredential("AKIDtemporaryEXAMPLE", "temporaryKeyEXAMPLE", "the token", "account 1").ToString();

        Assert.Contains("AKIDtemporaryEXAMPLE", text, StringComparison.Ordinal);
        Assert.DoesNotContain("temporaryKeyEXAMPLE", text, StringComparison.Ordinal);
        Assert.DoesNotContain("the token", text, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        if (_client.IsValueCreated)
        {
            _client.Value.Dispose();
        }
    }

    private static Call Published(string secretId, string signedHeaders, string signature, string date = "2019-02-25") => new()
    {
        Host = "cvm.tencentcloudapi.com",
        Action = "DescribeInstances",
        Version = "2017-03-12",
        ContentType = "application/json; charset=utf-8",
        Body = """{"Limit": 1, "Filters": [{"Values": ["\u672a\u547d\u540d"], "Name": "instance-name"}]}""",
        Timestamp = Now.ToUnixTimeSeconds(),
        Authorization = $"TC3-HMAC-SHA256 Credential={secretId}/{date}/cvm/tc3_request, SignedHeaders={signedHeaders}, Signature={signature}",
    };
}
