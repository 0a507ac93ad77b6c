using System.Globalization;
using System.Text.Json.Nodes;
using ApiGen.Specs.Model;

namespace ApiGen.Emulator.Responses;

/// <summary>
/// Makes values that conform to the spec, the same ones every time. A type within itself ends in an empty list or is left out, and so
/// does everything once the value is as large as no response is: types that use each other twice double it at every step.
/// </summary>
internal sealed class SynthesisedValue(IReadOnlyDictionary<string, TypeModel> types)
{
    private const int MostValues = 20_000;

    // Readers of JSON stop at 64 levels; lists and the response around it take some.
    private const int DeepestObject = 24;

    private const int LongestText = 100_000;

    private int _left = MostValues;

    private readonly HashSet<string> _open = new(StringComparer.Ordinal);

    public JsonObject Members(EquatableArray<MemberModel> members)
    {
        JsonObject result = [];
        foreach (MemberModel member in members)
        {
            if (_left > 0 && member.Disabled is null && Value(member.Type, member) is { } value)
            {
                result[member.Name] = value;
            }
        }

        return result;
    }

    private JsonNode? Value(TypeReference type, MemberModel member)
    {
        _left--;
        return Make(type, member);
    }

    private JsonNode? Make(TypeReference type, MemberModel member) => type.Kind switch
    {
        ValueKind.List when type.Element is { } element => List(element, member),
        ValueKind.Object => Object(type.Name),
        ValueKind.Bool => true,
        ValueKind.Int64 => Number<long>(member, static number => number),
        ValueKind.UInt64 => Number<ulong>(member, static number => number),
        ValueKind.Double => Number<double>(member, static number => number),
        _ => Text(member),
    };

    private JsonArray List(TypeReference element, MemberModel member)
    {
        JsonArray list = [];
        for (int count = Math.Max(1, member.Constraint?.MinItems ?? 1); count > 0 && _left > 0; count--)
        {
            if (Value(element, member) is { } value)
            {
                list.Add(value);
            }
        }

        return list;
    }

    private JsonObject? Object(string? name)
    {
        if (name is null || _open.Count >= DeepestObject || !types.TryGetValue(name, out TypeModel? type) || !_open.Add(name))
        {
            return null;
        }

        JsonObject result = Members(type.Members);
        _open.Remove(name);
        return result;
    }

    // The generic way of making a value needs reflection, which a program that is to be published natively turns off.
    private static JsonNode? Number<T>(MemberModel member, Func<T, JsonNode> make)
        where T : struct, ISpanParsable<T>
    {
        string text = member.Constraint switch
        {
            { Values: { IsEmpty: false } values } => values[0],
            { Minimum: { } minimum } => minimum,
            { Maximum: { } maximum } when maximum.StartsWith('-') => maximum,
            _ => "1",
        };
        return T.TryParse(text, CultureInfo.InvariantCulture, out T number) ? make(number) : null;
    }

    private static string Text(MemberModel member)
    {
        if (member.Constraint?.Values is { IsEmpty: false } values)
        {
            return values[0];
        }

        string text = member.Format switch
        {
            "date" => "2025-01-06",
            "date-time" => "2025-01-06T00:00:00+00:00",
            "json" => "{}",
            "base64" => "YXBpZ2Vu",
            _ => member.Name,
        };
        text = text.PadRight(Math.Min(member.Constraint?.MinLength ?? 0, LongestText), 'x');
        return text.Length > member.Constraint?.MaxLength ? text[..member.Constraint.MaxLength.Value] : text;
    }
}
