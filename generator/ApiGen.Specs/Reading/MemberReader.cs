using ApiGen.Specs.Declarations;
using ApiGen.Specs.Diagnostics;
using ApiGen.Specs.Model;
using ApiGen.Specs.Syntax;

namespace ApiGen.Specs.Reading;

/// <summary>Reads the members of a request, a response or a type.</summary>
internal static class MemberReader
{
    private static readonly string[] Keys =
    [
        "type", "csharpName", "required", "nullable", "summary", "format", "timeZone", "deprecated", "disabled", "sensitive",
        "values", "minLength", "maxLength", "minimum", "maximum", "pattern", "minItems", "maxItems", "default",
    ];

    /// <summary>Reads the members in file order; wrong ones are reported and marked as unusable.</summary>
    /// <param name="context">The file.</param>
    /// <param name="entry">The key and the mapping of names to members; null when there is none.</param>
    /// <param name="owner">What the members belong to, as in <c>the request of 'X'</c>.</param>
    public static EquatableArray<MemberDeclaration> Members(this ReadContext context, MappingEntry? entry, string owner) =>
        context.Named(entry, "a mapping of member names, such as 'TeamId: string'", SpecDiagnostics.DuplicateMember, owner, member => Read(context, member));

    private static MemberDeclaration Read(ReadContext context, MappingEntry entry)
    {
        string? fault = Names.MemberFault(entry.Key);
        if (fault is not null)
        {
            context.Report(SpecDiagnostics.InvalidName, entry.KeySpan, entry.Key, "a member", fault);
        }

        MemberDeclaration? member = entry.Value switch
        {
            MappingNode mapping => ReadLong(context, entry, mapping),
            ScalarNode scalar when ScalarReader.IsText(scalar) => ReadShort(context, entry, scalar),
            _ => WrongMember(context, entry),
        };
        return fault is null && member is not null ? member : Unusable(entry);
    }

    private static MemberDeclaration Unusable(MappingEntry entry) =>
        new(new MemberModel { Name = entry.Key, Type = new TypeReference(ValueKind.String) }, entry.KeySpan, entry.KeySpan, IsUsable: false);

    private static MemberDeclaration? ReadShort(ReadContext context, MappingEntry entry, ScalarNode scalar)
    {
        TypeReference? type = TypeReferenceParser.Parse(context, scalar, out SourceSpan nameSpan);
        return type is null ? null : new MemberDeclaration(new MemberModel { Name = entry.Key, Type = type }, entry.KeySpan, nameSpan);
    }

    private static MemberDeclaration? ReadLong(ReadContext context, MappingEntry entry, MappingNode mapping)
    {
        MapReader map = MapReader.Open(context, mapping, entry.KeySpan, $"the member '{entry.Key}'", Keys);
        ScalarNode? typeText = context.Text(map.Require("type", "string"));
        SourceSpan nameSpan = default;
        TypeReference? type = typeText is null ? null : TypeReferenceParser.Parse(context, typeText, out nameSpan);

        LocatedText? csharpName = context.CSharpName(map.Find("csharpName"));
        string? format = context.Format(map.Find("format"), type);

        // Everything is read even when the type is wrong, so that all mistakes come out at once.
        var model = new MemberModel
        {
            Name = entry.Key,
            CSharpName = csharpName?.Text,
            Type = type ?? new TypeReference(ValueKind.String),
            Required = context.Flag(map.Find("required")),
            Nullable = context.Flag(map.Find("nullable")),
            Summary = context.Prose(map.Find("summary")),
            Format = format,
            TimeZone = context.TimeZone(map.Find("timeZone"), format),
            Deprecated = context.FlagOrReason(map.Find("deprecated")),
            Disabled = context.FlagOrReason(map.Find("disabled")),
            Sensitive = context.Flag(map.Find("sensitive")),
        };

        var constraints = new ConstraintReader(map, type, model.Sensitive);
        ConstraintModel? constraint = constraints.Read(out string? defaultValue);
        return type is null ? null : new MemberDeclaration(model with { Constraint = constraint, Default = defaultValue }, entry.KeySpan, nameSpan, csharpName?.Span ?? default);
    }

    private static MemberDeclaration? WrongMember(ReadContext context, MappingEntry entry)
    {
        context.WrongKind(entry.Value, $"The member '{entry.Key}'", "a type, or a mapping with the key 'type'");
        return null;
    }
}
