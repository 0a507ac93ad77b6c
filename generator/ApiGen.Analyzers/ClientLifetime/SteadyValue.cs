using ApiGen.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace ApiGen.Analyzers.ClientLifetime;

/// <summary>
/// Tells which values are surely the same each time that a piece of code runs. Of what others compute - the header of a request, the
/// tenant that is signed in, what somebody types - nothing is known.
/// </summary>
/// <param name="scope">The code that runs again and again: a loop, or a function.</param>
/// <param name="uses">The variables of the body that it is in.</param>
/// <param name="kept">What the class of the body is given when it is made.</param>
/// <param name="cancellation">Ends the work early.</param>
internal sealed class SteadyValue(IOperation scope, VariableUses uses, KeptValues kept, CancellationToken cancellation)
{
    private readonly IOperation _body = scope.Root();

    /// <summary>The variables and members that are looked at once: in damaged code one may be given to itself, and a setting may be made of its own.</summary>
    private readonly HashSet<ISymbol> _seen = new(SymbolEqualityComparer.Default);

    /// <summary>The variables that were looked at for an earlier client, with what decides it.</summary>
    private readonly Dictionary<ISymbol, (bool IsSteady, List<IOperation> Parts)> _known = new(SymbolEqualityComparer.Default);

    /// <summary>Whether all arguments of a client, and what its initialiser sets, are the same each time.</summary>
    public bool Of(IObjectCreationOperation creation)
    {
        _seen.Clear();
        Stack<IOperation> rest = new();
        Push(creation, rest);
        while (rest.Count > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            IOperation value = rest.Pop();
            switch (value)
            {
                case { ConstantValue.HasValue: true } or IDefaultValueOperation or ITypeOfOperation or INameOfOperation or IInterpolatedStringTextOperation or IInstanceReferenceOperation or IThrowOperation:
                    break;
                case IConversionOperation or ICoalesceOperation or IConditionalOperation or IBinaryOperation or IUnaryOperation or IInterpolatedStringOperation or IInterpolationOperation
                    or IArrayCreationOperation or IArrayInitializerOperation or ITupleOperation or IParenthesizedOperation
                    or { Syntax: CollectionExpressionSyntax }:
                    foreach (IOperation child in value.ChildOperations)
                    {
                        rest.Push(child);
                    }

                    break;
                case IObjectCreationOperation made:
                    Push(made, rest);
                    break;
                case ILocalReferenceOperation { Local: var local } reference:
                    if (_seen.Add(local) && (reference.Root() == _body ? !IsSteady(local, rest) : !IsOfConstructor(reference, rest)))
                    {
                        return false;
                    }

                    break;
                case IParameterReferenceOperation { Parameter: var parameter }:
                    if (_seen.Add(parameter) && !IsSteady(parameter, rest))
                    {
                        return false;
                    }

                    break;
                case IPropertyReferenceOperation { Property: var property, Instance: { } options } when IsOptions(options) && ApiModel.IsPlain(property):
                    rest.Push(options);
                    break;
                case IPropertyReferenceOperation { Property: var property } read when IsSteady(property):
                    if (read.Instance is { } instance)
                    {
                        rest.Push(instance);
                    }

                    foreach (IArgumentOperation argument in read.Arguments)
                    {
                        rest.Push(argument.Value);
                    }

                    break;
                case IMemberReferenceOperation member when IsKept(member, rest):
                    break;
                case IInvocationOperation { TargetMethod: var method } call when IsSteady(method):
                    foreach (IArgumentOperation argument in call.Arguments)
                    {
                        rest.Push(argument.Value);
                    }

                    if (call.Instance is { } receiver)
                    {
                        rest.Push(receiver);
                    }

                    break;
                default:
                    return false;
            }
        }

        return true;
    }

    private static void Push(IObjectCreationOperation creation, Stack<IOperation> rest)
    {
        foreach (IArgumentOperation argument in creation.Arguments)
        {
            rest.Push(argument.Value);
        }

        if (creation.Initializer is { } initializer)
        {
            foreach (IOperation member in initializer.Initializers)
            {
                rest.Push(member is ISimpleAssignmentOperation assignment ? assignment.Value : member);
            }
        }
    }

    /// <summary>The settings of the program, or a local that holds them.</summary>
    private bool IsOptions(IOperation value)
    {
        HashSet<ISymbol> passed = new(SymbolEqualityComparer.Default);
        IOperation? held = value.WithoutConversions();
        while (held is ILocalReferenceOperation { Local: var local } reference && passed.Add(local))
        {
            held = (reference.Root() == _body ? uses : VariableUses.Around(reference)).DeclaredValue(local);
        }

        return held is not null && (IsWhole(held) || (held is IMemberReferenceOperation { Instance: not null } member && kept.Of(member.Member, cancellation)?.All(IsWhole) == true));
    }

    private static bool IsWhole(IOperation given)
    {
        IOperation whole = given.WithoutConversions();
        while (whole is ICoalesceOperation { Value: var value, WhenNull: var other } && other.WithoutConversions() is IThrowOperation)
        {
            whole = value.WithoutConversions();
        }

        return whole switch
        {
            IPropertyReferenceOperation { Property: var property } => IsOptionsValue(property),
            IInvocationOperation { TargetMethod: var method } => method is { Name: "Get" } && IsOfConfiguration(method),
            _ => false,
        };
    }

    private static bool IsOfConfiguration(IMethodSymbol method) => method.ContainingNamespace?.Name == "Configuration";

    private static bool IsOptionsValue(IPropertySymbol property) => property is { Name: "Value", ContainingType: { Name: "IOptions", ContainingNamespace.Name: "Options" } };

    /// <summary>A local of a constructor is what it was made of.</summary>
    private static bool IsOfConstructor(ILocalReferenceOperation reference, Stack<IOperation> rest)
    {
        VariableUses inConstructor = VariableUses.Around(reference);
        return !inConstructor.Of(reference.Local).Exists(IsWrite) && IsDeclared(reference.Local, inConstructor, rest);
    }

    /// <summary>Goes on with what a local is made of; false where it is not declared with anything.</summary>
    private static bool IsDeclared(ILocalSymbol local, VariableUses around, Stack<IOperation> rest)
    {
        if (around.DeclaredValue(local) is not { } value)
        {
            return false;
        }

        rest.Push(value);
        return true;
    }

    /// <summary>A local from outside is the same unless the scope sets it; one from inside is what it was made of.</summary>
    private bool IsSteady(ILocalSymbol local, Stack<IOperation> rest) => IsSteady((ISymbol)local, rest) && (!IsInside(local) || IsDeclared(local, uses, rest));

    private bool IsSteady(IParameterSymbol parameter, Stack<IOperation> rest) => (!IsInside(parameter) || AreSettings(parameter.Type)) && IsSteady((ISymbol)parameter, rest);

    /// <summary>What a server hands to a handler of the program's settings is the same for each request. A section may be one of several.</summary>
    private static bool AreSettings(ITypeSymbol type) =>
        type is { Name: "IConfiguration", ContainingNamespace.Name: "Configuration" } or { Name: "IOptions" or "IOptionsSnapshot", ContainingNamespace.Name: "Options" };

    /// <summary>Whether nothing in the scope gives a variable another value; what it sets of the object in it is still to be looked at.</summary>
    private bool IsSteady(ISymbol variable, Stack<IOperation> rest)
    {
        if (!_known.TryGetValue(variable, out (bool IsSteady, List<IOperation> Parts) known))
        {
            known = (true, []);
            foreach (IOperation reference in uses.Within(variable, scope.Syntax.Span))
            {
                known.IsSteady &= !IsWrite(reference);
                if (reference.Parent is IMemberReferenceOperation { Parent: IAssignmentOperation assignment } member && assignment.Target == member)
                {
                    known.Parts.Add(assignment.Value);
                }
            }

            _known[variable] = known;
        }

        known.Parts.ForEach(rest.Push);
        return known.IsSteady;
    }

    private static bool IsWrite(IOperation reference) =>
        (reference.Parent is IAssignmentOperation assignment && assignment.Target == reference)
        || reference.Parent is IIncrementOrDecrementOperation or ITupleOperation { Parent: IDeconstructionAssignmentOperation }
        || reference.Parent is IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out };

    private bool IsInside(ISymbol symbol) => symbol.DeclaringSyntaxReferences.Any(reference => scope.Syntax.Span.Contains(reference.Span));

    /// <summary>A read-only field or property: the same for the whole program, or what its class was given when it was made.</summary>
    private bool IsKept(IMemberReferenceOperation reference, Stack<IOperation> rest)
    {
        ISymbol member = reference.Member;
        if (member is IFieldSymbol { IsReadOnly: true, IsStatic: true } field)
        {
            return !field.GetAttributes().Any(static attribute => attribute.AttributeClass?.Name == nameof(ThreadStaticAttribute));
        }

        if (member.IsStatic || reference.Instance is not { } instance || kept.Of(member, cancellation) is not { } values)
        {
            return false;
        }

        if (_seen.Add(member))
        {
            foreach (IOperation value in values)
            {
                rest.Push(value);
            }
        }

        rest.Push(instance);
        return true;
    }

    /// <summary>A property that keeps what it was made with, a setting of the program, or one of the platform's constants.</summary>
    private static bool IsSteady(IPropertySymbol property) =>
        IsOptionsValue(property)
        || (property.IsIndexer && property.ContainingType.Name is "IConfiguration" or "IConfigurationRoot" or "IConfigurationSection")
        || property is { Name: "System", ContainingType: { Name: "TimeProvider", ContainingNamespace.Name: "System" } }
        || (property.IsStatic && property.SetMethod is null && property.Name != "Current" && IsKept(property))
        || (!property.IsStatic && property.ContainingType.Name.EndsWith("Options", StringComparison.Ordinal));

    private static bool IsKept(IPropertySymbol property) =>
        property.DeclaringSyntaxReferences.Any(static reference => reference.GetSyntax() is PropertyDeclarationSyntax { ExpressionBody: null, Initializer: not null });

    /// <summary>Functions of the platform that give the same for the same.</summary>
    private static bool IsSteady(IMethodSymbol method) =>
        method is { IsStatic: true, ContainingType: { Name: "TimeSpan", ContainingNamespace.Name: "System" } }
            or { IsStatic: true, Name: "GetEnvironmentVariable", ContainingType: { Name: "Environment", ContainingNamespace.Name: "System" } }
            or { Name: "Trim" or "ToString" or "ToLowerInvariant", ContainingType.SpecialType: SpecialType.System_String }
        || (method.Name is "Get" or "GetValue" or "GetSection" or "GetRequiredSection" or "GetConnectionString" && IsOfConfiguration(method));
}
