using System.Text;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace ApiGen.Runtime.Tests.Credentials;

/// <summary>Files as they lie on real machines: links that are put elsewhere, encodings, hands that wrote them.</summary>
public sealed class FileLayoutTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _time = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("credentials")]
    [InlineData("..data/credentials")]
    public async Task A_secret_of_kubernetes_that_is_swapped_takes_effect(string path)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a privilege there.");
        _folder.Write("..2026_01/credentials", Profile("AKIDone"));
        _folder.Link("..data", "..2026_01");
        _folder.Link("credentials", "..data/credentials");
        ProfileFileCredentialProvider provider = Provider(path);
        TencentCloudCredential first = await provider.GetCredentialAsync(Cancellation);

        // Same length and same time: nothing but the content tells the two apart.
        string next = _folder.Write("..2026_02/credentials", Profile("AKIDtwo"));
        File.SetLastWriteTimeUtc(next, File.GetLastWriteTimeUtc(_folder.PathOf("..2026_01/credentials")));
        _folder.Link("..data", "..2026_02");
        Directory.Delete(_folder.PathOf("..2026_01"), recursive: true);
        _time.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal("AKIDone", first.SecretId);
        Assert.Equal("AKIDtwo", (await provider.GetCredentialAsync(Cancellation)).SecretId);
    }

    [Fact]
    public async Task A_swapped_profile_of_the_command_line_takes_effect_and_so_does_one_in_a_swapped_home()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a privilege there.");
        _folder.Write("a/default.credential", """{"secretId": "AKIDone", "secretKey": "k"}""");
        _folder.Write("b/default.credential", """{"secretId": "AKIDtwo", "secretKey": "k"}""");
        _folder.Link(".tccli", "a");
        TccliCredentialProvider provider = new(new TccliOptions { TimeProvider = _time }, _folder.Environment);
        string first = (await provider.GetCredentialAsync(Cancellation)).SecretId;

        _folder.Link(".tccli", "b");
        _time.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal("AKIDone", first);
        Assert.Equal("AKIDtwo", (await provider.GetCredentialAsync(Cancellation)).SecretId);
    }

    [Fact]
    public async Task A_loop_of_links_and_a_link_to_nowhere_are_faults_and_leave_a_credential_in_use()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a privilege there.");
        _folder.Write("real", Profile("AKIDone"));
        _folder.Link("credentials", "real");
        ProfileFileCredentialProvider provider = Provider("credentials");
        TencentCloudCredential first = await provider.GetCredentialAsync(Cancellation);

        _folder.Link("a", "b");
        _folder.Link("b", "a");
        foreach (string target in new[] { "a", "nowhere" })
        {
            _folder.Link("credentials", target);
            _time.Advance(TimeSpan.FromSeconds(5));

            Assert.Same(first, await provider.GetCredentialAsync(Cancellation));
            ApiCredentialException e = await Assert.ThrowsAsync<ApiCredentialException>(async () => await Provider("credentials").GetCredentialAsync(Cancellation));
            Assert.Contains("cannot be read", e.Message, StringComparison.Ordinal);
            Assert.False(e.IsAbsent);
        }

        _folder.Link("credentials", "real");
        _folder.Write("real", Profile("AKIDtwo"));
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal("AKIDtwo", (await provider.GetCredentialAsync(Cancellation)).SecretId);
    }

    [Fact]
    public async Task The_size_that_counts_is_the_file_s_not_the_link_s()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a privilege there.");
        _folder.Write("large", new byte[2 * 1024 * 1024]);
        _folder.Link("credentials", "large");

        ApiCredentialException e = await Assert.ThrowsAsync<ApiCredentialException>(async () => await Provider("credentials").GetCredentialAsync(Cancellation));

        Assert.Contains("larger than 1 MiB", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_in_place_of_the_file_is_named_as_one()
    {
        Directory.CreateDirectory(_folder.PathOf("credentials"));

        ApiCredentialException e = await Assert.ThrowsAsync<ApiCredentialException>(async () => await Provider("credentials").GetCredentialAsync(Cancellation));

        Assert.EndsWith("is a folder.", e.Message, StringComparison.Ordinal);
        Assert.False(e.IsAbsent);
    }

    [Fact]
    public async Task A_refused_key_is_looked_for_in_the_file_at_once()
    {
        _folder.Write("credentials", Profile("AKIDone"));
        ProfileFileCredentialProvider provider = Provider("credentials");
        TencentCloudCredential first = await provider.GetCredentialAsync(Cancellation);

        Assert.False(provider.Invalidate(first));
        _folder.Write("credentials", Profile("AKIDtwo"));
        Assert.True(provider.Invalidate(first));

        Assert.Equal("AKIDtwo", (await provider.GetCredentialAsync(Cancellation)).SecretId);
    }

    [Fact]
    public async Task Without_a_home_folder_the_current_folder_is_not_taken_for_it()
    {
        _folder.HasHome = false;
        ProfileFileCredentialProvider profile = new(new ProfileFileOptions { TimeProvider = _time }, _folder.Environment);
        TccliCredentialProvider tccli = new(new TccliOptions { TimeProvider = _time }, _folder.Environment);
        Assert.SkipWhen(File.Exists("/etc/tencentcloud/credentials"), "This machine has a profile file.");

        ApiCredentialException first = await Assert.ThrowsAsync<ApiCredentialException>(async () => await profile.GetCredentialAsync(Cancellation));
        ApiCredentialException second = await Assert.ThrowsAsync<ApiCredentialException>(async () => await tccli.GetCredentialAsync(Cancellation));

        Assert.Equal("There is no home folder with a profile file.", first.Message);
        Assert.Equal("There is no home folder with a tccli profile.", second.Message);
        Assert.True(first.IsAbsent);
        Assert.True(second.IsAbsent);
    }

    [Theory]
    [InlineData("[default] # production\nsecret_id = AKIDx\nsecret_key = hidden\n")]
    [InlineData("[default]; production\nsecret_id = AKIDx\nsecret_key = hidden\n")]
    [InlineData("[default] # see [1]\nsecret_id = AKIDx\nsecret_key = hidden\n")]
    [InlineData("[ default ]\nsecret_id: AKIDx\nsecret_key : hidden\n")]
    [InlineData("[default]\nsecret_id:AKIDx\nsecret_key=hidden")]
    [InlineData("[default]\nsecret_id = AKIDx ; mine\nsecret_key = hidden # yours; theirs\n")]
    [InlineData("[default]\nsecret_id = \"AKIDx\" ; mine\nsecret_key = 'hidden'\t# yours\ntoken = ; none\n")]
    [InlineData("  [default]\n    secret_id = AKIDx\n    secret_key = hidden\n    token =\n")]
    [InlineData("[other]\nbroken\n[default]\r\n\r\nSecret_Id=AKIDx\r\nSECRET_KEY=hidden\r\n[third]\nsecret_id = AKIDy\n")]
    [InlineData("[default]\rsecret_id=AKIDx\rsecret_key=hidden\r")]
    [InlineData("secret_id = AKIDnobody\n; [default]\n#[default]\n[default]\nsecret_id=AKIDx\n[default]\nsecret_key=hidden\n")]
    public async Task A_profile_is_read_as_the_vendor_s_readers_read_it(string text)
    {
        _folder.Write("credentials", text);

        TencentCloudCredential credential = await Provider("credentials").GetCredentialAsync(Cancellation);

        Assert.Equal("AKIDx", credential.SecretId);
        Assert.Equal("hidden", credential.SecretKey);
        Assert.False(credential.IsTemporary);
    }

    [Theory]
    [InlineData("hid=den==")]
    [InlineData("hid:den")]
    [InlineData("hid#den;")]
    public async Task A_mark_within_a_value_belongs_to_it(string key)
    {
        _folder.Write("credentials", $"[default]\nsecret_id = AKIDx\nsecret_key = {key} ; comment\n");

        Assert.Equal(key, (await Provider("credentials").GetCredentialAsync(Cancellation)).SecretKey);
    }

    [Theory]
    [InlineData("utf-8", true)]
    [InlineData("utf-16", true)]
    [InlineData("utf-16", false)]
    [InlineData("utf-16BE", true)]
    [InlineData("utf-16BE", false)]
    [InlineData("utf-32", true)]
    [InlineData("latin1", false)]
    public async Task Files_are_read_in_whatever_encoding_an_editor_or_a_shell_wrote_them(string encoding, bool hasMark)
    {
        Encoding used = Encoding.GetEncoding(encoding);
        byte[] Bytes(string text) => [.. hasMark ? used.GetPreamble() : [], .. used.GetBytes(text)];
        _folder.Write("credentials", Bytes("[default] # d\u00e9faut\r\nsecret_id = AKIDx\r\nsecret_key = hidden\r\n"));
        _folder.Write("default.credential", Bytes("""{"secretId": "AKIDx", "secretKey": "hidden"}"""));
        string token = _folder.Write("token", Bytes("header.payload.signature\r\n"));
        TccliCredentialProvider tccli = new(new TccliOptions { Directory = _folder.PathOf(""), TimeProvider = _time });

        Assert.Equal("hidden", (await Provider("credentials").GetCredentialAsync(Cancellation)).SecretKey);
        Assert.Equal("hidden", (await tccli.GetCredentialAsync(Cancellation)).SecretKey);
        Assert.Equal("header.payload.signature", await WebIdentityOptions.TokenFile(token)(Cancellation));
    }

    [Fact]
    public async Task A_comment_in_gbk_does_not_disturb_what_follows()
    {
        // The bytes of a head and comments in GBK, one of whose second bytes is a bracket.
        _folder.Write("credentials", [.. "[default] # "u8, 0xC4, 0xAC, 0x81, 0x5B, .. "\n# "u8, 0x81, 0x5D, .. "\nsecret_id=AKIDx\nsecret_key=hidden\n"u8]);

        Assert.Equal("AKIDx", (await Provider("credentials").GetCredentialAsync(Cancellation)).SecretId);
    }

    [Fact]
    public async Task Whoever_calls_while_another_caller_looks_at_the_file_gets_what_there_is()
    {
        _folder.Write("credentials", Profile("AKIDone"));
        ProfileFileCredentialProvider provider = Provider("credentials");
        TencentCloudCredential first = await provider.GetCredentialAsync(Cancellation);
        _time.Advance(TimeSpan.FromSeconds(5));

        TencentCloudCredential[] all = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => provider.GetCredentialAsync(Cancellation).AsTask(), Cancellation)));

        Assert.All(all, credential => Assert.Same(first, credential));
    }

    private static string Profile(string id) => $"[default]\nsecret_id={id}\nsecret_key=k\n";

    private ProfileFileCredentialProvider Provider(string name) => new(new ProfileFileOptions { Path = _folder.PathOf(name), TimeProvider = _time });
}
