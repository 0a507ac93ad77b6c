using ApiGen.Analyzers.Blocking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ApiGen.CodeFixes;

/// <summary>
/// Knows what code takes from its thread or leaves there: after an <c>await</c> another one may go on, which has not taken the lock, and
/// does not find what was left. The rule sees it in the function itself; here it is what helpers do, and those who come to the function.
/// </summary>
internal static class CallersThread
{
    /// <summary>
    /// Whether code takes or leaves something. A helper that holds a lock by <c>lock</c> or <c>using</c>, and meanwhile runs only its own code, does not;
    /// where one takes or releases a lock in any other way, nothing is said of when it is held.
    /// </summary>
    /// <param name="code">The code.</param>
    /// <param name="uses">What it uses.</param>
    public static bool IsTouched(UsingCode code, IReadOnlyList<MemberUse> uses) =>
        uses.Any(use => !(code.IsFollowed && use.IsUsing && IsEndedBy(use))
            && (ThreadMembers.Belongs(use.Member, use.IsChanged) || (ThreadMembers.IsLock(use.Member, Receiver(code.Model, use)) && use.Member.Name != nameof(IDisposable.Dispose))))
        || (code.IsFollowed && RunsOthers(code) && Holds(code, uses));

    /// <summary>Whether a lock is held around what may run the function, by one of those who come to it.</summary>
    /// <param name="callers">The function, and the members that come to it.</param>
    /// <param name="cancellation">Ends the work early.</param>
    public static bool IsLocked(IReadOnlyList<UsingCode> callers, CancellationToken cancellation) =>
        callers.Any(caller => caller.Syntax.DescendantNodes(node => node != callers[0].Syntax).OfType<LockStatementSyntax>().Any(held => Callers.MayRun(held, caller.Model, callers, cancellation)));

    /// <summary>Whether <c>using</c> gives back what a member takes, so that nothing of it is left.</summary>
    private static bool IsEndedBy(MemberUse use) => use.Member.Name is "EnterScope" or "SuppressFlow" or ".ctor";

    private static bool Holds(UsingCode code, IReadOnlyList<MemberUse> uses) =>
        code.Syntax.DescendantNodes().Any(static node => node is LockStatementSyntax) || uses.Any(use => use.IsUsing && IsEndedBy(use) && (ThreadMembers.IsLock(use.Member, null) || ThreadMembers.Belongs(use.Member, isWritten: false)));

    /// <summary>Whether a member comes back between its beginning and its end, or calls what it is given.</summary>
    private static bool RunsOthers(UsingCode code) =>
        code.Syntax.DescendantNodes().Any(static node => node is YieldStatementSyntax)
        || (code.Model.GetDeclaredSymbol(code.Syntax) is IMethodSymbol { Parameters: var parameters } && parameters.Any(static parameter => parameter.Type.TypeKind == TypeKind.Delegate));

    /// <summary>The type of what a member is used on.</summary>
    private static ITypeSymbol? Receiver(SemanticModel model, MemberUse use) =>
        use.Syntax.Parent is MemberAccessExpressionSyntax { Expression: var receiver } access && access.Name == use.Syntax ? model.GetTypeInfo(receiver).Type
        : use.Syntax.Parent is MemberBindingExpressionSyntax && use.Syntax.FirstAncestorOrSelf<ConditionalAccessExpressionSyntax>() is { Expression: var asked } ? model.GetTypeInfo(asked).Type
        : null;
}
