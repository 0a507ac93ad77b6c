using ApiGen.Specs;
using ApiGen.Specs.Model;

namespace ApiGen.Cli.Import.Pages;

/// <summary>Reads the type names of documentation pages.</summary>
internal static class PageTypes
{
    private static readonly string[] ListPrefixes = ["Array of ", "List of "];

    /// <summary>The type, and the text's form where the name says it. Lists deeper than the spec language has them are the name of no type.</summary>
    public static (TypeReference Type, string? Format) Read(string text) => Read(text, SpecLimits.MaxListDepth);

    private static (TypeReference Type, string? Format) Read(string text, int depth)
    {
        foreach (string prefix in ListPrefixes.Where(prefix => depth > 0 && text.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)))
        {
            (TypeReference element, string? format) = Read(text[prefix.Length..].Trim(), depth - 1);
            return (new TypeReference(ValueKind.List, Element: element), format);
        }

        return text.ToLowerInvariant() switch
        {
            "string" => (new TypeReference(ValueKind.String), null),
            "integer" or "int64" or "int" or "int32" => (new TypeReference(ValueKind.Int64), null),
            "uint64" or "uint" or "uint32" => (new TypeReference(ValueKind.UInt64), null),
            "float" or "double" => (new TypeReference(ValueKind.Double), null),
            "boolean" or "bool" => (new TypeReference(ValueKind.Bool), null),
            "timestamp iso8601" => (new TypeReference(ValueKind.String), "date-time"),
            "timestamp" => (new TypeReference(ValueKind.String), "datetime"),
            "date" => (new TypeReference(ValueKind.String), "date"),
            "binary" => (new TypeReference(ValueKind.String), "base64"),
            _ => (new TypeReference(ValueKind.Object, text), null),
        };
    }
}
