using ApiGen.Specs.Model;

namespace ApiGen.Cli.Comparing;

/// <summary>Finds the types that requests or responses are made of.</summary>
internal static class TypeReach
{
    /// <summary>The types that callers send.</summary>
    public static HashSet<string> FromRequests(ServiceModel service) => From(service, action => action.Request);

    /// <summary>The types that callers receive.</summary>
    public static HashSet<string> FromResponses(ServiceModel service) => From(service, action => action.Response);

    private static HashSet<string> From(ServiceModel service, Func<ActionModel, IEnumerable<MemberModel>> members)
    {
        Dictionary<string, TypeModel> types = service.Types.ToDictionary(type => type.Name, StringComparer.Ordinal);
        HashSet<string> reached = new(StringComparer.Ordinal);
        Stack<MemberModel> open = new(service.Actions.SelectMany(members));
        while (open.TryPop(out MemberModel? member))
        {
            if (member.Type.ObjectName is { } name && reached.Add(name) && types.TryGetValue(name, out TypeModel? type))
            {
                foreach (MemberModel inner in type.Members)
                {
                    open.Push(inner);
                }
            }
        }

        return reached;
    }
}
