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

    /// <summary>The references to a local in its member.</summary>
    public static IEnumerable<ILocalReferenceOperation> References(this IOperation root, ILocalSymbol local) =>
        root.Descendants().OfType<ILocalReferenceOperation>().Where(reference => SymbolEqualityComparer.Default.Equals(reference.Local, local));

    /// <summary>The value that a local is given where it is declared; null when there is none.</summary>
    public static IOperation? DeclaredValue(this IOperation root, ILocalSymbol local) => root.Declarator(local)?.GetVariableInitializer()?.Value;

    /// <summary>Where a local is declared; null when a pattern, an out argument or a loop declares it.</summary>
    private static IVariableDeclaratorOperation? Declarator(this IOperation root, ILocalSymbol local)
    {
        foreach (IOperation operation in root.Descendants())
        {
            if (operation.Kind == OperationKind.VariableDeclarator && operation is IVariableDeclaratorOperation declarator && SymbolEqualityComparer.Default.Equals(declarator.Symbol, local))
            {
                return declarator;
            }
        }

        return null;
    }
}
