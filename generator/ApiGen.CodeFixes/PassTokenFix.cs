using System.Collections.Immutable;
using ApiGen.Analyzers.Cancellation;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace ApiGen.CodeFixes;

/// <summary>Gives a call the cancellation token that is in scope.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(PassTokenFix))]
public sealed class PassTokenFix : DocumentFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("APIGEN1007");

    /// <inheritdoc/>
    protected override string Title => "Pass the cancellation token";

    /// <inheritdoc/>
    protected override bool TryFix(DocumentEditor editor, Diagnostic diagnostic, ISet<SyntaxNode> changed, CancellationToken cancellation)
    {
        if (editor.OriginalRoot.FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { } invocation
            || !diagnostic.Properties.TryGetValue(CancellationAnalyzer.TokenKey, out string? token)
            || !diagnostic.Properties.TryGetValue(CancellationAnalyzer.ParameterKey, out string? parameter)
            || token is null
            || parameter is null
            || editor.SemanticModel.GetSymbolInfo(invocation, cancellation).Symbol is not IMethodSymbol method)
        {
            return false;
        }

        int ordinal = method.Parameters.First(candidate => candidate.Name == parameter).Ordinal;
        editor.ReplaceNode(invocation, (current, _) => WithToken((InvocationExpressionSyntax)current, token, parameter, ordinal));
        return true;
    }

    private static InvocationExpressionSyntax WithToken(InvocationExpressionSyntax invocation, string token, string parameter, int ordinal)
    {
        SeparatedSyntaxList<ArgumentSyntax> arguments = invocation.ArgumentList.Arguments;
        bool isPositional = arguments.Count == ordinal && arguments.All(static argument => argument.NameColon is null);
        ArgumentSyntax added = SyntaxFactory.Argument(
            isPositional ? null : SyntaxFactory.NameColon(SyntaxFactory.IdentifierName(parameter), SyntaxFactory.Token(SyntaxKind.ColonToken).WithTrailingTrivia(SyntaxFactory.Space)),
            default,
            SyntaxFactory.ParseExpression(token));
        return invocation.WithArgumentList(WithLast(invocation.ArgumentList, added));
    }

    /// <summary>Adds an argument, on a line of its own where the others have one each.</summary>
    private static ArgumentListSyntax WithLast(ArgumentListSyntax list, ArgumentSyntax added)
    {
        if (list.Arguments.Count == 0)
        {
            return list.AddArguments(added);
        }

        SyntaxTriviaList before = list.Arguments.Last().GetLeadingTrivia();
        bool isOnOwnLine = list.Arguments.Count > 1 && list.Arguments.GetSeparators().All(static comma => comma.TrailingTrivia.Any(SyntaxKind.EndOfLineTrivia));
        SyntaxToken comma = SyntaxFactory.Token(SyntaxKind.CommaToken)
            .WithTrailingTrivia(isOnOwnLine ? list.Arguments.GetSeparator(0).TrailingTrivia : SyntaxFactory.TriviaList(SyntaxFactory.Space));
        return list.WithArguments(SyntaxFactory.SeparatedList<ArgumentSyntax>(
            list.Arguments.GetWithSeparators().Add(comma).Add(isOnOwnLine ? added.WithLeadingTrivia(before) : added)));
    }
}
