using ApiGen.Specs.Model;

namespace ApiGen.Specs.Naming;

/// <summary>
/// Settles the C# names of a class's members. A name that the spec fixes goes first, then those that are identifiers as they stand, then
/// the others by their names on the wire: the order in the file decides nothing.
/// </summary>
public sealed class MemberNames
{
    // What every generated class, or System.Object, has already.
    private static readonly string[] Reserved =
    [
        "ToJson", "FromJson", "ReadMembers", "ForPage", "Equals", "GetHashCode", "GetType", "ToString", "MemberwiseClone", "ReferenceEquals", "Finalize",
    ];

    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DerivedNames> _derived = new(StringComparer.Ordinal);

    /// <summary>Settles the names.</summary>
    /// <param name="members">The members.</param>
    /// <param name="className">The C# name of their class.</param>
    /// <param name="isResponse">Whether the class is a response, which has a RequestId.</param>
    public MemberNames(IReadOnlyList<MemberModel> members, string className, bool isResponse)
    {
        Scope = new NameScope(StringComparer.Ordinal, [.. Reserved, className]);
        if (isResponse)
        {
            Scope.Take("RequestId");
        }

        MemberModel[] ordered =
        [
            .. members
                .OrderBy(static member => member.CSharpName is not null ? 0 : CSharpIdentifier.Of(member.Name) == member.Name ? 1 : 2)
                .ThenBy(static member => member.Name, StringComparer.Ordinal),
        ];
        foreach (MemberModel member in ordered)
        {
            string name = CSharpIdentifier.Of(member.Name, member.CSharpName);
            _names[member.Name] = Scope.Take(name, name + "Value");
        }

        // What stands beside the properties gives way to them.
        foreach (MemberModel member in ordered)
        {
            if (DerivedNames.Of(member, _names[member.Name], Scope) is { } derived)
            {
                _derived[member.Name] = derived;
            }
        }
    }

    /// <summary>The names in the class, for what it has beside its members.</summary>
    public NameScope Scope { get; }

    /// <summary>The property of a member.</summary>
    public string this[string wireName] => _names[wireName];

    /// <summary>What stands beside the property of a member.</summary>
    public DerivedNames Beside(string wireName) => _derived.TryGetValue(wireName, out DerivedNames? derived) ? derived : DerivedNames.None;

    /// <summary>
    /// Whether the property of a member is never null: the service promises the value, and it is no number, for services leave those
    /// out although they promise them.
    /// </summary>
    /// <param name="member">The member.</param>
    /// <param name="isSent">Whether a request reaches its class, so that callers make objects of it.</param>
    public static bool IsNeverNull(MemberModel member, bool isSent) =>
        !isSent && member.Required && !member.Nullable && member.Type.Kind is (ValueKind.String or ValueKind.Object or ValueKind.List);
}
