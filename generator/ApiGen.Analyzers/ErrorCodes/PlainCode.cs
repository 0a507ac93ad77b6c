using System.Collections.Immutable;
using ApiGen.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace ApiGen.Analyzers.ErrorCodes;

/// <summary>
/// Knows code that cannot come to anybody's own code, and so not to the service: the platform's, with nothing in its hands but the platform's own
/// values. Whatever is not known to be of that kind may call the service.
/// </summary>
/// <param name="symbols">What is known of the runtime.</param>
internal sealed class PlainCode(ApiSymbols symbols)
{
    /// <summary>What runs nothing by itself: its parts are looked at one by one.</summary>
    private static readonly ImmutableHashSet<OperationKind> Kinds = ImmutableHashSet.Create(
        OperationKind.Block, OperationKind.ExpressionStatement, OperationKind.VariableDeclarationGroup, OperationKind.VariableDeclaration, OperationKind.VariableDeclarator,
        OperationKind.VariableInitializer, OperationKind.Return, OperationKind.Branch, OperationKind.Labeled, OperationKind.Empty, OperationKind.Switch, OperationKind.SwitchCase,
        OperationKind.CaseClause, OperationKind.SwitchExpression, OperationKind.SwitchExpressionArm, OperationKind.Try, OperationKind.CatchClause, OperationKind.Lock, OperationKind.LocalFunction,
        OperationKind.Literal, OperationKind.LocalReference, OperationKind.ParameterReference, OperationKind.FieldReference, OperationKind.InstanceReference, OperationKind.Discard,
        OperationKind.ConditionalAccess, OperationKind.ConditionalAccessInstance, OperationKind.Conditional, OperationKind.Coalesce, OperationKind.CoalesceAssignment, OperationKind.Parenthesized,
        OperationKind.SimpleAssignment, OperationKind.ObjectOrCollectionInitializer, OperationKind.MemberInitializer, OperationKind.AnonymousObjectCreation, OperationKind.Argument, OperationKind.Tuple,
        OperationKind.ArrayCreation, OperationKind.ArrayInitializer, OperationKind.ArrayElementReference, OperationKind.DeclarationExpression, OperationKind.NameOf, OperationKind.TypeOf, OperationKind.SizeOf,
        OperationKind.DefaultValue, OperationKind.IsType, OperationKind.IsPattern, OperationKind.ConstantPattern, OperationKind.DeclarationPattern, OperationKind.DiscardPattern, OperationKind.RelationalPattern,
        OperationKind.NegatedPattern, OperationKind.BinaryPattern, OperationKind.TypePattern, OperationKind.PropertySubpattern, OperationKind.InterpolatedString, OperationKind.InterpolatedStringText,
        OperationKind.Range);

    private static readonly ImmutableHashSet<string> Namespaces = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "System", "System.Collections.Generic", "System.Collections.Immutable", "System.Globalization", "System.IO", "System.Linq", "System.Text", "System.Threading", "System.Threading.Tasks");

    /// <summary>Collections that ask nobody how to compare: one with keys may have been made with a comparer of somebody's own.</summary>
    private static readonly ImmutableHashSet<string> Lists = ImmutableHashSet.Create(StringComparer.Ordinal, "List", "Queue", "Stack", "LinkedList");

    /// <summary>Types that others might derive from, and hardly do; what else is not sealed may be anything.</summary>
    private static readonly ImmutableHashSet<string> Others = ImmutableHashSet.Create(
        StringComparer.Ordinal, "System.Globalization.CultureInfo", "System.Diagnostics.Stopwatch", "System.StringComparer", "System.Uri", "ApiGen.Runtime.ApiCallOptions");

    /// <summary>Whether an operation, apart from its parts, runs nobody's own code.</summary>
    public bool Contains(IOperation operation) => !operation.IsUnresolved() && operation.Type?.TypeKind != TypeKind.Dynamic && operation switch
    {
        IInvocationOperation { TargetMethod: var method } call => IsSaid(method) || (method.TypeArguments.All(IsPlain) && IsOf(method, call.Instance, call.Arguments)),
        IPropertyReferenceOperation { Property: var property } reference => IsStored(property) || IsOf(property, reference.Instance, reference.Arguments),
        IObjectCreationOperation creation => IsPlain(creation.Type) && creation.Arguments.All(IsPlain),
        IAwaitOperation { Operation: var awaited } => awaited.WithoutConversions() is IInvocationOperation,
        IForEachLoopOperation { Collection: var sequence } => IsPlain(sequence),
        ILoopOperation => true,
        IUsingOperation { Resources: var held } => held is IVariableDeclarationGroupOperation group ? IsHeld(group) : IsPlain(held.WithoutConversions().Type),
        IUsingDeclarationOperation { DeclarationGroup: var held } => IsHeld(held),
        IInterpolationOperation { Expression: var shown } => IsPlain(shown.WithoutConversions().Type),
        IBinaryOperation binary => IsOperator(binary.OperatorMethod, binary, binary.LeftOperand, binary.RightOperand),
        ICompoundAssignmentOperation compound => IsOperator(compound.OperatorMethod, compound, compound.Value),
        ITupleBinaryOperation { LeftOperand.Type: INamedTypeSymbol { IsTupleType: true } left, RightOperand.Type: INamedTypeSymbol { IsTupleType: true } right } => IsPlain(left) && IsPlain(right),
        IUnaryOperation unary => IsOperator(unary.OperatorMethod, unary),
        IIncrementOrDecrementOperation step => IsOperator(step.OperatorMethod, step),
        IConversionOperation conversion => IsOperator(conversion.OperatorMethod, conversion),
        IDeconstructionAssignmentOperation { Value.Type.IsTupleType: true } => true,
        IRecursivePatternOperation { DeconstructSymbol: null } => true,
        _ when IsList(operation) => (operation.Type is null or IArrayTypeSymbol || IsOfPlatform(operation.Type)) && operation.ChildOperations.All(IsPlain),
        _ => Kinds.Contains(operation.Kind),
    };

    /// <summary>Whether a member is the platform's, and given nothing of anybody's own.</summary>
    private bool IsOf(ISymbol member, IOperation? instance, ImmutableArray<IArgumentOperation> arguments) =>
        (instance is null ? IsOfPlatform(member.ContainingType) && member.ContainingType.TypeArguments.All(IsPlain) && member.ContainingType.Name != nameof(Activator) : IsPlain(instance))
        && arguments.All(IsPlain);

    /// <summary>What an operator does; one of the language makes texts of what it puts together.</summary>
    private bool IsOperator(IMethodSymbol? method, IOperation result, params IOperation[] operands) => method is not null
        ? IsPlain(method.ContainingType)
        : result.Type?.SpecialType != SpecialType.System_String || Array.TrueForAll(operands, operand => IsPlain(operand.WithoutConversions().Type));

    /// <summary>Whether a list is written there, as the arguments of <c>params</c> are, or put into one.</summary>
    private static bool IsList(IOperation operation) =>
        operation.Syntax is CollectionExpressionSyntax or SpreadElementSyntax || operation is { IsImplicit: true, Parent: IArgumentOperation { ArgumentKind: not ArgumentKind.Explicit } };

    private bool IsHeld(IVariableDeclarationGroupOperation held) => held.Declarations.SelectMany(static part => part.Declarators).All(variable => IsPlain(variable.Symbol.Type));

    private bool IsPlain(IArgumentOperation argument) => IsPlain(argument.Value);

    /// <summary>Whether a value has nothing of anybody's own in it. The task, or the sequence, that a call gives back is what that call is.</summary>
    private bool IsPlain(IOperation value) => value.Receiver() switch
    {
        IInvocationOperation { Type: var type } => symbols.IsTask(type) || type is { TypeKind: TypeKind.Interface, Name: "IEnumerable" or "IAsyncEnumerable" } || IsPlain(type),
        IArrayCreationOperation { Initializer: { } elements } => elements.ElementValues.All(IsPlain),
        ICoalesceOperation choice => IsPlain(choice.Value) && IsPlain(choice.WhenNull),
        IPropertyReferenceOperation { Instance.Type: var owner } when symbols.Model(owner) is not null => IsPlain(owner),
        var list when IsList(list) => true,
        { Type: var type } => IsPlain(type),
    };

    /// <summary>Whether values of a type are the platform's or the client's, all through.</summary>
    private bool IsPlain(ITypeSymbol? type) => type switch
    {
        null or { TypeKind: TypeKind.Enum } => true,
        IArrayTypeSymbol array => IsPlain(array.ElementType),
        INamedTypeSymbol { IsTupleType: true, TupleElements: var elements } => elements.All(element => IsPlain(element.Type)),
        INamedTypeSymbol { TypeKind: TypeKind.Struct or TypeKind.Class } named => named.TypeArguments.All(IsPlain)
            && (Others.Contains(named.ToDisplayString())
                || (symbols.Model(named) is not null && named.DeclaringSyntaxReferences.All(ApiModel.IsGenerated))
                || (IsOfPlatform(named) && !symbols.IsTask(named) && (named.IsValueType || (named.IsSealed && named.Arity == 0) || Lists.Contains(named.Name)))),
        _ => false,
    };

    private static bool IsOfPlatform(ITypeSymbol type) =>
        type.DeclaringSyntaxReferences.IsEmpty && (Namespaces.Contains(type.ContainingNamespace?.ToDisplayString() ?? "") || Others.Contains(type.ToDisplayString()));

    /// <summary>Whether a call only writes into a log, or makes a controller's answer: these are too common to say nothing beside them.</summary>
    private static bool IsSaid(IMethodSymbol method) => method.ContainingType is { DeclaringSyntaxReferences.IsEmpty: true } type && type.ContainingNamespace.ToDisplayString() switch
    {
        "Microsoft.Extensions.Logging" => method.Name.StartsWith("Log", StringComparison.Ordinal),
        "Microsoft.AspNetCore.Mvc" or "Microsoft.AspNetCore.Http" => type.Name is "ControllerBase" or "Results" && method.ReturnType.Name.EndsWith("Result", StringComparison.Ordinal),
        _ => false,
    };

    /// <summary>A property of the project that keeps a value and does nothing else, or one of the runtime: the code of an exception.</summary>
    private bool IsStored(IPropertySymbol property) =>
        property.ContainingType.IsAnonymousType
        || (property is { ContainingType.TypeKind: not TypeKind.Interface, IsAbstract: false, IsVirtual: false, IsOverride: false }
            && (SymbolEqualityComparer.Default.Equals(property.ContainingAssembly, symbols.ServiceException?.ContainingAssembly) || IsKept(property)));

    private static bool IsKept(IPropertySymbol property) =>
        !property.DeclaringSyntaxReferences.IsEmpty && property.ContainingType.GetMembers().OfType<IFieldSymbol>().Any(field => SymbolEqualityComparer.Default.Equals(field.AssociatedSymbol, property));
}
