using ApiGen.Specs.Model;

namespace ApiGen.Specs.Binding;

/// <summary>The members of a request, a response or a type.</summary>
/// <param name="Usable">The members that are right.</param>
/// <param name="Rejected">The names of those that are wrong and already reported, so that using them is not reported again.</param>
internal sealed record BoundMembers(EquatableArray<MemberModel> Usable, HashSet<string> Rejected)
{
    public MemberModel? Find(string? name) => Usable.FirstOrDefault(member => member.Name == name);
}
