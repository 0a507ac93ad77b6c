using ApiGen.Specs.Declarations;
using ApiGen.Specs.Diagnostics;
using ApiGen.Specs.Model;
using ApiGen.Specs.Syntax;

namespace ApiGen.Specs.Reading;

/// <summary>Reads <c>errors</c>: a mapping of codes to summaries, or to mappings where a code fixes its C# name, or a list of codes.</summary>
internal static class ErrorReader
{
    private static readonly string[] Keys = ["csharpName", "summary"];

    public static EquatableArray<ErrorDeclaration> Errors(this ReadContext context, MappingEntry? entry)
    {
        IEnumerable<(ErrorDeclaration Error, SourceSpan Span)> declared;
        switch (entry?.Value)
        {
            case MappingNode mapping:
                declared = mapping.Entries.Select(error => (Read(context, error), error.KeySpan));
                break;
            case SequenceNode sequence:
                declared = Listed(context, sequence);
                break;
            case null or ScalarNode { IsPlain: true, Value: "" or "~" or "null" or "Null" or "NULL" }:
                return EquatableArray<ErrorDeclaration>.Empty;
            default:
                context.WrongKind(entry.Value, "'errors'", "a mapping of error codes to summaries, or a list of error codes");
                return EquatableArray<ErrorDeclaration>.Empty;
        }

        List<ErrorDeclaration> errors = [];
        Dictionary<string, SourceSpan> seen = new(StringComparer.Ordinal);
        foreach ((ErrorDeclaration error, SourceSpan span) in declared)
        {
            string code = error.Model.Code;
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
                errors.Add(error);
            }
        }

        return errors.ToEquatableArray();
    }

    private static ErrorDeclaration Read(ReadContext context, MappingEntry entry)
    {
        if (entry.Value is not MappingNode mapping)
        {
            return new ErrorDeclaration(new ErrorModel(entry.Key, context.Prose(entry)), default);
        }

        MapReader map = MapReader.Open(context, mapping, entry.KeySpan, $"the error code '{entry.Key}'", Keys);
        LocatedText? csharpName = context.CSharpName(map.Find("csharpName"));
        return new ErrorDeclaration(new ErrorModel(entry.Key, context.Prose(map.Find("summary")), csharpName?.Text), csharpName?.Span ?? default);
    }

    private static IEnumerable<(ErrorDeclaration Error, SourceSpan Span)> Listed(ReadContext context, SequenceNode sequence)
    {
        foreach (SpecNode item in sequence.Items)
        {
            if (item is ScalarNode scalar && ScalarReader.IsText(scalar))
            {
                yield return (new ErrorDeclaration(new ErrorModel(scalar.Value, ""), default, IsListed: true), scalar.Span);
            }
            else
            {
                context.WrongKind(item, "Each of 'errors'", "an error code");
            }
        }
    }
}
