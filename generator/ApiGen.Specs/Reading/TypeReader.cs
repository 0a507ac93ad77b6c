using ApiGen.Specs.Declarations;
using ApiGen.Specs.Diagnostics;
using ApiGen.Specs.Model;
using ApiGen.Specs.Syntax;

namespace ApiGen.Specs.Reading;

/// <summary>Reads <c>types</c>.</summary>
internal static class TypeReader
{
    private static readonly string[] Keys = ["csharpName", "summary", "members"];

    public static EquatableArray<TypeDeclaration> Types(this ReadContext context, MappingEntry? entry) =>
        context.Named(entry, "a mapping of type names to types", SpecDiagnostics.DuplicateType, context.Path, type => Read(context, type));

    private static TypeDeclaration? Read(ReadContext context, MappingEntry entry)
    {
        string? fault = Names.TypeFault(entry.Key);
        if (fault is not null)
        {
            context.Report(SpecDiagnostics.InvalidName, entry.KeySpan, entry.Key, "a type", fault);
        }

        MapReader? map = MapReader.OpenOptional(context, entry.Value, entry.KeySpan, $"the type '{entry.Key}'", Keys);
        if (map is null)
        {
            return null;
        }

        LocatedText? csharpName = context.CSharpName(map.Find("csharpName"));
        var model = new TypeModel { Name = entry.Key, CSharpName = csharpName?.Text, Summary = context.Prose(map.Find("summary")), Source = context.Path };
        EquatableArray<MemberDeclaration> members = context.Members(map.Find("members"), $"the type '{entry.Key}'");
        return fault is null ? new TypeDeclaration(model, entry.KeySpan, members, csharpName?.Span ?? default) : null;
    }
}
