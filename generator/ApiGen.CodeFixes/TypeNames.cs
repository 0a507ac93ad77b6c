using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ApiGen.CodeFixes;

/// <summary>Names of types, as short as the place allows.</summary>
internal static class TypeNames
{
    /// <summary>The name of a type at a place; in full where a shorter one means something else there.</summary>
    public static string At(this ITypeSymbol type, SemanticModel model, int position)
    {
        ITypeSymbol plain = type.WithNullableAnnotation(NullableAnnotation.None);
        string name = plain.ToMinimalDisplayString(model, position);
        ITypeSymbol? bound = model.GetSpeculativeTypeInfo(position, SyntaxFactory.ParseTypeName(name), SpeculativeBindingOption.BindAsTypeOrNamespace).Type;
        return SymbolEqualityComparer.Default.Equals(bound, plain) ? name : plain.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
    }
}
