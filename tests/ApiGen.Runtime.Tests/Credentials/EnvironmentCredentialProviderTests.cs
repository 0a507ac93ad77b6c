using Xunit;

namespace ApiGen.Runtime.Tests.Credentials;

/// <summary>These change the process's environment, so they stand alone.</summary>
[CollectionDefinition(nameof(EnvironmentTests), DisableParallelization = true)]
public sealed class EnvironmentTests;

[Collection(nameof(EnvironmentTests))]
public sealed class EnvironmentCredentialProviderTests : IDisposable
{
    private static readonly string[] Variables =
    [
        EnvironmentCredentialProvider.SecretIdVariable,
        EnvironmentCredentialProvider.SecretKeyVariable,
        EnvironmentCredentialProvider.TokenVariable,
    ];

    private readonly string?[] _before = [.. Variables.Select(Environment.GetEnvironmentVariable)];

    public void Dispose() => Set(_before);

    [Fact]
    public async Task The_variables_give_the_credential_and_a_change_takes_effect_at_once()
    {
        EnvironmentCredentialProvider provider = new();
        Set("AKIDone", "key1", null);
        TencentCloudCredential first = await provider.GetCredentialAsync(TestContext.Current.CancellationToken);
        TencentCloudCredential again = await provider.GetCredentialAsync(TestContext.Current.CancellationToken);
        Set("AKIDone", "key1", "");
        TencentCloudCredential withEmptyToken = await provider.GetCredentialAsync(TestContext.Current.CancellationToken);
        Set("AKIDtwo", "key2", "token2");
        TencentCloudCredential second = await provider.GetCredentialAsync(TestContext.Current.CancellationToken);

        Assert.Same(first, again);
        Assert.Same(first, withEmptyToken);
        Assert.Equal("AKIDone", first.SecretId);
        Assert.False(first.IsTemporary);
        Assert.Equal("AKIDtwo", second.SecretId);
        Assert.True(second.IsTemporary);
        Assert.Equal("AKIDtwo", provider.AccountKey);
    }

    [Theory]
    [InlineData(null, "k", null, "TENCENTCLOUD_SECRET_ID is not set")]
    [InlineData("AKIDx", null, null, "TENCENTCLOUD_SECRET_KEY is not set")]
    [InlineData("AKIDx", "", null, "TENCENTCLOUD_SECRET_KEY is empty")]
    [InlineData("", "", null, "TENCENTCLOUD_SECRET_ID is empty")]
    [InlineData("", null, null, "TENCENTCLOUD_SECRET_ID is empty")]
    [InlineData("AKIDx", "hidden\n", null, "TENCENTCLOUD_SECRET_KEY is not usable")]
    [InlineData("AKIDx", "k", "hid den", "TENCENTCLOUD_TOKEN is not usable")]
    public async Task A_variable_that_is_missing_or_unusable_is_named(string? id, string? key, string? token, string message)
    {
        Set(id, key, token);

        ApiCredentialException e = await Assert.ThrowsAsync<ApiCredentialException>(
            async () => await new EnvironmentCredentialProvider().GetCredentialAsync(TestContext.Current.CancellationToken));

        Assert.Contains(message, e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hid", e.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("", null)]
    [InlineData(null, "")]
    public async Task Variables_that_are_there_and_empty_do_not_mean_another_identity(string? id, string? key)
    {
        // The platform is asked to keep empty variables apart from those that are not set; where it cannot, there is nothing to tell.
        Set(id, key, null);
        Assert.SkipWhen(Environment.GetEnvironmentVariable(Variables[0]) is null && Environment.GetEnvironmentVariable(Variables[1]) is null, "no empty variables here");
        CredentialChain chain = new(new EnvironmentCredentialProvider(), new TencentCloudCredential("AKIDother", "k"));

        ApiCredentialException e = await Assert.ThrowsAsync<ApiCredentialException>(async () => await chain.GetCredentialAsync(TestContext.Current.CancellationToken));

        Assert.False(e.IsAbsent);
    }

    [Fact]
    public async Task Variables_that_are_not_set_leave_the_search_to_the_next_source()
    {
        Set(null, null, null);
        CredentialChain chain = new(new EnvironmentCredentialProvider(), new TencentCloudCredential("AKIDother", "k"));

        Assert.Equal("AKIDother", (await chain.GetCredentialAsync(TestContext.Current.CancellationToken)).SecretId);
    }

    private static void Set(params string?[] values)
    {
        for (int i = 0; i < Variables.Length; i++)
        {
            Environment.SetEnvironmentVariable(Variables[i], values[i]);
        }
    }
}
