using ApiGen.Specs.Model;

namespace ApiGen.Cli.Import.Pages;

/// <summary>Reads the type names of documentation pages.</summary>
internal static class PageTypes
{
    /// <summary>The type, and the text's form where the name says it.</summary>
    public static (TypeReference Type, string? Format) Read(string text)
    {
        foreach (string prefix in new[] { "Array of ", "List of " })
        {
            if (text.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            {
                (TypeReference element, string? format) = Read(text[prefix.Length..].Trim());
                return (new TypeReference(ValueKind.List, Element: element), format);
            }
        }

        return text switch
        {
            "String" => (new TypeReference(ValueKind.String), null),
            "Integer" or "Int64" or "Int" => (new TypeReference(ValueKind.Int64), null),
            "Uint64" or "UInt64" => (new TypeReference(ValueKind.UInt64), null),
            "Float" or "Double" => (new TypeReference(ValueKind.Double), null),
            "Boolean" or "Bool" => (new TypeReference(ValueKind.Bool), null),
            "Timestamp ISO8601" => (new TypeReference(ValueKind.String), "date-time"),
            "Timestamp" => (new TypeReference(ValueKind.String), "datetime"),
            "Date" => (new TypeReference(ValueKind.String), "date"),
            "Binary" => (new TypeReference(ValueKind.String), "base64"),
            _ => (new TypeReference(ValueKind.Object, text), null),
        };
    }
}
