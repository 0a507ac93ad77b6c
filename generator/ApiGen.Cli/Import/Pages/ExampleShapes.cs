using System.Text.Json;
using ApiGen.Specs.Model;

namespace ApiGen.Cli.Import.Pages;

/// <summary>Guesses the types that a page names without describing them, from the values in its examples.</summary>
internal sealed class ExampleShapes
{
    private readonly SortedDictionary<string, List<MemberModel>> _types = new(StringComparer.Ordinal);

    /// <summary>The guessed types; a type without a value in any example has no members.</summary>
    public IReadOnlyList<TypeModel> Types =>
    [
        .. _types.Select(pair => new TypeModel { Name = pair.Key, Members = pair.Value.ToEquatableArray() }),
    ];

    /// <summary>Adds what a value shows of the members' types.</summary>
    public void Learn(IReadOnlyList<MemberModel> members, JsonElement value)
    {
        foreach (MemberModel member in members)
        {
            JsonElement? shown = value.ValueKind == JsonValueKind.Object && value.TryGetProperty(member.Name, out JsonElement found) ? found : null;
            Learn(member.Type, shown);
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
            if (!_types.TryGetValue(type.Name!, out List<MemberModel>? members))
            {
                _types.Add(type.Name!, members = []);
            }

            if (value is { ValueKind: JsonValueKind.Object } shown)
            {
                Extend(type.Name!, members, shown);
            }
        }
    }

    private void Extend(string owner, List<MemberModel> members, JsonElement value)
    {
        foreach (JsonProperty property in value.EnumerateObject())
        {
            if (members.All(member => member.Name != property.Name) && Guess(owner + property.Name, property.Value) is { } type)
            {
                members.Add(new MemberModel { Name = property.Name, Type = type });
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
