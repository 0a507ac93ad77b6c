using ApiGen.Runtime.Telemetry;
using ApiGen.Specs.Diagnostics;
using ApiGen.Specs.Model;

namespace ApiGen.Explorer;

/// <summary>
/// Which values of a request are sensitive, by the names before them: as in the logs of the runtime a name counts at any depth, and in any case of its letters. One that
/// nobody declared may be a slip of the name of a sensitive member, or lead to it with dots (<c>Secrets.0.Password</c>), and a value in the place of an object may be
/// that of a sensitive member of it. A text or number whose name says that it is a secret is sensitive whatever the spec says, as is what nobody declared.
/// </summary>
internal sealed class SensitiveNames
{
    private readonly HashSet<string> _declared;
    private readonly HashSet<string> _members;
    private readonly HashSet<string> _holders;

    private SensitiveNames(IEnumerable<string> declared, IEnumerable<string> members, IEnumerable<string> holders)
    {
        _declared = declared.ToHashSet(StringComparer.OrdinalIgnoreCase);
        _members = members.ToHashSet(StringComparer.OrdinalIgnoreCase);
        _holders = holders.ToHashSet(StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The names of sensitive members; none where nothing is sensitive.</summary>
    public IReadOnlyCollection<string> Members => _members;

    /// <summary>The names of members whose objects have sensitive members, at any depth.</summary>
    public IReadOnlyCollection<string> Holders => _holders;

    /// <summary>Those of an action's request and of the types that it reaches.</summary>
    public static SensitiveNames Of(ServiceModel service, ActionModel action)
    {
        Dictionary<string, TypeModel> types = service.Types.ToDictionary(static type => type.Name, StringComparer.Ordinal);
        MemberModel[] members = [.. action.Request, .. TypeReach.From(action.Request, types).Where(types.ContainsKey).SelectMany(type => types[type].Members)];
        string[] sensitive = [.. members.Where(IsSensitive).Select(static member => member.Name)];
        return new SensitiveNames(
            members.Select(static member => member.Name),
            sensitive,
            sensitive.Length == 0 ? [] : members.Where(member => TypeReach.From([member], types).Where(types.ContainsKey).Any(type => types[type].Members.Any(IsSensitive))).Select(static member => member.Name));
    }

    /// <summary>Those of several actions, any of which may be meant.</summary>
    public static SensitiveNames Together(IEnumerable<SensitiveNames> all) =>
        all.ToArray() is [var only] ? only : new(all.SelectMany(static each => each._declared), all.SelectMany(static each => each._members), all.SelectMany(static each => each._holders));

    /// <summary>Whether the value of a member is sensitive.</summary>
    public bool IsMember(string name) => Is(name, _members) || name.Split('.').Any(part => !_declared.Contains(part) && SecretNames.IsOne(part));

    /// <summary>Whether a text or number in the place of a member's object is sensitive.</summary>
    public bool IsHolder(string name) => Is(name, _holders);

    /// <summary>Whether the value of a declared member is sensitive.</summary>
    public static bool IsSensitive(MemberModel member) => member.Sensitive || IsSecret(member.Name, member.Type);

    /// <summary>
    /// Whether a member's name says that its value is a secret (<see cref="SecretNames"/>), as the import of specs marks it: a text or a number, or any lists of them.
    /// A flag may say whether there is one, and of an object the members have names of their own.
    /// </summary>
    public static bool IsSecret(string name, TypeReference type) => type.Kind switch
    {
        ValueKind.List => IsSecret(name, type.Element!),
        ValueKind.Bool or ValueKind.Object => false,
        _ => SecretNames.IsOne(name),
    };

    private bool Is(string name, HashSet<string> names) => name.Split('.').Any(part => names.Contains(part) || (!_declared.Contains(part) && !part.All(char.IsAsciiDigit) && NearestName.Find(part, names) is not null));
}
