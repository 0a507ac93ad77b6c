using System.Collections.Immutable;
using ApiGen.Analyzers.ErrorCodes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace ApiGen.CodeFixes;

/// <summary>Compares an error code with the enum's value instead of with its text.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UseErrorCodeEnumFix))]
public sealed class UseErrorCodeEnumFix : DocumentFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("APIGEN1008");

    /// <inheritdoc/>
    protected override string Title => "Compare with the enum's value";

    /// <inheritdoc/>
    protected override bool TryFix(DocumentEditor editor, Diagnostic diagnostic, ISet<SyntaxNode> changed, CancellationToken cancellation)
    {
        if (!diagnostic.Properties.TryGetValue(ErrorCodeAnalyzer.MemberKey, out string? member)
            || !diagnostic.Properties.TryGetValue(ErrorCodeAnalyzer.EnumKey, out string? type)
            || editor.OriginalRoot.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is not ExpressionSyntax constant)
        {
            return false;
        }

        string value = type + "." + member;
        bool isTyped = diagnostic.Properties.ContainsKey(ErrorCodeAnalyzer.TypedKey);
        switch (constant.Parent)
        {
            case BinaryExpressionSyntax comparison when CodeOf(comparison.Left == constant ? comparison.Right : comparison.Left) is { } code:
                editor.ReplaceNode(comparison, (current, _) => (isTyped ? Compare(code, value, comparison.Kind()) : Match(code, type!, value, comparison.IsKind(SyntaxKind.NotEqualsExpression))).WithTriviaFrom(current));
                return true;
            case ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax equals } when EqualsCode(equals) is { } code:
                bool isNegated = equals.Parent is PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression };
                SyntaxNode replaced = isNegated ? equals.Parent! : equals;
                editor.ReplaceNode(replaced, (current, _) => (isTyped ? Compare(code, value, isNegated ? SyntaxKind.NotEqualsExpression : SyntaxKind.EqualsExpression) : Match(code, type!, value, isNegated)).WithTriviaFrom(current));
                return true;
            default:
                return isTyped && PatternComparison.Around(constant) is { } comparisonByPattern && comparisonByPattern.TryFix(editor, changed, cancellation);
        }
    }

    internal static MemberAccessExpressionSyntax? CodeOf(ExpressionSyntax expression) =>
        expression is MemberAccessExpressionSyntax { Name.Identifier.Text: "Code" } access ? access : null;

    private static MemberAccessExpressionSyntax? EqualsCode(InvocationExpressionSyntax equals) =>
        equals.Expression is MemberAccessExpressionSyntax { Name.Identifier.Text: "Equals", Expression: { } receiver }
            ? CodeOf(receiver) ?? equals.ArgumentList.Arguments.Select(static argument => CodeOf(argument.Expression)).FirstOrDefault(static code => code is not null)
            : null;

    private static BinaryExpressionSyntax Compare(MemberAccessExpressionSyntax code, string value, SyntaxKind kind) =>
        SyntaxFactory.BinaryExpression(
            kind,
            code.WithName(SyntaxFactory.IdentifierName("ErrorCode")).WithoutTrivia().WithTrailingTrivia(SyntaxFactory.Space),
            SyntaxFactory.Token(kind == SyntaxKind.EqualsExpression ? SyntaxKind.EqualsEqualsToken : SyntaxKind.ExclamationEqualsToken).WithTrailingTrivia(SyntaxFactory.Space),
            NewExpression.Parse(value));

    /// <summary>The static type of the exception has no enum: the comparison asks for the type, too.</summary>
    private static ExpressionSyntax Match(MemberAccessExpressionSyntax code, string type, string value, bool isNegated) =>
        NewExpression.Parse($"{code.Expression.WithoutTrivia()} is {(isNegated ? "not " : "")}global::ApiGen.Runtime.ApiException<{type}> {{ ErrorCode: {value} }}");
}
