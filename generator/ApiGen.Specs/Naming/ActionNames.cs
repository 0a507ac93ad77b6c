namespace ApiGen.Specs.Naming;

/// <summary>The names that belong to an action.</summary>
/// <param name="Request">The request class.</param>
/// <param name="Response">The response class.</param>
/// <param name="ErrorCode">The enum of error codes.</param>
/// <param name="Method">The client's method.</param>
/// <param name="ItemsMethod">The method that reads pages as one sequence; empty when the action is not paged.</param>
/// <param name="StreamMethod">The method that gives events as they come; empty when there are none.</param>
/// <param name="Description">The nested class of the client that describes the action.</param>
/// <param name="Parser">The private method of the client that turns a code into the enum.</param>
public sealed record ActionNames(
    string Request, string Response, string ErrorCode, string Method, string ItemsMethod, string StreamMethod, string Description, string Parser)
{
    /// <summary>What the name of a request class ends in.</summary>
    public const string RequestSuffix = "Request";

    /// <summary>What the name of a response class ends in.</summary>
    public const string ResponseSuffix = "Response";

    /// <summary>What the name of an enum of error codes ends in.</summary>
    public const string ErrorCodeSuffix = "ErrorCode";

    /// <summary>What the names of an action's types end in.</summary>
    public static IReadOnlyList<string> Suffixes { get; } = [RequestSuffix, ResponseSuffix, ErrorCodeSuffix];
}
