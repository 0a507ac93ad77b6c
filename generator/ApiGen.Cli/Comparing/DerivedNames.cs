using ApiGen.Specs.Model;
using ApiGen.Specs.Naming;

namespace ApiGen.Cli.Comparing;

/// <summary>The C# names that a text gets beside its property.</summary>
/// <param name="View">The property that reads its format; empty for none.</param>
/// <param name="Constants">The class with its allowed values; empty for none.</param>
/// <param name="Names">The constants by their values; empty where they are not to be shown.</param>
internal sealed record DerivedNames(string View, string Constants, IReadOnlyDictionary<string, string> Names)
{
    /// <summary>The names of a member.</summary>
    /// <param name="member">The member.</param>
    /// <param name="side">The class that it is in.</param>
    public static DerivedNames Of(MemberModel member, MemberSide side)
    {
        string property = side.Names[member.Name];
        HashSet<string> taken = [side.ClassName, .. side.Members.Select(other => side.Names[other.Name])];
        string suffix = member.Type.Kind != ValueKind.String ? "" : member.Format switch
        {
            "date-time" or "datetime" => "AsDateTime",
            "date" => "AsDate",
            "base64" => "AsBytes",
            _ => "",
        };
        string view = suffix.Length == 0 ? "" : taken.Contains(property + suffix) ? property + suffix + "2" : property + suffix;
        if (member.Constraint is not { Values.IsEmpty: false } constraint || Innermost(member.Type) != ValueKind.String)
        {
            return new DerivedNames(view, "", new Dictionary<string, string>());
        }

        string constants = taken.Contains(property + "Values") ? property + "AllowedValues" : property + "Values";
        return new DerivedNames(view, constants, member.Sensitive ? new Dictionary<string, string>() : ValueNames.Of(constraint.Values, constants));
    }

    private static ValueKind Innermost(TypeReference type) => type.Kind == ValueKind.List ? Innermost(type.Element!) : type.Kind;
}
