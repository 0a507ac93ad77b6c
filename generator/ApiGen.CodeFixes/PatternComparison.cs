using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ApiGen.CodeFixes;

/// <summary>A comparison of a code by <c>is</c>, <c>switch</c> or a property pattern. Its constants change together or not at all.</summary>
/// <param name="code">What is compared: <c>e.Code</c>, or the name in a property pattern.</param>
/// <param name="constants">The texts it is compared with.</param>
internal sealed class PatternComparison(SyntaxNode code, IReadOnlyList<ExpressionSyntax> constants)
{
    private const string AnnotationName = "ApiErrorCodeAttribute";

    /// <summary>The comparison that a constant is part of; null when it is of another kind, or not with constants alone.</summary>
    public static PatternComparison? Around(ExpressionSyntax constant)
    {
        foreach (SyntaxNode node in constant.Ancestors())
        {
            switch (node)
            {
                case IsPatternExpressionSyntax comparison:
                    return Create(UseErrorCodeEnumFix.CodeOf(comparison.Expression), [comparison.Pattern], constant);
                case SubpatternSyntax { NameColon.Name: { Identifier.Text: "Code" } name } subpattern:
                    return Create(name, [subpattern.Pattern], constant);
                case SwitchExpressionSyntax expression:
                    return Create(UseErrorCodeEnumFix.CodeOf(expression.GoverningExpression), expression.Arms.Select(static arm => arm.Pattern), constant);
                case SwitchStatementSyntax statement:
                    // A jump to a case names its constant once more.
                    return statement.DescendantNodes().Any(static jump => jump.IsKind(SyntaxKind.GotoCaseStatement))
                        ? null
                        : Create(UseErrorCodeEnumFix.CodeOf(statement.Expression), statement.Sections.SelectMany(static section => section.Labels), constant);
                case StatementSyntax:
                    return null;
            }
        }

        return null;
    }

    public bool TryFix(DocumentEdit edit, CancellationToken cancellation)
    {
        if (!edit.IsToDo(code))
        {
            return true;
        }

        ITypeSymbol? exception = code is MemberAccessExpressionSyntax access
            ? edit.Model.GetTypeInfo(access.Expression, cancellation).Type
            : code.FirstAncestorOrSelf<RecursivePatternSyntax>() is { Type: { } type } ? edit.Model.GetTypeInfo(type, cancellation).Type : null;
        if (exception is not INamedTypeSymbol { TypeArguments: { Length: 1 } arguments })
        {
            return false;
        }

        string?[] members = [.. constants.Select(constant => Member(arguments[0], edit.Model.GetConstantValue(constant, cancellation).Value as string))];
        if (Array.Exists(members, static member => member is null))
        {
            return false;
        }

        string name = arguments[0].At(edit.Model, constants[0].SpanStart);
        for (int index = 0; index < constants.Count; index++)
        {
            edit.Replace(constants[index].Span, name + "." + members[index]);
        }

        edit.Replace(code is MemberAccessExpressionSyntax whole ? whole.Name.Span : code.Span, "ErrorCode");
        return true;
    }

    private static PatternComparison? Create(SyntaxNode? code, IEnumerable<SyntaxNode> patterns, ExpressionSyntax constant)
    {
        List<ExpressionSyntax> constants = [];
        return code is not null && AreConstants(patterns, constants) && constants.Contains(constant) ? new PatternComparison(code, constants) : null;
    }

    /// <summary>Whether patterns are made of constants alone. A name or a part of the text would change its type with the code.</summary>
    private static bool AreConstants(IEnumerable<SyntaxNode> patterns, List<ExpressionSyntax> constants)
    {
        Stack<SyntaxNode> rest = new(patterns);
        while (rest.Count > 0)
        {
            switch (rest.Pop())
            {
                case CaseSwitchLabelSyntax label:
                    constants.Add(label.Value);
                    break;
                case CasePatternSwitchLabelSyntax label:
                    rest.Push(label.Pattern);
                    break;
                case ConstantPatternSyntax constant:
                    constants.Add(constant.Expression);
                    break;
                case ParenthesizedPatternSyntax parenthesized:
                    rest.Push(parenthesized.Pattern);
                    break;
                case UnaryPatternSyntax not:
                    rest.Push(not.Pattern);
                    break;
                case BinaryPatternSyntax both:
                    rest.Push(both.Left);
                    rest.Push(both.Right);
                    break;
                case DiscardPatternSyntax or DefaultSwitchLabelSyntax:
                    break;
                default:
                    return false;
            }
        }

        return true;
    }

    private static string? Member(ITypeSymbol type, string? code)
    {
        foreach (ISymbol member in type.GetMembers())
        {
            if (member.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == AnnotationName && attribute.ConstructorArguments.FirstOrDefault().Value as string == code))
            {
                return member.Name;
            }
        }

        return null;
    }
}
