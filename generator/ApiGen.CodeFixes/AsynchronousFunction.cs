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
        if (Symbol(editor.SemanticModel, function, cancellation) is not { } symbol)
        {
            return false;
        }

        string? returnType = symbol switch
        {
            { ReturnType: INamedTypeSymbol { Name: "Task" } } => null,
            { MethodKind: MethodKind.AnonymousFunction } => "",
            { ReturnsVoid: true } => "global::System.Threading.Tasks.Task",
            { ReturnType.SpecialType: SpecialType.System_Int32 } => "global::System.Threading.Tasks.Task<int>",
            _ => "",
        };
        if (returnType == "" || (returnType is null && !TryReplaceReturns(editor, function)))
        {
            return false;
        }

        editor.ReplaceNode(function, (current, _) => WithAsync(current, returnType));
        return true;
    }

    private static IMethodSymbol? Symbol(SemanticModel model, SyntaxNode function, CancellationToken cancellation) =>
        (function is AnonymousFunctionExpressionSyntax ? model.GetSymbolInfo(function, cancellation).Symbol : model.GetDeclaredSymbol(function, cancellation)) as IMethodSymbol;

    /// <summary>A finished task that was returned becomes its result.</summary>
    private static bool TryReplaceReturns(DocumentEditor editor, SyntaxNode function)
    {
        ExpressionSyntax? expression = function switch
        {
            AnonymousFunctionExpressionSyntax lambda => lambda.ExpressionBody,
            LocalFunctionStatementSyntax local => local.ExpressionBody?.Expression,
            BaseMethodDeclarationSyntax method => method.ExpressionBody?.Expression,
            _ => null,
        };
        if (expression is not null)
        {
            if (Finished(expression) is null)
            {
                return false;
            }

            editor.ReplaceNode(expression, static (current, _) => Finished((ExpressionSyntax)current)!.WithTriviaFrom(current));
            return true;
        }

        ReturnStatementSyntax[] returns = [.. function
            .DescendantNodes(node => node == function || node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax))
            .OfType<ReturnStatementSyntax>()];
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

    private static SyntaxNode WithAsync(SyntaxNode function, string? returnType)
    {
        if (IsAsync(function))
        {
            return function;
        }

        SyntaxToken modifier = SyntaxFactory.Token(SyntaxKind.AsyncKeyword).WithTrailingTrivia(SyntaxFactory.Space);
        return function switch
        {
            AnonymousFunctionExpressionSyntax lambda => lambda.WithoutLeadingTrivia().WithModifiers(lambda.WithoutLeadingTrivia().Modifiers.Add(modifier)).WithLeadingTrivia(lambda.GetLeadingTrivia()),
            LocalFunctionStatementSyntax local => WithAsync(local, local.Modifiers, local.ReturnType, returnType, modifier, static (node, modifiers, type) => node.WithModifiers(modifiers).WithReturnType(type)),
            MethodDeclarationSyntax method => WithAsync(method, method.Modifiers, method.ReturnType, returnType, modifier, static (node, modifiers, type) => node.WithModifiers(modifiers).WithReturnType(type)),
            _ => function,
        };
    }

    private static TFunction WithAsync<TFunction>(
        TFunction function,
        SyntaxTokenList modifiers,
        TypeSyntax type,
        string? returnType,
        SyntaxToken modifier,
        Func<TFunction, SyntaxTokenList, TypeSyntax, TFunction> with)
    {
        TypeSyntax changed = returnType is null
            ? type
            : SyntaxFactory.ParseTypeName(returnType).WithTriviaFrom(type).WithAdditionalAnnotations(Simplifier.Annotation);
        return modifiers.Count > 0
            ? with(function, modifiers.Add(modifier), changed)
            : with(function, SyntaxFactory.TokenList(modifier.WithLeadingTrivia(changed.GetLeadingTrivia())), changed.WithoutLeadingTrivia());
    }
}
