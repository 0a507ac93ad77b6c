using System.Collections.Immutable;

namespace ApiGen.Analyzers.ErrorCodes;

/// <summary>
/// The codes that any action may answer with, whether or not its page lists them
/// (source: the vendor's page "Common Error Codes" of API 3.0).
/// </summary>
internal static class CommonCodes
{
    private static readonly ImmutableHashSet<string> Codes = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "ActionOffline",
        "DryRunOperation",
        "FailedOperation",
        "InternalError",
        "InvalidAction",
        "InvalidParameter",
        "InvalidParameterValue",
        "InvalidRequest",
        "IpInBlacklist",
        "IpNotInWhitelist",
        "LimitExceeded",
        "MissingParameter",
        "NoSuchProduct",
        "NoSuchVersion",
        "RequestSizeLimitExceeded",
        "ResourceInUse",
        "ResourceInsufficient",
        "ResourceNotFound",
        "ResourceUnavailable",
        "ResponseSizeLimitExceeded",
        "ServiceUnavailable",
        "UnknownParameter",
        "UnsupportedOperation",
        "UnsupportedProtocol",
        "UnsupportedRegion");

    /// <summary>Families of which new members appear without notice, because the gateway answers with them and not the action.</summary>
    private static readonly ImmutableArray<string> Families = ImmutableArray.Create("AuthFailure", "InternalError", "RequestLimitExceeded", "UnauthorizedOperation");

    /// <summary>Whether any action may answer with a code.</summary>
    public static bool Contains(string code) =>
        Codes.Contains(code)
        || Families.Any(family => code.StartsWith(family, StringComparison.Ordinal) && (code.Length == family.Length || code[family.Length] == '.'));
}
