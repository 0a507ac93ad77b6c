using System.Text.Json;
using ApiGen.Specs.Model;
using ApiGen.Specs.Syntax.Editing;

namespace ApiGen.Cli.Writing;

/// <summary>What parts of a service say in spec files, in the order in which the keys are usually written.</summary>
internal static class SpecValues
{
    /// <summary>An action as the value of its name, or as a file of its own without the name.</summary>
    public static YamlMap Action(ActionModel action)
    {
        SpecProperties map = new();
        map.Text("csharpName", action.CSharpName);
        map.Prose("summary", action.Summary);
        map.Text("documentation", action.Documentation);
        map.Text("region", action.Region switch
        {
            RegionRequirement.Required => "required",
            RegionRequirement.None => "none",
            _ => null,
        });
        map.Add("rateLimit", action.RateLimits.IsEmpty || action.RateLimitAssumed ? null : RateLimits(action.RateLimits));
        map.Flag("idempotent", action.Idempotent);
        map.Flag("unsigned", action.Unsigned);
        map.Reason("deprecated", action.Deprecated);
        map.Reason("disabled", action.Disabled);
        map.Text("requestBody", action.RequestBody == RequestBodyKind.OctetStream ? "octet-stream" : null);
        map.Text("responseBody", action.ResponseBody == ResponseBodyKind.EventStream ? "event-stream" : null);
        map.Add("paging", action.Paging is { } paging ? Paging(paging) : null);
        map.Add("request", action.Request.IsEmpty ? null : Members(action.Request));
        map.Add("response", action.Response.IsEmpty ? null : Members(action.Response));
        map.Add("errors", action.Errors.IsEmpty ? null : new YamlMap(action.Errors.Select(error => new YamlProperty(error.Code, Error(error))), YamlLayout.Block));
        map.Add("examples", action.Examples.IsEmpty ? null : new YamlList(action.Examples.Select(Example), YamlLayout.Block));
        return map.ToMap(YamlLayout.Block);
    }

    /// <summary>A type as the value of its name.</summary>
    public static YamlMap Type(TypeModel type)
    {
        SpecProperties map = new();
        map.Text("csharpName", type.CSharpName);
        map.Prose("summary", type.Summary);
        map.Add("members", Members(type.Members));
        return map.ToMap(YamlLayout.Block);
    }

    /// <summary>Types as the value of <c>types</c>.</summary>
    public static YamlMap Types(IEnumerable<TypeModel> types) => new(types.Select(type => new YamlProperty(type.Name, Type(type))), YamlLayout.Block);

    private static YamlMap Members(EquatableArray<MemberModel> members) => new(members.Select(member => new YamlProperty(member.Name, Member(member))), YamlLayout.Block);

    private static YamlMap Member(MemberModel member)
    {
        SpecProperties map = new();
        YamlText type = new(member.Type.ToString());
        map.Add("type", type);
        map.Text("csharpName", member.CSharpName);
        map.Flag("required", member.Required);
        map.Flag("nullable", member.Nullable);
        map.Text("format", member.Format);
        map.Text("timeZone", member.TimeZone is { } zone ? FormattableString.Invariant($"{(zone < 0 ? '-' : '+')}{Math.Abs(zone) / 60:00}:{Math.Abs(zone) % 60:00}") : null);
        map.Reason("deprecated", member.Deprecated);
        map.Reason("disabled", member.Disabled);
        map.Flag("sensitive", member.Sensitive);
        if (member.Constraint is { } constraint)
        {
            map.Add("values", constraint.Values.IsEmpty ? null : new YamlList(constraint.Values.Select(value => Value(value, member.Type)), YamlLayout.Flow));
            map.Number("minLength", constraint.MinLength);
            map.Number("maxLength", constraint.MaxLength);
            map.Add("minimum", constraint.Minimum is { } minimum ? new YamlPlain(minimum) : null);
            map.Add("maximum", constraint.Maximum is { } maximum ? new YamlPlain(maximum) : null);
            map.Text("pattern", constraint.Pattern);
            map.Number("minItems", constraint.MinItems);
            map.Number("maxItems", constraint.MaxItems);
        }

        map.Add("default", member.Default is { } value ? Value(value, member.Type) : null);
        map.Prose("summary", member.Summary);
        YamlMap whole = map.ToMap(YamlLayout.Fit);
        return whole.Properties.Count == 1 ? whole with { Short = type } : whole;
    }

    private static YamlValue Error(ErrorModel error)
    {
        if (error.CSharpName is null)
        {
            return new YamlText(error.Summary);
        }

        SpecProperties map = new();
        map.Text("csharpName", error.CSharpName);
        map.Prose("summary", error.Summary);
        return map.ToMap(YamlLayout.Fit);
    }

    private static YamlValue RateLimits(EquatableArray<RateWindow> limits) => limits.Count == 1
        ? new YamlText(limits[0].ToString())
        : new YamlList(limits.Select(limit => new YamlText(limit.ToString())), YamlLayout.Flow);

    private static YamlMap Paging(PagingModel paging)
    {
        SpecProperties map = new();
        map.Text("style", paging.Style switch
        {
            PagingStyle.Token => "token",
            PagingStyle.PageNumber => "page",
            _ => null,
        });
        map.Text("position", paging.Position);
        map.Text("limit", paging.Limit);
        map.Text("items", paging.Items);
        map.Text("total", paging.Total);
        map.Text("next", paging.Next);
        map.Number("pageSize", paging.PageSize);
        return map.ToMap(YamlLayout.Flow);
    }

    private static YamlMap Example(ExampleModel example)
    {
        SpecProperties map = new();
        map.Text("title", example.Title.Length == 0 ? null : example.Title);
        map.Add("request", Body(example.Request));
        map.Add("response", example.Response is { } response ? Body(response) : null);
        return map.ToMap(YamlLayout.Block);
    }

    // The first members of a body always stand on lines of their own.
    private static YamlMap Body(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return new YamlMap(document.RootElement.EnumerateObject().Select(property => new YamlProperty(property.Name, Json(property.Value))), YamlLayout.Block);
    }

    private static YamlValue Json(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => new YamlMap(value.EnumerateObject().Select(property => new YamlProperty(property.Name, Json(property.Value))), YamlLayout.Fit),
        JsonValueKind.Array => new YamlList(value.EnumerateArray().Select(Json), YamlLayout.Fit),
        JsonValueKind.String => new YamlText(value.GetString()!),
        _ => new YamlPlain(value.GetRawText()),
    };

    private static YamlValue Value(string value, TypeReference type) =>
        (type.Element ?? type).Kind == ValueKind.String ? new YamlText(value) : new YamlPlain(value);
}
