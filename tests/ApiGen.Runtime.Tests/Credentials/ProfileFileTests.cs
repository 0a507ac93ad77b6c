using ApiGen.Runtime.Tests.Telemetry;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace ApiGen.Runtime.Tests.Credentials;

public sealed class ProfileFileTests : IDisposable
{
    private readonly TemporaryFolder _home = new();
    private readonly FakeTimeProvider _time = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task The_default_profile_of_the_file_in_the_home_folder_is_read()
    {
        _home.Write(".tencentcloud/credentials", "# mine\n[other]\nsecret_id = AKIDother\n\n[default]\r\nsecret_id=AKIDx\r\n; old\nSECRET_KEY = \"hidden\"\n");

        TencentCloudCredential credential = await Provider().GetCredentialAsync(Cancellation);

        Assert.Equal("AKIDx", credential.SecretId);
        Assert.Equal("hidden", credential.SecretKey);
        Assert.False(credential.IsTemporary);
    }

    [Fact]
    public async Task The_environment_names_another_file_and_the_option_goes_before_it()
    {
        _home.Write(".tencentcloud/credentials", "[default]\nsecret_id=AKIDhome\nsecret_key=k\n");
        _home.Variables["TENCENTCLOUD_CREDENTIALS_FILE"] = _home.Write("named", "[default]\nsecret_id=AKIDnamed\nsecret_key=k\n");
        string chosen = _home.Write("chosen", "[p]\nsecret_id=AKIDchosen\nsecret_key=k\ntoken=t\n");

        Assert.Equal("AKIDnamed", (await Provider().GetCredentialAsync(Cancellation)).SecretId);
        TencentCloudCredential credential = await Provider(chosen, "p").GetCredentialAsync(Cancellation);
        Assert.Equal("AKIDchosen", credential.SecretId);
        Assert.True(credential.IsTemporary);
    }

    [Theory]
    [InlineData("", "has no section [default]")]
    [InlineData("[default]\nsecret_key=hidden\n", "section [default]: secret_id is missing")]
    [InlineData("[default]\nsecret_id=AKIDx\n", "section [default]: secret_key is missing")]
    [InlineData("[default]\nsecret_id=AKIDx\nsecret_key=\n", "section [default]: secret_key is empty")]
    [InlineData("[default]\nsecret_id=AKIDx\nsecret_key=hid den\n", "section [default]: secret_key holds white space")]
    [InlineData("[default]\nsecret_id=AKIDx\nsecret_key=hidden\ntoken=hid\u00a0den\n", "section [default]: token holds white space")]
    [InlineData("[defualt]\nsecret_id=AKIDx\nsecret_key=hidden\n", "has no section [default]; did you mean [defualt]?")]
    [InlineData("[other]\nsecret_id=AKIDx\nsecret_key=hidden\n", "has no section [default].")]
    [InlineData("[default]\nsecret_di=AKIDx\nsecret_key=hidden\n", "secret_id is missing; is secret_di meant?")]
    [InlineData("[default]\nsecret_id=AKIDx\nsecret-key=hidden\n", "secret_key is missing; is secret-key meant?")]
    [InlineData("[default]\nsecret_id=AKIDx\npassword=hidden\n", "secret_key is missing.")]
    [InlineData("[default]\nsecret_id=AKIDx\nsecret_key=\"hidden\n", "the value of secret_key in line 3 has a quotation mark that belongs to no other, as if it were half written.")]
    [InlineData("[default]\nsecret_id=AKIDx\nsecret_key=hidden'\n", "the value of secret_key in line 3 has a quotation mark that belongs to no other")]
    [InlineData("[default]\nsecret_id=AKIDx\nsecret_key=\"hidden' ; mine\n", "the value of secret_key in line 3 has a quotation mark that belongs to no other")]
    [InlineData("[default]\nsecret_id='AKIDx\nsecret_key=hidden\n", "the value of secret_id in line 2 has a quotation mark that belongs to no other")]
    [InlineData("[default]\nsecret_id=AKIDx\nsecret_key=\"\n", "the value of secret_key in line 3 has a quotation mark that belongs to no other")]
    [InlineData("[default]\nsecret_id=AKIDx\nhidden\n", "line 3 is no \"name = value\"")]
    [InlineData("[default]\nsecret_id=AKIDx\nsecret_key=hidden\nsecret_key=hidden2\n", "line 4 sets secret_key a second time")]
    public async Task A_fault_is_named_with_its_file_and_place_and_never_its_value(string text, string message)
    {
        string path = _home.Write(".tencentcloud/credentials", text);

        ApiCredentialException e = await Assert.ThrowsAsync<ApiCredentialException>(async () => await Provider().GetCredentialAsync(Cancellation));

        Assert.Contains(message, e.Message, StringComparison.Ordinal);
        Assert.Contains(path, e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hid", e.ToString(), StringComparison.Ordinal);
        Assert.False(e.IsAbsent);
    }

    [Fact]
    public async Task A_key_stays_in_use_while_a_value_in_the_file_is_half_written()
    {
        _home.Write(".tencentcloud/credentials", "[default]\nsecret_id=AKIDx\nsecret_key=\"hidden\"\nnote = rock 'n\n");
        ProfileFileCredentialProvider provider = Provider();
        TencentCloudCredential first = await provider.GetCredentialAsync(Cancellation);
        _home.Write(".tencentcloud/credentials", "[default]\nsecret_id=AKIDx\nsecret_key=\"hid");
        _time.Advance(TimeSpan.FromSeconds(6));

        Assert.Equal("hidden", (await provider.GetCredentialAsync(Cancellation)).SecretKey);
        Assert.Equal("hidden", first.SecretKey);
    }

    [Theory]
    [InlineData("prodd", "did you mean [prod]?")]
    [InlineData("pord1", "has no section [pord1].")]
    [InlineData("q", "has no section [q].")]
    public async Task Of_a_short_name_one_slip_is_near(string profile, string message)
    {
        string path = _home.Write("c", "[prod]\nsecret_id=AKIDx\nsecret_key=hidden\n[p]\nsecret_id=AKIDx\nsecret_key=hidden\n");

        ApiCredentialException e = await Assert.ThrowsAsync<ApiCredentialException>(async () => await Provider(path, profile).GetCredentialAsync(Cancellation));

        Assert.Contains(message, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_file_at_the_usual_place_is_absent_but_a_named_one_that_is_missing_is_a_fault()
    {
        ApiCredentialException none = await Assert.ThrowsAsync<ApiCredentialException>(async () => await Provider().GetCredentialAsync(Cancellation));
        _home.Variables["TENCENTCLOUD_CREDENTIALS_FILE"] = _home.PathOf("nowhere");
        ApiCredentialException named = await Assert.ThrowsAsync<ApiCredentialException>(async () => await Provider().GetCredentialAsync(Cancellation));

        Assert.True(none.IsAbsent);
        Assert.False(named.IsAbsent);
        Assert.Contains("TENCENTCLOUD_CREDENTIALS_FILE", named.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_changed_file_takes_effect_and_a_damaged_one_leaves_the_credential_as_it_was()
    {
        string path = _home.Write(".tencentcloud/credentials", "[default]\nsecret_id=AKIDone\nsecret_key=k\n");
        ProfileFileCredentialProvider provider = Provider();
        TencentCloudCredential first = await provider.GetCredentialAsync(Cancellation);

        _home.Write(".tencentcloud/credentials", "[default]\nsecret_id=AKIDsecond\nsecret_key=k\n");
        Assert.Same(first, await provider.GetCredentialAsync(Cancellation));
        _time.Advance(TimeSpan.FromSeconds(5));
        TencentCloudCredential second = await provider.GetCredentialAsync(Cancellation);
        _home.Write(".tencentcloud/credentials", "[default]\nsecret_id");
        _time.Advance(TimeSpan.FromSeconds(5));
        TencentCloudCredential third = await provider.GetCredentialAsync(Cancellation);
        File.Delete(path);
        _time.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal("AKIDsecond", second.SecretId);
        Assert.Same(second, third);
        Assert.Same(second, await provider.GetCredentialAsync(Cancellation));
    }

    [Fact]
    public async Task The_account_is_the_lasting_key_and_stays_the_profile_for_keys_that_change()
    {
        _home.Write(".tencentcloud/credentials", "[default]\nsecret_id=AKIDone\nsecret_key=k\n[temporary]\nsecret_id=AKIDtwo\nsecret_key=k\ntoken=t\n");
        ProfileFileCredentialProvider temporary = Provider(profile: "temporary");

        Assert.Equal("AKIDone", Provider().AccountKey);
        Assert.Equal("profile:temporary", temporary.AccountKey);
        _home.Write(".tencentcloud/credentials", "[temporary]\nsecret_id=AKIDthree\nsecret_key=k\ntoken=t2\n");
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal("AKIDthree", (await temporary.GetCredentialAsync(Cancellation)).SecretId);
        Assert.Equal("profile:temporary", temporary.AccountKey);
    }

    [Fact]
    public void Two_files_with_a_profile_of_one_name_are_two_accounts()
    {
        string one = _home.Write("one", "[default]\nsecret_id=AKIDone\nsecret_key=k\ntoken=t\n");
        string other = _home.Write("other", "[default]\nsecret_id=AKIDother\nsecret_key=k\ntoken=t\n");
        Assert.NotEqual(Provider(one).AccountKey, Provider(other).AccountKey);
        Assert.Equal(Provider(one).AccountKey, Provider(one).AccountKey);
    }

    [Fact]
    public async Task That_a_file_gives_no_credential_is_logged_once_for_each_reason()
    {
        LogCollector log = new();
        ProfileFileCredentialProvider provider = new(new ProfileFileOptions { TimeProvider = _time, LoggerFactory = log }, _home.Environment);

        _home.Write(".tencentcloud/credentials", "[default]\nsecret_id=AKIDx\n");
        await FailsAsync();
        await FailsAsync();
        _home.Write(".tencentcloud/credentials", "[default]\nsecret_key=hidden\n");
        await FailsAsync();
        _home.Write(".tencentcloud/credentials", "[default]\nsecret_id=AKIDx\nsecret_key=hidden\n");
        Assert.Equal("AKIDx", (await provider.GetCredentialAsync(Cancellation)).SecretId);
        _home.Write(".tencentcloud/credentials", "[default]\nsecret_key=hidden\n");
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("AKIDx", (await provider.GetCredentialAsync(Cancellation)).SecretId);

        Assert.Equal([1103, 1103, 1102], log.Entries.Select(static entry => entry.EventId));
        Assert.Contains("secret_key is missing", log.Entries.First().Message, StringComparison.Ordinal);
        Assert.DoesNotContain(log.Entries, static entry => entry.Message.Contains("hidden", StringComparison.Ordinal));

        async Task FailsAsync() => await Assert.ThrowsAsync<ApiCredentialException>(async () => await provider.GetCredentialAsync(Cancellation));
    }

    [Fact]
    public async Task That_the_usual_file_is_not_there_is_not_logged()
    {
        LogCollector log = new();
        ProfileFileCredentialProvider provider = new(new ProfileFileOptions { TimeProvider = _time, LoggerFactory = log }, _home.Environment);

        await Assert.ThrowsAsync<ApiCredentialException>(async () => await provider.GetCredentialAsync(Cancellation));

        Assert.Empty(log.Entries);
    }

    private ProfileFileCredentialProvider Provider(string? path = null, string profile = "default") =>
        new(new ProfileFileOptions { Path = path, Profile = profile, TimeProvider = _time }, _home.Environment);
}
