using System.Globalization;
using ApiGen.Specs.Model;

namespace ApiGen.Specs.Conformance;

/// <summary>A place in a body, also where the model says nothing of it, with the path that a message may show.</summary>
internal sealed class NamePlace
{
    /// <summary>Stands for a name that nobody declared in something sensitive: it may be a value that was put into the wrong place.</summary>
    public const string Hidden = "***";

    private readonly ConformanceCheck _check;

    // What the place belongs to, and what stands there by the model; null where it says nothing.
    private readonly MemberModel? _member;
    private readonly TypeReference? _type;
    private readonly MemberIndex? _members;

    private NamePlace(ConformanceCheck check, string path, MemberModel? member, TypeReference? type, MemberIndex? members, bool isSensitive)
    {
        _check = check;
        Path = path;
        _member = member;
        _type = type;
        _members = members;
        IsSensitive = isSensitive;
    }

    /// <summary>The path, such as <c>Filters[2].Name</c>, with <c>***</c> for what must not be shown.</summary>
    public string Path { get; }

    /// <summary>Whether the place is, or lies in, something sensitive.</summary>
    public bool IsSensitive { get; }

    /// <summary>The body as a whole.</summary>
    public static NamePlace Body(ConformanceCheck check, IReadOnlyList<MemberModel> members) => new(check, "", null, null, new MemberIndex(members), isSensitive: false);

    /// <summary>The path of a member.</summary>
    public static string Join(string path, string name) => path.Length == 0 ? name : path + "." + name;

    /// <summary>What has the name in the object that stands here.</summary>
    public NamePlace Member(string name)
    {
        bool isSensitive = IsSensitive || (_members is null && MaybeSensitive());
        MemberModel? member = _members?.Find(name);
        return At(Join(Path, member is null && isSensitive ? Hidden : name), member, member?.Type, isSensitive || member is { Sensitive: true });
    }

    /// <summary>An element of the list that stands here.</summary>
    /// <param name="path">The element's path.</param>
    public NamePlace Element(string path) => _type?.Kind == ValueKind.List ? At(path, _member, _type.Element, IsSensitive) : At(path, null, null, IsSensitive || MaybeSensitive());

    /// <summary>What a part of a path such as <c>Filters.2.Name</c> leads to.</summary>
    public NamePlace Part(string part) =>
        _type?.Kind == ValueKind.List && int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out _) ? Element(Join(Path, part)) : Member(part);

    // What stands in the place of something else may be a value of it.
    private bool MaybeSensitive() => _member is not null && _check.HasSensitive([_member]);

    private NamePlace At(string path, MemberModel? member, TypeReference? type, bool isSensitive) =>
        new(_check, path, member, type, type is { Kind: ValueKind.Object, Name: { } name } ? _check.IndexOf(name) : null, isSensitive);
}
