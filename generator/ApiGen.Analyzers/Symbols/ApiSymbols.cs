using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace ApiGen.Analyzers.Symbols;

/// <summary>
/// The runtime's annotations in one compilation, and what they say about the types and methods met so far. All rules of a
/// compilation share one instance, so that each attribute is read once.
/// </summary>
internal sealed class ApiSymbols
{
    private const string Runtime = "ApiGen.Runtime";
    private const string Annotations = "ApiGen.Runtime.Annotations.";

    private static readonly ConditionalWeakTable<Compilation, StrongBox<ApiSymbols?>> Known = new();

    private readonly ConcurrentDictionary<INamedTypeSymbol, ApiModel?> _models = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<IMethodSymbol, ClientMethod?> _methods = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<INamedTypeSymbol, bool> _clients = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<IPropertySymbol, ImmutableArray<AttributeData>> _attributes = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<IAssemblySymbol, bool> _assemblies = new(SymbolEqualityComparer.Default);
    private readonly Compilation _compilation;
    private readonly INamedTypeSymbol _model;
    private readonly INamedTypeSymbol? _required;
    private readonly INamedTypeSymbol? _action;
    private readonly INamedTypeSymbol? _client;
    private readonly INamedTypeSymbol? _paged;

    private ApiSymbols(Compilation compilation, INamedTypeSymbol model)
    {
        _compilation = compilation;
        _model = model;
        _required = Annotation("ApiRequiredAttribute");
        _action = Annotation("ApiActionAttribute");
        _client = Annotation("ApiClientAttribute");
        _paged = Annotation("ApiPagedAttribute");
        Sensitive = Annotation("ApiSensitiveAttribute");
        Length = Annotation("ApiLengthAttribute");
        Range = Annotation("ApiRangeAttribute");
        Pattern = Annotation("ApiPatternAttribute");
        Values = Annotation("ApiValuesAttribute");
        ItemCount = Annotation("ApiItemCountAttribute");
        Deprecated = Annotation("ApiDeprecatedAttribute");
        Disabled = Annotation("ApiDisabledAttribute");
        ErrorCode = Annotation("ApiErrorCodeAttribute");
        ServiceException = model.ContainingAssembly.GetTypeByMetadataName("ApiGen.Runtime.ApiServiceException");
        TypedException = model.ContainingAssembly.GetTypeByMetadataName("ApiGen.Runtime.ApiException`1");
        CommonErrorCode = model.ContainingAssembly.GetTypeByMetadataName("ApiGen.Runtime.CommonErrorCode");
        CancellationToken = Platform("System.Threading.CancellationToken");
        Task = Platform("System.Threading.Tasks.Task");
        TaskOfResult = Platform("System.Threading.Tasks.Task`1");
        ValueTask = Platform("System.Threading.Tasks.ValueTask");
        ValueTaskOfResult = Platform("System.Threading.Tasks.ValueTask`1");
    }

    public INamedTypeSymbol? Sensitive { get; }

    public INamedTypeSymbol? Length { get; }

    public INamedTypeSymbol? Range { get; }

    public INamedTypeSymbol? Pattern { get; }

    public INamedTypeSymbol? Values { get; }

    public INamedTypeSymbol? ItemCount { get; }

    public INamedTypeSymbol? Deprecated { get; }

    public INamedTypeSymbol? Disabled { get; }

    public INamedTypeSymbol? ErrorCode { get; }

    public INamedTypeSymbol? ServiceException { get; }

    public INamedTypeSymbol? TypedException { get; }

    public INamedTypeSymbol? CommonErrorCode { get; }

    public INamedTypeSymbol? CancellationToken { get; }

    public INamedTypeSymbol? Task { get; }

    public INamedTypeSymbol? TaskOfResult { get; }

    public INamedTypeSymbol? ValueTask { get; }

    public INamedTypeSymbol? ValueTaskOfResult { get; }

    /// <summary>The annotations that <paramref name="compilation"/> refers to; null when it does not refer to the runtime.</summary>
    public static ApiSymbols? Of(Compilation compilation) =>
        Known.GetValue(
            compilation,
            static key => new(
                RuntimeOf(key)?.GetTypeByMetadataName(Annotations + "ApiModelAttribute") is { } model ? new ApiSymbols(key, model) : null)).Value;

    /// <summary>What is known of a request, a response or a type they are made of; null for every other type.</summary>
    public ApiModel? Model(ITypeSymbol? type) =>
        type is INamedTypeSymbol { TypeKind: TypeKind.Class, Arity: 0, IsAnonymousType: false } named && MayBeGenerated(named) ? _models.GetOrAdd(named, ReadModel) : null;

    /// <summary>What is known of a method that calls an action; null for every other method.</summary>
    public ClientMethod? Method(IMethodSymbol method) =>
        method.MethodKind is MethodKind.Ordinary or MethodKind.ExplicitInterfaceImplementation && method.ContainingType is { TypeKind: TypeKind.Class or TypeKind.Interface, Arity: 0 } type && MayBeGenerated(type)
            ? _methods.GetOrAdd(method.OriginalDefinition, ReadMethod)
            : null;

    /// <summary>Whether a type is a generated client or its interface.</summary>
    public bool IsClient(ITypeSymbol? type) =>
        type is INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Interface, Arity: 0 } named && MayBeGenerated(named) && _clients.GetOrAdd(named, key => Has(key, _client));

    /// <summary>The annotations of a model's property.</summary>
    public ImmutableArray<AttributeData> Attributes(IPropertySymbol property) =>
        _attributes.GetOrAdd(property, static key => key.GetAttributes());

    /// <summary>Whether a type is a task, of a result or of none.</summary>
    public bool IsTask(ITypeSymbol? type) =>
        type is INamedTypeSymbol named
        && (Same(named, Task) || Same(named, ValueTask) || Same(named.OriginalDefinition, TaskOfResult) || Same(named.OriginalDefinition, ValueTaskOfResult));

    /// <summary>Whether a type is the platform's cancellation token.</summary>
    public bool IsToken(ITypeSymbol? type) => type is not null && Same(type, CancellationToken);

    /// <summary>The deprecation or disablement of a symbol; null when there is none.</summary>
    public AttributeData? Obsolescence(ISymbol symbol) =>
        symbol.ContainingType is { } type && MayBeGenerated(type) ? Find(symbol, Disabled) ?? Find(symbol, Deprecated) : null;

    /// <summary>The assembly of the runtime. To ask a compilation for a type by its name would search all of its references.</summary>
    private static IAssemblySymbol? RuntimeOf(Compilation compilation)
    {
        foreach (IAssemblySymbol reference in compilation.SourceModule.ReferencedAssemblySymbols)
        {
            if (reference.Name == Runtime)
            {
                return reference;
            }
        }

        return compilation.Assembly.Name == Runtime ? compilation.Assembly : null;
    }

    /// <summary>
    /// Whether a type can carry annotations. Reading attributes costs time, and most types of a compilation are of assemblies
    /// that do not even refer to the runtime.
    /// </summary>
    private bool MayBeGenerated(INamedTypeSymbol type) =>
        type.ContainingAssembly is { } assembly && _assemblies.GetOrAdd(assembly, RefersToRuntime);

    private bool RefersToRuntime(IAssemblySymbol assembly) =>
        Same(assembly, _compilation.Assembly)
        || Same(assembly, _model.ContainingAssembly)
        || assembly.Modules.Any(module => module.ReferencedAssemblySymbols.Any(reference => Same(reference, _model.ContainingAssembly)));

    private INamedTypeSymbol? Annotation(string name) => _model.ContainingAssembly.GetTypeByMetadataName(Annotations + name);

    /// <summary>A type of the platform. Only where the core library lacks it are all references searched, which takes long.</summary>
    private INamedTypeSymbol? Platform(string name) =>
        _compilation.GetSpecialType(SpecialType.System_Object).ContainingAssembly?.GetTypeByMetadataName(name) ?? _compilation.GetTypeByMetadataName(name);

    private static bool Same(ISymbol symbol, ISymbol? other) => SymbolEqualityComparer.Default.Equals(symbol, other);

    private static bool Has(ISymbol symbol, INamedTypeSymbol? attribute) => Find(symbol, attribute) is not null;

    private static AttributeData? Find(ISymbol symbol, INamedTypeSymbol? attribute)
    {
        foreach (AttributeData data in symbol.GetAttributes())
        {
            if (data.AttributeClass is { } found && Same(found, attribute))
            {
                return data;
            }
        }

        return null;
    }

    private ApiModel? ReadModel(INamedTypeSymbol type)
    {
        if (!Has(type, _model))
        {
            return null;
        }

        ImmutableArray<IPropertySymbol>.Builder required = ImmutableArray.CreateBuilder<IPropertySymbol>();
        ImmutableArray<IPropertySymbol>.Builder parts = ImmutableArray.CreateBuilder<IPropertySymbol>();
        foreach (ISymbol member in type.GetMembers())
        {
            // The compiler itself reports a C# `required` member that is left out.
            if (member is IPropertySymbol { IsRequired: false, SetMethod: not null } property && !ApiModel.HasInitializer(property))
            {
                if (Has(property, _required))
                {
                    required.Add(property);
                }
                else if (property.NullableAnnotation == NullableAnnotation.Annotated && HoldsModels(property.Type))
                {
                    parts.Add(property);
                }
            }
        }

        return new ApiModel(type, required.ToImmutable(), parts.ToImmutable());
    }

    /// <summary>Whether values of a type are generated objects, or lists of them.</summary>
    private bool HoldsModels(ITypeSymbol type) => type is INamedTypeSymbol named && named switch
    {
        { TypeKind: TypeKind.Class, Arity: 0 } => MayBeGenerated(named) && Has(named, _model),
        { Arity: 1, TypeArguments: [var element] } => HoldsModels(element),
        _ => false,
    };

    private ClientMethod? ReadMethod(IMethodSymbol method)
    {
        AttributeData? action = Find(method, _action);
        if (action is null && !(IsClient(method.ContainingType) && TakesModel(method)) && !IsByName(method))
        {
            return null;
        }

        ITypeSymbol? errorCodes = null;
        foreach (KeyValuePair<string, TypedConstant> argument in action?.NamedArguments ?? ImmutableArray<KeyValuePair<string, TypedConstant>>.Empty)
        {
            if (argument.Key == "ErrorCodes")
            {
                errorCodes = argument.Value.Value as ITypeSymbol;
            }
        }

        return new ClientMethod(method, errorCodes, TokenParameter(method), Provided(method), action is not null);
    }

    /// <summary>Whether a method of the runtime calls an action that it is given, or the name of one.</summary>
    private bool IsByName(IMethodSymbol method) =>
        method is { Name: "SendAsync" or "StreamAsync", ContainingType: { Name: "ApiClient", ContainingAssembly: var assembly } } && Same(assembly, _model.ContainingAssembly);

    private ImmutableArray<string> Provided(IMethodSymbol method) =>
        Find(method, _paged)?.ConstructorArguments is { Length: 1 } arguments && arguments[0] is { Kind: TypedConstantKind.Array, Values: { IsDefault: false } members }
            ? members.Select(static member => member.Value).OfType<string>().ToImmutableArray()
            : ImmutableArray<string>.Empty;

    private bool TakesModel(IMethodSymbol method)
    {
        foreach (IParameterSymbol parameter in method.Parameters)
        {
            if (Model(parameter.Type) is not null)
            {
                return true;
            }
        }

        return false;
    }

    private IParameterSymbol? TokenParameter(IMethodSymbol method)
    {
        foreach (IParameterSymbol parameter in method.Parameters)
        {
            if (Same(parameter.Type, CancellationToken))
            {
                return parameter;
            }
        }

        return null;
    }
}
