using ApiGen.Analyzers.Flow;
using ApiGen.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace ApiGen.Analyzers.Cancellation;

/// <summary>Knows the calls that are meant to go without a token, or that get it in another way.</summary>
internal static class CallPurpose
{
    public static bool NeedsNoToken(IInvocationOperation call, TokenUses uses, ApiSymbols symbols) =>
        IsCleaningUp(call) || StandIns.Contains(call) || ExpressionTrees.Contains(call) || GetsTokenLater(call, uses, symbols);

    /// <summary>
    /// Whether a token was asked right before: what runs when it is cancelled must not be cancelled, and who looks at the token
    /// before each step has decided where to stop. In the loop that goes on while it is not cancelled the call should have it.
    /// </summary>
    public static bool IsAfterCheck(IInvocationOperation call, ISymbol token, TokenUses uses)
    {
        if (uses.IsRegistered(token))
        {
            return true;
        }

        foreach ((ISymbol checkedToken, SyntaxNode place) in uses.Checks)
        {
            if (place.SpanStart < call.Syntax.SpanStart && SymbolEqualityComparer.Default.Equals(checkedToken, token) && IsDecided(place, call.Syntax))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsDecided(SyntaxNode check, SyntaxNode call)
    {
        if (check.FirstAncestorOrSelf<StatementSyntax>() is not { } statement || call.FirstAncestorOrSelf<StatementSyntax>() is not { } calling)
        {
            return false;
        }

        bool isLoop = statement is WhileStatementSyntax or DoStatementSyntax or ForStatementSyntax;
        if (statement.Span.Contains(call.Span) && statement != calling)
        {
            // The branch of `if (token.IsCancellationRequested)`, or the body of a loop while it is not.
            return !isLoop && statement is IfStatementSyntax choice && (choice.Else?.Span.Contains(call.Span) == true ? IsNegated(check) : !IsNegated(check));
        }

        // After such a loop the token is cancelled; right after any other look at it the step is meant to be taken as a whole.
        return isLoop ? statement.Parent is { } block && block.Span.Contains(call.Span) : Previous(calling) == statement;
    }

    private static bool IsNegated(SyntaxNode check) =>
        check.Parent is PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression }
        || check.Parent is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression, Right: LiteralExpressionSyntax { RawKind: (int)SyntaxKind.FalseLiteralExpression } }
        || check.Parent is IsPatternExpressionSyntax { Pattern: ConstantPatternSyntax { Expression: LiteralExpressionSyntax { RawKind: (int)SyntaxKind.FalseLiteralExpression } } };

    private static StatementSyntax? Previous(StatementSyntax statement)
    {
        SyntaxList<StatementSyntax> siblings = statement.Parent switch
        {
            BlockSyntax block => block.Statements,
            SwitchSectionSyntax section => section.Statements,
            _ => default,
        };
        int index = siblings.IndexOf(statement);
        return index > 0 ? siblings[index - 1] : null;
    }

    /// <summary>What is undone after a failure or a cancellation must be undone in any case.</summary>
    private static bool IsCleaningUp(IInvocationOperation call)
    {
        for (IOperation? parent = call; parent is not null; parent = parent.Parent)
        {
            if (parent is ICatchClauseOperation || (parent.Parent is ITryOperation { Finally: { } block } && block == parent))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A sequence, or a task, may be given the token by what takes it: <c>WithCancellation</c>, <c>ToListAsync</c>, <c>WaitAsync</c>.</summary>
    private static bool GetsTokenLater(IOperation result, TokenUses uses, ApiSymbols symbols)
    {
        Stack<IOperation> rest = new([result]);
        HashSet<ISymbol> seen = new(SymbolEqualityComparer.Default);
        while (rest.Count > 0)
        {
            IOperation value = rest.Pop();
            IOperation? user = value.User();
            IInvocationOperation? taker = user switch
            {
                IInvocationOperation invocation when invocation.Instance?.WithoutConversions() == value => invocation,
                IArgumentOperation { Parent: IInvocationOperation invocation } => invocation,
                _ => null,
            };
            if (taker is not null)
            {
                if (taker.Arguments.Any(argument => symbols.IsToken(argument.Parameter?.Type) && argument.ArgumentKind != ArgumentKind.DefaultValue)
                    || IsRace(taker, symbols))
                {
                    return true;
                }

                rest.Push(taker);
            }
            else if (user is IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } } && seen.Add(local))
            {
                foreach (ILocalReferenceOperation reference in uses.References(local))
                {
                    rest.Push(reference);
                }
            }
            else if (user is IArrayInitializerOperation or IArrayCreationOperation || user?.Syntax is CollectionExpressionSyntax)
            {
                rest.Push(user);
            }
        }

        return false;
    }

    /// <summary>Whether a task races against another that the token ends.</summary>
    private static bool IsRace(IInvocationOperation taker, ApiSymbols symbols) =>
        taker.TargetMethod.Name == "WhenAny" && taker.Descendants().Any(part => part is IArgumentOperation { ArgumentKind: not ArgumentKind.DefaultValue } argument && symbols.IsToken(argument.Parameter?.Type));
}
