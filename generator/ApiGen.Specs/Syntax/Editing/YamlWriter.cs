using System.Text;

namespace ApiGen.Specs.Syntax.Editing;

/// <summary>Writes values as YAML. The same value always gives the same text.</summary>
/// <param name="isJson">Whether every key and text stands in double quotes, so that the text is JSON as well.</param>
/// <param name="step">How much deeper the lines of an inner collection are indented.</param>
public sealed class YamlWriter(bool isJson = false, int step = 2)
{
    /// <summary>The longest line that a value takes before it is spread over several.</summary>
    public const int Width = 140;

    /// <summary>How much deeper the lines of an inner collection are indented.</summary>
    public int Step => step;

    /// <summary>A value on one line, as it stands behind a key or within another in flow style.</summary>
    public string Flow(YamlValue value)
    {
        StringBuilder text = new();
        AppendFlow(text, value);
        return text.ToString();
    }

    /// <summary>A text on one line, as it stands behind a key in block style.</summary>
    public string BlockScalar(YamlText text) => Scalar(text.Text, isFlow: false);

    /// <summary>An entry on one line, as it stands within braces.</summary>
    public string FlowEntry(string key, YamlValue value) => Scalar(key, isFlow: true) + ": " + Flow(value);

    /// <summary>An entry as lines, each ended by a line feed.</summary>
    public string BlockEntry(string key, YamlValue value, int indent)
    {
        StringBuilder text = new();
        AppendEntry(text, indent, key, value, indent);
        return text.ToString();
    }

    /// <summary>The entries of a mapping as lines, each ended by a line feed.</summary>
    public string BlockEntries(YamlMap map, int indent) => string.Concat(map.Properties.Select(property => BlockEntry(property.Key, property.Value, indent)));

    /// <summary>A key or text in the quotes that it needs.</summary>
    private string Scalar(string text, bool isFlow) => isJson ? YamlScalar.DoubleQuoted(text) : YamlScalar.Write(text, isFlow);

    private void AppendFlow(StringBuilder text, YamlValue value)
    {
        switch (value)
        {
            case YamlMap { Properties.IsEmpty: true }:
                text.Append("{}");
                break;
            case YamlMap map:
                string separator = "{ ";
                foreach (YamlProperty property in map.Properties)
                {
                    text.Append(separator).Append(Scalar(property.Key, isFlow: true)).Append(": ");
                    AppendFlow(text, property.Value);
                    separator = ", ";
                }

                text.Append(" }");
                break;
            case YamlList list:
                text.Append('[');
                for (int i = 0; i < list.Items.Count; i++)
                {
                    text.Append(i == 0 ? "" : ", ");
                    AppendFlow(text, list.Items[i]);
                }

                text.Append(']');
                break;
            case YamlPlain plain:
                text.Append(isJson && !IsJson(plain.Text) ? YamlScalar.DoubleQuoted(plain.Text) : plain.Text);
                break;
            case YamlText scalar:
                text.Append(Scalar(scalar.Text, isFlow: true));
                break;
        }
    }

    // The lead is what the key's own line begins with: its indentation, or the blank behind the dash of a list's item.
    private void AppendEntry(StringBuilder text, int lead, string key, YamlValue value, int indent)
    {
        string written = Scalar(key, isFlow: false) + ":";
        text.Append(' ', lead).Append(written);
        AppendBlock(text, value, indent, indent + written.Length);
    }

    /// <summary>Appends a value behind a key that is written, ending the line.</summary>
    private void AppendBlock(StringBuilder text, YamlValue value, int indent, int column)
    {
        if (value is YamlText scalar)
        {
            string line = Scalar(scalar.Text, isFlow: false);
            if (scalar.CanFold && column + 1 + line.Length > Width && FoldedText.CanFold(scalar.Text))
            {
                text.Append(" >-\n");
                FoldedText.Append(text, scalar.Text, indent + step, Width);
                return;
            }

            text.Append(' ').Append(line).Append('\n');
            return;
        }

        if (OnOneLine(value, column) is { } flow)
        {
            text.Append(' ').Append(flow).Append('\n');
            return;
        }

        text.Append('\n');
        if (value is YamlMap map)
        {
            text.Append(BlockEntries(map, indent + step));
            return;
        }

        foreach (YamlValue item in ((YamlList)value).Items)
        {
            text.Append(' ', indent + step).Append('-');
            AppendItem(text, item, indent + step);
        }
    }

    private void AppendItem(StringBuilder text, YamlValue item, int indent)
    {
        if (item is not YamlMap map || OnOneLine(item, indent + 1) is not null)
        {
            text.Append(' ').Append(Flow(item)).Append('\n');
            return;
        }

        int lead = 1;
        foreach (YamlProperty property in map.Properties)
        {
            AppendEntry(text, lead, property.Key, property.Value, indent + 2);
            lead = indent + 2;
        }
    }

    private string? OnOneLine(YamlValue value, int column)
    {
        (YamlLayout layout, bool isEmpty) = value switch
        {
            YamlMap map => (map.Layout, map.Properties.IsEmpty),
            YamlList list => (list.Layout, list.Items.IsEmpty),
            _ => (YamlLayout.Flow, true),
        };
        if (layout == YamlLayout.Block && !isEmpty)
        {
            return null;
        }

        string flow = Flow(value);
        return isEmpty || layout == YamlLayout.Flow || column + 1 + flow.Length <= Width ? flow : null;
    }

    private static bool IsJson(string text) => PlainScalar.Classify(new ScalarNode(text, IsPlain: true, default)) switch
    {
        ScalarKind.Integer => text[0] != '+' && !text.StartsWith("0x", StringComparison.Ordinal) && !text.StartsWith("0o", StringComparison.Ordinal) && PlainScalar.IsJsonNumber(text),
        ScalarKind.Float => PlainScalar.IsJsonNumber(text),
        _ => text is "true" or "false" or "null",
    };
}
