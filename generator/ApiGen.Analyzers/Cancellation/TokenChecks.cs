using ApiGen.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ApiGen.Analyzers.Cancellation;

/// <summary>
/// Where a body asks tokens whether they are cancelled. What runs when one is cancelled must not be cancelled, and who looks at the token
/// before each step has decided where to stop. In the loop that goes on while it is not cancelled a call should have it.
/// </summary>
internal sealed class TokenChecks
{
    private readonly Dictionary<SyntaxNode, List<(ISymbol Token, SyntaxNode Place)>> _byStatement = [];
    private readonly Dictionary<SyntaxNode, Dictionary<ISymbol, int>> _loopsByBlock = [];

    /// <param name="token">The token that is asked.</param>
    /// <param name="place">Where.</param>
    public void Add(ISymbol token, SyntaxNode place)
    {
        if (Step(place) is not { } step)
        {
            return;
        }

        Add(_byStatement, step, (token, place));
        if (step is StatementSyntax statement && IsLoop(statement) && statement.Parent is { } block)
        {
            if (!_loopsByBlock.TryGetValue(block, out Dictionary<ISymbol, int> ends))
            {
                _loopsByBlock[block] = ends = new Dictionary<ISymbol, int>(SymbolEqualityComparer.Default);
            }

            ends[token] = Math.Min(statement.Span.End, ends.TryGetValue(token, out int end) ? end : int.MaxValue);
        }
    }

    /// <summary>Whether a call stands where what a token says is settled.</summary>
    public bool Settle(SyntaxNode call, ISymbol token)
    {
        if (_byStatement.Count == 0 || Step(call) is not { } step)
        {
            return false;
        }

        // One of the branches of `token.IsCancellationRequested ? ... : ...`, right after the question.
        if (call.Ancestors().TakeWhile(around => around != step).OfType<ConditionalExpressionSyntax>().Any(choice =>
            !choice.Condition.Span.Contains(call.Span) && Of(_byStatement, step).Exists(check => Same(check.Token, token) && choice.Condition.Span.Contains(check.Place.Span))))
        {
            return true;
        }

        if (step is not StatementSyntax calling)
        {
            return false;
        }

        // Right after a look at the token the step is meant to be taken as a whole.
        if (Previous(calling) is { } previous && !IsLoop(previous) && Of(_byStatement, previous).Exists(check => Same(check.Token, token)))
        {
            return true;
        }

        foreach (SyntaxNode around in calling.Ancestors().Counted())
        {
            // The branch of `if (token.IsCancellationRequested)`.
            if (around is IfStatementSyntax choice
                && Of(_byStatement, around).Exists(check => Same(check.Token, token)
                    && (choice.Else?.Span.Contains(call.Span) == true ? IsNegated(check.Place) : !IsNegated(check.Place) || IsFirst(calling, choice.Statement))))
            {
                return true;
            }

            // After a loop that goes on while it is not cancelled, it is.
            if (_loopsByBlock.TryGetValue(around, out Dictionary<ISymbol, int> ends) && ends.TryGetValue(token, out int end) && end <= call.SpanStart)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The statement, or the body that is an expression, which a node is part of.</summary>
    private static SyntaxNode? Step(SyntaxNode node) => node.FirstAncestorOrSelf<SyntaxNode>(static around => around is StatementSyntax or ArrowExpressionClauseSyntax);

    /// <summary>Whether a statement is the first of a branch, right after the question that leads there.</summary>
    private static bool IsFirst(StatementSyntax statement, StatementSyntax branch) => statement == branch || (branch is BlockSyntax block && block.Statements.FirstOrDefault() == statement);

    private static bool IsLoop(StatementSyntax statement) => statement is WhileStatementSyntax or DoStatementSyntax or ForStatementSyntax;

    private static bool Same(ISymbol one, ISymbol other) => SymbolEqualityComparer.Default.Equals(one, other);

    private static void Add<T>(Dictionary<SyntaxNode, List<T>> all, SyntaxNode key, T value)
    {
        if (!all.TryGetValue(key, out List<T> known))
        {
            all[key] = known = [];
        }

        known.Add(value);
    }

    private static List<T> Of<T>(Dictionary<SyntaxNode, List<T>> all, SyntaxNode key) => all.TryGetValue(key, out List<T> known) ? known : [];

    /// <summary>Whether a question is whether the token is not cancelled.</summary>
    public static bool IsNegated(SyntaxNode check) =>
        check.Parent is PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression }
        || check.Parent is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression, Right: LiteralExpressionSyntax { RawKind: (int)SyntaxKind.FalseLiteralExpression } }
        || check.Parent is IsPatternExpressionSyntax { Pattern: ConstantPatternSyntax { Expression: LiteralExpressionSyntax { RawKind: (int)SyntaxKind.FalseLiteralExpression } } };

    /// <summary>The statement before one in the same block. To count its way there would take as long as the block.</summary>
    private static StatementSyntax? Previous(StatementSyntax statement) =>
        statement.GetFirstToken().GetPreviousToken().Parent is { } last
            ? last.AncestorsAndSelf().TakeWhile(node => node != statement.Parent).LastOrDefault(node => node.Parent == statement.Parent) as StatementSyntax
            : null;
}
