using ApiGen.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace ApiGen.Analyzers.ClientLifetime;

/// <summary>
/// Tells which values are surely the same each time that a piece of code runs. Of what others compute - the header of a request, the
/// tenant that is signed in, what somebody types - nothing is known.
/// </summary>
/// <param name="scope">The code that runs again and again: a loop, or a function.</param>
/// <param name="uses">The variables of the body that it is in.</param>
internal sealed class SteadyValue(IOperation scope, VariableUses uses)
{
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
            IOperation value = rest.Pop();
            switch (value)
            {
                case { ConstantValue.HasValue: true } or IDefaultValueOperation or ITypeOfOperation or INameOfOperation or IInterpolatedStringTextOperation or IInstanceReferenceOperation:
                    break;
                case IConversionOperation or ICoalesceOperation or IConditionalOperation or IBinaryOperation or IUnaryOperation or IInterpolatedStringOperation or IInterpolationOperation
                    or IArrayCreationOperation or IArrayInitializerOperation or ITupleOperation or IParenthesizedOperation:
                    foreach (IOperation child in value.ChildOperations)
                    {
                        rest.Push(child);
                    }

                    break;
                case IObjectCreationOperation made:
                    Push(made, rest);
                    break;
                case ILocalReferenceOperation { Local: var local }:
                    if (!IsSteady(local, rest))
                    {
                        return false;
                    }

                    break;
                case IParameterReferenceOperation { Parameter: var parameter }:
                    if (!IsSteady(parameter, rest))
                    {
                        return false;
                    }

                    break;
                case IFieldReferenceOperation { Field: var field } when IsSteady(field):
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
    private bool IsOptions(IOperation value) => value.WithoutConversions() switch
    {
        IPropertyReferenceOperation { Property: var property } => IsOptionsValue(property),
        ILocalReferenceOperation { Local: var local } => uses.DeclaredValue(local) is IPropertyReferenceOperation { Property: var property } && IsOptionsValue(property),
        _ => false,
    };

    private static bool IsOptionsValue(IPropertySymbol property) => property is { Name: "Value", ContainingType: { Name: "IOptions", ContainingNamespace.Name: "Options" } };

    /// <summary>A local from outside is the same unless the scope sets it; one from inside is what it was made of.</summary>
    private bool IsSteady(ILocalSymbol local, Stack<IOperation> rest)
    {
        if (!IsSteady((ISymbol)local, rest))
        {
            return false;
        }

        if (!IsInside(local) || _seen.Contains(local))
        {
            return true;
        }

        _seen.Add(local);
        if (uses.DeclaredValue(local) is not { } value)
        {
            return false;
        }

        rest.Push(value);
        return true;
    }

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

        if (!_seen.Contains(variable))
        {
            known.Parts.ForEach(rest.Push);
            _ = IsInside(variable) || _seen.Add(variable);
        }

        return known.IsSteady;
    }

    private static bool IsWrite(IOperation reference) =>
        (reference.Parent is IAssignmentOperation assignment && assignment.Target == reference)
        || reference.Parent is IIncrementOrDecrementOperation or ITupleOperation { Parent: IDeconstructionAssignmentOperation }
        || reference.Parent is IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out };

    private bool IsInside(ISymbol symbol) => symbol.DeclaringSyntaxReferences.Any(reference => scope.Syntax.Span.Contains(reference.Span));

    /// <summary>A field that is set once, by what its class is made with.</summary>
    private static bool IsSteady(IFieldSymbol field)
    {
        if (!field.IsReadOnly)
        {
            return false;
        }

        foreach (SyntaxNode type in field.ContainingType.DeclaringSyntaxReferences.Select(static reference => reference.GetSyntax()))
        {
            foreach (AssignmentExpressionSyntax assignment in type.DescendantNodes().OfType<AssignmentExpressionSyntax>())
            {
                if (NameOf(assignment.Left) == field.Name && !IsGiven(assignment.Right))
                {
                    return false;
                }
            }
        }

        return field.IsStatic || field.DeclaringSyntaxReferences.All(static reference => reference.GetSyntax() is not VariableDeclaratorSyntax { Initializer.Value: { } value } || IsGiven(value));
    }

    private static string? NameOf(ExpressionSyntax target) => target switch
    {
        IdentifierNameSyntax name => name.Identifier.ValueText,
        MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax } member => member.Name.Identifier.ValueText,
        _ => null,
    };

    /// <summary>A parameter, a constant or a new object, perhaps with a check or a default.</summary>
    private static bool IsGiven(ExpressionSyntax value) => value switch
    {
        IdentifierNameSyntax or LiteralExpressionSyntax or BaseObjectCreationExpressionSyntax or ThrowExpressionSyntax => true,
        PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } suppressed => suppressed.Operand is IdentifierNameSyntax or LiteralExpressionSyntax,
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression, Left: IdentifierNameSyntax } => true,
        _ => false,
    };

    /// <summary>A property that keeps what it was made with, a setting of the program, or one of the platform's constants.</summary>
    private static bool IsSteady(IPropertySymbol property) =>
        IsOptionsValue(property)
        || (property.IsIndexer && property.ContainingType.Name is "IConfiguration" or "IConfigurationRoot" or "IConfigurationSection")
        || (property.IsStatic && property.SetMethod is null && property.Name != "Current" && IsKept(property))
        || (!property.IsStatic && property.ContainingType.Name.EndsWith("Options", StringComparison.Ordinal));

    private static bool IsKept(IPropertySymbol property) =>
        property.DeclaringSyntaxReferences.Any(static reference => reference.GetSyntax() is PropertyDeclarationSyntax { ExpressionBody: null, Initializer: not null });

    /// <summary>Functions of the platform that give the same for the same.</summary>
    private static bool IsSteady(IMethodSymbol method) =>
        method is { IsStatic: true, ContainingType: { Name: "TimeSpan", ContainingNamespace.Name: "System" } }
            or { IsStatic: true, Name: "GetEnvironmentVariable", ContainingType: { Name: "Environment", ContainingNamespace.Name: "System" } }
            or { Name: "Trim" or "ToString" or "ToLowerInvariant", ContainingType.SpecialType: SpecialType.System_String }
        || (method.Name is "GetValue" or "GetSection" or "GetConnectionString" && method.ContainingNamespace?.Name == "Configuration");
}
