namespace ApiGen.Runtime;

/// <summary>Which role is assumed with which token of an OpenID Connect provider.</summary>
public sealed class WebIdentityOptions : RoleOptions
{
    /// <summary>The role, such as <c>qcs::cam::uin/12345678:roleName/testRoleName</c>.</summary>
    public required string RoleArn { get; set; }

    /// <summary>The name of the identity provider in access management.</summary>
    public required string ProviderId { get; set; }

    /// <summary>Gives the identity provider's current token; asked at every renewal. See <see cref="TokenFile"/> for tokens in files.</summary>
    public required Func<CancellationToken, ValueTask<string>> Token { get; set; }

    /// <summary>The region whose token service is asked; <c>ap-guangzhou</c> unless set.</summary>
    public string Region { get; set; } = "ap-guangzhou";

    /// <summary>A <see cref="Token"/> that reads a file anew at every renewal; white space around the token is dropped.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ArgumentException">The path is empty.</exception>
    public static Func<CancellationToken, ValueTask<string>> TokenFile(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return _ => new ValueTask<string>(Credentials.IdentityTokenFile.Read(path, $"Token file {path}"));
    }
}
