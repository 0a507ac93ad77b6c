using ApiGen.Emulator.Scripting;
using ApiGen.Specs.Model;

namespace ApiGen.Explorer.Calling;

/// <summary>Says what an error code means.</summary>
internal static class ErrorMeaning
{
    // What is common to all actions stands in no spec; these are the codes that people meet first.
    private static readonly Dictionary<string, string> Common = new(StringComparer.Ordinal)
    {
        ["AuthFailure.InvalidAuthorization"] = "The Authorization header is missing or has another form than TC3-HMAC-SHA256 wants.",
        ["AuthFailure.SecretIdNotFound"] = "Nobody knows the SecretId: it is mistyped, deleted or disabled.",
        ["AuthFailure.SignatureExpire"] = "The timestamp is more than five minutes off. Is the clock right?",
        ["AuthFailure.SignatureFailure"] = "The signature is not that of the request as it arrived. The section Signature shows each step of it.",
        ["AuthFailure.TokenFailure"] = "The token does not belong to the key, or has ended.",
        ["RequestLimitExceeded"] = "There were more calls in a window than the limit allows. Send fewer, or let the runtime keep to the limit.",
        ["MissingParameter"] = "A parameter that the action requires was left out.",
        ["UnknownParameter"] = "The action has no parameter of that name.",
        ["InvalidParameter"] = "A parameter is wrong, mostly of another type.",
        ["InvalidParameterValue"] = "A parameter has a value that is not allowed.",
        ["UnsupportedRegion"] = "There is no such region, or the service is not offered there.",
        ["InternalError"] = "Something went wrong inside the service.",
    };

    /// <summary>What the code means: by the action's own list, by the code that it is a kind of, or by what any action may respond with.</summary>
    public static string Of(ActionModel action, string code)
    {
        if (Summary(action, code) is { } own)
        {
            return own;
        }

        string kind = code.Split('.')[0];
        return Common.TryGetValue(code, out string? common) ? common
            : Summary(action, kind) is { } wider ? $"The action lists no {code}; of {kind} it says: {wider}"
            : Common.TryGetValue(kind, out string? widest) ? widest
            : CodesOfAnyAction.All.Contains(code) ? "Any action may respond with this code."
            : "The spec does not know this code.";
    }

    private static string? Summary(ActionModel action, string code) =>
        action.Errors.FirstOrDefault(error => error.Code == code) is { } error ? error.Summary.Length > 0 ? error.Summary : "The action lists this code without a word about it." : null;
}
