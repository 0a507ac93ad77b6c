using Xunit;

namespace ApiGen.Runtime.Tests.Credentials;

/// <summary>A variable that is there and empty, as build servers make of a secret that they do not have, means no other source than one that is not there.</summary>
public sealed class EmptyVariableTests : IDisposable
{
    private readonly TemporaryFolder _home = new();

    public static TheoryData<string> Names => ["TENCENTCLOUD_CREDENTIALS_FILE", "TCCLI_PROFILE", "TKE_REGION", "TKE_PROVIDER_ID", "TKE_WEB_IDENTITY_TOKEN_FILE", "TKE_ROLE_ARN"];

    public void Dispose() => _home.Dispose();

    [Theory]
    [MemberData(nameof(Names))]
    public async Task An_empty_variable_ends_the_search_and_is_named(string name)
    {
        _home.Write(".tencentcloud/credentials", "[default]\nsecret_id=AKIDhome\nsecret_key=k\n");
        _home.Write(".tccli/default.credential", """{"secretId": "AKIDtccli", "secretKey": "k"}""");
        foreach (string each in Names.Select(row => row.Data).Where(each => each.StartsWith("TKE_", StringComparison.Ordinal)))
        {
            _home.Variables[each] = each == "TKE_WEB_IDENTITY_TOKEN_FILE" ? _home.Write("jwt", "cluster.jwt") : "x";
        }

        _home.Variables[name] = "";
        ICredentialProvider provider = name[..3] switch
        {
            "TEN" => new ProfileFileCredentialProvider(null, _home.Environment),
            "TCC" => new TccliCredentialProvider(null, _home.Environment),
            _ => new TkeOidcCredentialProvider(null, _home.Environment),
        };

        ApiCredentialException e = await Assert.ThrowsAsync<ApiCredentialException>(async () => await provider.GetCredentialAsync(TestContext.Current.CancellationToken));

        Assert.Contains($"The environment variable {name} is empty. Remove it for none.", e.ToString(), StringComparison.Ordinal);
        Assert.False(e.IsAbsent);
    }

    [Fact]
    public async Task An_empty_variable_is_none_of_the_file_s_business_when_the_options_name_one()
    {
        _home.Variables["TENCENTCLOUD_CREDENTIALS_FILE"] = "";
        ProfileFileOptions options = new() { Path = _home.Write("named", "[default]\nsecret_id=AKIDnamed\nsecret_key=k\n") };

        Assert.Equal("AKIDnamed", (await new ProfileFileCredentialProvider(options, _home.Environment).GetCredentialAsync(TestContext.Current.CancellationToken)).SecretId);
    }
}
