using ApiGen.Specs.Diagnostics;
using ApiGen.Specs.Model;
using ApiGen.Specs.Syntax;

namespace ApiGen.Specs.Reading;

/// <summary>Reads type expressions such as <c>list&lt;Filter&gt;</c>.</summary>
internal static class TypeReferenceParser
{
    private static readonly Dictionary<string, TypeReference> Scalars = new(StringComparer.Ordinal)
    {
        ["string"] = new(ValueKind.String),
        ["int64"] = new(ValueKind.Int64),
        ["uint64"] = new(ValueKind.UInt64),
        ["double"] = new(ValueKind.Double),
        ["bool"] = new(ValueKind.Bool),
    };

    /// <summary>The names of the types that need no declaration.</summary>
    public static IReadOnlyCollection<string> BuiltIn => Scalars.Keys;

    /// <summary>Reads a type; null after reporting why there is none.</summary>
    /// <param name="context">The file.</param>
    /// <param name="scalar">The scalar that holds the expression.</param>
    /// <param name="nameSpan">Where the innermost name stands.</param>
    public static TypeReference? Parse(ReadContext context, ScalarNode scalar, out SourceSpan nameSpan)
    {
        string text = scalar.Value;
        int start = 0;
        int end = text.Length;
        int depth = 0;
        Trim(text, ref start, ref end);
        while (end - start > 4 && string.CompareOrdinal(text, start, "list", 0, 4) == 0 && text.Substring(start + 4, end - start - 4).TrimStart() is ['<', .., '>'])
        {
            start = text.IndexOf('<', start) + 1;
            end--;
            depth++;
            Trim(text, ref start, ref end);
        }

        string name = text.Substring(start, end - start);
        nameSpan = scalar.PartSpan(start, name.Length);
        string? fault = depth > SpecLimits.MaxListDepth ? $"lists are nested more than {SpecLimits.MaxListDepth} deep" : Fault(name);
        if (fault is not null)
        {
            context.Report(SpecDiagnostics.InvalidType, scalar.Span, text.Trim(), fault);
            return null;
        }

        TypeReference type = Scalars.TryGetValue(name, out TypeReference? known) ? known : new TypeReference(ValueKind.Object, name);
        for (; depth > 0; depth--)
        {
            type = new TypeReference(ValueKind.List, Element: type);
        }

        return type;
    }

    private static string? Fault(string name)
    {
        if (name == "list")
        {
            return "a list names its elements' type, as in list<string>";
        }

        if (name.EndsWith("[]", StringComparison.Ordinal))
        {
            return $"a list is written list<{name.Substring(0, name.Length - 2)}>";
        }

        if (name.IndexOfAny(['<', '>']) >= 0)
        {
            return "the only type with '<' and '>' is list<...>, in lower case";
        }

        return Scalars.ContainsKey(name) ? null : Names.TypeFault(name);
    }

    private static void Trim(string text, ref int start, ref int end)
    {
        while (start < end && char.IsWhiteSpace(text[start]))
        {
            start++;
        }

        while (end > start && char.IsWhiteSpace(text[end - 1]))
        {
            end--;
        }
    }
}
