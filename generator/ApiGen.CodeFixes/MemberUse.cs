using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ApiGen.CodeFixes;

/// <summary>A use of a member in code.</summary>
/// <param name="Member">The member.</param>
/// <param name="Syntax">Where it is named, made or disposed of, or what stands for it: an operator, a loop.</param>
internal sealed record MemberUse(ISymbol Member, SyntaxNode Syntax)
{
    /// <summary>Whether the member is given another value; the first of an object that is being made does not count.</summary>
    public bool IsChanged => IsWritten && Syntax.Parent?.Parent is not InitializerExpressionSyntax;

    /// <summary>Whether the member is given a value.</summary>
    public bool IsWritten =>
        IsTarget(Place)
        || Place.Parent is PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PostIncrementExpression or (int)SyntaxKind.PostDecrementExpression }
        || Place.Parent is PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PreIncrementExpression or (int)SyntaxKind.PreDecrementExpression };

    /// <summary>Whether the member is asked for its value, be it to give it another: <c>??=</c>.</summary>
    public bool IsRead => !IsTarget(Place) || !Place.Parent.IsKind(SyntaxKind.SimpleAssignmentExpression);

    /// <summary>The whole that is used: the name with what stands before it, or the tuple that it is assigned with.</summary>
    private SyntaxNode Place
    {
        get
        {
            SyntaxNode place = Syntax;
            while (place.Parent is ParenthesizedExpressionSyntax or MemberBindingExpressionSyntax or TupleExpressionSyntax or ArgumentSyntax { Parent: TupleExpressionSyntax }
                || (place.Parent is MemberAccessExpressionSyntax access && access.Name == place))
            {
                place = place.Parent;
            }

            return place;
        }
    }

    /// <summary>Whether what the use begins is ended in the function, by <c>using</c>.</summary>
    public bool IsUsing => Syntax.FirstAncestorOrSelf<StatementSyntax>() switch
    {
        LocalDeclarationStatementSyntax declaration => declaration.UsingKeyword.IsKind(SyntaxKind.UsingKeyword),
        UsingStatementSyntax block => !block.Statement.Span.Contains(Syntax.Span),
        _ => false,
    };

    private static bool IsTarget(SyntaxNode place) => place.Parent is AssignmentExpressionSyntax assignment && assignment.Left == place;
}
