namespace ApiGen.Specs.Model;

/// <summary>Finds the types that members reach, directly or through other types.</summary>
public static class TypeReach
{
    /// <summary>The names of the types that callers send.</summary>
    public static HashSet<string> OfRequests(ServiceModel service) => From(service.Actions.SelectMany(static action => action.Request), service.Types);

    /// <summary>The names of the types that callers receive.</summary>
    public static HashSet<string> OfResponses(ServiceModel service) => From(service.Actions.SelectMany(static action => action.Response), service.Types);

    /// <summary>The names of the types reached from the given members.</summary>
    public static HashSet<string> From(IEnumerable<MemberModel> members, IEnumerable<TypeModel> types) =>
        From(members, types.ToDictionary(static type => type.Name, StringComparer.Ordinal));

    /// <summary>The names of the types reached from the given members.</summary>
    public static HashSet<string> From(IEnumerable<MemberModel> members, IReadOnlyDictionary<string, TypeModel> types)
    {
        HashSet<string> reached = new(StringComparer.Ordinal);
        Queue<TypeModel> pending = new();
        Add(members);
        while (pending.Count > 0)
        {
            Add(pending.Dequeue().Members);
        }

        return reached;

        void Add(IEnumerable<MemberModel> from)
        {
            foreach (MemberModel member in from)
            {
                if (member.Type.ObjectName is { } name && reached.Add(name) && types.TryGetValue(name, out TypeModel? type))
                {
                    pending.Enqueue(type);
                }
            }
        }
    }
}
