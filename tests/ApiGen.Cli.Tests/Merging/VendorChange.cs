using ApiGen.Cli.Import;
using ApiGen.Specs.Model;

namespace ApiGen.Cli.Tests.Merging;

/// <summary>A few random changes of what the vendor says.</summary>
internal sealed class VendorChange
{
    private readonly Random _random;

    public VendorChange(Random random, ImportedService imported)
    {
        _random = random;
        ServiceModel service = imported.Service;
        for (int n = random.Next(1, 6); n > 0; n--)
        {
            service = Change(service);
        }

        Result = imported with { Service = service };
    }

    /// <summary>What the vendor says now.</summary>
    public ImportedService Result { get; }

    /// <summary>The paths of what changed.</summary>
    public List<string> Changed { get; } = [];

    /// <summary>Whether a path is or lies within one that changed.</summary>
    public bool IsConcerned(string path) => Changed.Any(changed => path == changed || path.StartsWith(changed + "/", StringComparison.Ordinal));

    /// <summary>Whether something below a path changed.</summary>
    public bool Concerns(string path) => Changed.Any(changed => changed.StartsWith(path + "/", StringComparison.Ordinal));

    private ServiceModel Change(ServiceModel service)
    {
        int index = _random.Next(service.Actions.Count);
        ActionModel action = service.Actions[index];
        string path = "/actions/" + action.Name;
        switch (_random.Next(9))
        {
            case 0 when service.Actions.Count > 2:
                Changed.Add(path);
                return service with { Actions = service.Actions.Where(other => other != action).ToEquatableArray() };
            case 1:
                string name = FormattableString.Invariant($"Pour{_random.Next(1000)}");
                Changed.Add("/actions/" + name);
                return service.Actions.Any(other => other.Name == name) ? service : service with { Actions = service.Actions.Append(action with { Name = name, Paging = null }).OrderBy(other => other.Name, StringComparer.Ordinal).ToEquatableArray() };
            case 2:
                Changed.Add(path + "/errors");
                return With(service, action, action with { Errors = action.Errors.Skip(_random.Next(2)).Append(new ErrorModel(FormattableString.Invariant($"InternalError.Spill{_random.Next(1000)}"), "Tea was spilt: too hot, too full.")).ToEquatableArray() });
            case 3:
                TypeModel type = service.Types[_random.Next(service.Types.Count)];
                return service with { Types = service.Types.Select(other => other == type ? other with { Members = Members(other.Members, $"/types/{other.Name}/members", []) } : other).ToEquatableArray() };
            case 4:
                return With(service, action, action with { Response = Members(action.Response, path + "/response", [.. Paged(action)]) });
            default:
                return With(service, action, action with { Request = Members(action.Request, path + "/request", [.. Paged(action)]) });
        }
    }

    private static IEnumerable<string> Paged(ActionModel action) =>
        action.Paging is { } paging ? new[] { paging.Position, paging.Limit, paging.Items.Split('.')[0], paging.Total, paging.Next }.OfType<string>() : [];

    private EquatableArray<MemberModel> Members(EquatableArray<MemberModel> members, string path, string[] untouched)
    {
        MemberModel[] free = [.. members.Where(member => !untouched.Contains(member.Name))];
        MemberModel? member = free.Length == 0 ? null : free[_random.Next(free.Length)];
        if (member is null || _random.Next(4) == 0)
        {
            MemberModel news = new() { Name = FormattableString.Invariant($"Leaf{_random.Next(1000)}"), Type = new TypeReference(ValueKind.List, Element: new TypeReference(ValueKind.String)), Required = _random.Next(2) == 0, Summary = "A leaf: green, \"black\" or white." };
            Changed.Add(path + "/" + news.Name);
            int place = _random.Next(members.Count + 1);
            return members.Take(place).Append(news).Concat(members.Skip(place)).ToEquatableArray();
        }

        Changed.Add(path + "/" + member.Name);
        MemberModel? changed = _random.Next(5) switch
        {
            0 => null,
            1 => member with { Type = new TypeReference(ValueKind.Int64), Format = null },
            2 => member with { Required = !member.Required },
            3 => member with { Nullable = !member.Nullable },
            _ => member with { Type = new TypeReference(ValueKind.List, Element: new TypeReference(ValueKind.Bool)), Format = null, Required = true },
        };
        return members.Select(other => other == member ? changed : other).OfType<MemberModel>().ToEquatableArray();
    }

    private static ServiceModel With(ServiceModel service, ActionModel before, ActionModel after) =>
        service with { Actions = service.Actions.Select(action => action == before ? after : action).ToEquatableArray() };
}
