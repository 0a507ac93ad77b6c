using ApiGen.Specs.Model;

namespace ApiGen.Generator.Selection;

/// <summary>Finds the types that members reach, directly or through other types.</summary>
internal static class Reachability
{
    /// <summary>The names of the types reached from the given members.</summary>
    public static HashSet<string> From(IEnumerable<MemberModel> roots, EquatableArray<TypeModel> types) =>
        From(roots, types.ToDictionary(type => type.Name, StringComparer.Ordinal));

    /// <summary>The names of the types reached from the given members.</summary>
    public static HashSet<string> From(IEnumerable<MemberModel> roots, IReadOnlyDictionary<string, TypeModel> byName)
    {
        HashSet<string> reached = new(StringComparer.Ordinal);
        Queue<string> pending = new();
        foreach (MemberModel member in roots)
        {
            Reach(member);
        }

        while (pending.Count > 0)
        {
            if (byName.TryGetValue(pending.Dequeue(), out TypeModel? type))
            {
                foreach (MemberModel member in type.Members)
                {
                    Reach(member);
                }
            }
        }

        return reached;

        void Reach(MemberModel member)
        {
            if (member.Type.ObjectName is { } name && reached.Add(name))
            {
                pending.Enqueue(name);
            }
        }
    }
}
