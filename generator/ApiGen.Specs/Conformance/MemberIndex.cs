using ApiGen.Specs.Model;

namespace ApiGen.Specs.Conformance;

/// <summary>The members of a request, a response or a type, found by name.</summary>
internal sealed class MemberIndex
{
    private readonly Dictionary<string, MemberModel> _byName = new(StringComparer.Ordinal);

    private IReadOnlyList<string>? _names;

    public MemberIndex(IReadOnlyList<MemberModel> members)
    {
        InOrder = members;
        foreach (MemberModel member in members)
        {
            _byName[member.Name] = member;
        }
    }

    public IReadOnlyList<MemberModel> InOrder { get; }

    /// <summary>The names, one list for all who ask.</summary>
    public IReadOnlyList<string> Names => _names ??= [.. _byName.Keys];

    public MemberModel? Find(string name) => _byName.TryGetValue(name, out MemberModel? member) ? member : null;

    public bool Contains(string name) => _byName.ContainsKey(name);
}
