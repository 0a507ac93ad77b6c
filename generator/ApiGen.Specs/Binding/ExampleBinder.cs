using System.Text;
using ApiGen.Specs.Declarations;
using ApiGen.Specs.Diagnostics;
using ApiGen.Specs.Model;
using ApiGen.Specs.Syntax;

namespace ApiGen.Specs.Binding;

/// <summary>
/// Writes examples as JSON and holds them against the declared members. The types decide how a scalar is written: text stays text,
/// and without a type the YAML 1.2 core schema holds.
/// </summary>
/// <param name="action">The action.</param>
/// <param name="request">The members of its request.</param>
/// <param name="response">The members of its response.</param>
/// <param name="types">The service's types.</param>
/// <param name="diagnostics">Receives what does not conform; null when that cannot be told.</param>
internal sealed class ExampleBinder(ActionModel action, BoundMembers request, BoundMembers response, TypeTable types, BindingDiagnostics? diagnostics)
{
    private static readonly MemberModel RequestId = new() { Name = "RequestId", Type = new TypeReference(ValueKind.String) };

    private readonly StringBuilder _json = new();

    public ExampleModel Bind(ExampleDeclaration example)
    {
        string sent = example.Request is null ? "{}" : Write(example.Request, example.RequestSpan, request, $"the request of '{action.Name}'", deep: true);
        string? answer = example.Response is null
            ? null
            : Write(example.Response, example.ResponseSpan, new BoundMembers(response.Usable.Append(RequestId).ToEquatableArray(), response.Rejected), $"the response of '{action.Name}'", deep: false);
        return new ExampleModel(example.Title, sent, answer);
    }

    // In a response 'required' below the first level is not checked: types shared with requests state there what a caller must send.
    private string Write(MappingNode body, SourceSpan span, BoundMembers members, string owner, bool deep)
    {
        _json.Clear();
        WriteObject(body, span, members, owner, checkRequired: true, deep);
        return _json.ToString();
    }

    private void WriteObject(MappingNode mapping, SourceSpan span, BoundMembers members, string owner, bool checkRequired, bool deep)
    {
        IReadOnlyDictionary<string, MemberModel> byName = members.ByName;
        Dictionary<string, MappingEntry> given = new(StringComparer.Ordinal);
        _json.Append('{');
        foreach (MappingEntry entry in mapping.Entries)
        {
            if (given.ContainsKey(entry.Key))
            {
                continue;
            }

            given.Add(entry.Key, entry);
            _json.Append(given.Count > 1 ? "," : "");
            _json.AppendJsonString(entry.Key);
            _json.Append(':');
            if (!byName.TryGetValue(entry.Key, out MemberModel? member) && !members.Rejected.Contains(entry.Key))
            {
                Report(SpecDiagnostics.ExampleUnknownMember, entry.KeySpan, entry.Key, owner, UnknownHint(entry.Key, byName.Keys));
            }

            WriteValue(entry.Value, entry.KeySpan, member?.Type, entry.Key, deep);
        }

        _json.Append('}');
        if (checkRequired)
        {
            CheckRequired(given, span, members.Required, owner);
        }
    }

    private void CheckRequired(Dictionary<string, MappingEntry> given, SourceSpan span, IReadOnlyList<MemberModel> members, string owner)
    {
        foreach (MemberModel member in members)
        {
            MappingEntry? entry = given.TryGetValue(member.Name, out MappingEntry found) ? found : null;
            if (entry is null || (PlainScalar.IsNull(entry.Value) && !member.Nullable))
            {
                Report(SpecDiagnostics.ExampleMissingMember, entry?.KeySpan ?? span, member.Name, owner);
            }
        }
    }

    private void WriteValue(SpecNode node, SourceSpan span, TypeReference? type, string name, bool deep)
    {
        switch (node)
        {
            case ScalarNode scalar:
                WriteScalar(scalar, type, name);
                break;
            case SequenceNode sequence:
                CheckKind(type, ValueKind.List, sequence, name);
                WriteList(sequence, span, type is { Kind: ValueKind.List } ? type.Element : null, name, deep);
                break;
            case MappingNode mapping:
                CheckKind(type, ValueKind.Object, mapping, name);
                if (type is { Kind: ValueKind.Object } && types.Find(type.Name) is { } declared)
                {
                    WriteObject(mapping, span, declared, $"the type '{type.Name}'", checkRequired: deep, deep);
                }
                else
                {
                    WriteUntyped(mapping, span, deep);
                }

                break;
        }
    }

    private void WriteUntyped(MappingNode mapping, SourceSpan span, bool deep)
    {
        _json.Append('{');
        string separator = "";
        HashSet<string> given = new(StringComparer.Ordinal);
        foreach (MappingEntry entry in mapping.Entries.Where(entry => given.Add(entry.Key)))
        {
            _json.Append(separator);
            _json.AppendJsonString(entry.Key);
            _json.Append(':');
            WriteValue(entry.Value, span, null, entry.Key, deep);
            separator = ",";
        }

        _json.Append('}');
    }

    private void WriteList(SequenceNode sequence, SourceSpan span, TypeReference? element, string name, bool deep)
    {
        _json.Append('[');
        string separator = "";
        foreach (SpecNode item in sequence.Items)
        {
            _json.Append(separator);
            WriteValue(item, item is MappingNode { Entries.Count: > 0 } mapping ? mapping.Entries[0].KeySpan : span, element, name, deep);
            separator = ",";
        }

        _json.Append(']');
    }

    private void WriteScalar(ScalarNode scalar, TypeReference? type, string name)
    {
        ScalarKind kind = PlainScalar.Classify(scalar);
        if (kind == ScalarKind.Null)
        {
            _json.Append("null");
            return;
        }

        if (type is { Kind: ValueKind.String })
        {
            _json.AppendJsonString(scalar.Value);
            return;
        }

        string? number = PlainScalar.NumberText(scalar);
        if (kind == ScalarKind.Bool)
        {
            _json.Append(PlainScalar.IsTrue(scalar) ? "true" : "false");
        }
        else if (number is not null)
        {
            _json.Append(number);
        }
        else
        {
            _json.AppendJsonString(scalar.Value);
        }

        bool fits = type?.Kind switch
        {
            ValueKind.Int64 => PlainScalar.Integer(scalar) is >= long.MinValue and <= long.MaxValue,
            ValueKind.UInt64 => PlainScalar.Integer(scalar) is >= ulong.MinValue and <= ulong.MaxValue,
            ValueKind.Double => number is not null,
            ValueKind.Bool => kind == ScalarKind.Bool,
            _ => type is null,
        };
        if (!fits)
        {
            Report(SpecDiagnostics.ExampleWrongType, scalar.Span, $"'{scalar.Value}'", name, type!.ToString(), Remedy(type));
        }
    }

    private void CheckKind(TypeReference? type, ValueKind kind, SpecNode node, string name)
    {
        if (type is not null && type.Kind != kind)
        {
            Report(SpecDiagnostics.ExampleWrongType, node.Span, node.Describe(), name, type.ToString(), Remedy(type));
        }
    }

    private static string Remedy(TypeReference type) => type.Kind switch
    {
        ValueKind.Int64 or ValueKind.UInt64 => "a whole number in the type's range without quotes",
        ValueKind.Double => "a number without quotes",
        ValueKind.Bool => "true or false without quotes",
        ValueKind.List => "a list",
        ValueKind.Object => "a mapping of member names to values",
        _ => "text",
    };

    private string UnknownHint(string name, IEnumerable<string> members)
    {
        const string Otherwise = "Declare it, or remove it here.";
        return name == "Response" ? "Give the content of 'Response' alone." : diagnostics?.Hint(name, members, Otherwise) ?? Otherwise;
    }

    private void Report(SpecDiagnosticDescriptor descriptor, SourceSpan span, params string[] arguments) =>
        diagnostics?.Report(descriptor, action.Source, span, arguments);
}
