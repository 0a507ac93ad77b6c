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
/// <param name="root">The body that it is in.</param>
internal sealed class SteadyValue(IOperation scope, IOperation root)
{
    private readonly HashSet<ISymbol> _seen = new(SymbolEqualityComparer.Default);

    /// <summary>Whether all arguments of a client, and what its initialiser sets, are the same each time.</summary>
    public bool Of(IObjectCreationOperation creation)
    {
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
                    if (!IsSteady(parameter))
                    {
                        return false;
                    }

                    break;
                case IFieldReferenceOperation { Field: var field } when IsSteady(field):
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

    /// <summary>A local from outside is the same unless the scope sets it; one from inside is what it was made of.</summary>
    private bool IsSteady(ILocalSymbol local, Stack<IOperation> rest)
    {
        if (!_seen.Add(local))
        {
            return true;
        }

        if (IsChanged(local, rest))
        {
            return false;
        }

        if (!IsInside(local))
        {
            return true;
        }

        if (root.DeclaredValue(local) is not { } value)
        {
            return false;
        }

        rest.Push(value);
        return true;
    }

    private bool IsSteady(IParameterSymbol parameter) =>
        !IsInside(parameter) && (!_seen.Add(parameter) || !scope.Descendants().Any(operation => operation is IParameterReferenceOperation reference && SymbolEqualityComparer.Default.Equals(reference.Parameter, parameter) && IsWrite(reference)));

    /// <summary>Whether something in the scope gives a local another value, or sets a member of the object in it.</summary>
    private bool IsChanged(ILocalSymbol local, Stack<IOperation> rest)
    {
        foreach (IOperation operation in scope.Descendants())
        {
            if (operation is not ILocalReferenceOperation reference || !SymbolEqualityComparer.Default.Equals(reference.Local, local))
            {
                continue;
            }

            if (IsWrite(reference))
            {
                return true;
            }

            if (reference.Parent is IMemberReferenceOperation { Parent: IAssignmentOperation assignment } member && assignment.Target == member)
            {
                rest.Push(assignment.Value);
            }
        }

        return false;
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
        property is { Name: "Value", ContainingType: { Name: "IOptions", ContainingNamespace.Name: "Options" } }
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
