using System.Globalization;
using System.Text.Json;
using ApiGen.Specs.Model;

namespace ApiGen.Cli.Import;

/// <summary>Compares examples with the model: names, kinds of value, required members and nulls.</summary>
public sealed class ExampleConformance
{
    private readonly Dictionary<string, TypeModel> _types;
    private readonly List<ExampleFault> _faults = [];
    private readonly bool _isResponse;

    private ExampleConformance(IEnumerable<TypeModel> types, bool isResponse)
    {
        _types = types.ToDictionary(type => type.Name, StringComparer.Ordinal);
        _isResponse = isResponse;
    }

    /// <summary>Every fault of a request body.</summary>
    public static IReadOnlyList<ExampleFault> CheckRequest(JsonElement body, ActionModel action, IEnumerable<TypeModel> types)
    {
        ExampleConformance check = new(types, isResponse: false);
        check.CheckObject(body, action.Request, "");
        return check._faults;
    }

    /// <summary>Every fault of the content of <c>Response</c>.</summary>
    public static IReadOnlyList<ExampleFault> CheckResponse(JsonElement content, ActionModel action, IEnumerable<TypeModel> types)
    {
        ExampleConformance check = new(types, isResponse: true);
        MemberModel requestId = new() { Name = "RequestId", Type = new TypeReference(ValueKind.String), Required = true };
        check.CheckObject(content, [.. action.Response, requestId], "");
        if (content.ValueKind == JsonValueKind.Object && content.TryGetProperty("RequestId", out JsonElement id) && id.ValueKind == JsonValueKind.String && id.ValueEquals(""))
        {
            check._faults.Add(new ExampleFault("empty-request-id", "RequestId"));
        }

        return check._faults;
    }

    private void CheckObject(JsonElement value, IReadOnlyList<MemberModel> members, string path)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            Mismatch(value, "object", path);
            return;
        }

        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (JsonProperty property in value.EnumerateObject())
        {
            string place = path.Length == 0 ? property.Name : path + "." + property.Name;
            if (!seen.Add(property.Name))
            {
                _faults.Add(new ExampleFault("duplicate-member", place));
            }
            else if (members.FirstOrDefault(member => member.Name == property.Name) is not { } member)
            {
                bool wrongCase = members.Any(other => string.Equals(other.Name, property.Name, StringComparison.OrdinalIgnoreCase));
                _faults.Add(new ExampleFault(wrongCase ? "wrong-case" : "unknown-member", place));
            }
            else
            {
                CheckMember(property.Value, member, place);
            }
        }

        foreach (MemberModel member in members.Where(member => member.Required && !seen.Contains(member.Name)))
        {
            _faults.Add(new ExampleFault("missing-required", path.Length == 0 ? member.Name : path + "." + member.Name));
        }
    }

    private void CheckMember(JsonElement value, MemberModel member, string path)
    {
        if (member.Disabled is not null)
        {
            _faults.Add(new ExampleFault("disabled-member", path));
        }

        if (value.ValueKind != JsonValueKind.Null)
        {
            CheckValue(value, member.Type, path);
        }
        else if (!_isResponse || !member.Nullable)
        {
            _faults.Add(new ExampleFault("null-not-allowed", path));
        }
    }

    private void CheckValue(JsonElement value, TypeReference type, string path)
    {
        switch (type.Kind)
        {
            case ValueKind.List when value.ValueKind == JsonValueKind.Array:
                int index = 0;
                foreach (JsonElement element in value.EnumerateArray())
                {
                    string place = string.Create(CultureInfo.InvariantCulture, $"{path}[{index++}]");
                    CheckValue(element, type.Element!, place);
                }

                break;
            case ValueKind.Object:
                CheckObject(value, _types[type.Name!].Members, path);
                break;
            default:
                if (!Fits(value, type.Kind))
                {
                    Mismatch(value, type.Kind.ToString().ToLowerInvariant(), path);
                }

                break;
        }
    }

    private static bool Fits(JsonElement value, ValueKind kind) => kind switch
    {
        ValueKind.String => value.ValueKind == JsonValueKind.String,
        ValueKind.Int64 => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        ValueKind.UInt64 => value.ValueKind == JsonValueKind.Number && value.TryGetUInt64(out _),
        ValueKind.Double => value.ValueKind == JsonValueKind.Number,
        ValueKind.Bool => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        _ => false,
    };

    private void Mismatch(JsonElement value, string expected, string path) =>
        _faults.Add(new ExampleFault($"{Word(value, expected)}-where-{expected}", path));

    // Texts that hold a number or a truth value are told apart, because readers take them for what they hold.
    private static string Word(JsonElement value, string expected) => value.ValueKind switch
    {
        JsonValueKind.True or JsonValueKind.False => "bool",
        JsonValueKind.String when bool.TryParse(value.GetString(), out _) => "truth",
        JsonValueKind.String when IsNumber(value.GetString()!, expected) => "digits",
        _ => value.ValueKind.ToString().ToLowerInvariant(),
    };

    private static bool IsNumber(string text, string expected) => expected switch
    {
        "int64" => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
        "uint64" => ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _),
        _ => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _),
    };
}
