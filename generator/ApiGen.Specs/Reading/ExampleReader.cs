using ApiGen.Specs.Declarations;
using ApiGen.Specs.Model;
using ApiGen.Specs.Syntax;

namespace ApiGen.Specs.Reading;

/// <summary>Reads <c>examples</c>. They are held against the types later, and names that stand twice in their bodies told then: only the types tell which of them may be shown.</summary>
internal static class ExampleReader
{
    private static readonly string[] Keys = ["title", "request", "response"];

    public static EquatableArray<ExampleDeclaration> Examples(this ReadContext context, MappingEntry? entry)
    {
        if (entry is null || PlainScalar.IsNull(entry.Value))
        {
            return EquatableArray<ExampleDeclaration>.Empty;
        }

        if (entry.Value is not SequenceNode sequence)
        {
            context.WrongKind(entry.Value, "'examples'", "a list of examples, each with the keys request and response");
            return EquatableArray<ExampleDeclaration>.Empty;
        }

        List<ExampleDeclaration> examples = [];
        foreach (SpecNode item in sequence.Items)
        {
            if (item is MappingNode mapping)
            {
                examples.Add(Read(context, mapping));
            }
            else
            {
                context.WrongKind(item, "Each of 'examples'", "a mapping with the keys request and response");
            }
        }

        return examples.ToEquatableArray();
    }

    private static ExampleDeclaration Read(ReadContext context, MappingNode mapping)
    {
        MapReader map = MapReader.Open(context, mapping, FirstKey(mapping), "the example", Keys);
        MappingEntry? request = map.Require("request", "{ }");
        MappingEntry? response = map.Find("response");
        return new ExampleDeclaration(
            context.Prose(map.Find("title")),
            Body(context, request),
            request?.KeySpan ?? mapping.Span,
            Body(context, response),
            response?.KeySpan ?? mapping.Span);
    }

    private static SourceSpan FirstKey(MappingNode mapping) => mapping.Entries.Count > 0 ? mapping.Entries[0].KeySpan : mapping.Span;

    private static MappingNode? Body(ReadContext context, MappingEntry? entry)
    {
        switch (entry?.Value)
        {
            case null:
                return null;
            case MappingNode mapping:
                return mapping;
            case ScalarNode scalar when PlainScalar.IsNull(scalar):
                return new MappingNode(EquatableArray<MappingEntry>.Empty, scalar.Span);
            default:
                context.WrongKind(entry.Value, $"'{entry.Key}'", "a mapping of member names to values");
                return null;
        }
    }
}
