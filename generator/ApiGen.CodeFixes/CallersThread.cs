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
    /// Whether code takes or leaves something. A helper that holds a lock by <c>lock</c> or <c>using</c> alone does not; where one takes or releases
    /// a lock in any other way, nothing is said of when it is held, and of a delegate nothing of what it does.
    /// </summary>
    /// <param name="code">The code.</param>
    /// <param name="uses">What it uses.</param>
    public static bool IsTouched(UsingCode code, IReadOnlyList<MemberUse> uses) =>
        uses.Any(use => !(code.IsFollowed && use.IsUsing && IsEndedBy(use))
            && (ThreadMembers.Belongs(use.Member, use.IsChanged) || (ThreadMembers.IsLock(use.Member, Receiver(code.Model, use)) && use.Member.Name != nameof(IDisposable.Dispose))))
        || RunsUnknown(code)
        || (code.IsFollowed && Holds(code, uses) && code.Syntax.DescendantNodes().Any(static node => node is YieldStatementSyntax));

    /// <summary>Whether <c>using</c> gives back what a member takes, so that nothing of it is left.</summary>
    private static bool IsEndedBy(MemberUse use) => use.Member.Name is "EnterScope" or "SuppressFlow" or ".ctor";

    private static bool Holds(UsingCode code, IReadOnlyList<MemberUse> uses) =>
        code.Syntax.DescendantNodes().Any(static node => node is LockStatementSyntax) || uses.Any(use => use.IsUsing && IsEndedBy(use) && (ThreadMembers.IsLock(use.Member, null) || ThreadMembers.Belongs(use.Member, isWritten: false)));

    /// <summary>Whether a delegate is called, or a type that the caller chooses is made, which may do anything. What is generated calls delegates of its own, as for logging.</summary>
    private static bool RunsUnknown(UsingCode code) =>
        !code.Syntax.SyntaxTree.FilePath.EndsWith(".g.cs", StringComparison.OrdinalIgnoreCase)
        && (code.Syntax.DescendantNodes().OfType<InvocationExpressionSyntax>().Any(call => code.Model.GetSymbolInfo(call).Symbol is IMethodSymbol { MethodKind: MethodKind.DelegateInvoke })
            || code.Syntax.DescendantNodes().OfType<BaseObjectCreationExpressionSyntax>().Any(made => code.Model.GetTypeInfo(made).Type is ITypeParameterSymbol));

    /// <summary>The type of what a member is used on.</summary>
    private static ITypeSymbol? Receiver(SemanticModel model, MemberUse use) =>
        use.Syntax.Parent is MemberAccessExpressionSyntax { Expression: var receiver } access && access.Name == use.Syntax ? model.GetTypeInfo(receiver).Type
        : use.Syntax.Parent is MemberBindingExpressionSyntax && use.Syntax.FirstAncestorOrSelf<ConditionalAccessExpressionSyntax>() is { Expression: var asked } ? model.GetTypeInfo(asked).Type
        : null;
}
