using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace ApiGen.Analyzers.Constraints;

/// <summary>Finds the elements that the source writes into a new list.</summary>
internal static class ListElements
{
    /// <summary>The elements of a list that an expression makes.</summary>
    /// <param name="value">The expression.</param>
    /// <param name="count">How many the list begins with; null when that cannot be told.</param>
    /// <param name="isFixed">Whether none can be added later.</param>
    public static IReadOnlyList<IOperation> Of(IOperation value, out int? count, out bool isFixed)
    {
        IReadOnlyList<IOperation> elements = [];
        count = null;
        isFixed = false;
        switch (value)
        {
            case IArrayCreationOperation { Initializer: { } initializer }:
                elements = initializer.ElementValues;
                count = elements.Count;
                isFixed = true;
                break;
            case IObjectCreationOperation { Arguments.IsEmpty: true } creation:
                elements = creation.Initializer is { } added ? [.. Added(added)] : [];
                count = elements.Count;
                break;
            case { Syntax: CollectionExpressionSyntax syntax } when value is not (IInvalidOperation or IConversionOperation):
                // Such expressions have an operation of their own only in newer compilers; the elements are children in all.
                bool isPlain = syntax.Elements.All(static element => element is ExpressionElementSyntax);
                elements = isPlain ? [.. value.ChildOperations] : [.. value.ChildOperations.Where(static child => child.Syntax is not SpreadElementSyntax)];
                count = isPlain ? syntax.Elements.Count : null;
                break;
        }

        return elements;
    }

    /// <summary>The elements that a collection initialiser adds.</summary>
    public static IEnumerable<IOperation> Added(IObjectOrCollectionInitializerOperation initializer)
    {
        foreach (IOperation operation in initializer.Initializers)
        {
            if (operation is IInvocationOperation { TargetMethod.Name: "Add", Arguments: { Length: 1 } arguments })
            {
                yield return arguments[0].Value;
            }
        }
    }
}
