using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Simplification;

namespace ApiGen.CodeFixes;

/// <summary>Makes methods asynchronous.</summary>
internal static class AsynchronousFunction
{
    public static bool IsAsync(SyntaxNode function) => function switch
    {
        AnonymousFunctionExpressionSyntax lambda => lambda.AsyncKeyword.IsKind(SyntaxKind.AsyncKeyword),
        LocalFunctionStatementSyntax local => local.Modifiers.Any(SyntaxKind.AsyncKeyword),
        BaseMethodDeclarationSyntax method => method.Modifiers.Any(SyntaxKind.AsyncKeyword),
        _ => false,
    };

    /// <summary>Puts the change into the editor, when it is a matter of the modifier, the return type and the returns alone.</summary>
    public static bool TryMake(DocumentEditor editor, SyntaxNode function, CancellationToken cancellation)
    {
        if (function is not MethodDeclarationSyntax method || editor.SemanticModel.GetDeclaredSymbol(method, cancellation) is not { } symbol)
        {
            return false;
        }

        string? returnType = symbol switch
        {
            { ReturnsVoid: true } => "global::System.Threading.Tasks.Task",
            { ReturnType.SpecialType: SpecialType.System_Int32 } => "global::System.Threading.Tasks.Task<int>",
            { ReturnType: INamedTypeSymbol { Name: "Task" } } => null,
            _ => "",
        };
        ReturnStatementSyntax[] returns = [.. method.DescendantNodes(static node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)).OfType<ReturnStatementSyntax>()];
        if (returnType == "" || (returnType is null && !TryReplaceReturns(editor, method, returns)))
        {
            return false;
        }

        editor.ReplaceNode(method, (current, _) => WithAsync((MethodDeclarationSyntax)current, returnType));
        return true;
    }

    /// <summary>A finished task that was returned becomes its result.</summary>
    private static bool TryReplaceReturns(DocumentEditor editor, MethodDeclarationSyntax method, ReturnStatementSyntax[] returns)
    {
        if (method.ExpressionBody is { Expression: { } expression })
        {
            if (Finished(expression) is null)
            {
                return false;
            }

            editor.ReplaceNode(expression, static (current, _) => Finished((ExpressionSyntax)current)!.WithTriviaFrom(current));
            return true;
        }

        if (!Array.TrueForAll(returns, static statement => statement.Expression is { } value && (Finished(value) is not null || IsCompleted(value))))
        {
            return false;
        }

        foreach (ReturnStatementSyntax statement in returns)
        {
            editor.ReplaceNode(statement, static (current, _) => WithoutTask((ReturnStatementSyntax)current));
        }

        return true;
    }

    private static ReturnStatementSyntax WithoutTask(ReturnStatementSyntax statement) =>
        statement.Expression is { } value && Finished(value) is { } result
            ? statement.WithExpression(result.WithTriviaFrom(value))
            : statement.WithExpression(null).WithReturnKeyword(statement.ReturnKeyword.WithTrailingTrivia());

    private static ExpressionSyntax? Finished(ExpressionSyntax value) =>
        value is InvocationExpressionSyntax { ArgumentList.Arguments: { Count: 1 } arguments, Expression: MemberAccessExpressionSyntax { Name.Identifier.Text: "FromResult" } }
            ? arguments[0].Expression
            : null;

    private static bool IsCompleted(ExpressionSyntax value) => value is MemberAccessExpressionSyntax { Name.Identifier.Text: "CompletedTask" };

    private static MethodDeclarationSyntax WithAsync(MethodDeclarationSyntax method, string? returnType)
    {
        if (IsAsync(method))
        {
            return method;
        }

        SyntaxToken modifier = SyntaxFactory.Token(SyntaxKind.AsyncKeyword).WithTrailingTrivia(SyntaxFactory.Space);
        MethodDeclarationSyntax changed = returnType is null
            ? method
            : method.WithReturnType(SyntaxFactory.ParseTypeName(returnType).WithTriviaFrom(method.ReturnType).WithAdditionalAnnotations(Simplifier.Annotation));
        if (changed.Modifiers.Count > 0)
        {
            return changed.AddModifiers(modifier);
        }

        SyntaxTriviaList leading = changed.ReturnType.GetLeadingTrivia();
        return changed.WithReturnType(changed.ReturnType.WithoutLeadingTrivia()).WithModifiers(SyntaxFactory.TokenList(modifier.WithLeadingTrivia(leading)));
    }
}
