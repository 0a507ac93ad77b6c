using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace ApiGen.Analyzers.Constraints;

/// <summary>What the source says of a new list.</summary>
/// <param name="Written">The elements that are written into it.</param>
/// <param name="Least">How many it has at least.</param>
/// <param name="Most">How many it begins with at most; null when that is not known.</param>
/// <param name="IsFixed">Whether none can be added later.</param>
internal sealed record ListElements(IReadOnlyList<IOperation> Written, int Least, int? Most, bool IsFixed)
{
    private static readonly ListElements Unknown = new([], 0, null, false);

    /// <summary>The list that an expression makes.</summary>
    public static ListElements Of(IOperation value)
    {
        switch (value)
        {
            case IArrayCreationOperation { Initializer: { } initializer }:
                return new(initializer.ElementValues, initializer.ElementValues.Length, initializer.ElementValues.Length, true);
            case IArrayCreationOperation { DimensionSizes: { Length: 1 } sizes } when sizes[0].ConstantValue is { HasValue: true, Value: int size }:
                return new([], size, size, true);
            case IInvocationOperation { TargetMethod: { Name: "Empty", ContainingType: { Name: "Array" or "Enumerable" or "ImmutableArray" or "ImmutableList" } type } } when type.ContainingNamespace.Name is "System" or "Linq" or "Immutable":
                return new([], 0, 0, true);
            case IInvocationOperation { TargetMethod: { Name: "ToList" or "ToArray" or "AsReadOnly" }, Arguments: { Length: 1 } arguments } copy when copy.Instance is null && arguments[0].Value.Syntax is not IdentifierNameSyntax:
                // What is copied has the elements of the copy; a list can be added to.
                ListElements copied = Of(WithoutConversions(arguments[0].Value));
                return copied with { IsFixed = copied.IsFixed && copy.TargetMethod.Name != "ToList" };
            case IObjectCreationOperation { Arguments: { Length: <= 1 } arguments } creation when arguments.IsEmpty || arguments[0].Value.Type?.SpecialType == SpecialType.System_Int32:
                IReadOnlyList<IOperation> added = creation.Initializer is { } elements ? [.. Added(elements)] : [];
                return new(added, added.Count, added.Count, false);
            case IObjectCreationOperation { Type: { Name: "List", ContainingNamespace.Name: "Generic" }, Arguments: { Length: 1 } arguments, Initializer: null } when arguments[0].Value.Syntax is not IdentifierNameSyntax:
                return Of(WithoutConversions(arguments[0].Value)) with { IsFixed = false };
            case { Syntax: CollectionExpressionSyntax syntax } when value is not (IInvalidOperation or IConversionOperation):
                // Such expressions have an operation of their own only in newer compilers; the elements are children in all.
                IOperation[] written = [.. value.ChildOperations.Where(static child => child.Syntax is not SpreadElementSyntax && child.Syntax.Parent is not SpreadElementSyntax)];
                int single = syntax.Elements.Count(static element => element is ExpressionElementSyntax);
                return new(written, single, single == syntax.Elements.Count ? single : null, false);
            default:
                return Unknown;
        }
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

    private static IOperation WithoutConversions(IOperation operation) => Symbols.Operations.WithoutConversions(operation);
}
