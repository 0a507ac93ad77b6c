using System.Globalization;
using ApiGen.Specs.Syntax.Editing;

namespace ApiGen.Cli.Writing;

/// <summary>Collects the entries of a mapping in a spec file; what has nothing to say is left out.</summary>
internal sealed class SpecProperties
{
    private readonly List<YamlProperty> _properties = [];

    /// <summary>Adds a value unless there is none.</summary>
    public void Add(string key, YamlValue? value)
    {
        if (value is not null)
        {
            _properties.Add(new YamlProperty(key, value));
        }
    }

    /// <summary>Adds a name or another text that stays on its line.</summary>
    public void Text(string key, string? text) => Add(key, text is null ? null : new YamlText(text));

    /// <summary>Adds prose, which may be spread over lines.</summary>
    public void Prose(string key, string text) => Add(key, text.Length == 0 ? null : new YamlText(text, CanFold: true));

    /// <summary>Adds a whole number.</summary>
    public void Number(string key, int? number) => Add(key, number is { } value ? new YamlPlain(value.ToString(CultureInfo.InvariantCulture)) : null);

    /// <summary>Adds <c>true</c>, or nothing.</summary>
    public void Flag(string key, bool value) => Add(key, value ? new YamlPlain("true") : null);

    /// <summary>Adds what is either a flag or a reason.</summary>
    public void Reason(string key, string? reason) => Add(key, reason is null ? null : reason.Length == 0 ? new YamlPlain("true") : new YamlText(reason));

    /// <summary>The mapping.</summary>
    public YamlMap ToMap(YamlLayout layout) => new(_properties, layout);
}
