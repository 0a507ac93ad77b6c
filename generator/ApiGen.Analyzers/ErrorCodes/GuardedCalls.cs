using ApiGen.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ApiGen.Analyzers.ErrorCodes;

/// <summary>The client calls whose failure a handler handles.</summary>
internal sealed class GuardedCalls
{
    private readonly HashSet<ITypeSymbol> _errorCodes = new(SymbolEqualityComparer.Default);
    private bool _any;
    private bool _isClosed = true;

    /// <summary>The enums of the actions called.</summary>
    public IReadOnlyCollection<ITypeSymbol> ErrorCodes => _errorCodes;

    /// <summary>Whether no other call, of an action without an enum or hidden in other code, can end in the handler.</summary>
    public bool IsComplete => _any && _isClosed;

    /// <summary>The calls of one action alone, for an exception whose type says so.</summary>
    public static GuardedCalls Of(ITypeSymbol errorCodes)
    {
        GuardedCalls calls = new() { _any = true };
        calls._errorCodes.Add(errorCodes);
        return calls;
    }

    /// <summary>What an operation in the block does.</summary>
    public void Add(IOperation operation, ApiSymbols symbols)
    {
        if (operation is IInvocationOperation invocation && symbols.Method(invocation.TargetMethod) is { } method)
        {
            _any = true;
            _isClosed &= method.ErrorCodes is not null;
            if (method.ErrorCodes is { } codes)
            {
                _errorCodes.Add(codes);
            }
        }
        else
        {
            _isClosed = _isClosed && !MayCall(operation, symbols);
        }
    }

    /// <summary>What a block inside of the block does.</summary>
    public void Add(GuardedCalls inner)
    {
        _any |= inner._any;
        _isClosed &= inner._isClosed;
        _errorCodes.UnionWith(inner._errorCodes);
    }

    /// <summary>Whether other code, which may call the service, runs or fails here.</summary>
    private static bool MayCall(IOperation operation, ApiSymbols symbols) => operation.IsUnresolved() || operation switch
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
