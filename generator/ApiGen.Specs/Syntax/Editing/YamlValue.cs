using ApiGen.Specs.Model;

namespace ApiGen.Specs.Syntax.Editing;

/// <summary>A value that is to be written as YAML. Compares by what it says, so that two of them tell what changes.</summary>
public abstract record YamlValue
{
    private protected YamlValue()
    {
    }

    /// <summary>What a node says, without its layout and comments.</summary>
    /// <param name="node">The node; its depth is bounded by <see cref="SpecLimits.MaxDepth"/>.</param>
    public static YamlValue Of(SpecNode node)
    {
        if (node is MappingNode mapping)
        {
            return new YamlMap(mapping.Entries.Select(static entry => new YamlProperty(entry.Key, Of(entry.Value))), YamlLayout.Flow);
        }

        if (node is SequenceNode sequence)
        {
            return new YamlList(sequence.Items.Select(Of), YamlLayout.Flow);
        }

        var scalar = (ScalarNode)node;
        return PlainScalar.Classify(scalar) == ScalarKind.Text ? new YamlText(scalar.Value)
            : scalar.Value.Length == 0 ? new YamlPlain("null")
            : new YamlPlain(scalar.Value);
    }
}

/// <summary>Text; it is quoted where YAML would take it for something else.</summary>
/// <param name="Text">The text.</param>
/// <param name="CanFold">Whether it may be spread over several lines when it is long.</param>
public sealed record YamlText(string Text, bool CanFold = false) : YamlValue;

/// <summary>A number, true, false, null, or another scalar that is written as it is.</summary>
/// <param name="Text">What is written.</param>
public sealed record YamlPlain(string Text) : YamlValue;

/// <summary>A list.</summary>
public sealed record YamlList : YamlValue
{
    /// <summary>Creates a list.</summary>
    public YamlList(IEnumerable<YamlValue> items, YamlLayout layout)
    {
        Items = items.ToEquatableArray();
        Layout = layout;
    }

    /// <summary>The items in order.</summary>
    public EquatableArray<YamlValue> Items { get; }

    /// <summary>How it is written where the surroundings leave the choice.</summary>
    public YamlLayout Layout { get; }
}

/// <summary>A mapping.</summary>
public sealed record YamlMap : YamlValue
{
    /// <summary>Creates a mapping.</summary>
    public YamlMap(IEnumerable<YamlProperty> properties, YamlLayout layout)
    {
        Properties = properties.ToEquatableArray();
        Layout = layout;
    }

    /// <summary>The entries in order; no key is there twice.</summary>
    public EquatableArray<YamlProperty> Properties { get; }

    /// <summary>How it is written where the surroundings leave the choice.</summary>
    public YamlLayout Layout { get; }

    /// <summary>A scalar that says the same; it takes the place of one. Null when there is none.</summary>
    public YamlValue? Short { get; init; }
}

/// <summary>A key and its value.</summary>
/// <param name="Key">The key's text.</param>
/// <param name="Value">The value.</param>
public sealed record YamlProperty(string Key, YamlValue Value);

/// <summary>How a collection is written.</summary>
public enum YamlLayout
{
    /// <summary>On one line, in braces or brackets.</summary>
    Flow,

    /// <summary>On one line when it fits, otherwise as <see cref="Block"/>.</summary>
    Fit,

    /// <summary>A line for each entry.</summary>
    Block,
}
