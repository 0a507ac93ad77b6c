using System.Text.Json;
using ApiGen.Explorer;
using ApiGen.Specs.Model;

namespace ApiGen.Cli.Import.Pages;

/// <summary>Guesses the types that a page names without describing them, from the values in its examples.</summary>
internal sealed class ExampleShapes
{
    private readonly SortedDictionary<string, OrderedDictionary<string, MemberModel>> _types = new(StringComparer.Ordinal);

    /// <summary>The guessed types; a type without a value in any example has no members.</summary>
    public IReadOnlyList<TypeModel> Types =>
    [
        .. _types.Select(pair => new TypeModel { Name = pair.Key, Members = pair.Value.Values.ToEquatableArray() }),
    ];

    /// <summary>Adds what a value shows of the members' types.</summary>
    public void Learn(IReadOnlyList<MemberModel> members, JsonElement value)
    {
        Dictionary<string, JsonElement> shown = value.ValueKind == JsonValueKind.Object ? value.MembersByName() : [];
        foreach (MemberModel member in members)
        {
            Learn(member.Type, shown.TryGetValue(member.Name, out JsonElement found) ? found : null);
        }
    }

    private void Learn(TypeReference type, JsonElement? value)
    {
        if (type.Kind == ValueKind.List)
        {
            JsonElement[] items = value is { ValueKind: JsonValueKind.Array } list ? [.. list.EnumerateArray()] : [];
            Learn(type.Element!, items.Length > 0 ? items[0] : null);
        }
        else if (type.Kind == ValueKind.Object)
        {
            if (!_types.TryGetValue(type.Name!, out OrderedDictionary<string, MemberModel>? members))
            {
                _types.Add(type.Name!, members = new(StringComparer.Ordinal));
            }

            if (value is { ValueKind: JsonValueKind.Object } shown)
            {
                Extend(type.Name!, members, shown);
            }
        }
    }

    private void Extend(string owner, OrderedDictionary<string, MemberModel> members, JsonElement value)
    {
        foreach (JsonProperty property in value.EnumerateObject())
        {
            if (!members.ContainsKey(property.Name) && Guess(owner + property.Name, property.Value) is { } type)
            {
                members.Add(property.Name, new MemberModel { Name = property.Name, Type = type, Sensitive = SensitiveNames.IsSecret(property.Name, type) });
                Learn(type, property.Value);
            }
        }
    }

    private static TypeReference? Guess(string name, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => new TypeReference(ValueKind.String),
        JsonValueKind.Number => new TypeReference(value.TryGetInt64(out _) ? ValueKind.Int64 : ValueKind.Double),
        JsonValueKind.True or JsonValueKind.False => new TypeReference(ValueKind.Bool),
        JsonValueKind.Object => new TypeReference(ValueKind.Object, name),
        JsonValueKind.Array when value.GetArrayLength() > 0 && Guess(name, value[0]) is { } element => new TypeReference(ValueKind.List, Element: element),
        _ => null,
    };
}
