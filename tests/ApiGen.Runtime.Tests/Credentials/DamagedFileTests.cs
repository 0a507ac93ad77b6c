using System.Text;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace ApiGen.Runtime.Tests.Credentials;

public sealed class DamagedFileTests : IDisposable
{
    private const string Secret = "Gu5t4v0rWq8ZpYbN2mKx";

    private static readonly byte[][] Profiles =
    [
        .. ((string[])
        [
            $"# mine\n[other]\nsecret_id = AKIDother\n\n[default]\r\nsecret_id=AKIDx\r\n; old\nSECRET_KEY = \"{Secret}\"\n",
            $"\uFEFF[default]\nsecret_id = AKIDx\nsecret_key = {Secret}\ntoken = {Secret}{Secret}\n",
            $"[default]\nrole_arn = qcs::cam::uin/1:roleName/x\n[work]\rsecret_id=AKIDx\rsecret_key={Secret}\r",
        ]).Select(Encoding.UTF8.GetBytes),
    ];

    private static readonly byte[][] Logins =
    [
        .. ((string[])
        [
            $$"""{"secretId": "AKIDx", "secretKey": "{{Secret}}", "token": null, "role-arn": ""}""",
            $$"""{"type": "oauth", "secretId": "AKIDx", "secretKey": "{{Secret}}", "token": "{{Secret}}", "expiresAt": 1772370000, "oauth": {"openId": "o", "accessToken": "{{Secret}}" } }""",
        ]).Select(Encoding.UTF8.GetBytes),
    ];

    private readonly TemporaryFolder _home = new();
    private readonly FakeTimeProvider _time = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _home.Dispose();

    [Fact]
    public Task Any_profile_file_gives_a_credential_or_a_failure_that_shows_no_key() =>
        TryAsync(23, ".tencentcloud/credentials", Profiles, () => new ProfileFileCredentialProvider(new ProfileFileOptions { TimeProvider = _time }, _home.Environment));

    [Fact]
    public Task Any_file_of_the_command_line_gives_a_credential_or_a_failure_that_shows_no_key() =>
        TryAsync(24, ".tccli/default.credential", Logins, () => new TccliCredentialProvider(new TccliOptions { TimeProvider = _time }, _home.Environment));

    private async Task TryAsync(int seed, string file, byte[][] corpus, Func<ICredentialProvider> provider)
    {
        int read = 0;
        await Mutants.EachAsync(seed, corpus, async (content, _) =>
        {
            _home.Write(file, content);
            try
            {
                TencentCloudCredential credential = await provider().GetCredentialAsync(Cancellation);
                Assert.EndsWith($"credential {credential.SecretId}", credential.ToString(), StringComparison.Ordinal);
                read++;
            }
            catch (ApiCredentialException e)
            {
                string told = e.ToString();
                Assert.All(Enumerable.Range(0, Secret.Length - 5), at => Assert.DoesNotContain(Secret.Substring(at, 6), told, StringComparison.OrdinalIgnoreCase));
            }
        });

        Assert.NotEqual(0, read);
    }
}
