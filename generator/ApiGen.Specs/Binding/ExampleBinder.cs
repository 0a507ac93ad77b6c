using System.Text;
using ApiGen.Specs.Conformance;
using ApiGen.Specs.Declarations;
using ApiGen.Specs.Diagnostics;
using ApiGen.Specs.Model;
using ApiGen.Specs.Syntax;

namespace ApiGen.Specs.Binding;

/// <summary>
/// Brings examples into JSON and words what does not conform. The types decide how a scalar is read: text stays text, and without a
/// type the YAML 1.2 core schema holds.
/// </summary>
/// <param name="action">The action.</param>
/// <param name="request">The members of its request.</param>
/// <param name="response">The members of its response.</param>
/// <param name="types">The service's types.</param>
/// <param name="check">Holds values against them.</param>
/// <param name="diagnostics">Receives what does not conform; null when that cannot be told.</param>
internal sealed class ExampleBinder(
    ActionModel action, BoundMembers request, BoundMembers response, TypeTable types, ConformanceCheck check, BindingDiagnostics? diagnostics)
{
    private readonly StringBuilder _json = new();

    public ExampleModel Bind(ExampleDeclaration example)
    {
        string sent = "{}";
        if (example.Request is { } body)
        {
            WireValue value = Read(body, example.RequestSpan, request, NamePlace.Body(check, action.Request));
            Report(check.OfRequest(value, action), $"the request of '{action.Name}'", request);
            sent = Text(value);
        }

        string? received = null;
        if (example.Response is { } content)
        {
            WireValue value = Read(content, example.ResponseSpan, response, NamePlace.Body(check, action.Response));
            Report(check.OfResponse(value, action), $"the response of '{action.Name}'", response);
            received = Text(value);
        }

        return new ExampleModel(example.Title, sent, received);
    }

    private string Text(WireValue value)
    {
        _json.Clear();
        _json.AppendJson(value);
        return _json.ToString();
    }

    // Of a member that is wrong itself it is unknown whether names in it may be shown; it has no place.
    private WireValue Read(MappingNode body, SourceSpan span, BoundMembers? members, NamePlace? place)
    {
        Dictionary<string, SourceSpan> given = new(StringComparer.Ordinal);
        List<WireMember> read = new(body.Entries.Count);
        foreach (MappingEntry entry in body.Entries)
        {
            NamePlace? inner = members?.Rejected.Contains(entry.Key) == true ? null : place?.Member(entry.Key);
            TypeReference? type = members is not null && members.ByName.TryGetValue(entry.Key, out MemberModel? member) ? member.Type
                : members == response && entry.Key == ConformanceCheck.RequestId.Name ? ConformanceCheck.RequestId.Type
                : null;
            WireValue value = Read(entry.Value, entry.KeySpan, type, inner);
            if (!given.TryGetValue(entry.Key, out SourceSpan first))
            {
                given.Add(entry.Key, entry.KeySpan);
                read.Add(new WireMember(entry.Key, value));
            }
            else if (place is not null)
            {
                diagnostics?.Report(SpecDiagnostics.DuplicateKey, action.Source, entry.KeySpan, inner?.Path ?? NamePlace.Join(place.Path, entry.Key), "the example", (first.Line + 1).ToInvariant());
            }
        }

        return new WireValue(WireKind.Object, members: read) { Span = body.Span, OwnerSpan = span };
    }

    private WireValue Read(SpecNode node, SourceSpan span, TypeReference? type, NamePlace? place) => node switch
    {
        MappingNode mapping => Read(mapping, span, type is { Kind: ValueKind.Object } ? types.Find(type.Name) : null, place),
        SequenceNode sequence => new WireValue(
            WireKind.List,
            elements: [.. sequence.Items.Select((item, i) => Read(
                item,
                item is MappingNode { Entries.Count: > 0 } mapping ? mapping.Entries[0].KeySpan : span,
                type?.Element,
                place?.Element(FormattableString.Invariant($"{place.Path}[{i}]"))))])
        {
            Span = sequence.Span,
            OwnerSpan = span,
        },
        _ => Read((ScalarNode)node, span, type),
    };

    private static WireValue Read(ScalarNode scalar, SourceSpan span, TypeReference? type)
    {
        ScalarKind kind = PlainScalar.Classify(scalar);
        (WireKind wireKind, string content) = kind == ScalarKind.Null ? (WireKind.Null, "")
            : type is { Kind: ValueKind.String } ? (WireKind.Text, scalar.Value)
            : kind == ScalarKind.Bool ? (WireKind.Bool, PlainScalar.IsTrue(scalar) ? "true" : "false")
            : PlainScalar.NumberText(scalar) is { } number ? (WireKind.Number, number)
            : (WireKind.Text, scalar.Value);
        return new WireValue(wireKind, content) { Span = scalar.Span, OwnerSpan = span, Source = scalar };
    }

    private void Report(IReadOnlyList<Violation> violations, string body, BoundMembers members)
    {
        foreach (Violation violation in violations)
        {
            // A member that is wrong itself is reported where it is declared.
            BoundMembers? owner = violation.Owner is null ? members : types.Find(violation.Owner);
            if (diagnostics is not null && owner?.Rejected.Contains(violation.Name) != true)
            {
                Report(violation, violation.Owner is null ? body : $"the type '{violation.Owner}'");
            }
        }
    }

    private void Report(Violation violation, string owner)
    {
        switch (violation.Kind)
        {
            case ViolationKind.UnknownMember or ViolationKind.DuplicateMember:
                Report(SpecDiagnostics.ExampleUnknownMember, violation, violation.Path, owner, UnknownHint(violation));
                break;
            case ViolationKind.Missing:
                Report(SpecDiagnostics.ExampleMissingMember, violation, violation.Path, owner);
                break;
            case ViolationKind.WrongType or ViolationKind.NullElement:
                Report(SpecDiagnostics.ExampleWrongType, violation, Found(violation), violation.Path, violation.Type!.ToString(), Remedy(violation.Type));
                break;
            default:
                Report(SpecDiagnostics.ExampleBreaksConstraint, violation, violation.Path, ViolationText.Of(violation));
                break;
        }
    }

    private static string Found(Violation violation) => violation.Value?.Source switch
    {
        { } when violation.IsSensitive => "a value",
        ScalarNode scalar when PlainScalar.IsNull(scalar) => "null",
        ScalarNode scalar => $"'{scalar.Value}'",
        _ => violation.Value?.Kind == WireKind.List ? "a list" : "a mapping",
    };

    private static string Remedy(TypeReference type) => type.Kind switch
    {
        ValueKind.Int64 or ValueKind.UInt64 => "a whole number in the type's range without quotes",
        ValueKind.Double => "a number without quotes",
        ValueKind.Bool => "true or false without quotes",
        ValueKind.List => "a list",
        ValueKind.Object => "a mapping of member names to values",
        _ => "text",
    };

    private string UnknownHint(Violation violation)
    {
        const string Otherwise = "Declare it, or remove it here.";
        return violation.Name == "Response" ? "Give the content of 'Response' alone." : diagnostics!.Hint(violation.Name, violation.Known, Otherwise);
    }

    private void Report(SpecDiagnosticDescriptor descriptor, Violation violation, params string[] arguments) =>
        diagnostics!.Report(descriptor, action.Source, violation.Span, arguments);
}
