using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ApiGen.Analyzers.Flow;

/// <summary>The bodies of the project's own methods.</summary>
internal static class MethodSource
{
    /// <summary>A method's body; null when the project holds none.</summary>
    public static IOperation? Body(IMethodSymbol method, Compilation compilation, CancellationToken cancellation)
    {
        foreach (SyntaxReference reference in (method.PartialImplementationPart ?? method).DeclaringSyntaxReferences)
        {
            SyntaxNode declaration = reference.GetSyntax(cancellation);
            if (declaration is MethodDeclarationSyntax or LocalFunctionStatementSyntax && compilation.ContainsSyntaxTree(declaration.SyntaxTree))
            {
#pragma warning disable RS1030 // The rule guards against models made over and over. A model answers for its own file alone, and the method may be in another one than the call; what is found is kept, so a method costs a model for each of three questions (does it come back, what does it throw, what does it make) and not for each call.
                return compilation.GetSemanticModel(declaration.SyntaxTree).GetOperation(declaration, cancellation);
#pragma warning restore RS1030
            }
        }

        return null;
    }

    /// <summary>Whether calling a method runs nothing of it, as it is with iterators.</summary>
    public static bool IsIterator(this IMethodSymbol method) =>
        method.ReturnType is INamedTypeSymbol { Name: "IEnumerable" or "IEnumerator" or "IAsyncEnumerable" or "IAsyncEnumerator" };
}
