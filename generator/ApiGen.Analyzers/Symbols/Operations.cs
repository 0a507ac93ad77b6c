using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ApiGen.Analyzers.Symbols;

/// <summary>Ways about a tree of operations.</summary>
internal static class Operations
{
    /// <summary>The value before the conversions that the language puts around it.</summary>
    public static IOperation WithoutConversions(this IOperation operation)
    {
        while (operation is IConversionOperation { OperatorMethod: null } conversion)
        {
            operation = conversion.Operand;
        }

        return operation;
    }

    /// <summary>The constant that a value is, as its user gets it; null when it is none, or null.</summary>
    public static object? Constant(this IOperation operation)
    {
        while (operation.ConstantValue is not { HasValue: true } && operation is IConversionOperation { OperatorMethod: null } conversion)
        {
            operation = conversion.Operand;
        }

        return operation.ConstantValue is { HasValue: true, Value: { } value } ? value : null;
    }

    /// <summary>What uses a value, beyond the conversions that the language puts around it.</summary>
    public static IOperation? User(this IOperation operation)
    {
        IOperation? parent = operation.Parent;
        while (parent is IConversionOperation { OperatorMethod: null })
        {
            parent = parent.Parent;
        }

        return parent;
    }

    /// <summary>Whether the compiler cannot tell what an operation is, or of which type: what is meant by it is not written yet, or somewhere that is not found.</summary>
    public static bool IsUnresolved(this IOperation operation) => operation.Kind == OperationKind.Invalid || operation.Type?.TypeKind == TypeKind.Error;

    /// <summary>The outermost operation: a method's body, or an initialiser.</summary>
    public static IOperation Root(this IOperation operation)
    {
        while (operation.Parent is { } parent)
        {
            operation = parent;
        }

        return operation;
    }

    /// <summary>The innermost lambda or local function around an operation; null when it is in the member itself.</summary>
    public static IOperation? EnclosingFunction(this IOperation operation)
    {
        IOperation? parent = operation.Parent;
        while (parent is not (null or IAnonymousFunctionOperation or ILocalFunctionOperation))
        {
            parent = parent.Parent;
        }

        return parent;
    }

    /// <summary>Whether an operation is carried out by a body itself, and not by a lambda or a local function in it.</summary>
    public static bool IsOf(this IOperation operation, IOperation body)
    {
        IOperation? function = operation.EnclosingFunction();
        return function is null || function == body;
    }

    /// <summary>The symbol of the innermost function around an operation.</summary>
    public static IMethodSymbol? EnclosingMethod(this IOperation operation, ISymbol containingSymbol) => operation.EnclosingFunction() switch
    {
        IAnonymousFunctionOperation lambda => lambda.Symbol,
        ILocalFunctionOperation local => local.Symbol,
        _ => containingSymbol as IMethodSymbol,
    };

    /// <summary>A value, or for what stands behind <c>?.</c> the value before it.</summary>
    public static IOperation Receiver(this IOperation operation)
    {
        IOperation value = operation.WithoutConversions();
        if (value is not IConditionalAccessInstanceOperation)
        {
            return value;
        }

        IOperation part = value;
        while (part.Parent is { } parent)
        {
            if (parent is IConditionalAccessOperation access && access.WhenNotNull == part)
            {
                return access.Operation.WithoutConversions();
            }

            part = parent;
        }

        return value;
    }

    /// <summary>An operation and all in it, counted for whoever measures what a rule costs.</summary>
    public static IEnumerable<IOperation> WithParts(this IOperation root)
    {
        StrongBox<long>? visits = Visits.Value;
        foreach (IOperation operation in root.DescendantsAndSelf())
        {
            Visit(visits);
            yield return operation;
        }
    }

    /// <summary>The elements of a list that may grow with the body, counted likewise.</summary>
    public static IEnumerable<T> Counted<T>(this IEnumerable<T> elements)
    {
        StrongBox<long>? visits = Visits.Value;
        foreach (T element in elements)
        {
            Visit(visits);
            yield return element;
        }
    }

    /// <summary>What counts the operations looked at; null, as in a compiler, when nobody wants to know.</summary>
    public static AsyncLocal<StrongBox<long>?> Visits { get; } = new();

    private static void Visit(StrongBox<long>? visits)
    {
        if (visits is not null)
        {
            Interlocked.Increment(ref visits.Value);
        }
    }
}
