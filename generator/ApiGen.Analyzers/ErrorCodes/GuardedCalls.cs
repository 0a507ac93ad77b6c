using ApiGen.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ApiGen.Analyzers.ErrorCodes;

/// <summary>The client calls whose failure a handler handles.</summary>
/// <param name="ErrorCodes">The enums of the actions called.</param>
/// <param name="IsComplete">Whether no other call, of an action without an enum or hidden in other code, can end in the handler.</param>
internal sealed record GuardedCalls(IReadOnlyList<ITypeSymbol> ErrorCodes, bool IsComplete)
{
    /// <summary>The calls in the try block to whose handler an exception variable belongs; null when it belongs to none.</summary>
    public static GuardedCalls? Of(ILocalReferenceOperation exception, ApiSymbols symbols)
    {
        ILocalSymbol variable = exception.Local;
        for (IOperation? parent = exception; parent is not null; parent = parent.Parent)
        {
            if (parent is ICatchClauseOperation { Parent: ITryOperation attempt } handler)
            {
                variable = Caught(handler, variable);
                if (handler.ExceptionDeclarationOrExpression is IVariableDeclaratorOperation declarator && SymbolEqualityComparer.Default.Equals(declarator.Symbol, variable))
                {
                    return In(attempt.Body, symbols);
                }
            }
        }

        return null;
    }

    /// <summary>The variable of a handler, when another one is that by another type: <c>catch (Exception e) when (e is ApiServiceException s)</c>.</summary>
    private static ILocalSymbol Caught(ICatchClauseOperation handler, ILocalSymbol variable)
    {
        foreach (IOperation operation in handler.Descendants())
        {
            if (operation is IIsPatternOperation { Value: { } value, Pattern: IDeclarationPatternOperation or IRecursivePatternOperation }
                && value.WithoutConversions() is ILocalReferenceOperation original
                && ((IIsPatternOperation)operation).Pattern is var pattern
                && (pattern is IDeclarationPatternOperation declared ? declared.DeclaredSymbol : ((IRecursivePatternOperation)pattern).DeclaredSymbol) is { } symbol
                && SymbolEqualityComparer.Default.Equals(symbol, variable))
            {
                return original.Local;
            }
        }

        return variable;
    }

    private static GuardedCalls In(IOperation body, ApiSymbols symbols)
    {
        HashSet<ITypeSymbol> found = new(SymbolEqualityComparer.Default);
        bool isComplete = true;
        bool any = false;
        foreach (IOperation operation in body.Descendants())
        {
            if (operation is IInvocationOperation invocation && symbols.Method(invocation.TargetMethod) is { } method)
            {
                any = true;
                isComplete &= method.ErrorCodes is not null;
                if (method.ErrorCodes is { } codes)
                {
                    found.Add(codes);
                }
            }
            else
            {
                isComplete = isComplete && !MayCall(operation, symbols);
            }
        }

        return new GuardedCalls([.. found], isComplete && any);
    }

    /// <summary>Whether other code, which may call the service, runs or fails here.</summary>
    private static bool MayCall(IOperation operation, ApiSymbols symbols) => operation switch
    {
        IInvocationOperation { TargetMethod: var method } => !IsOfFramework(method),
        IObjectCreationOperation { Constructor: { } constructor } => !constructor.IsImplicitlyDeclared && !IsKnown(constructor.ContainingType, symbols),
        IPropertyReferenceOperation { Property: var property } => symbols.IsTask(property.Type) || !(IsKnown(property.ContainingType, symbols) || IsPlain(property)),
        IAwaitOperation { Operation: var awaited } => awaited.WithoutConversions() is not IInvocationOperation,
        ILocalReferenceOperation { Type: var type } => symbols.IsTask(type) || IsSequence(type),
        IParameterReferenceOperation { Type: var type } => symbols.IsTask(type) || IsSequence(type),
        IFieldReferenceOperation { Type: var type } => symbols.IsTask(type) || IsSequence(type),
        IBinaryOperation { OperatorMethod: { } method } => !IsOfFramework(method),
        IConversionOperation { OperatorMethod: { } method } => !IsOfFramework(method),
        IAnonymousFunctionOperation or IMethodReferenceOperation or IDynamicInvocationOperation or IDynamicMemberReferenceOperation or IThrowOperation => true,
        _ => false,
    };

    /// <summary>A sequence that is written elsewhere may call when it is gone through.</summary>
    private static bool IsSequence(ITypeSymbol? type) => type is { TypeKind: TypeKind.Interface, Name: "IEnumerable" or "IAsyncEnumerable" or "IQueryable" or "IEnumerator" or "IAsyncEnumerator" };

    private static bool IsKnown(INamedTypeSymbol type, ApiSymbols symbols) => symbols.Model(type) is not null || symbols.IsClient(type) || IsOfFramework(type) || type.IsAnonymousType || type.IsTupleType;

    /// <summary>A property of the project that keeps a value and does nothing else.</summary>
    private static bool IsPlain(IPropertySymbol property) =>
        !property.DeclaringSyntaxReferences.IsEmpty
        && property.ContainingType.TypeKind != TypeKind.Interface
        && !property.IsAbstract
        && !property.IsVirtual
        && !property.IsOverride
        && property.ContainingType.GetMembers().OfType<IFieldSymbol>().Any(field => SymbolEqualityComparer.Default.Equals(field.AssociatedSymbol, property));

    private static bool IsOfFramework(IMethodSymbol method) => method.MethodKind != MethodKind.DelegateInvoke && IsOfFramework(method.ContainingType);

    private static bool IsOfFramework(INamedTypeSymbol type)
    {
        if (!type.DeclaringSyntaxReferences.IsEmpty)
        {
            return false;
        }

        INamespaceSymbol? current = type.ContainingNamespace;
        while (current is { ContainingNamespace: { IsGlobalNamespace: false } outer })
        {
            current = outer;
        }

        return current is { Name: "System" or "Microsoft" or "ApiGen" };
    }
}
