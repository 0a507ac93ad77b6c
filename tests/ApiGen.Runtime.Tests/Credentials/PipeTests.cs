using System.Diagnostics;
using Xunit;

namespace ApiGen.Runtime.Tests.Credentials;

/// <summary>What bears a file's name and is none: to open a pipe would wait for somebody to write to it, where neither token nor timeout is heard.</summary>
public sealed class PipeTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly TemporaryFolder _home = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _home.Dispose();

    [Theory]
    [InlineData("profile")]
    [InlineData("profile of the home folder")]
    [InlineData("profile of the environment")]
    [InlineData("profile through a link")]
    [InlineData("tccli")]
    [InlineData("token")]
    [InlineData("workload")]
    public async Task A_pipe_is_refused_at_once(string place)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no named pipes among its files.");
        string pipe = await PipeAsync(place switch { "profile of the home folder" => ".tencentcloud/credentials", "tccli" => ".tccli/default.credential", _ => "pipe" });
        _home.Variables["TENCENTCLOUD_CREDENTIALS_FILE"] = pipe;
        if (place == "profile of the home folder")
        {
            _home.Variables.Clear();
        }

        ICredentialProvider provider = place switch
        {
            "profile" => new ProfileFileCredentialProvider(new ProfileFileOptions { Path = pipe }),
            "profile through a link" => new ProfileFileCredentialProvider(new ProfileFileOptions { Path = _home.Link("link", pipe) }),
            "tccli" => new TccliCredentialProvider(new TccliOptions(), _home.Environment),
            "token" => new WebIdentityCredentialProvider(new WebIdentityOptions { RoleArn = "qcs::cam::uin/1:roleName/r", ProviderId = "p", Token = WebIdentityOptions.TokenFile(pipe) }),
            "workload" => Workload(pipe),
            _ => new ProfileFileCredentialProvider(new ProfileFileOptions(), _home.Environment),
        };

        ApiCredentialException e = await Assert.ThrowsAsync<ApiCredentialException>(() => AskAsync(provider));

        Assert.Contains($"{(place == "profile through a link" ? _home.PathOf("link") : pipe)}", e.Message, StringComparison.Ordinal);
        Assert.Contains(": is a pipe or a device, and only files are read.", e.Message, StringComparison.Ordinal);
        Assert.False(e.IsAbsent);
    }

    [Fact]
    public async Task The_account_of_a_provider_over_a_pipe_is_known_at_once_too()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no named pipes among its files.");
        ProfileFileCredentialProvider provider = new(new ProfileFileOptions { Path = await PipeAsync("pipe") });

        Assert.Equal($"profile:default@{_home.PathOf("pipe")}", await Task.Run(() => provider.AccountKey, Cancellation).WaitAsync(Patience, Cancellation));
    }

    [Fact]
    public async Task A_pipe_in_place_of_a_file_that_was_read_changes_nothing()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no named pipes among its files.");
        Microsoft.Extensions.Time.Testing.FakeTimeProvider time = new();
        string path = _home.Write("credentials", "[default]\nsecret_id=AKIDx\nsecret_key=hidden\n");
        ProfileFileCredentialProvider provider = new(new ProfileFileOptions { Path = path, TimeProvider = time });
        TencentCloudCredential before = await provider.GetCredentialAsync(Cancellation);

        File.Delete(path);
        await PipeAsync("credentials");
        time.Advance(TimeSpan.FromMinutes(1));

        Assert.Same(before, await AskAsync(provider));
    }

    [Theory]
    [InlineData("/dev/null", "has no section [default]")]
    [InlineData("/dev/zero", "is larger than 1 MiB")]
    [InlineData("/dev/ptmx", "is a pipe or a device")]
    public async Task A_device_is_refused_at_once(string device, string message)
    {
        Assert.SkipUnless(File.Exists(device), "This machine has no such device.");

        ApiCredentialException e = await Assert.ThrowsAsync<ApiCredentialException>(() => AskAsync(new ProfileFileCredentialProvider(new ProfileFileOptions { Path = device })));

        Assert.Contains(message, e.Message, StringComparison.Ordinal);
    }

    private static async Task<TencentCloudCredential> AskAsync(ICredentialProvider provider) =>
        await Task.Run(() => provider.GetCredentialAsync(Cancellation).AsTask(), Cancellation).WaitAsync(Patience, Cancellation);

    private TkeOidcCredentialProvider Workload(string tokenFile)
    {
        _home.Variables[TkeOidcCredentialProvider.RegionVariable] = "ap-singapore";
        _home.Variables[TkeOidcCredentialProvider.ProviderIdVariable] = "p";
        _home.Variables[TkeOidcCredentialProvider.RoleArnVariable] = "qcs::cam::uin/1:roleName/r";
        _home.Variables[TkeOidcCredentialProvider.TokenFileVariable] = tokenFile;
        return new TkeOidcCredentialProvider(new TkeOidcOptions(), _home.Environment);
    }

    private async Task<string> PipeAsync(string name)
    {
        string path = _home.PathOf(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using Process make = Process.Start("mkfifo", [path]);
        await make.WaitForExitAsync(Cancellation);
        Assert.Equal(0, make.ExitCode);
        return path;
    }
}
