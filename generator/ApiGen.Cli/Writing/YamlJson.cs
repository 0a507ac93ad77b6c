using System.Text;
using System.Text.Json;

namespace ApiGen.Cli.Writing;

/// <summary>Writes a JSON value as YAML: small values on one line, larger ones in block style.</summary>
internal static class YamlJson
{
    /// <summary>Appends the value after a key or a dash that was already written, ending the line.</summary>
    /// <param name="text">What was written so far; the current line holds the key and no blank after it.</param>
    /// <param name="value">The value.</param>
    /// <param name="indent">The indentation of the value's own lines.</param>
    /// <param name="column">How many characters the current line holds.</param>
    public static void Append(StringBuilder text, JsonElement value, int indent, int column)
    {
        string flow = Flow(value);
        bool isShort = column + 1 + flow.Length <= SpecFileWriter.Width;
        bool isEmpty = flow is "{}" or "[]";
        if (isEmpty || value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array) || (isShort && indent > SpecFileWriter.ExampleIndent))
        {
            text.Append(' ').Append(flow).Append('\n');
            return;
        }

        text.Append('\n');
        if (value.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty property in value.EnumerateObject())
            {
                string key = new string(' ', indent) + YamlScalar.Write(property.Name, isFlow: false) + ":";
                text.Append(key);
                Append(text, property.Value, indent + 2, key.Length);
            }
        }
        else
        {
            foreach (JsonElement item in value.EnumerateArray())
            {
                text.Append(' ', indent).Append('-');
                AppendItem(text, item, indent);
            }
        }
    }

    /// <summary>The value on one line.</summary>
    public static string Flow(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                string members = string.Join(", ", value.EnumerateObject().Select(property => YamlScalar.Write(property.Name, isFlow: true) + ": " + Flow(property.Value)));
                return members.Length == 0 ? "{}" : "{ " + members + " }";
            case JsonValueKind.Array:
                return "[" + string.Join(", ", value.EnumerateArray().Select(Flow)) + "]";
            case JsonValueKind.String:
                return YamlScalar.Write(value.GetString()!, isFlow: true);
            default:
                return value.GetRawText();
        }
    }

    private static void AppendItem(StringBuilder text, JsonElement item, int indent)
    {
        string flow = Flow(item);
        if (item.ValueKind != JsonValueKind.Object || flow == "{}" || indent + 2 + flow.Length <= SpecFileWriter.Width)
        {
            text.Append(' ').Append(flow).Append('\n');
            return;
        }

        bool first = true;
        foreach (JsonProperty property in item.EnumerateObject())
        {
            string key = YamlScalar.Write(property.Name, isFlow: false) + ":";
            text.Append(' ', first ? 1 : indent + 2).Append(key);
            Append(text, property.Value, indent + 4, indent + 2 + key.Length);
            first = false;
        }
    }
}
