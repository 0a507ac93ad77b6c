using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ApiGen.CodeFixes;

/// <summary>Puts members into an object initialiser as somebody would by hand: in order, and on lines like the others.</summary>
/// <param name="order">The type's members in order.</param>
/// <param name="edit">The document.</param>
internal sealed class InitializerLayout(IReadOnlyList<string> order, DocumentEdit edit)
{
    /// <summary>As many go on one line in a new initialiser.</summary>
    private const int MostOnOneLine = 2;

    private readonly CommaSeparatedLayout _layout = new(edit.Text);

    /// <summary>
    /// Whether a member may be given a value: it is not set, or set to nothing. Another expression that may come to null is for
    /// its author to mend, and what another branch of <c>#if</c> says of the member is not known.
    /// </summary>
    public static bool TakesValue(BaseObjectCreationExpressionSyntax creation, string name) =>
        !creation.IsNamedElsewhere(name) && (Existing(creation, name) is not { } member || IsNothing(member.Right));

    public void Add(BaseObjectCreationExpressionSyntax creation, IReadOnlyList<(string Name, string Value)> members)
    {
        foreach ((string name, string value) in members)
        {
            if (Existing(creation, name) is { } member)
            {
                edit.Replace(member.Right.Span, value);
            }
        }

        (string Name, string Text)[] added = [.. members.Where(member => Existing(creation, member.Name) is null).Select(static member => (member.Name, member.Name + " = " + member.Value))];
        if (added.Length == 0)
        {
            return;
        }

        if (creation.Initializer is not { } initializer)
        {
            Create(creation, [.. added.Select(static member => member.Text)]);
        }
        else if (initializer.Expressions.Count == 0)
        {
            AddFirst(initializer, [.. added.Select(static member => member.Text)]);
        }
        else
        {
            foreach (IGrouping<int, (string Name, string Text)> place in added.GroupBy(member => PlaceOf(initializer, member.Name)))
            {
                string[] texts = [.. place.Select(static member => member.Text)];
                if (place.Key < 0)
                {
                    AddFirst(initializer, texts);
                }
                else
                {
                    AddAt(initializer, place.Key, texts);
                }
            }
        }
    }

    /// <summary>The place of a member in the spec's order; -1 for right behind the brace, where that place might be between two branches of <c>#if</c>.</summary>
    private int PlaceOf(InitializerExpressionSyntax initializer, string name)
    {
        int index = Position(initializer, name);
        SyntaxTrivia directive = initializer.DescendantTrivia().FirstOrDefault(trivia => trivia.IsBranch() && initializer.Span.Contains(trivia.SpanStart));
        bool isBefore = directive.RawKind == 0 || (index > 0 && initializer.Expressions.SeparatorCount >= index
            && initializer.Expressions.GetSeparator(index - 1) is var comma && comma.SpanStart < directive.SpanStart && CommaSeparatedLayout.EndsLine(comma.TrailingTrivia));
        return isBefore ? index : -1;
    }

    private void AddAt(InitializerExpressionSyntax initializer, int index, string[] members)
    {
        SeparatedSyntaxList<ExpressionSyntax> existing = initializer.Expressions;
        if (index == existing.Count && existing.SeparatorCount < existing.Count)
        {
            _layout.AddLast(edit, existing.Last(), existing.GetSeparators(), members);
            return;
        }

        SyntaxToken before = index == 0 ? initializer.OpenBraceToken : existing.GetSeparator(index - 1);
        ExpressionSyntax neighbour = existing[Math.Min(index, existing.Count - 1)];
        if (index > 0 && index < existing.Count && _layout.BeginsLine(before.SpanStart))
        {
            edit.Insert(before.Span.End, string.Concat(members.Select(member => " " + member + _layout.NewLine + _layout.Indentation(before.SpanStart) + ",")));
        }
        else if (CommaSeparatedLayout.EndsLine(before.TrailingTrivia))
        {
            edit.Insert(before.FullSpan.End, string.Concat(members.Select(member => _layout.IndentationOf(neighbour) + member + "," + _layout.NewLine)));
        }
        else if (index < existing.Count && !before.TrailingTrivia.Any(static trivia => trivia.IsNote()))
        {
            edit.Insert(neighbour.SpanStart, string.Concat(members.Select(static member => member + ", ")));
        }
        else
        {
            edit.Insert(before.Span.End, string.Concat(members.Select(static member => " " + member + ",")));
        }
    }

    private void AddFirst(InitializerExpressionSyntax initializer, string[] members)
    {
        SyntaxToken brace = initializer.OpenBraceToken;
        if (CommaSeparatedLayout.EndsLine(brace.TrailingTrivia))
        {
            string indentation = initializer.Expressions.Count > 0 && _layout.BeginsLine(initializer.Expressions[0].SpanStart)
                ? _layout.Indentation(initializer.Expressions[0].SpanStart)
                : _layout.Deeper(initializer, _layout.Indentation(brace.SpanStart));
            edit.Insert(brace.FullSpan.End, string.Concat(members.Select(member => indentation + member + "," + _layout.NewLine)));
            return;
        }

        string end = initializer.Expressions.Count > 0 ? "," : edit.Text[brace.Span.End] == '}' ? " " : "";
        edit.Insert(brace.Span.End, " " + string.Join(", ", members) + end);
    }

    private void Create(BaseObjectCreationExpressionSyntax creation, string[] members)
    {
        string indentation = _layout.Indentation(creation.SpanStart);
        string line = _layout.NewLine + _layout.Deeper(creation, indentation);
        string initializer = members.Length > MostOnOneLine
            ? _layout.NewLine + indentation + "{" + line + string.Join("," + line, members) + "," + _layout.NewLine + indentation + "}"
            : " { " + string.Join(", ", members) + " }";
        bool needsNoParentheses = creation is ObjectCreationExpressionSyntax { ArgumentList: { Arguments.Count: 0 } list } && !creation.DescendantTrivia().Any(trivia => trivia.IsNote() && creation.Span.Contains(trivia.Span));

        // In the place of what the creation ends with, and not behind it: there the creation around it may get a member.
        SyntaxToken last = creation.GetLastToken();
        edit.Replace(
            needsNoParentheses ? TextSpan.FromBounds(((ObjectCreationExpressionSyntax)creation).Type.Span.End, creation.Span.End) : last.Span,
            needsNoParentheses ? initializer : last.Text + initializer);
    }

    /// <summary>Before the first member that the spec lists later.</summary>
    private int Position(InitializerExpressionSyntax initializer, string name)
    {
        int rank = Rank(name);
        for (int index = 0; index < initializer.Expressions.Count; index++)
        {
            if (NameOf(initializer.Expressions[index]) is { } other && Rank(other) > rank)
            {
                return index;
            }
        }

        return initializer.Expressions.Count;
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

    private static AssignmentExpressionSyntax? Existing(BaseObjectCreationExpressionSyntax creation, string name) =>
        creation.Initializer?.Expressions.OfType<AssignmentExpressionSyntax>().FirstOrDefault(member => NameOf(member) == name);

    private static bool IsNothing(ExpressionSyntax value) => value switch
    {
        PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } suppressed => IsNothing(suppressed.Operand),
        ParenthesizedExpressionSyntax parenthesized => IsNothing(parenthesized.Expression),
        CastExpressionSyntax cast => IsNothing(cast.Expression),
        DefaultExpressionSyntax => true,
        _ => value.IsKind(SyntaxKind.NullLiteralExpression) || value.IsKind(SyntaxKind.DefaultLiteralExpression),
    };

    private static string? NameOf(ExpressionSyntax member) => ((member as AssignmentExpressionSyntax)?.Left as IdentifierNameSyntax)?.Identifier.ValueText;
}
