using ApiGen.Specs.Declarations;
using ApiGen.Specs.Diagnostics;
using ApiGen.Specs.Model;
using ApiGen.Specs.Syntax;

namespace ApiGen.Specs.Reading;

/// <summary>Reads actions.</summary>
internal static class ActionReader
{
    /// <summary>The keys of an action, in the order in which they are usually written.</summary>
    public static readonly string[] Keys =
    [
        "csharpName", "summary", "documentation", "region", "rateLimit", "idempotent", "unsigned", "deprecated", "disabled",
        "requestBody", "responseBody", "paging", "request", "response", "errors", "examples",
    ];

    /// <summary>The words for <c>region</c>.</summary>
    public static readonly IReadOnlyDictionary<string, RegionRequirement> Regions = new Dictionary<string, RegionRequirement>(StringComparer.Ordinal)
    {
        ["required"] = RegionRequirement.Required,
        ["optional"] = RegionRequirement.Optional,
        ["none"] = RegionRequirement.None,
    };

    private static readonly Dictionary<string, RequestBodyKind> RequestBodies = new(StringComparer.Ordinal)
    {
        ["json"] = RequestBodyKind.Json,
        ["octet-stream"] = RequestBodyKind.OctetStream,
    };

    private static readonly Dictionary<string, ResponseBodyKind> ResponseBodies = new(StringComparer.Ordinal)
    {
        ["json"] = ResponseBodyKind.Json,
        ["event-stream"] = ResponseBodyKind.EventStream,
    };

    /// <summary>Reads the actions of a mapping of names to actions.</summary>
    public static EquatableArray<ActionDeclaration> Actions(this ReadContext context, MappingEntry? entry) =>
        context.Named(entry, "a mapping of action names to actions", SpecDiagnostics.DuplicateAction, context.Path, action =>
            MapReader.OpenOptional(context, action.Value, action.KeySpan, $"the action '{action.Key}'", Keys) is { } map ? Read(map, action.Key, action.KeySpan) : null);

    /// <summary>Reads one action; null when its name cannot be used.</summary>
    public static ActionDeclaration? Read(MapReader map, string name, SourceSpan nameSpan)
    {
        ReadContext context = map.Context;
        string? fault = Names.ActionFault(name);
        if (fault is not null)
        {
            context.Report(SpecDiagnostics.InvalidName, nameSpan, name, "an action", fault);
        }

        LocatedText? csharpName = context.CSharpName(map.Find("csharpName"));
        EquatableArray<ErrorDeclaration> errors = context.Errors(map.Find("errors"));
        var model = new ActionModel
        {
            Name = name,
            CSharpName = csharpName?.Text,
            Summary = context.Prose(map.Find("summary")),
            Documentation = context.HttpsAddress(map.Find("documentation")),
            Idempotent = context.Flag(map.Find("idempotent")),
            Unsigned = context.Flag(map.Find("unsigned")),
            Deprecated = context.FlagOrReason(map.Find("deprecated")),
            Disabled = context.FlagOrReason(map.Find("disabled")),
            RequestBody = context.Choice(map.Find("requestBody"), RequestBodies) ?? RequestBodyKind.Json,
            ResponseBody = context.Choice(map.Find("responseBody"), ResponseBodies) ?? ResponseBodyKind.Json,
            Errors = errors.Select(static error => error.Model).ToEquatableArray(),
            Source = context.Path,
        };

        var declaration = new ActionDeclaration
        {
            Model = model,
            NameSpan = nameSpan,
            CSharpNameSpan = csharpName?.Span ?? default,
            Region = context.Choice(map.Find("region"), Regions),
            RateLimits = context.RateLimits(map.Find("rateLimit")),
            Request = Request(map, model),
            Response = Response(map, name),
            Errors = errors,
            Paging = context.Paging(map.Find("paging")),
            Examples = context.Examples(map.Find("examples")),
        };
        return fault is null ? declaration : null;
    }

    private static EquatableArray<MemberDeclaration> Request(MapReader map, ActionModel action)
    {
        EquatableArray<MemberDeclaration> members = map.Context.Members(map.Find("request"), $"the request of '{action.Name}'");
        return action.RequestBody == RequestBodyKind.OctetStream
            ? members.Select(member => FitsHeader(map.Context, member) ? member : member with { IsUsable = false }).ToEquatableArray()
            : members;
    }

    private static bool FitsHeader(ReadContext context, MemberDeclaration member)
    {
        string? fault = !member.IsUsable ? null
            : member.Model.Type.Kind is ValueKind.Object or ValueKind.List ? $"is of the type {member.Model.Type}"
            : Names.IsAscii(member.Model.Name) ? null
            : "is not an ASCII name";
        if (fault is not null)
        {
            context.Report(SpecDiagnostics.OctetStreamMember, member.NameSpan, member.Model.Name, fault);
        }

        return fault is null;
    }

    private static EquatableArray<MemberDeclaration> Response(MapReader map, string action)
    {
        EquatableArray<MemberDeclaration> members = map.Context.Members(map.Find("response"), $"the response of '{action}'");
        MemberDeclaration? requestId = members.FirstOrDefault(static member => member.Model.Name == "RequestId");
        if (requestId is null)
        {
            return members;
        }

        map.Context.Report(SpecDiagnostics.ReservedMember, requestId.NameSpan, "RequestId");
        return members.Where(member => !ReferenceEquals(member, requestId)).ToEquatableArray();
    }
}
