using System.Collections.Immutable;
using ApiGen.Analyzers.ErrorCodes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace ApiGen.CodeFixes;

/// <summary>Compares an error code with the enum's value instead of with its text.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UseErrorCodeEnumFix))]
public sealed class UseErrorCodeEnumFix : DocumentFixProvider
{
    private const string AnnotationName = "ApiErrorCodeAttribute";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("APIGEN1008");

    /// <inheritdoc/>
    protected override string Title => "Compare with the enum's value";

    /// <inheritdoc/>
    protected override ImmutableArray<DiagnosticAnalyzer> Rules { get; } = ImmutableArray.Create<DiagnosticAnalyzer>(new ErrorCodeAnalyzer());

    /// <inheritdoc/>
    private protected override async Task<bool> TryFixAsync(DocumentEdit edit, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellation) =>
        (diagnostics[0].Properties.ContainsKey(ErrorCodeAnalyzer.TypedKey) || !await HasOwnClientAsync(edit, diagnostics[0], cancellation).ConfigureAwait(false))
        && TryFix(edit, diagnostics[0], cancellation);

    /// <summary>Whether somebody's own client may be called in the member, whose exceptions need not have the enum's type.</summary>
    private static async Task<bool> HasOwnClientAsync(DocumentEdit edit, Diagnostic diagnostic, CancellationToken cancellation)
    {
        SyntaxNode member = edit.Root.FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<MemberDeclarationSyntax>() is { } found and not GlobalStatementSyntax ? found : edit.Root;
        foreach (InvocationExpressionSyntax call in member.DescendantNodes().OfType<InvocationExpressionSyntax>())
        {
            if (edit.Model.GetOperation(call, cancellation) is IInvocationOperation operation
                && OwnClients.IsOfSpec(operation.TargetMethod)
                && await OwnClients.MayBeCalledAsync(operation, edit.Document.Project.Solution, cancellation).ConfigureAwait(false))
            {
                return true;
            }
        }

        return false;
    }

    private static bool TryFix(DocumentEdit edit, Diagnostic diagnostic, CancellationToken cancellation)
    {
        if (!diagnostic.Properties.TryGetValue(ErrorCodeAnalyzer.MemberKey, out string? member)
            || !diagnostic.Properties.TryGetValue(ErrorCodeAnalyzer.EnumKey, out string? name)
            || edit.Root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is not ExpressionSyntax constant
            || edit.Model.Compilation.GetTypeByMetadataName(name!) is not { } type
            || Around(constant, edit.Model, cancellation) is not var (place, comparison)
            || !comparison.Constants.All(text => CertainText.Is(text.Syntax, edit.Model, cancellation)))
        {
            return false;
        }

        bool isTyped = diagnostic.Properties.ContainsKey(ErrorCodeAnalyzer.TypedKey);
        string value = type.At(edit.Model, constant.SpanStart) + "." + member;
        switch (place)
        {
            case BinaryExpressionSyntax binary when comparison.Code.Syntax is MemberAccessExpressionSyntax code:
                if (isTyped)
                {
                    edit.Replace(code.Name.Span, "ErrorCode");
                    edit.Replace(constant.Span, value);
                }
                else
                {
                    edit.Replace(binary.Span, Match(edit, code, type, value, binary.IsKind(SyntaxKind.NotEqualsExpression)));
                }

                return true;
            case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.Text: nameof(Equals) } or IdentifierNameSyntax { Identifier.Text: nameof(Equals) } } equals
                when comparison.Code.Syntax is MemberAccessExpressionSyntax code:
                bool isNegated = equals.Parent is PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression };
                TextSpan whole = (isNegated ? equals.Parent! : equals).Span;
                if (isTyped && edit.Root.DescendantTrivia(whole).Any(trivia => whole.Contains(trivia.Span) && trivia.IsNote()))
                {
                    return TryReplaceBetweenNotes(edit, whole, equals, code, constant, value, isNegated ? " !=" : " ==");
                }

                edit.Replace(
                    whole,
                    isTyped ? $"{code.Expression.WithoutTrivia()}.ErrorCode {(isNegated ? "!=" : "==")} {value}" : Match(edit, code, type, value, isNegated));
                return true;
            case IsPatternExpressionSyntax or SubpatternSyntax or SwitchExpressionSyntax or SwitchStatementSyntax:
                return isTyped && (!edit.IsToDo(comparison.Code.Syntax) || TryReplaceAll(edit, place, comparison, type));
            default:
                return false;
        }
    }

    /// <summary><c>Equals(a /* why */, b)</c> becomes <c>a /* why */ == b</c>.</summary>
    private static bool TryReplaceBetweenNotes(DocumentEdit edit, TextSpan whole, InvocationExpressionSyntax equals, MemberAccessExpressionSyntax code, ExpressionSyntax constant, string value, string comparison)
    {
        if (equals.ArgumentList.Arguments is not [{ Expression: var first }, { Expression: var second }, ..] || !((first == code && second == constant) || (first == constant && second == code)))
        {
            return false;
        }

        edit.Remove(TextSpan.FromBounds(whole.Start, first.SpanStart));
        edit.Replace(code.Name.Span, "ErrorCode");
        edit.Replace(constant.Span, value);
        edit.Replace(equals.ArgumentList.Arguments.GetSeparator(0).Span, comparison);
        edit.Remove(TextSpan.FromBounds(second.Span.End, whole.End));
        return true;
    }

    /// <summary>The comparison that a constant is part of, and where it stands.</summary>
    private static (SyntaxNode Place, CodeComparison Comparison)? Around(ExpressionSyntax constant, SemanticModel model, CancellationToken cancellation)
    {
        foreach (SyntaxNode place in constant.Ancestors().TakeWhile(static ancestor => ancestor is not MemberDeclarationSyntax))
        {
            if (model.GetOperation(place, cancellation) is { } operation
                && CodeComparison.In(operation).FirstOrDefault(comparison => comparison.Constants.Any(other => other.Syntax == constant)) is { } found)
            {
                return (place, found);
            }
        }

        return null;
    }

    /// <summary>
    /// The constants of a pattern or a <c>switch</c> change with the code or not at all: a name in it, or a part of the text, would get
    /// another type, and a jump to a case names its constant once more.
    /// </summary>
    private static bool TryReplaceAll(DocumentEdit edit, SyntaxNode place, CodeComparison comparison, INamedTypeSymbol type)
    {
        SyntaxNode? name = comparison.Code.Syntax switch
        {
            MemberAccessExpressionSyntax access => access.Name,
            IdentifierNameSyntax identifier => identifier,
            _ => null,
        };
        string?[] members = [.. comparison.Constants.Select(constant => Member(type, constant.ConstantValue.Value as string))];
        if (name is null
            || comparison.HasOthers
            || place.HasBranches()
            || Array.Exists(members, static member => member is null)
            || (place is SwitchStatementSyntax && place.DescendantNodes().Any(static jump => jump.IsKind(SyntaxKind.GotoCaseStatement))))
        {
            return false;
        }

        foreach ((IOperation constant, string? member) in comparison.Constants.Zip(members, static (constant, member) => (constant, member)))
        {
            edit.Replace(constant.Syntax.Span, type.At(edit.Model, constant.Syntax.SpanStart) + "." + member);
        }

        edit.Replace(name.Span, "ErrorCode");
        return true;
    }

    private static string? Member(INamedTypeSymbol type, string? code) =>
        type.GetMembers().FirstOrDefault(member => member.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == AnnotationName && attribute.ConstructorArguments.FirstOrDefault().Value as string == code))?.Name;

    /// <summary>The static type of the exception has no enum: the comparison asks for the type, too.</summary>
    private static string Match(DocumentEdit edit, MemberAccessExpressionSyntax code, INamedTypeSymbol type, string value, bool isNegated)
    {
        string exception = edit.Model.Compilation.GetTypeByMetadataName("ApiGen.Runtime.ApiException`1")?.Construct(type).At(edit.Model, code.SpanStart) ?? "";
        return $"{code.Expression.WithoutTrivia()} is {(isNegated ? "not " : "")}{exception} {{ ErrorCode: {value} }}";
    }
}
