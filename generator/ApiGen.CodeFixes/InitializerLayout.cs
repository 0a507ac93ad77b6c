using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ApiGen.CodeFixes;

/// <summary>Puts members into an object initialiser as somebody would by hand: in order, and on lines like the others.</summary>
/// <param name="order">The type's members in order.</param>
/// <param name="text">The document.</param>
internal sealed class InitializerLayout(IReadOnlyList<string> order, SourceText text)
{
    /// <summary>As many go on one line in a new initialiser.</summary>
    private const int MostOnOneLine = 2;

    private const string Step = "    ";

    /// <summary>
    /// Whether a member may be given a value: it is not set, or set to nothing. Another expression that may come to null is for
    /// its author to mend.
    /// </summary>
    public static bool TakesValue(BaseObjectCreationExpressionSyntax creation, string name)
    {
        foreach (ExpressionSyntax member in creation.Initializer?.Expressions ?? [])
        {
            if (NameOf(member) == name)
            {
                return member is AssignmentExpressionSyntax { Right: { } value } && IsNothing(value);
            }
        }

        return true;
    }

    public BaseObjectCreationExpressionSyntax Add(BaseObjectCreationExpressionSyntax creation, IReadOnlyList<(string Name, string Value)> members, int position)
    {
        BaseObjectCreationExpressionSyntax added = creation.Initializer is { Expressions.Count: > 0 } initializer
            ? creation.WithInitializer(Extend(initializer, members))
            : Create(creation, members, Indentation(position));
        return added.WithTriviaFrom(creation);
    }

    private InitializerExpressionSyntax Extend(InitializerExpressionSyntax initializer, IReadOnlyList<(string Name, string Value)> members)
    {
        bool isMultiLine = initializer.OpenBraceToken.TrailingTrivia.Any(SyntaxKind.EndOfLineTrivia) || initializer.Expressions.GetSeparators().Any(static comma => comma.TrailingTrivia.Any(SyntaxKind.EndOfLineTrivia));
        SyntaxTriviaList indentation = isMultiLine ? SyntaxFactory.TriviaList(initializer.Expressions[0].GetLeadingTrivia().Where(static trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia)).Take(1)) : default;
        SyntaxTriviaList afterComma = SyntaxFactory.TriviaList(isMultiLine ? EndOfLine() : SyntaxFactory.Space);
        List<(ExpressionSyntax Member, SyntaxToken Comma)> items = Split(initializer, afterComma);
        foreach ((string name, string value) in members)
        {
            int existing = items.FindIndex(item => NameOf(item.Member) == name);
            if (existing >= 0)
            {
                // A creation that two calls share may have its value already.
                if (!IsNothing(((AssignmentExpressionSyntax)items[existing].Member).Right))
                {
                    continue;
                }

                items[existing] = (WithValue((AssignmentExpressionSyntax)items[existing].Member, value), items[existing].Comma);
                continue;
            }

            int index = Position(items, name);
            SyntaxToken comma = SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(index == items.Count && !isMultiLine ? SyntaxFactory.TriviaList(SyntaxFactory.Space) : afterComma);
            if (index == items.Count && index > 0 && !isMultiLine)
            {
                items[index - 1] = (items[index - 1].Member, items[index - 1].Comma.WithTrailingTrivia(afterComma));
            }

            items.Insert(index, (Assignment(name, value).WithLeadingTrivia(indentation), comma));
        }

        return initializer.WithExpressions(Join(items, keepsLastComma: initializer.Expressions.SeparatorCount == initializer.Expressions.Count));
    }

    /// <summary>Each member with the comma behind it; what stood behind the last one stands behind its comma.</summary>
    private static List<(ExpressionSyntax Member, SyntaxToken Comma)> Split(InitializerExpressionSyntax initializer, SyntaxTriviaList afterComma)
    {
        List<(ExpressionSyntax, SyntaxToken)> items = [];
        for (int index = 0; index < initializer.Expressions.Count; index++)
        {
            ExpressionSyntax member = initializer.Expressions[index];
            if (index < initializer.Expressions.SeparatorCount)
            {
                items.Add((member, initializer.Expressions.GetSeparator(index)));
            }
            else
            {
                SyntaxTriviaList behind = member.GetTrailingTrivia();
                items.Add((member.WithoutTrailingTrivia(), SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(behind.Count == 0 ? afterComma : behind)));
            }
        }

        return items;
    }

    private static SeparatedSyntaxList<ExpressionSyntax> Join(List<(ExpressionSyntax Member, SyntaxToken Comma)> items, bool keepsLastComma)
    {
        List<SyntaxNodeOrToken> joined = [];
        for (int index = 0; index < items.Count; index++)
        {
            (ExpressionSyntax member, SyntaxToken comma) = items[index];
            if (index < items.Count - 1 || keepsLastComma)
            {
                joined.Add(member);
                joined.Add(comma);
            }
            else
            {
                joined.Add(member.WithTrailingTrivia(comma.TrailingTrivia));
            }
        }

        return SyntaxFactory.SeparatedList<ExpressionSyntax>(joined);
    }

    /// <summary>Before the first member that the spec lists later.</summary>
    private int Position(List<(ExpressionSyntax Member, SyntaxToken Comma)> items, string name)
    {
        int rank = Rank(name);
        int index = items.FindIndex(item => NameOf(item.Member) is { } other && Rank(other) > rank);
        return index < 0 ? items.Count : index;
    }

    private int Rank(string name)
    {
        for (int index = 0; index < order.Count; index++)
        {
            if (order[index] == name)
            {
                return index;
            }
        }

        return order.Count;
    }

    private BaseObjectCreationExpressionSyntax Create(BaseObjectCreationExpressionSyntax creation, IReadOnlyList<(string Name, string Value)> members, string indentation)
    {
        bool isMultiLine = members.Count > MostOnOneLine;
        string open = isMultiLine ? NewLine() + indentation : " ";
        string separator = isMultiLine ? "," + NewLine() + indentation + Step : ", ";
        string inner = string.Join(separator, members.Select(static member => member.Name + " = " + member.Value));
        string initializer = isMultiLine ? "{" + NewLine() + indentation + Step + inner + "," + NewLine() + indentation + "}" : "{ " + inner + " }";
        string head = creation switch
        {
            ObjectCreationExpressionSyntax { ArgumentList: null or { Arguments.Count: 0 } } named => "new " + named.Type.WithoutTrivia(),
            ObjectCreationExpressionSyntax named => "new " + named.Type.WithoutTrivia() + named.ArgumentList!.WithoutTrivia(),
            _ => "new()",
        };
        return (BaseObjectCreationExpressionSyntax)NewExpression.Parse(head + open + initializer);
    }

    private static AssignmentExpressionSyntax WithValue(AssignmentExpressionSyntax assignment, string value) =>
        assignment.WithRight(NewExpression.Parse(value).WithTriviaFrom(assignment.Right));

    private static ExpressionSyntax Assignment(string name, string value) =>
        NewExpression.Parse(name + " = " + value);

    private static bool IsNothing(ExpressionSyntax value) => value switch
    {
        PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } suppressed => IsNothing(suppressed.Operand),
        ParenthesizedExpressionSyntax parenthesized => IsNothing(parenthesized.Expression),
        CastExpressionSyntax cast => IsNothing(cast.Expression),
        DefaultExpressionSyntax => true,
        _ => value.IsKind(SyntaxKind.NullLiteralExpression) || value.IsKind(SyntaxKind.DefaultLiteralExpression),
    };

    private static string? NameOf(ExpressionSyntax member) => (member as AssignmentExpressionSyntax)?.Left.ToString();

    /// <summary>The white space that the line begins with.</summary>
    private string Indentation(int position)
    {
        string line = text.Lines.GetLineFromPosition(position).ToString();
        return line.Substring(0, line.Length - line.TrimStart().Length);
    }

    private SyntaxTrivia EndOfLine() => SyntaxFactory.EndOfLine(NewLine());

    private string NewLine()
    {
        TextLine first = text.Lines[0];
        return first.EndIncludingLineBreak > first.End ? text.ToString(TextSpan.FromBounds(first.End, first.EndIncludingLineBreak)) : "\n";
    }
}
