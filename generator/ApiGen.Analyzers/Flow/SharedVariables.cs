using ApiGen.Analyzers.Symbols;
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
            if (HasFunctions(body))
            {
                Add(body, shared);
            }
        }

        return shared;
    }

    private static bool HasFunctions(IOperation body)
    {
        foreach (IOperation operation in body.DescendantsAndSelf())
        {
            if (operation.Kind is OperationKind.AnonymousFunction or OperationKind.LocalFunction)
            {
                return true;
            }
        }

        return false;
    }

    private static void Add(IOperation body, HashSet<ISymbol> shared)
    {
        foreach (IOperation operation in body.DescendantsAndSelf())
        {
            ISymbol? variable = operation.Kind switch
            {
                OperationKind.LocalReference => ((ILocalReferenceOperation)operation).Local,
                OperationKind.ParameterReference => ((IParameterReferenceOperation)operation).Parameter,
                _ => null,
            };
            if (variable is not null && operation.EnclosingFunction() is { } function && !SymbolEqualityComparer.Default.Equals(variable.ContainingSymbol, Symbol(function)))
            {
                shared.Add(variable);
            }
        }
    }

    private static IMethodSymbol? Symbol(IOperation function) => function switch
    {
        IAnonymousFunctionOperation lambda => lambda.Symbol,
        ILocalFunctionOperation local => local.Symbol,
        _ => null,
    };
}
