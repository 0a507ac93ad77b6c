using System.Collections.Immutable;
using ApiGen.Analyzers.ErrorCodes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

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
    protected override ImmutableArray<DiagnosticAnalyzer> Rules { get; } = ImmutableArray.Create<DiagnosticAnalyzer>(new ErrorCodeAnalyzer());

    /// <inheritdoc/>
    private protected override Task<bool> TryFixAsync(DocumentEdit edit, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellation) =>
        Task.FromResult(TryFix(edit, diagnostics[0], cancellation));

    private static bool TryFix(DocumentEdit edit, Diagnostic diagnostic, CancellationToken cancellation)
    {
        if (!diagnostic.Properties.TryGetValue(ErrorCodeAnalyzer.MemberKey, out string? member)
            || !diagnostic.Properties.TryGetValue(ErrorCodeAnalyzer.EnumKey, out string? name)
            || edit.Root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is not ExpressionSyntax constant
            || edit.Model.Compilation.GetTypeByMetadataName(name!) is not { } type)
        {
            return false;
        }

        string value = type.At(edit.Model, constant.SpanStart) + "." + member;
        bool isTyped = diagnostic.Properties.ContainsKey(ErrorCodeAnalyzer.TypedKey);
        switch (constant.Parent)
        {
            case BinaryExpressionSyntax comparison when CodeOf(comparison.Left == constant ? comparison.Right : comparison.Left) is { } code:
                if (isTyped)
                {
                    edit.Replace(code.Name.Span, "ErrorCode");
                    edit.Replace(constant.Span, value);
                }
                else
                {
                    edit.Replace(comparison.Span, Match(edit, code, type, value, comparison.IsKind(SyntaxKind.NotEqualsExpression)));
                }

                return true;
            case ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax equals } when EqualsCode(equals, edit.Model, cancellation) is { } code:
                bool isNegated = equals.Parent is PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression };
                edit.Replace(
                    (isNegated ? equals.Parent! : equals).Span,
                    isTyped ? $"{code.Expression.WithoutTrivia()}.ErrorCode {(isNegated ? "!=" : "==")} {value}" : Match(edit, code, type, value, isNegated));
                return true;
            default:
                return isTyped && PatternComparison.Around(constant) is { } comparisonByPattern && comparisonByPattern.TryFix(edit, cancellation);
        }
    }

    internal static MemberAccessExpressionSyntax? CodeOf(ExpressionSyntax expression) =>
        expression is MemberAccessExpressionSyntax { Name.Identifier.Text: "Code" } access ? access : null;

    /// <summary>The code that a call of <c>Equals</c> compares letter by letter.</summary>
    private static MemberAccessExpressionSyntax? EqualsCode(InvocationExpressionSyntax equals, SemanticModel model, CancellationToken cancellation) =>
        model.GetSymbolInfo(equals, cancellation).Symbol is IMethodSymbol { Name: "Equals", ContainingType.SpecialType: SpecialType.System_String or SpecialType.System_Object } method
        && equals.Expression is MemberAccessExpressionSyntax { Expression: { } receiver }
        && equals.ArgumentList.Arguments is var arguments
        && (arguments.Count == (method.IsStatic ? 2 : 1) || model.GetConstantValue(arguments.Last().Expression, cancellation) is { HasValue: true, Value: (int)StringComparison.Ordinal })
            ? CodeOf(receiver) ?? arguments.Select(static argument => CodeOf(argument.Expression)).FirstOrDefault(static code => code is not null)
            : null;

    /// <summary>The static type of the exception has no enum: the comparison asks for the type, too.</summary>
    private static string Match(DocumentEdit edit, MemberAccessExpressionSyntax code, INamedTypeSymbol type, string value, bool isNegated)
    {
        string exception = edit.Model.Compilation.GetTypeByMetadataName("ApiGen.Runtime.ApiException`1")?.Construct(type).At(edit.Model, code.SpanStart) ?? "";
        return $"{code.Expression.WithoutTrivia()} is {(isNegated ? "not " : "")}{exception} {{ ErrorCode: {value} }}";
    }
}
