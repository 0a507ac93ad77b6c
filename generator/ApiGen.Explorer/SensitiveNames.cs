using ApiGen.Specs.Model;

namespace ApiGen.Explorer;

/// <summary>The names of the members that a spec calls sensitive. As in the logs of the runtime a name counts at any depth, and in any case of its letters.</summary>
internal static class SensitiveNames
{
    /// <summary>Those of an action's request and of the types that it reaches.</summary>
    public static HashSet<string> Of(ServiceModel service, ActionModel action)
    {
        HashSet<string> reached = TypeReach.From(action.Request, service.Types);
        return action.Request.Concat(service.Types.Where(type => reached.Contains(type.Name)).SelectMany(static type => type.Members))
            .Where(static member => member.Sensitive).Select(static member => member.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
    }
}
