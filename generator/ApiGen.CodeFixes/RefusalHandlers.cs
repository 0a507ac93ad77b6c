using ApiGen.Analyzers.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ApiGen.CodeFixes;

/// <summary>
/// Tells code whose author has seen to what happens when a request is refused: once a placeholder stands in it, the request is sent instead.
/// </summary>
internal static class RefusalHandlers
{
    /// <summary>Whether a handler around a place may get the exception of a refused request, or the refusal is what is expected there.</summary>
    /// <param name="place">The place.</param>
    /// <param name="model">The meaning of its document.</param>
    /// <param name="cancellation">Ends the work early.</param>
    public static bool Contain(SyntaxNode place, SemanticModel model, CancellationToken cancellation)
    {
        if (ExpectedRefusals.Contains(place))
        {
            return true;
        }

        SyntaxNode part = place;
        while (part.Parent is { } around && part is not MemberDeclarationSyntax or GlobalStatementSyntax)
        {
            if (around is TryStatementSyntax attempt && attempt.Block == part && Catches(attempt, model, cancellation))
            {
                return true;
            }

            // A method of the project that runs a lambda may have the handler.
            if (part is AnonymousFunctionExpressionSyntax && around is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax runner } && Runs(runner, model, cancellation))
            {
                return true;
            }

            part = around;
        }

        return false;
    }

    /// <summary>Whether a handler in a member may get what is waited for in its <c>try</c>: the task of a call that is made elsewhere in the member may be.</summary>
    /// <param name="member">The member; a program's file for its statements.</param>
    /// <param name="model">The meaning of its document.</param>
    /// <param name="cancellation">Ends the work early.</param>
    public static bool WaitIn(SyntaxNode member, SemanticModel model, CancellationToken cancellation) =>
        member.DescendantNodes(static node => node is not BaseTypeDeclarationSyntax).OfType<TryStatementSyntax>()
            .Any(attempt => attempt.Block.DescendantTokens().Any(static token => token.IsKind(SyntaxKind.AwaitKeyword) || token.ValueText is "Wait" or "WaitAll" or "Result" or "GetResult") && Catches(attempt, model, cancellation));

    private static bool Runs(InvocationExpressionSyntax runner, SemanticModel model, CancellationToken cancellation) =>
        model.GetSymbolInfo(runner, cancellation).Symbol is { } method
        && method.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax(cancellation) is var code
            && code.DescendantNodes().OfType<TryStatementSyntax>().Any(attempt => !model.Compilation.ContainsSyntaxTree(code.SyntaxTree) || Catches(attempt, model.Compilation.GetSemanticModel(code.SyntaxTree), cancellation)));

    /// <summary>Whether a handler is for an exception that is, or may be, that of a refusal, as a task gives it too. Its filter may let that pass.</summary>
    private static bool Catches(TryStatementSyntax attempt, SemanticModel model, CancellationToken cancellation)
    {
        INamedTypeSymbol? refusal = model.Compilation.GetTypeByMetadataName("ApiGen.Runtime.RequestValidationException");
        return attempt.Catches.Any(handler => handler.Declaration is not { } declaration
            || model.GetTypeInfo(declaration.Type, cancellation).Type is not INamedTypeSymbol { TypeKind: TypeKind.Class } caught
            || refusal is null
            || caught is { Name: nameof(AggregateException), ContainingNamespace.Name: nameof(System) }
            || model.Compilation.ClassifyConversion(refusal, caught) is { IsImplicit: true, IsUserDefined: false });
    }
}
