using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ApiGen.Specs.Diagnostics;

namespace ApiGen.Cli.Checking;

/// <summary>Writes diagnostics as SARIF 2.1.0 (OASIS, "Static Analysis Results Interchange Format").</summary>
internal static class SarifReport
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The report.</summary>
    public static string Of(IReadOnlyList<SpecDiagnostic> diagnostics)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter writer = new(buffer, Options))
        {
            writer.WriteStartObject();
            writer.WriteString("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
            writer.WriteString("version", "2.1.0");
            writer.WriteStartArray("runs");
            writer.WriteStartObject();
            WriteTool(writer, diagnostics);
            writer.WriteString("columnKind", "utf16CodeUnits");
            writer.WriteStartArray("results");
            foreach (SpecDiagnostic diagnostic in diagnostics)
            {
                WriteResult(writer, diagnostic);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void WriteTool(Utf8JsonWriter writer, IReadOnlyList<SpecDiagnostic> diagnostics)
    {
        writer.WriteStartObject("tool");
        writer.WriteStartObject("driver");
        writer.WriteString("name", "apigen");
        writer.WriteString("version", typeof(SarifReport).Assembly.GetName().Version?.ToString(3));
        writer.WriteStartArray("rules");
        foreach (SpecDiagnosticDescriptor rule in diagnostics.Select(diagnostic => diagnostic.Descriptor).DistinctBy(rule => rule.Id).OrderBy(rule => rule.Id, StringComparer.Ordinal))
        {
            writer.WriteStartObject();
            writer.WriteString("id", rule.Id);
            WriteText(writer, "shortDescription", rule.Title);
            writer.WriteStartObject("defaultConfiguration");
            writer.WriteString("level", Level(rule));
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteResult(Utf8JsonWriter writer, SpecDiagnostic diagnostic)
    {
        SpecLocation place = diagnostic.Location;
        writer.WriteStartObject();
        writer.WriteString("ruleId", diagnostic.Descriptor.Id);
        writer.WriteString("level", Level(diagnostic.Descriptor));
        WriteText(writer, "message", diagnostic.Message);
        writer.WriteStartArray("locations");
        writer.WriteStartObject();
        writer.WriteStartObject("physicalLocation");
        writer.WriteStartObject("artifactLocation");
        writer.WriteString("uri", Path.IsPathRooted(place.Path) ? new Uri(place.Path).AbsoluteUri : Uri.EscapeDataString(place.Path).Replace("%2F", "/", StringComparison.Ordinal));
        writer.WriteEndObject();
        writer.WriteStartObject("region");
        writer.WriteNumber("startLine", place.Line + 1);
        writer.WriteNumber("startColumn", place.Column + 1);
        writer.WriteNumber("endLine", place.EndLine + 1);
        writer.WriteNumber("endColumn", place.EndColumn + 1);
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter writer, string name, string text)
    {
        writer.WriteStartObject(name);
        writer.WriteString("text", text);
        writer.WriteEndObject();
    }

    private static string Level(SpecDiagnosticDescriptor rule) => rule.Severity == SpecSeverity.Error ? "error" : "warning";
}
