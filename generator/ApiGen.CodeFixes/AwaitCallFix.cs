using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace ApiGen.CodeFixes;

/// <summary>Awaits a call instead of blocking on it, and makes the function asynchronous where that takes no more than a word.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AwaitCallFix))]
public sealed class AwaitCallFix : DocumentFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("APIGEN1005");

    /// <inheritdoc/>
    protected override string Title => "Await the call";

    /// <inheritdoc/>
    protected override bool TryFix(DocumentEditor editor, Diagnostic diagnostic, ISet<SyntaxNode> changed, CancellationToken cancellation)
    {
        SyntaxNode name = editor.OriginalRoot.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
        if (name.Parent is not MemberAccessExpressionSyntax access || access.Name != name)
        {
            return false;
        }

        (ExpressionSyntax blocking, ExpressionSyntax task) = access switch
        {
            { Name.Identifier.Text: "Result" } => (access, access.Expression),
            { Name.Identifier.Text: "GetResult", Parent: InvocationExpressionSyntax call, Expression: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax awaiter } } => (call, awaiter.Expression),
            { Name.Identifier.Text: "Wait", Parent: InvocationExpressionSyntax { ArgumentList.Arguments.Count: 0 } call } => ((ExpressionSyntax)call, access.Expression),
            _ => (access, access),
        };
        if (blocking == task)
        {
            return false;
        }

        SyntaxNode? function = blocking.Ancestors().FirstOrDefault(static node => node is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or BaseMethodDeclarationSyntax);
        if (function is not null && !AsynchronousFunction.IsAsync(function) && !changed.Contains(function) && !AsynchronousFunction.TryMake(editor, function, cancellation))
        {
            return false;
        }

        if (function is not null)
        {
            changed.Add(function);
        }

        bool isReceiver = blocking.Parent is MemberAccessExpressionSyntax or ElementAccessExpressionSyntax or ConditionalAccessExpressionSyntax or InvocationExpressionSyntax or PostfixUnaryExpressionSyntax;
        editor.ReplaceNode(blocking, (current, _) => Await((ExpressionSyntax)current, isReceiver).WithTriviaFrom(current));
        return true;
    }

    private static ExpressionSyntax Await(ExpressionSyntax blocking, bool isReceiver)
    {
        ExpressionSyntax task = blocking switch
        {
            MemberAccessExpressionSyntax result => result.Expression,
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.Text: "GetResult", Expression: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax awaiter } } } => awaiter.Expression,
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax wait } => wait.Expression,
            _ => blocking,
        };
        AwaitExpressionSyntax awaited = SyntaxFactory.AwaitExpression(
            SyntaxFactory.Token(SyntaxKind.AwaitKeyword).WithTrailingTrivia(SyntaxFactory.Space),
            task.WithoutTrivia());
        return isReceiver ? SyntaxFactory.ParenthesizedExpression(awaited) : awaited;
    }
}
