using Xunit;

namespace ApiGen.Runtime.Tests.Credentials;

public sealed class CredentialTests
{
    [Theory]
    [InlineData(null, "k", null, "SecretId")]
    [InlineData("", "k", null, "SecretId")]
    [InlineData(" AKIDx", "k", null, "SecretId")]
    [InlineData("AKIDx\n", "k", null, "SecretId")]
    [InlineData("AK IDx", "k", null, "SecretId")]
    [InlineData("AKID\u00a0x", "k", null, "SecretId")]
    [InlineData("AKIDx", null, null, "SecretKey")]
    [InlineData("AKIDx", "", null, "SecretKey")]
    [InlineData("AKIDx", "hidden\t", null, "SecretKey")]
    [InlineData("AKIDx", "hidden\u0000", null, "SecretKey")]
    [InlineData("AKIDx", "hiddené", null, "SecretKey")]
    [InlineData("AKIDx", "k", "", "token")]
    [InlineData("AKIDx", "k", "hidden\r\nX-Evil: 1", "token")]
    public void A_part_that_cannot_be_right_is_refused_by_name_and_never_shown(string? id, string? key, string? token, string part)
    {
        ArgumentException e = Assert.ThrowsAny<ArgumentException>(() => new TencentCloudCredential(id!, key!, token));

        Assert.Contains($"The {part} ", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", e.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_text_of_a_credential_holds_neither_secret_nor_token()
    {
        Assert.Equal("credential AKIDx", new TencentCloudCredential("AKIDx", "hidden").ToString());
        Assert.Equal("temporary credential AKIDx", new TencentCloudCredential("AKIDx", "hidden", "hidden2").ToString());
    }
}
