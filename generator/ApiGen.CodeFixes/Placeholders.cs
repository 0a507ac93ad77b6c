using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ApiGen.CodeFixes;

/// <summary>Writes values for somebody to replace: of the right type, and such as the spec allows.</summary>
/// <param name="model">The meaning of the document.</param>
/// <param name="position">Where the values go.</param>
/// <param name="version">The language that they are written in.</param>
internal sealed class Placeholders(SemanticModel model, int position, LanguageVersion version)
{
    /// <summary>No note of ours: the text that the fix writes into the consumer's code, for them to replace. Tools that list what is left to do find it.</summary>
    private const string Text = "TODO";

    /// <summary>A longer text than this is nothing that a reader would want in the source.</summary>
    private const int Longest = 200;

    private static readonly TimeSpan PatternTimeout = TimeSpan.FromMilliseconds(100);

    /// <summary>The expression for a member; null when no value is known that the spec allows.</summary>
    public string? For(IPropertySymbol property) => For(property, property.Type, ImmutableHashSet<string>.Empty);

    private string? For(IPropertySymbol property, ITypeSymbol declared, ImmutableHashSet<string> around)
    {
        ITypeSymbol type = declared is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: { Length: 1 } arguments } ? arguments[0] : declared;
        return type switch
        {
            { SpecialType: SpecialType.System_String } => ForText(property) is { } text ? SymbolDisplay.FormatLiteral(text, quote: true) : null,
            { SpecialType: SpecialType.System_Boolean } => "false",
            { SpecialType: SpecialType.System_Int64 or SpecialType.System_UInt64 or SpecialType.System_Int32 or SpecialType.System_Double } => FirstAllowed(property) ?? ForNumber(property),
            INamedTypeSymbol { Arity: 1 } list => ForList(property, list, around),
            INamedTypeSymbol { TypeKind: TypeKind.Class } part => New(part, around),
            _ => null,
        };
    }

    private string? ForList(IPropertySymbol property, INamedTypeSymbol list, ImmutableHashSet<string> around)
    {
        int count = Annotation(property, "ApiItemCountAttribute") is { Length: 2 } bounds && bounds[0].Value is int least ? least : 0;
        string? element = count == 0 ? "" : For(property, list.TypeArguments[0], around);
        if (element is null || count > Longest)
        {
            return null;
        }

        string elements = string.Join(", ", Enumerable.Repeat(element, count));
        string creation = "new " + (model.Compilation.GetTypeByMetadataName("System.Collections.Generic.List`1")?.Construct(list.TypeArguments[0]) ?? list).At(model, position);
        return version >= LanguageVersion.CSharp12 ? "[" + elements + "]" : count == 0 ? creation + "()" : creation + " { " + elements + " }";
    }

    /// <summary>A part of a request, with its own required members; null for a type that needs itself.</summary>
    private string? New(INamedTypeSymbol part, ImmutableHashSet<string> around)
    {
        string name = part.At(model, position);
        if (around.Contains(name))
        {
            return null;
        }

        (string Name, string? Value)[] members = [.. part.GetMembers().OfType<IPropertySymbol>()
            .Where(static property => Annotation(property, "ApiRequiredAttribute") is not null)
            .Select(property => (property.Name, For(property, property.Type, around.Add(name))))];
        return Array.Exists(members, static member => member.Value is null) ? null
            : members.Length == 0 ? "new " + name + "()"
            : "new " + name + " { " + string.Join(", ", members.Select(static member => member.Name + " = " + member.Value)) + " }";
    }

    private static string? ForText(IPropertySymbol property)
    {
        if (FirstAllowed(property) is { } allowed)
        {
            return allowed;
        }

        (int least, int most) = Annotation(property, "ApiLengthAttribute") is { Length: 2 } bounds && bounds[0].Value is int minimum && bounds[1].Value is int maximum ? (minimum, maximum) : (0, int.MaxValue);
        if (least > Longest)
        {
            return null;
        }

        string text = Text;
        while (text.Length < least)
        {
            text += Text;
        }

        text = text.Substring(0, Math.Min(text.Length, most));
        if (Annotation(property, "ApiPatternAttribute") is not { Length: 1 } pattern || pattern[0].Value is not string expression)
        {
            return text;
        }

        IEnumerable<string> candidates = [text, text.ToLowerInvariant(), .. PatternSample.Of(expression, Longest)];
        return candidates.FirstOrDefault(candidate => candidate.Length >= least && candidate.Length <= most && Matches(expression, candidate));
    }

    private static bool Matches(string pattern, string text)
    {
        try
        {
            return Regex.IsMatch(text, pattern, RegexOptions.CultureInvariant, PatternTimeout);
        }
        catch (ArgumentException)
        {
            // A pattern that this platform does not read: what it allows is not known.
            return false;
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }

    private static string? ForNumber(IPropertySymbol property)
    {
        if (Annotation(property, "ApiRangeAttribute") is not { Length: 2 } bounds)
        {
            return "0";
        }

        string? least = bounds[0].Value as string;
        string? most = bounds[1].Value as string;
        return least is not null ? Number(least)
            : most is not null && double.TryParse(most, NumberStyles.Float, CultureInfo.InvariantCulture, out double greatest) && greatest < 0 ? Number(most)
            : "0";
    }

    /// <summary>A number of the spec as the language writes it.</summary>
    private static string? Number(string number) =>
        decimal.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal exact) ? exact.ToString(CultureInfo.InvariantCulture)
        : double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out double floating) && !double.IsInfinity(floating) ? floating.ToString("R", CultureInfo.InvariantCulture)
        : null;

    private static string? FirstAllowed(IPropertySymbol property) =>
        Annotation(property, "ApiValuesAttribute") is { Length: 1 } arguments && arguments[0] is { Kind: TypedConstantKind.Array, Values: { IsEmpty: false } values }
            ? values[0].Value as string
            : null;

    private static ImmutableArray<TypedConstant>? Annotation(IPropertySymbol property, string name) =>
        property.GetAttributes().FirstOrDefault(attribute => attribute.AttributeClass is { } type && type.Name == name && type.ContainingNamespace.ToDisplayString() == "ApiGen.Runtime.Annotations")?.ConstructorArguments;
}
