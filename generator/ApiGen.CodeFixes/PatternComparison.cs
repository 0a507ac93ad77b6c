using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace ApiGen.CodeFixes;

/// <summary>A comparison of a code by <c>is</c>, <c>switch</c> or a property pattern. Its constants change together or not at all.</summary>
/// <param name="code">What is compared: <c>e.Code</c>, or the name in a property pattern.</param>
/// <param name="constants">The texts it is compared with.</param>
internal sealed class PatternComparison(SyntaxNode code, IReadOnlyList<ExpressionSyntax> constants)
{
    private const string AnnotationName = "ApiErrorCodeAttribute";

    /// <summary>The comparison that a constant is part of; null when it is of another kind.</summary>
    public static PatternComparison? Around(ExpressionSyntax constant)
    {
        foreach (SyntaxNode node in constant.Ancestors())
        {
            switch (node)
            {
                case IsPatternExpressionSyntax comparison:
                    return Create(UseErrorCodeEnumFix.CodeOf(comparison.Expression), Constants(comparison.Pattern));
                case SubpatternSyntax { NameColon.Name: { Identifier.Text: "Code" } name } subpattern:
                    return Create(name, Constants(subpattern.Pattern));
                case SwitchExpressionSyntax expression:
                    return Create(UseErrorCodeEnumFix.CodeOf(expression.GoverningExpression), expression.Arms.SelectMany(static arm => Constants(arm.Pattern)));
                case SwitchStatementSyntax statement:
                    return Create(UseErrorCodeEnumFix.CodeOf(statement.Expression), statement.Sections.SelectMany(static section => section.Labels).SelectMany(Constants));
                case StatementSyntax:
                    return null;
            }
        }

        return null;
    }

    public bool TryFix(DocumentEditor editor, ISet<SyntaxNode> changed, CancellationToken cancellation)
    {
        if (changed.Contains(code))
        {
            return true;
        }

        ITypeSymbol? exception = code is MemberAccessExpressionSyntax access
            ? editor.SemanticModel.GetTypeInfo(access.Expression, cancellation).Type
            : (editor.SemanticModel.GetSymbolInfo(code, cancellation).Symbol?.ContainingType is not null
                && code.FirstAncestorOrSelf<RecursivePatternSyntax>() is { Type: { } type }
                    ? editor.SemanticModel.GetTypeInfo(type, cancellation).Type
                    : null);
        if (exception is not INamedTypeSymbol { TypeArguments: { Length: 1 } arguments })
        {
            return false;
        }

        string?[] members = [.. constants.Select(constant => Member(arguments[0], editor.SemanticModel.GetConstantValue(constant, cancellation).Value as string))];
        if (Array.Exists(members, static member => member is null))
        {
            return false;
        }

        changed.Add(code);
        for (int index = 0; index < constants.Count; index++)
        {
            editor.ReplaceNode(constants[index], NewExpression.Parse(members[index]!).WithTriviaFrom(constants[index]));
        }

        editor.ReplaceNode(code, code is MemberAccessExpressionSyntax whole ? whole.WithName(SyntaxFactory.IdentifierName("ErrorCode").WithTriviaFrom(whole.Name)) : SyntaxFactory.IdentifierName("ErrorCode").WithTriviaFrom(code));
        return true;
    }

    private static PatternComparison? Create(SyntaxNode? code, IEnumerable<ExpressionSyntax> constants) => code is null ? null : new PatternComparison(code, [.. constants]);

    private static IEnumerable<ExpressionSyntax> Constants(SyntaxNode node) =>
        node is CaseSwitchLabelSyntax label ? [label.Value] : node.DescendantNodesAndSelf().OfType<ConstantPatternSyntax>().Select(static pattern => pattern.Expression);

    private static string? Member(ITypeSymbol type, string? code)
    {
        foreach (ISymbol member in type.GetMembers())
        {
            if (member.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == AnnotationName && attribute.ConstructorArguments.FirstOrDefault().Value as string == code))
            {
                return type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat) + "." + member.Name;
            }
        }

        return null;
    }
}
