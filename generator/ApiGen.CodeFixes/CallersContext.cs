using Microsoft.CodeAnalysis;

namespace ApiGen.CodeFixes;

/// <summary>
/// Knows what code sets for whoever called it: an asynchronous function gives its caller the execution context back as it was, and a
/// culture or a tenant that was set in it is gone.
/// </summary>
internal static class CallersContext
{
    /// <summary>Whether code sets something that belongs to its caller, or asks who that is.</summary>
    /// <param name="code">The code.</param>
    /// <param name="uses">What it uses.</param>
    public static bool IsTouched(UsingCode code, IReadOnlyList<MemberUse> uses) => uses.Any(static use => (use.Member.ContainingType?.Name, use.Member.Name) switch
    {
        ("AsyncLocal", "Value")
            or ("CultureInfo" or "Thread", "CurrentCulture" or "CurrentUICulture")
            or ("Thread", "CurrentPrincipal")
            or ("CorrelationManager", "ActivityId")
            or ("Activity" or "Transaction", "Current")
            or ("HttpContextAccessor" or "IHttpContextAccessor", "HttpContext") => use.IsWritten,
        ("ActivitySource", "StartActivity") or ("Activity", "Start") or ("ILogger" or "LoggerExtensions", "BeginScope") => !use.IsUsing,
        ("Activity", "Stop") or ("CorrelationManager", "StartLogicalOperation" or "StopLogicalOperation") or ("ExecutionContext", "Restore") => true,
        ("MethodBase", "GetCurrentMethod") or ("Assembly", "GetCallingAssembly") or ("StackTrace" or "StackFrame", ".ctor") => true,
        _ => false,
    });
}
