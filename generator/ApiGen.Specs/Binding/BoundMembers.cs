using ApiGen.Specs.Model;

namespace ApiGen.Specs.Binding;

/// <summary>The members of a request, a response or a type.</summary>
/// <param name="usable">The members that are right.</param>
/// <param name="rejected">The names of those that are wrong and already reported, so that using them is not reported again.</param>
internal sealed class BoundMembers(EquatableArray<MemberModel> usable, HashSet<string> rejected)
{
    private Dictionary<string, MemberModel>? _byName;

    public EquatableArray<MemberModel> Usable { get; } = usable;

    public HashSet<string> Rejected { get; } = rejected;

    /// <summary>The members that are right, by their names. One type may stand in thousands of places, hence kept.</summary>
    public IReadOnlyDictionary<string, MemberModel> ByName => _byName ??= Usable.ToDictionary(static member => member.Name, StringComparer.Ordinal);

    public MemberModel? Find(string? name) => Usable.FirstOrDefault(member => member.Name == name);
}
