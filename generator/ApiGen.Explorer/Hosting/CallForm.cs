using ApiGen.Specs.Model;

namespace ApiGen.Explorer.Hosting;

/// <summary>What a page needs to make a form of an action.</summary>
internal sealed record CallForm
{
    public required string Service { get; init; }

    public required string Version { get; init; }

    public required string Action { get; init; }

    public required string Region { get; init; }

    public required IReadOnlyList<string> Regions { get; init; }

    public required bool IsRaw { get; init; }

    public required bool IsStream { get; init; }

    public required bool IsIdempotent { get; init; }

    public required bool CanCallService { get; init; }

    public required string Host { get; init; }

    public required string Gateway { get; init; }

    /// <summary>The most calls that are sent at once.</summary>
    public required int MostCalls { get; init; }

    public required IReadOnlyList<string> Limits { get; init; }

    public required IReadOnlyList<FormMember> Members { get; init; }

    public required IReadOnlyDictionary<string, IReadOnlyList<FormMember>> Types { get; init; }

    /// <summary>The names of the members whose values the browser does not keep.</summary>
    public required IReadOnlyList<string> Sensitive { get; init; }

    /// <summary>The names of the members in the place of whose objects the browser keeps no other value, as their members are among those.</summary>
    public required IReadOnlyList<string> Holders { get; init; }

    public required IReadOnlyList<FormExample> Examples { get; init; }

    /// <summary>The form of an action.</summary>
    public static CallForm Of(ServiceModel service, ActionModel action, bool canCallService, Uri gateway, IEnumerable<string> regions)
    {
        SensitiveNames sensitive = SensitiveNames.Of(service, action);
        HashSet<string> reached = TypeReach.From(action.Request, service.Types);
        return new CallForm
        {
            Service = service.Name,
            Version = service.Version,
            Action = action.Name,
            Region = action.Region.ToString(),
            Regions = [.. regions],
            IsRaw = action.RequestBody == RequestBodyKind.OctetStream,
            IsStream = action.ResponseBody == ResponseBodyKind.EventStream,
            IsIdempotent = action.Idempotent,
            CanCallService = canCallService,
            Host = service.Endpoint,
            Gateway = gateway.ToString(),
            MostCalls = CallDesk.MostCalls,
            Limits = [.. action.RateLimits.Select(static limit => limit.ToString())],
            Members = [.. action.Request.Select(FormMember.Of)],
            Types = service.Types.Where(type => reached.Contains(type.Name)).ToDictionary(static type => type.Name, static type => (IReadOnlyList<FormMember>)[.. type.Members.Select(FormMember.Of)], StringComparer.Ordinal),
            Sensitive = [.. sensitive.Members],
            Holders = [.. sensitive.Holders],
            Examples = [.. action.Examples.Select((example, i) => new FormExample(example.Title.Length > 0 ? example.Title : FormattableString.Invariant($"Example {i + 1}"), example.Request))],
        };
    }
}
