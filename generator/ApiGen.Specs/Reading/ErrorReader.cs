using ApiGen.Specs.Diagnostics;
using ApiGen.Specs.Model;
using ApiGen.Specs.Syntax;

namespace ApiGen.Specs.Reading;

/// <summary>Reads <c>errors</c>: a mapping of codes to summaries, or a list of codes.</summary>
internal static class ErrorReader
{
    public static EquatableArray<ErrorModel> Errors(this ReadContext context, MappingEntry? entry)
    {
        IEnumerable<(string Code, SourceSpan Span, string Summary)> codes;
        switch (entry?.Value)
        {
            case MappingNode mapping:
                codes = mapping.Entries.Select(error => (error.Key, error.KeySpan, context.Prose(error)));
                break;
            case SequenceNode sequence:
                codes = Listed(context, sequence);
                break;
            case null or ScalarNode { IsPlain: true, Value: "" or "~" or "null" or "Null" or "NULL" }:
                return EquatableArray<ErrorModel>.Empty;
            default:
                context.WrongKind(entry.Value, "'errors'", "a mapping of error codes to summaries, or a list of error codes");
                return EquatableArray<ErrorModel>.Empty;
        }

        List<ErrorModel> errors = [];
        Dictionary<string, SourceSpan> seen = new(StringComparer.Ordinal);
        foreach ((string code, SourceSpan span, string summary) in codes)
        {
            if (!Names.IsErrorCode(code))
            {
                context.Report(SpecDiagnostics.InvalidErrorCode, span, code);
            }
            else if (seen.TryGetValue(code, out SourceSpan first))
            {
                context.Report(SpecDiagnostics.DuplicateErrorCode, span, code, (first.Line + 1).ToInvariant());
            }
            else
            {
                seen.Add(code, span);
                errors.Add(new ErrorModel(code, summary));
            }
        }

        return errors.ToEquatableArray();
    }

    private static IEnumerable<(string Code, SourceSpan Span, string Summary)> Listed(ReadContext context, SequenceNode sequence)
    {
        foreach (SpecNode item in sequence.Items)
        {
            if (item is ScalarNode scalar && ScalarReader.IsText(scalar))
            {
                yield return (scalar.Value, scalar.Span, "");
            }
            else
            {
                context.WrongKind(item, "Each of 'errors'", "an error code");
            }
        }
    }
}
