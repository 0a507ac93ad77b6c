using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ApiGen.Emulator.Gateway;
using ApiGen.Specs.Model;

namespace ApiGen.Emulator.Responses;

/// <summary>Gives a paged action as many items as are wanted, page by page, made from those of its example.</summary>
/// <param name="route">The action.</param>
/// <param name="paging">How it is paged.</param>
/// <param name="count">How many items there are on all pages.</param>
internal sealed class ItemPage(ActionRoute route, PagingModel paging, int count)
{
    // What a person looks at to tell one item from another.
    private static readonly string[] TellingSuffixes = ["Id", "Name", ""];

    /// <summary>Puts the page that a request asks for into the example's response.</summary>
    public void Put(JsonObject response, JsonObject parameters)
    {
        long size = paging.Limit is { } limit && Number(parameters[limit]) is { } asked and > 0 ? asked : paging.PageSize;
        long start = Math.Min(Start(parameters[paging.Position], size), count);
        long end = Math.Min(start + Math.Min(size, count), count);
        (JsonObject owner, string name, MemberModel? member) = Find(response, paging.Items);
        JsonNode?[] patterns = Patterns(owner[name] as JsonArray, member);
        JsonArray items = [];
        for (long i = start; i < end && patterns.Length > 0; i++)
        {
            items.Add(Item(patterns[i % patterns.Length], member?.Type.Element, i + 1));
        }

        owner[name] = items;
        if (paging.Total is { } total)
        {
            Set(response, total, JsonValue.Create(count));
        }

        if (paging.Next is { } next)
        {
            Set(response, next, JsonValue.Create(end < count ? end.ToString(CultureInfo.InvariantCulture) : ""));
        }
    }

    private long Start(JsonNode? position, long size) => paging.Style switch
    {
        PagingStyle.PageNumber => (Math.Clamp(Number(position) ?? 1, 1, int.MaxValue) - 1) * Math.Min(size, int.MaxValue),
        _ => Math.Max(Number(position) ?? 0, 0),
    };

    private JsonNode?[] Patterns(JsonArray? example, MemberModel? member) =>
        example is { Count: > 0 } ? [.. example]
        : member is { Type.Element: not null } ? [.. new SynthesisedValue(route.Types).Members(new([member]))[member.Name]!.AsArray()]
        : [];

    private JsonNode? Item(JsonNode? pattern, TypeReference? type, long number)
    {
        JsonNode? item = pattern?.DeepClone();
        if (item is JsonObject group && type?.Name is { } name && route.Types.TryGetValue(name, out TypeModel? model))
        {
            MemberModel? telling = TellingSuffixes
                .Select(suffix => model.Members.FirstOrDefault(member => IsFree(member) && member.Name.EndsWith(suffix, StringComparison.Ordinal) && group[member.Name]?.GetValueKind() == JsonValueKind.String))
                .FirstOrDefault(member => member is not null);
            if (telling is not null)
            {
                string text = Numbered(group[telling.Name]!.GetValue<string>(), number);
                group[telling.Name] = text.Length > telling.Constraint?.MaxLength ? group[telling.Name]!.DeepClone() : JsonValue.Create(text);
            }
        }

        return item?.GetValueKind() == JsonValueKind.String ? JsonValue.Create(Numbered(item.GetValue<string>(), number)) : item;
    }

    private static bool IsFree(MemberModel member) => member is { Type.Kind: ValueKind.String, Format: null } && member.Constraint is null or { Values.IsEmpty: true, Pattern: null };

    private static string Numbered(string text, long number) => FormattableString.Invariant($"{text}-{number}");

    private static long? Number(JsonNode? value) =>
        value is not null && long.TryParse(value.ToString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number) ? number : null;

    private void Set(JsonObject response, string path, JsonValue value)
    {
        (JsonObject owner, string name, MemberModel? member) = Find(response, path);
        owner[name] = member?.Type.Kind == ValueKind.String ? JsonValue.Create(value.ToString()) : value;
    }

    // The objects on the way are made where the example leaves them out.
    private (JsonObject Owner, string Name, MemberModel? Member) Find(JsonObject response, string path)
    {
        string[] parts = path.Split('.');
        JsonObject owner = response;
        EquatableArray<MemberModel> members = route.Action.Response;
        MemberModel? member = members.FirstOrDefault(known => known.Name == parts[0]);
        foreach ((string part, string next) in parts.Zip(parts.Skip(1)))
        {
            if (owner[part] is not JsonObject inner)
            {
                inner = [];
                owner[part] = inner;
            }

            owner = inner;
            members = member?.Type.Name is { } name && route.Types.TryGetValue(name, out TypeModel? model) ? model.Members : EquatableArray<MemberModel>.Empty;
            member = members.FirstOrDefault(known => known.Name == next);
        }

        return (owner, parts[^1], member);
    }
}
