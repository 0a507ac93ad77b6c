using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace ApiGen.Analyzers.Flow;

/// <summary>The bodies of the project's own methods and getters and what its fields and properties begin with, each of them made once.</summary>
internal sealed class MethodSource(Compilation compilation)
{
    private readonly ConcurrentDictionary<ISymbol, IOperation?> _bodies = new(SymbolEqualityComparer.Default);

    /// <summary>The body of a method or a getter; null when the project holds none.</summary>
    public IOperation? Body(IMethodSymbol method, CancellationToken cancellation) => Of(method, cancellation);

    /// <summary>The value that a field or a property is declared with; null when there is none, or the project does not hold it.</summary>
    public IOperation? Initializer(ISymbol member, CancellationToken cancellation) => (Of(member, cancellation) as ISymbolInitializerOperation)?.Value;

    private IOperation? Of(ISymbol member, CancellationToken cancellation)
    {
        if (!_bodies.TryGetValue(member, out IOperation? body))
        {
            _bodies[member] = body = Make(member, cancellation);
        }

        return body;
    }

    private IOperation? Make(ISymbol member, CancellationToken cancellation)
    {
        ISymbol declared = member is IMethodSymbol { PartialImplementationPart: { } implementation } ? implementation : member;
        foreach (SyntaxReference reference in declared.DeclaringSyntaxReferences)
        {
            SyntaxNode? declaration = reference.GetSyntax(cancellation) switch
            {
                BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax or AccessorDeclarationSyntax or ArrowExpressionClauseSyntax => reference.GetSyntax(cancellation),
                VariableDeclaratorSyntax { Initializer: var initializer } => initializer,
                PropertyDeclarationSyntax { Initializer: var initializer } => initializer,
                _ => null,
            };
            if (declaration is not null && compilation.ContainsSyntaxTree(declaration.SyntaxTree))
            {
#pragma warning disable RS1030 // The rule guards against models made over and over. A model answers for its own file alone, and the method may be in another one than the call; what it makes of the method is kept, so a method costs one model and not one for each call.
                return compilation.GetSemanticModel(declaration.SyntaxTree).GetOperation(declaration, cancellation);
#pragma warning restore RS1030
            }
        }

        return null;
    }
}
