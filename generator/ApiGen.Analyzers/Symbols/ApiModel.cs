using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ApiGen.Analyzers.Symbols;

/// <summary>A generated object type.</summary>
/// <param name="type">The type.</param>
/// <param name="required">The members that the service demands, in the spec's order.</param>
/// <param name="parts">The members that may be left out and hold generated objects.</param>
internal sealed class ApiModel(INamedTypeSymbol type, ImmutableArray<IPropertySymbol> required, ImmutableArray<IPropertySymbol> parts)
{
    public INamedTypeSymbol Type { get; } = type;

    /// <summary>The members that the service demands, in the spec's order, without those that the compiler watches over.</summary>
    public ImmutableArray<IPropertySymbol> Required { get; } = required;

    /// <summary>The members that may be left out and hold generated objects, or lists of them. An object that was just made has none of them.</summary>
    public ImmutableArray<IPropertySymbol> Parts { get; } = parts;

    /// <summary>Whether a member is among <see cref="Required"/>.</summary>
    public bool Requires(string name) => IsAmong(Required, name);

    /// <summary>Whether a member is among <see cref="Parts"/>.</summary>
    public bool HasPart(string name) => IsAmong(Parts, name);

    private static bool IsAmong(ImmutableArray<IPropertySymbol> properties, string name)
    {
        foreach (IPropertySymbol property in properties)
        {
            if (property.Name == name)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Whether an object made by <paramref name="constructor"/> surely starts with nothing set. A user's part of the class may
    /// hold a constructor of its own, and what that one sets is not looked into.
    /// </summary>
    public static bool StartsEmpty(IMethodSymbol? constructor) =>
        constructor is { Parameters.Length: 0 }
        && (constructor.IsImplicitlyDeclared
            || (constructor.DeclaringSyntaxReferences.IsEmpty ? IsLast(constructor) : constructor.DeclaringSyntaxReferences.All(IsGenerated)));

    /// <summary>
    /// Whether a compiled constructor comes after everything that was written: the compiler adds its own last. What the
    /// generator writes comes after what people write.
    /// </summary>
    private static bool IsLast(IMethodSymbol constructor)
    {
        foreach (ISymbol member in constructor.ContainingType.GetMembers())
        {
            if (member is IMethodSymbol { MethodKind: not MethodKind.StaticConstructor } method && method.MetadataToken > constructor.MetadataToken)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether a property is given a value where it is declared.</summary>
    public static bool HasInitializer(IPropertySymbol property)
    {
        foreach (SyntaxReference reference in property.DeclaringSyntaxReferences)
        {
            if (reference.GetSyntax() is PropertyDeclarationSyntax { Initializer.Value: { } value } && !IsNull(value))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether setting a property does nothing but keep the value, so far as can be told.</summary>
    public static bool IsPlain(IPropertySymbol property)
    {
        foreach (SyntaxReference reference in property.DeclaringSyntaxReferences)
        {
            if (!IsGenerated(reference)
                && reference.GetSyntax() is PropertyDeclarationSyntax declaration
                && (declaration.AccessorList is not { } accessors || accessors.Accessors.Any(static accessor => accessor.Body is not null || accessor.ExpressionBody is not null)))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether the generator wrote a declaration, and not somebody in a part of the class of their own.</summary>
    public static bool IsGenerated(SyntaxReference reference) => reference.SyntaxTree.FilePath.EndsWith(".g.cs", StringComparison.OrdinalIgnoreCase);

    private static bool IsNull(ExpressionSyntax value) =>
        value is PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } suppressed
            ? IsNull(suppressed.Operand)
            : value.IsKind(SyntaxKind.NullLiteralExpression) || value.IsKind(SyntaxKind.DefaultLiteralExpression);
}
