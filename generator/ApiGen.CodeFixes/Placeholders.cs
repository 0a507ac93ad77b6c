using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ApiGen.CodeFixes;

/// <summary>Writes values of the right type for somebody to replace.</summary>
/// <param name="version">The language that the values are written in.</param>
internal sealed class Placeholders(LanguageVersion version)
{
    /// <summary>No note of ours: the text that the fix writes into the consumer's code, for them to replace. Tools that list what is left to do find it.</summary>
    private const string Text = "\"TODO\"";

    /// <summary>The expression for a member.</summary>
    public string For(IPropertySymbol property) => For(property, ImmutableHashSet<string>.Empty);

    private string For(IPropertySymbol property, ImmutableHashSet<string> around)
    {
        ITypeSymbol type = property.Type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: { Length: 1 } arguments } ? arguments[0] : property.Type;
        return type switch
        {
            { SpecialType: SpecialType.System_String } => FirstAllowed(property) is { } text ? SymbolDisplay.FormatLiteral(text, quote: true) : Text,
            { SpecialType: SpecialType.System_Boolean } => "false",
            { SpecialType: SpecialType.System_Int64 or SpecialType.System_UInt64 or SpecialType.System_Int32 or SpecialType.System_Double } => FirstAllowed(property) ?? Least(property) ?? "0",
            INamedTypeSymbol { Arity: 1 } list => version >= LanguageVersion.CSharp12 ? "[]" : "new global::System.Collections.Generic.List<" + Name(list.TypeArguments[0]) + ">()",
            INamedTypeSymbol { TypeKind: TypeKind.Class } model => New(model, around),
            _ => "default!",
        };
    }

    /// <summary>A part of a request, with its own required members. A type that needs itself ends the chain.</summary>
    private string New(INamedTypeSymbol model, ImmutableHashSet<string> around)
    {
        string name = Name(model);
        if (around.Contains(name))
        {
            return "new " + name + "()";
        }

        string members = string.Join(
            ", ",
            model.GetMembers().OfType<IPropertySymbol>()
                .Where(static property => Annotation(property, "ApiRequiredAttribute") is not null)
                .Select(property => property.Name + " = " + For(property, around.Add(name))));
        return members.Length == 0 ? "new " + name + "()" : "new " + name + " { " + members + " }";
    }

    private static string Name(ITypeSymbol type) => type.WithNullableAnnotation(NullableAnnotation.NotAnnotated).ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);

    private static string? FirstAllowed(IPropertySymbol property) =>
        Annotation(property, "ApiValuesAttribute")?.ConstructorArguments is { Length: 1 } arguments && arguments[0] is { Kind: TypedConstantKind.Array, Values: { IsEmpty: false } values }
            ? values[0].Value as string
            : null;

    private static string? Least(IPropertySymbol property) =>
        Annotation(property, "ApiRangeAttribute")?.ConstructorArguments is { Length: 2 } bounds
        && bounds[0].Value is string least
        && decimal.TryParse(least, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number)
            ? number.ToString(CultureInfo.InvariantCulture)
            : null;

    private static AttributeData? Annotation(IPropertySymbol property, string name) =>
        property.GetAttributes().FirstOrDefault(attribute => attribute.AttributeClass is { } type && type.Name == name && type.ContainingNamespace.ToDisplayString() == "ApiGen.Runtime.Annotations");
}
