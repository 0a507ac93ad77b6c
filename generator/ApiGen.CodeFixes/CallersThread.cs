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
    /// <summary>Whether code takes or leaves something. A helper that takes a lock and releases it, and meanwhile runs only its own code, does not.</summary>
    /// <param name="code">The code.</param>
    /// <param name="uses">What it uses.</param>
    public static bool IsTouched(UsingCode code, IReadOnlyList<MemberUse> uses)
    {
        bool isHeld = false;
        foreach (MemberUse use in uses.Where(use => !(code.IsFollowed && use.IsUsing && IsEndedBy(use))))
        {
            if (ThreadMembers.Belongs(use.Member, use.IsChanged))
            {
                return true;
            }

            if (ThreadMembers.IsLock(use.Member, Receiver(code.Model, use)) && use.Member.Name != nameof(IDisposable.Dispose))
            {
                if (!code.IsFollowed || !IsReleased(code, use))
                {
                    return true;
                }

                isHeld = true;
            }
        }

        return code.IsFollowed && RunsOthers(code) && (isHeld || Holds(code, uses));
    }

    /// <summary>Whether a lock is held around what may run the function, by one of those who come to it.</summary>
    /// <param name="callers">The function, and the members that come to it.</param>
    /// <param name="cancellation">Ends the work early.</param>
    public static bool IsLocked(IReadOnlyList<UsingCode> callers, CancellationToken cancellation) =>
        callers.Any(caller => caller.Syntax.DescendantNodes(node => node != callers[0].Syntax).OfType<LockStatementSyntax>().Any(held => Callers.MayRun(held, caller.Model, callers, cancellation)));

    /// <summary>
    /// Whether a lock that a helper takes is released by the <c>finally</c> right behind or around, or what a use does stands in such a
    /// <c>finally</c>, or in <c>lock</c>. A release in another branch, or in a function that is run later, is none.
    /// </summary>
    private static bool IsReleased(UsingCode code, MemberUse use)
    {
        if (ThreadMembers.Takes(use.Member) is not { } takes)
        {
            return use.Syntax.Ancestors().TakeWhile(IsInFunction).Any(static around => around is LockStatementSyntax);
        }

        StatementSyntax? statement = use.Syntax.Ancestors().TakeWhile(IsInFunction).OfType<StatementSyntax>().FirstOrDefault();
        if (!takes)
        {
            return (statement?.Parent is IfStatementSyntax or BlockSyntax { Parent: IfStatementSyntax } ? statement.FirstAncestorOrSelf<IfStatementSyntax>() : statement)?.Parent is BlockSyntax { Parent: FinallyClauseSyntax { Parent: TryStatementSyntax attempt } finish }
                && Releases(code, finish)
                && Taking(attempt).Any(taking => Mentions(code, taking, isTaking: true));
        }

        return statement?.Parent is BlockSyntax block
            && ((block.Parent is TryStatementSyntax around && around.Block == block ? around : null) ?? Next(statement)) is { Finally: { } end }
            && Releases(code, end);
    }

    private static bool IsInFunction(SyntaxNode node) => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or MemberDeclarationSyntax);

    /// <summary>The <c>try</c> right behind a statement, or at the beginning of what runs if the lock was taken.</summary>
    private static TryStatementSyntax? Next(StatementSyntax statement) =>
        statement is IfStatementSyntax { Statement: BlockSyntax { Statements: [TryStatementSyntax first, ..] } } ? first
        : statement.Parent is BlockSyntax { Statements: var all } && all.IndexOf(statement) is var index && index + 1 < all.Count ? all[index + 1] as TryStatementSyntax
        : null;

    /// <summary>Where a lock may be taken that a <c>try</c> releases.</summary>
    private static IEnumerable<SyntaxNode> Taking(TryStatementSyntax attempt)
    {
        foreach (StatementSyntax statement in attempt.Block.Statements.OfType<ExpressionStatementSyntax>())
        {
            yield return statement;
        }

        if (attempt.Parent is BlockSyntax block)
        {
            int index = block.Statements.IndexOf(attempt);
            if (index > 0)
            {
                yield return block.Statements[index - 1] is IfStatementSyntax choice ? choice.Condition : block.Statements[index - 1];
            }
            else if (block.Parent is IfStatementSyntax { Condition: var condition })
            {
                yield return condition;
            }
        }
    }

    /// <summary>Whether a <c>finally</c> releases a lock in any case, or where a local says that it was taken.</summary>
    private static bool Releases(UsingCode code, FinallyClauseSyntax end) => end.Block.Statements.Any(statement =>
        statement is ExpressionStatementSyntax
            ? Mentions(code, statement, isTaking: false)
            : statement is IfStatementSyntax { Condition: IdentifierNameSyntax taken, Else: null } choice
                && code.Model.GetSymbolInfo(taken).Symbol is ILocalSymbol
                && Mentions(code, choice.Statement, isTaking: false));

    private static bool Mentions(UsingCode code, SyntaxNode place, bool isTaking) =>
        place.DescendantNodesAndSelf(static node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax))
            .OfType<SimpleNameSyntax>()
            .Any(name => code.Model.GetSymbolInfo(name).Symbol is { } member && ThreadMembers.IsLock(member, Receiver(code.Model, new MemberUse(member, name))) && ThreadMembers.Takes(member) == isTaking);

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
