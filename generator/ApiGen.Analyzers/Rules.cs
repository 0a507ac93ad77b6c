using Microsoft.CodeAnalysis;

namespace ApiGen.Analyzers;

/// <summary>Every rule on the use of generated clients, in one table.</summary>
public static class Rules
{
    /// <summary>Where the page of each rule stands; the rule's ID and <c>.md</c> follow.</summary>
    private const string HelpBase = "https://github.com/apigen-dotnet/apigen/blob/main/docs/diagnostics/";

    private const string Correctness = "ApiGen.Correctness";
    private const string Security = "ApiGen.Security";
    private const string Maintainability = "ApiGen.Maintainability";
    private const string Reliability = "ApiGen.Reliability";
    private const string Performance = "ApiGen.Performance";

    /// <summary>A request reaches a call while members that the service demands are not set.</summary>
    public static readonly DiagnosticDescriptor RequiredMembers = new(
        "APIGEN1001",
        "Required fields are not set",
        "{0} goes to '{1}' without {2}{3}",
        Correctness,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "The service refuses a request whose required fields are missing. The client finds that out before it sends anything and throws.",
        HelpBase + "APIGEN1001.md");

    /// <summary>A constant is outside of what the spec allows for a member.</summary>
    public static readonly DiagnosticDescriptor Constraint = new(
        "APIGEN1002",
        "A constant breaks a constraint",
        "{0} is not allowed for '{1}': {2}",
        Correctness,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "The spec limits the values of the member. The client checks them before it sends anything and throws.",
        HelpBase + "APIGEN1002.md");

    /// <summary>A secret stands in the source.</summary>
    public static readonly DiagnosticDescriptor SecretInSource = new(
        "APIGEN1003",
        "A secret stands in the source",
        "The {0} is a literal in the source; read it from the environment, a profile file or a secret store",
        Security,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "Whoever can read the source or the compiled assembly can use the account. A secret that was committed must be replaced.",
        HelpBase + "APIGEN1003.md");

    /// <summary>A member or an action is used that should not be used any more.</summary>
    public static readonly DiagnosticDescriptor Deprecated = new(
        "APIGEN1004",
        "A deprecated or disabled member or action is used",
        "'{0}' is {1}{2}",
        Maintainability,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        "The spec marks it as deprecated (it works, for now) or as disabled (the service ignores or refuses it).",
        HelpBase + "APIGEN1004.md");

    /// <summary>A thread is blocked until a call is done.</summary>
    public static readonly DiagnosticDescriptor BlockingCall = new(
        "APIGEN1005",
        "A thread is blocked on a client call",
        "'{0}' blocks a thread until '{1}' is done; {2}",
        Reliability,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A blocked thread does nothing for as long as the call waits for its turn and for the response; enough of them starve the thread pool, and under a synchronisation context the program can stand still.",
        HelpBase + "APIGEN1005.md");

    /// <summary>A client is created for each pass or request instead of being shared.</summary>
    public static readonly DiagnosticDescriptor ClientPerCall = new(
        "APIGEN1006",
        "A client is created per call",
        "'{0}' is created anew {1}; create it once and share it",
        Performance,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A client holds connections, the derived signing key and the throttle's memory of recent calls. A new one for every call loses all three.",
        HelpBase + "APIGEN1006.md");

    /// <summary>A cancellation token is at hand, but the call does not get it.</summary>
    public static readonly DiagnosticDescriptor CancellationNotPassed = new(
        "APIGEN1007",
        "The cancellation token is not passed on",
        "'{0}' is not given the cancellation token '{1}'",
        Reliability,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        "A call without the token goes on waiting for its turn and for the response after nobody wants the result any more.",
        HelpBase + "APIGEN1007.md");

    /// <summary>An error code is compared as a string though an enum has it, or can never be equal.</summary>
    public static readonly DiagnosticDescriptor ErrorCodeAsString = new(
        "APIGEN1008",
        "An error code is compared as a string",
        "{0}",
        Correctness,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "Every documented error code of an action is a value of its error code enum. A string can be misspelt, or belong to another action, and then never matches.",
        HelpBase + "APIGEN1008.md");
}
