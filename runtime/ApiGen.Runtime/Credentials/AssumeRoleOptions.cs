namespace ApiGen.Runtime;

/// <summary>Which role is assumed, and how.</summary>
public sealed class AssumeRoleOptions : RoleOptions
{
    /// <summary>The role, such as <c>qcs::cam::uin/12345678:roleName/testRoleName</c>, or by its number <c>qcs::cam::uin/12345678:role/4611686018427397919</c>.</summary>
    public required string RoleArn { get; set; }

    /// <summary>The ID that a role may demand of callers from other accounts; null for none.</summary>
    public string? ExternalId { get; set; }

    /// <summary>A policy that narrows what the credentials allow, as JSON; null for all that the role allows. It is URL-encoded for the service, unless it is already.</summary>
    public string? Policy { get; set; }

    /// <summary>The account ID (UIN) of the user on whose behalf the role is assumed; null for none.</summary>
    public string? SourceIdentity { get; set; }

    /// <summary>The region whose token service is asked; <c>ap-guangzhou</c> unless set, as the vendor's SDKs have it.</summary>
    public string Region { get; set; } = "ap-guangzhou";
}
