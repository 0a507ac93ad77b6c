using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ApiGen.Cli.Commands;

namespace ApiGen.Cli.Comparing;

/// <summary>Writes a list of changes in each of the forms that <c>diff</c> offers.</summary>
internal static class ChangeReport
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A change a line, and the sum.</summary>
    public static string Text(IReadOnlyList<SpecChange> changes)
    {
        StringBuilder text = new();
        foreach (SpecChange change in changes)
        {
            text.Append(ChangeText.Line(change)).Append('\n');
        }

        return text.Append(Sum(changes)).Append('\n').ToString();
    }

    /// <summary>Two lists under headings, what breaks first, for a release page or a review.</summary>
    public static string Markdown(IReadOnlyList<SpecChange> changes)
    {
        StringBuilder text = new();
        text.Append("# API changes\n\n").Append(Sum(changes)).Append('\n');
        Section(text, "Breaking", changes.Where(change => change.IsBreaking));
        Section(text, "Compatible", changes.Where(change => !change.IsBreaking));
        return text.ToString();
    }

    /// <summary>An object with the count and the changes.</summary>
    public static string Json(IReadOnlyList<SpecChange> changes)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter writer = new(buffer, Options))
        {
            writer.WriteStartObject();
            writer.WriteNumber("breaking", changes.Count(change => change.IsBreaking));
            writer.WriteStartArray("changes");
            foreach (SpecChange change in changes)
            {
                writer.WriteStartObject();
                writer.WriteString("kind", change.Kind.ToString().ToLowerInvariant());
                writer.WriteString("place", change.Place);
                writer.WriteString("text", change.Text);
                writer.WriteBoolean("breaking", change.IsBreaking);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n";
    }

    private static void Section(StringBuilder text, string title, IEnumerable<SpecChange> changes)
    {
        bool isFirst = true;
        foreach (SpecChange change in changes)
        {
            text.Append(isFirst ? $"\n## {title}\n\n" : "");
            text.Append(CultureInfo.InvariantCulture, $"- `{change.Place}`: {change.Text}\n");
            isFirst = false;
        }
    }

    private static string Sum(IReadOnlyList<SpecChange> changes) => changes.Count == 0
        ? "No changes."
        : string.Create(CultureInfo.InvariantCulture, $"{Counted.Of(changes.Count, "change")}, {changes.Count(change => change.IsBreaking)} of them breaking.");
}
