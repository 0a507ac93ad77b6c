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
        Queue<MemberModel> pending = new(roots);
        while (pending.Count > 0)
        {
            if (pending.Dequeue().Type.ObjectName is { } name && reached.Add(name) && byName.TryGetValue(name, out TypeModel? type))
            {
                foreach (MemberModel member in type.Members)
                {
                    pending.Enqueue(member);
                }
            }
        }

        return reached;
    }
}
