namespace ApiGen.Specs.Model;

/// <summary>
/// Writes members out as a tree. Each type stands in it once: types that use each other would make it as long as there are ways through them.
/// </summary>
public static class MemberTree
{
    // Far deeper than any published type, and no wider than a page.
    private const int DeepestRow = 30;

    /// <summary>The rows, in spec order, each type's members behind the first member that holds it.</summary>
    public static IReadOnlyList<MemberRow> Of(IEnumerable<MemberModel> members, IReadOnlyDictionary<string, TypeModel> types)
    {
        List<MemberRow> rows = [];
        Add(rows, members, types, "", 0, new HashSet<string>(StringComparer.Ordinal));
        return rows;
    }

    private static void Add(List<MemberRow> rows, IEnumerable<MemberModel> members, IReadOnlyDictionary<string, TypeModel> types, string prefix, int depth, HashSet<string> shown)
    {
        foreach (MemberModel member in members)
        {
            TypeModel? type = member.Type.ObjectName is { } name && types.TryGetValue(name, out TypeModel? found) ? found : null;
            bool isEmpty = type is not { Members.IsEmpty: false };
            bool isShown = !isEmpty && shown.Contains(type!.Name);
            bool isDeep = !isEmpty && !isShown && depth >= DeepestRow;
            string path = prefix + member.Name;
            rows.Add(new MemberRow(member, path, depth, type, isShown, isDeep));
            if (!isEmpty && !isShown && !isDeep)
            {
                shown.Add(type!.Name);
                Add(rows, type.Members, types, path + ".", depth + 1, shown);
            }
        }
    }
}
