using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ApiGen.Analyzers.Flow;

/// <summary>Finds the variables that a lambda or a local function uses although it does not declare them.</summary>
internal static class SharedVariables
{
    public static HashSet<ISymbol> In(IEnumerable<IOperation> bodies)
    {
        HashSet<ISymbol> shared = new(SymbolEqualityComparer.Default);
        foreach (IOperation body in bodies)
        {
            Visit(body, null, shared);
        }

        return shared;
    }

    private static void Visit(IOperation operation, IMethodSymbol? function, HashSet<ISymbol> shared)
    {
        IMethodSymbol? inner = operation switch
        {
            IAnonymousFunctionOperation lambda => lambda.Symbol,
            ILocalFunctionOperation local => local.Symbol,
            _ => function,
        };
        ISymbol? variable = operation switch
        {
            ILocalReferenceOperation local => local.Local,
            IParameterReferenceOperation parameter => parameter.Parameter,
            _ => null,
        };
        if (inner is not null && variable is not null && !SymbolEqualityComparer.Default.Equals(variable.ContainingSymbol, inner))
        {
            shared.Add(variable);
        }

        foreach (IOperation child in operation.ChildOperations)
        {
            Visit(child, inner, shared);
        }
    }
}
