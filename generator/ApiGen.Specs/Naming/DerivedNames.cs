using ApiGen.Specs.Model;

namespace ApiGen.Specs.Naming;

/// <summary>The C# names that a text gets beside its property.</summary>
public sealed class DerivedNames
{
    private readonly Lazy<IReadOnlyDictionary<string, string>> _values;

    private DerivedNames(string view, string constants, EquatableArray<string> values)
    {
        View = view;
        Constants = constants;

        // Many who ask for the names of a class want those of its properties alone.
        _values = new Lazy<IReadOnlyDictionary<string, string>>(() => ValueNames.Of(values, constants));
    }

    /// <summary>Nothing beside the property.</summary>
    public static DerivedNames None { get; } = new("", "", EquatableArray<string>.Empty);

    /// <summary>The property that reads the text's format; empty for none.</summary>
    public string View { get; }

    /// <summary>The formats that give a text a property of another type, with what that one's name ends in.</summary>
    internal static IReadOnlyDictionary<string, string> TypedFormats { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["date-time"] = "AsDateTime",
        ["datetime"] = "AsDateTime",
        ["date"] = "AsDate",
        ["base64"] = "AsBytes",
    };

    /// <summary>The nested class with the allowed values; empty for none.</summary>
    public string Constants { get; }

    /// <summary>The constants in that class by their values.</summary>
    public IReadOnlyDictionary<string, string> Values => _values.Value;

    /// <summary>Settles the names; null for a member that has nothing beside its property.</summary>
    /// <param name="member">The member.</param>
    /// <param name="property">Its property.</param>
    /// <param name="scope">The names of the class.</param>
    internal static DerivedNames? Of(MemberModel member, string property, NameScope scope)
    {
        string suffix = member.Type.Kind == ValueKind.String ? SuffixOf(member.Format) : "";
        EquatableArray<string> values = member.Constraint is { Values.IsEmpty: false } constraint && Innermost(member.Type).Kind == ValueKind.String
            ? constraint.Values
            : EquatableArray<string>.Empty;
        if (suffix.Length == 0 && values.IsEmpty)
        {
            return null;
        }

        string constants = values.IsEmpty ? "" : scope.Take(property + "Values", property + "AllowedValues");
        string view = suffix.Length == 0 ? "" : scope.Take(property + suffix);
        return new DerivedNames(view, constants, values);
    }

    private static string SuffixOf(string? format) => format is not null && TypedFormats.TryGetValue(format, out string? suffix) ? suffix : "";

    private static TypeReference Innermost(TypeReference type)
    {
        while (type.Kind == ValueKind.List)
        {
            type = type.Element!;
        }

        return type;
    }
}
