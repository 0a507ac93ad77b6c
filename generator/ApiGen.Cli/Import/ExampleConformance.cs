using System.Globalization;
using System.Text.Json;
using ApiGen.Emulator.Requests;
using ApiGen.Specs.Conformance;
using ApiGen.Specs.Model;

namespace ApiGen.Cli.Import;

/// <summary>Names what is wrong with the vendor's examples, shortly, and what no other reader minds but a reader of examples.</summary>
public static class ExampleConformance
{
    /// <summary>Every fault of a request body.</summary>
    public static IReadOnlyList<ExampleFault> CheckRequest(JsonElement body, ActionModel action, IEnumerable<TypeModel> types)
    {
        Dictionary<string, TypeModel> byName = types.ToDictionary(type => type.Name, StringComparer.Ordinal);
        return Faults(CheckOf(action, byName).OfRequest(JsonWireValue.Of(body), action), body, action.Request, byName);
    }

    /// <summary>Every fault of the content of <c>Response</c>.</summary>
    public static IReadOnlyList<ExampleFault> CheckResponse(JsonElement content, ActionModel action, IEnumerable<TypeModel> types)
    {
        Dictionary<string, TypeModel> byName = types.ToDictionary(type => type.Name, StringComparer.Ordinal);
        IReadOnlyList<ExampleFault> faults = Faults(CheckOf(action, byName).OfResponse(JsonWireValue.Of(content), action), content, action.Response, byName);
        return content.ValueKind != JsonValueKind.Object ? faults
            : !content.TryGetProperty("RequestId", out JsonElement id) ? [.. faults, new ExampleFault("missing-required", "RequestId")]
            : id.ValueKind == JsonValueKind.String && id.ValueEquals("") ? [.. faults, new ExampleFault("empty-request-id", "RequestId")]
            : faults;
    }

    // Other actions may send more types; an example is judged by its own action.
    private static ConformanceCheck CheckOf(ActionModel action, Dictionary<string, TypeModel> types) => new(types, TypeReach.From(action.Request, types));

    private static IReadOnlyList<ExampleFault> Faults(IReadOnlyList<Violation> violations, JsonElement body, IReadOnlyList<MemberModel> members, Dictionary<string, TypeModel> types) =>
    [
        .. violations.Select(violation => new ExampleFault(Kind(violation), violation.Path)),
        .. Disabled(body, members, types, "").Select(path => new ExampleFault("disabled-member", path)),
    ];

    private static string Kind(Violation violation) => violation.Kind switch
    {
        ViolationKind.UnknownMember when violation.Known.Contains(violation.Name, StringComparer.OrdinalIgnoreCase) => "wrong-case",
        ViolationKind.UnknownMember => "unknown-member",
        ViolationKind.DuplicateMember => "duplicate-member",
        ViolationKind.Missing => "missing-required",
        ViolationKind.NullElement => "null-not-allowed",
        ViolationKind.WrongType => $"{Word(violation.Value!, violation.Type!.Kind)}-where-{violation.Type.Kind.ToString().ToLowerInvariant()}",
        ViolationKind.TooDeep => "too-deep",
        ViolationKind.TooFewItems => "too-few-items",
        ViolationKind.TooManyItems => "too-many-items",
        ViolationKind.TooShort => "too-short",
        ViolationKind.TooLong => "too-long",
        ViolationKind.TooSmall => "too-small",
        ViolationKind.TooLarge => "too-large",
        ViolationKind.NotAllowed => "value-not-allowed",
        _ => "pattern-mismatch",
    };

    // Texts that hold a number or a boolean are told apart, because readers take them for what they hold.
    private static string Word(WireValue value, ValueKind expected) => value.Kind switch
    {
        WireKind.Text when bool.TryParse(value.Content, out _) => "truth",
        WireKind.Text when IsNumber(value.Content, expected) => "digits",
        WireKind.Text => "string",
        WireKind.List => "array",
        _ => value.Kind.ToString().ToLowerInvariant(),
    };

    private static bool IsNumber(string text, ValueKind expected) => expected switch
    {
        ValueKind.Int64 => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
        ValueKind.UInt64 => ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _),
        _ => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _),
    };

    /// <summary>The paths of the members that have no effect any more: allowed, but nothing to show in an example.</summary>
    private static IEnumerable<string> Disabled(JsonElement value, IReadOnlyList<MemberModel> members, Dictionary<string, TypeModel> types, string path)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            yield break;
        }

        Dictionary<string, JsonElement> given = value.MembersByName();
        foreach (MemberModel member in members)
        {
            if (!given.TryGetValue(member.Name, out JsonElement inner))
            {
                continue;
            }

            string place = path.Length == 0 ? member.Name : path + "." + member.Name;
            if (member.Disabled is not null)
            {
                yield return place;
            }

            foreach (string found in DisabledInside(inner, member.Type, types, place))
            {
                yield return found;
            }
        }
    }

    private static IEnumerable<string> DisabledInside(JsonElement value, TypeReference type, Dictionary<string, TypeModel> types, string path) => type.Kind switch
    {
        ValueKind.Object => Disabled(value, types[type.Name!].Members, types, path),
        ValueKind.List when value.ValueKind == JsonValueKind.Array => value.EnumerateArray()
            .SelectMany((element, index) => DisabledInside(element, type.Element!, types, string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]"))),
        _ => [],
    };
}
