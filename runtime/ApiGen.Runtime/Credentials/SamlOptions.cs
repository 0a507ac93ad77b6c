namespace ApiGen.Runtime;

/// <summary>Which role is assumed with which SAML assertion.</summary>
public sealed class SamlOptions : RoleOptions
{
    /// <summary>The role, such as <c>qcs::cam::uin/12345678:roleName/testRoleName</c>.</summary>
    public required string RoleArn { get; set; }

    /// <summary>The identity provider, such as <c>qcs::cam::uin/12345678:saml-provider/OneLogin</c>.</summary>
    public required string PrincipalArn { get; set; }

    /// <summary>Gives a current assertion, base64-encoded; asked at every renewal.</summary>
    public required Func<CancellationToken, ValueTask<string>> Assertion { get; set; }

    /// <summary>The region whose token service is asked; <c>ap-guangzhou</c> unless set.</summary>
    public string Region { get; set; } = "ap-guangzhou";
}
