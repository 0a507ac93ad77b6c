using System.Collections.Concurrent;
using ApiGen.Analyzers.Symbols;
using Microsoft.CodeAnalysis;

namespace ApiGen.Analyzers.ErrorCodes;

/// <summary>The codes that a response to any action may carry, whether or not its page lists them, as the runtime knows them.</summary>
internal static class CommonCodes
{
    /// <summary>Families of which new members appear without notice, because they come from the gateway and not from the action.</summary>
    private static readonly string[] Families = ["AuthFailure", "InternalError", "RequestLimitExceeded", "UnauthorizedOperation"];

    // Repeated by the runtime as RequestLimitExceeded is, whatever the page of an action lists.
    private const string OfGateway = "LimitExceeded.RateLimitExceeded";

    /// <summary>Whether a response to any action may carry a code.</summary>
    public static bool Contains(string code, ApiSymbols symbols, ConcurrentDictionary<ITypeSymbol, ErrorCodeEnum?> enums) =>
        code == OfGateway
        || ErrorCodeEnum.Of(symbols.CommonErrorCode, symbols, enums)?.Members.ContainsKey(code) == true
        || Array.Exists(Families, family => code.StartsWith(family, StringComparison.Ordinal) && (code.Length == family.Length || code[family.Length] == '.'));
}
