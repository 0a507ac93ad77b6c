using ApiGen.Specs.Declarations;
using ApiGen.Specs.Diagnostics;
using ApiGen.Specs.Model;
using ApiGen.Specs.Syntax;

namespace ApiGen.Specs.Reading;

/// <summary>Tells what kind of spec file a tree is, and reads it as that.</summary>
internal static class DocumentReader
{
    private static readonly string[] PartKeys = ["service", "version", "types", "actions"];

    private static readonly string[] ActionFileKeys = ["action", "service", "version", .. ActionReader.Keys, "types"];

    public static SpecDocument Read(ReadContext context, SpecNode? root)
    {
        var empty = new SpecDocument { Path = context.Path, IsComplete = context.IsComplete };
        switch (root)
        {
            case MappingNode { Entries.Count: > 0 } mapping:
                return ReadMapping(context, mapping, empty);
            case null or MappingNode when !context.IsComplete:
                return empty;
            case null or MappingNode:
                context.Report(SpecDiagnostics.UnknownFileKind, root?.Span ?? default, "it is empty");
                return empty;
            default:
                string content = PlainScalar.IsNull(root) ? "it is empty" : $"it holds {root.Describe()} instead of a mapping";
                context.Report(SpecDiagnostics.UnknownFileKind, root.Span, content);
                return empty;
        }
    }

    private static SpecDocument ReadMapping(ReadContext context, MappingNode mapping, SpecDocument empty)
    {
        SourceSpan span = mapping.Entries[0].KeySpan;
        switch (KindOf(mapping))
        {
            case SpecDocumentKind.Action:
                return ReadAction(MapReader.Open(context, mapping, span, "an action file", ActionFileKeys), empty);
            case SpecDocumentKind.Service:
                return ReadService(MapReader.Open(context, mapping, span, "a service file", ServiceReader.Keys), empty);
            case SpecDocumentKind.Part:
                return ReadPart(MapReader.Open(context, mapping, span, "a file of types and actions", PartKeys), empty);
            default:
                context.Report(SpecDiagnostics.UnknownFileKind, span, $"it starts with the unknown key '{mapping.Entries[0].Key}'");
                return empty;
        }
    }

    // A key with a slip tells the kind as well as the right one does, so that the slip is the only diagnostic.
    private static SpecDocumentKind KindOf(MappingNode mapping)
    {
        HashSet<string> keys = new(mapping.Entries.Select(Meant), StringComparer.Ordinal);
        SpecDocumentKind kind = KindOf(keys);
        if (kind != SpecDocumentKind.Unknown)
        {
            return kind;
        }

        string[] telling = ["action", "types", "actions", .. ServiceReader.DeclaringKeys, "service"];
        return KindOf(new HashSet<string>(keys.Select(key => NearestName.Find(key, telling) ?? key), StringComparer.Ordinal));
    }

    // One action has a name, several are a mapping: what stands there tells which of the two keys is meant.
    private static string Meant(MappingEntry entry) => (entry.Key, entry.Value) switch
    {
        ("action", MappingNode) => "actions",
        ("actions", ScalarNode) when !PlainScalar.IsNull(entry.Value) => "action",
        _ => entry.Key,
    };

    private static SpecDocumentKind KindOf(HashSet<string> keys)
    {
        if (keys.Contains("action"))
        {
            return SpecDocumentKind.Action;
        }

        if (keys.Overlaps(ServiceReader.DeclaringKeys))
        {
            return SpecDocumentKind.Service;
        }

        if (keys.Contains("types") || keys.Contains("actions"))
        {
            return SpecDocumentKind.Part;
        }

        return keys.Contains("service") ? SpecDocumentKind.Service : SpecDocumentKind.Unknown;
    }

    private static SpecDocument ReadService(MapReader map, SpecDocument empty) => empty with
    {
        Kind = SpecDocumentKind.Service,
        Service = ServiceReader.Declaration(map),
        Types = map.Context.Types(map.Find("types")),
        Actions = map.Context.Actions(map.Find("actions")),
    };

    private static SpecDocument ReadPart(MapReader map, SpecDocument empty) => WithReference(map, empty) with
    {
        Kind = SpecDocumentKind.Part,
        Types = map.Context.Types(map.Find("types")),
        Actions = map.Context.Actions(map.Find("actions")),
    };

    private static SpecDocument ReadAction(MapReader map, SpecDocument empty)
    {
        ScalarNode? name = map.Context.Text(map.Require("action", "CreateMNP"));

        // Without a name the action is still read for its mistakes.
        ActionDeclaration? action = ActionReader.Read(map, name?.Value ?? "_", name?.Span ?? map.Span);
        return WithReference(map, empty) with
        {
            Kind = SpecDocumentKind.Action,
            Types = map.Context.Types(map.Find("types")),
            Actions = name is null || action is null ? EquatableArray<ActionDeclaration>.Empty : new[] { action }.ToEquatableArray(),
        };
    }

    private static SpecDocument WithReference(MapReader map, SpecDocument document)
    {
        ServiceReference? reference = ServiceReader.Reference(map);
        bool isNamed = map.Find("service") is not null || map.Find("version") is not null;
        return document with { Reference = reference, HasInvalidReference = isNamed && reference is null };
    }
}
