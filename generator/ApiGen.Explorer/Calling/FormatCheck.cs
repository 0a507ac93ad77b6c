using System.Text.Json;
using ApiGen.Runtime.Json;
using ApiGen.Specs;
using ApiGen.Specs.Model;

namespace ApiGen.Explorer.Calling;

/// <summary>
/// Finds texts that cannot be read in the format that the spec gives their member, such as a day that does not exist. A client sends any text, since a format
/// constrains nothing; who types one wants to know. An empty text is a value of its own.
/// </summary>
internal sealed class FormatCheck(ServiceModel service)
{
    private static readonly Dictionary<string, (Func<string, int, bool> IsRead, string Kind, string Example)> Formats = new(StringComparer.Ordinal)
    {
        ["date"] = (static (text, _) => TextFormat.ReadDate(text) is not null, "date", "2025-01-06"),
        ["date-time"] = (static (text, zone) => TextFormat.ReadDateTime(text, zone) is not null, "date and time", "2025-01-06T08:00:00+08:00"),
        ["datetime"] = (static (text, zone) => TextFormat.ReadDateTime(text, zone) is not null, "date and time", "2025-01-06 08:00:00"),
        ["base64"] = (static (text, _) => TextFormat.ReadBase64(text) is not null, "Base64", "AQL6"),
    };

    private readonly Dictionary<string, TypeModel> _types = service.Types.ToDictionary(static type => type.Name, StringComparer.Ordinal);

    /// <summary>A text in the format; null for a format that is a hint alone.</summary>
    public static string? ExampleOf(string? format) => format is not null && Formats.TryGetValue(format, out var known) ? known.Example : null;

    /// <summary>What cannot be read in a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="action">Its action.</param>
    public IEnumerable<RequestReading.Problem> Of(JsonElement request, ActionModel action) => InMembers(request, action.Request, "").Take(SpecLimits.MaxDiagnostics);

    private IEnumerable<RequestReading.Problem> InMembers(JsonElement value, EquatableArray<MemberModel> members, string prefix) =>
        value.ValueKind != JsonValueKind.Object ? []
        : from given in value.EnumerateObject()
          join member in members on given.Name equals member.Name
          from problem in In(given.Value, member.Type, member, prefix + member.Name)
          select problem;

    private IEnumerable<RequestReading.Problem> In(JsonElement value, TypeReference type, MemberModel member, string path) => type.Kind switch
    {
        ValueKind.List when value.ValueKind == JsonValueKind.Array => value.EnumerateArray().SelectMany((element, i) => In(element, type.Element!, member, FormattableString.Invariant($"{path}[{i}]"))),
        ValueKind.Object when _types.TryGetValue(type.Name!, out TypeModel? declared) => InMembers(value, declared.Members, path + "."),
        ValueKind.String when value.ValueKind == JsonValueKind.String && member.Format is { } format && Formats.TryGetValue(format, out var known)
            && value.GetString() is { Length: > 0 } text && !known.IsRead(text, member.TimeZone ?? MemberModel.DefaultTimeZone) =>
            [new RequestReading.Problem(path, $"is no {known.Kind}, such as {known.Example}")],
        _ => [],
    };
}
