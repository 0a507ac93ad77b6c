using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ApiGen.Analyzers.Flow;

/// <summary>Finds the lambdas that are data rather than code, such as a mocking library's set-up of a call.</summary>
internal static class ExpressionTrees
{
    public static HashSet<SyntaxNode> In(IEnumerable<IOperation> bodies)
    {
        HashSet<SyntaxNode> quoted = [];
        foreach (IOperation operation in bodies.SelectMany(static body => body.DescendantsAndSelf()))
        {
            if (operation is IAnonymousFunctionOperation && IsQuoted(operation))
            {
                quoted.Add(operation.Syntax);
            }
        }

        return quoted;
    }

    /// <summary>Whether an operation is inside such a lambda.</summary>
    public static bool Contains(IOperation operation)
    {
        for (IOperation? current = operation; current is not null; current = current.Parent)
        {
            if (current is IAnonymousFunctionOperation && IsQuoted(current))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsQuoted(IOperation lambda) =>
        lambda.Parent is IConversionOperation { Type: INamedTypeSymbol { Name: "Expression", ContainingNamespace: { Name: "Expressions", ContainingNamespace.Name: "Linq" } } };
}
