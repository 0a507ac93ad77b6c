using System.Globalization;
using System.Text;
using ApiGen.Specs.Model;

namespace ApiGen.Cli.Writing;

/// <summary>Writes a member: on one line when it fits, otherwise with a line per property.</summary>
internal static class MemberText
{
    /// <summary>The member's lines.</summary>
    public static string Of(MemberModel member, int indent)
    {
        string key = new string(' ', indent) + YamlScalar.Write(member.Name, isFlow: false) + ":";
        List<(string Key, string Value)> properties = Properties(member);
        string summary = YamlScalar.Write(member.Summary, isFlow: true);
        IEnumerable<string> parts = properties.Select(property => property.Key + ": " + property.Value);
        string flow = "{ " + string.Join(", ", member.Summary.Length == 0 ? parts : parts.Append("summary: " + summary)) + " }";
        if (key.Length + 1 + flow.Length <= SpecFileWriter.Width)
        {
            return key + " " + flow + "\n";
        }

        StringBuilder text = new();
        text.Append(key).Append('\n');
        foreach ((string name, string value) in properties)
        {
            text.Append(' ', indent + 2).Append(name).Append(": ").Append(value).Append('\n');
        }

        SpecFileWriter.Summary(text, member.Summary, indent + 2);
        return text.ToString();
    }

    /// <summary>A property that is either a flag or a reason.</summary>
    public static string Reason(string reason) => reason.Length == 0 ? "true" : YamlScalar.Write(reason, isFlow: true);

    private static List<(string Key, string Value)> Properties(MemberModel member)
    {
        List<(string, string)> properties = [("type", member.Type.ToString())];
        Add("required", member.Required ? "true" : null);
        Add("nullable", member.Nullable ? "true" : null);
        Add("format", member.Format);
        Add("timeZone", member.TimeZone is { } zone ? FormattableString.Invariant($"\"{(zone < 0 ? '-' : '+')}{Math.Abs(zone) / 60:00}:{Math.Abs(zone) % 60:00}\"") : null);
        Add("deprecated", member.Deprecated is null ? null : Reason(member.Deprecated));
        Add("disabled", member.Disabled is null ? null : Reason(member.Disabled));
        Add("sensitive", member.Sensitive ? "true" : null);
        if (member.Constraint is { } constraint)
        {
            Add("values", constraint.Values.IsEmpty ? null : "[" + string.Join(", ", constraint.Values.Select(value => Value(value, member.Type))) + "]");
            Add("minLength", Number(constraint.MinLength));
            Add("maxLength", Number(constraint.MaxLength));
            Add("minimum", constraint.Minimum);
            Add("maximum", constraint.Maximum);
            Add("pattern", constraint.Pattern is null ? null : YamlScalar.Write(constraint.Pattern, isFlow: true));
            Add("minItems", Number(constraint.MinItems));
            Add("maxItems", Number(constraint.MaxItems));
        }

        Add("default", member.Default is null ? null : Value(member.Default, member.Type));
        return properties;

        void Add(string key, string? value)
        {
            if (value is not null)
            {
                properties.Add((key, value));
            }
        }
    }

    private static string? Number(int? value) => value?.ToString(CultureInfo.InvariantCulture);

    private static string Value(string value, TypeReference type) =>
        (type.Element ?? type).Kind == ValueKind.String ? YamlScalar.Write(value, isFlow: true) : value;
}
