using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace ApiGen.Runtime.Tests.Credentials;

public sealed class TccliTests : IDisposable
{
    // 2026-03-01T12:00:00Z
    private const long Now = 1772366400;
    private readonly TemporaryFolder _home = new();
    private readonly FakeTimeProvider _time = new(DateTimeOffset.FromUnixTimeSeconds(Now));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task Keys_that_configure_wrote_are_read()
    {
        _home.Write(".tccli/default.credential", """{"secretId": "AKIDx", "secretKey": "hidden", "token": null, "role-arn": ""}""");

        TencentCloudCredential credential = await Provider().GetCredentialAsync(Cancellation);

        Assert.Equal("AKIDx", credential.SecretId);
        Assert.Equal("hidden", credential.SecretKey);
        Assert.Null(credential.Expiration);
        Assert.Equal("AKIDx", Provider().AccountKey);
    }

    [Fact]
    public async Task The_keys_of_a_login_end_when_they_say_and_are_read_anew_once_the_command_line_renewed_them()
    {
        _home.Write(".tccli/default.credential", Login("AKIDone", Now + 60));
        TccliCredentialProvider provider = Provider();
        TencentCloudCredential first = await provider.GetCredentialAsync(Cancellation);
        _time.Advance(TimeSpan.FromSeconds(60));

        ApiCredentialException e = await Assert.ThrowsAsync<ApiCredentialException>(async () => await provider.GetCredentialAsync(Cancellation));
        _home.Write(".tccli/default.credential", Login("AKIDtwo", Now + 7200));
        TencentCloudCredential second = await provider.GetCredentialAsync(Cancellation);

        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(Now + 60), first.Expiration);
        Assert.Contains("ended at 2026-03-01 12:01:00Z; run any tccli command to renew it", e.Message, StringComparison.Ordinal);
        Assert.Equal("AKIDtwo", second.SecretId);
        Assert.Equal("tccli:default", provider.AccountKey);
    }

    [Fact]
    public async Task The_environment_chooses_the_profile_and_the_option_goes_before_it()
    {
        _home.Write(".tccli/work.credential", """{"secretId": "AKIDwork", "secretKey": "k"}""");
        _home.Write(".tccli/play.credential", """{"secretId": "AKIDplay", "secretKey": "k"}""");
        _home.Variables["TCCLI_PROFILE"] = "work";

        Assert.Equal("AKIDwork", (await Provider().GetCredentialAsync(Cancellation)).SecretId);
        Assert.Equal("AKIDplay", (await Provider("play").GetCredentialAsync(Cancellation)).SecretId);
    }

    [Theory]
    [InlineData("""{"secretKey": "hidden"}""", "secretId is missing")]
    [InlineData("""{"secretId": "AKIDx", "secretKey": null}""", "secretKey is missing")]
    [InlineData("""{"secret_id": "AKIDx", "secretKey": "hidden"}""", "secretId is missing; is secret_id meant?")]
    [InlineData("""{"secretId": "AKIDx", "secretKey": "hidden\n"}""", "secretKey holds white space")]
    [InlineData("""{"secretId": "AKIDx", "secretKey": "hidden"}{""", "is not a JSON object")]
    [InlineData("""["hidden"]""", "is not a JSON object")]
    [InlineData("""{"secretId": "AKIDx", "secretKey": "hidden", "role-arn": "qcs::cam::uin/1:roleName/r"}""", "names a role to assume")]
    public async Task A_fault_is_named_with_its_file_and_never_its_value(string text, string message)
    {
        string path = _home.Write(".tccli/default.credential", text);

        ApiCredentialException e = await Assert.ThrowsAsync<ApiCredentialException>(async () => await Provider().GetCredentialAsync(Cancellation));

        Assert.Contains(message, e.Message, StringComparison.Ordinal);
        Assert.Contains(path, e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", e.ToString(), StringComparison.Ordinal);
        Assert.False(e.IsAbsent);
    }

    [Fact]
    public async Task A_profile_that_is_not_there_is_absent_unless_it_was_asked_for()
    {
        ApiCredentialException none = await Assert.ThrowsAsync<ApiCredentialException>(async () => await Provider().GetCredentialAsync(Cancellation));
        ApiCredentialException chosen = await Assert.ThrowsAsync<ApiCredentialException>(async () => await Provider("work").GetCredentialAsync(Cancellation));

        Assert.True(none.IsAbsent);
        Assert.False(chosen.IsAbsent);
        Assert.Throws<ArgumentException>(() => Provider("../work"));
    }

    private static string Login(string id, long end) =>
        $$"""{ "type": "oauth", "secretId": "{{id}}", "secretKey": "k", "token": "t", "expiresAt": {{end}}, "oauth": {"openId": "o", "accessToken": "a", "expiresAt": 1, "refreshToken": "r", "site": "intl" } }""";

    private TccliCredentialProvider Provider(string? profile = null) =>
        new(new TccliOptions { Profile = profile, TimeProvider = _time }, _home.Environment);
}
