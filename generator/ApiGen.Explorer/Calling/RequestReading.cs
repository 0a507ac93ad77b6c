using System.Text;
using System.Text.Json;
using ApiGen.Emulator.Requests;
using ApiGen.Runtime;
using ApiGen.Specs;
using ApiGen.Specs.Conformance;
using ApiGen.Specs.Diagnostics;
using ApiGen.Specs.Model;

namespace ApiGen.Explorer.Calling;

/// <summary>A request as somebody typed it, with everything that the spec has to say about it.</summary>
/// <param name="Value">The request; null when the text is not JSON.</param>
/// <param name="Fault">Why the text is not JSON; null when it is.</param>
/// <param name="Problems">What does not fit the spec, by the path of the member.</param>
internal sealed record RequestReading(JsonElement? Value, string? Fault, IReadOnlyList<RequestReading.Problem> Problems)
{
    // Deeper than requests may nest, so that what is too deep can be named; the rest is not read at all.
    private const int MaxDepth = 256;

    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = MaxDepth };

    /// <summary>Whether the request is as the spec wants it.</summary>
    public bool IsRight => Fault is null && Problems.Count == 0;

    /// <summary>Reads a request.</summary>
    public static RequestReading Of(string json, ActionModel action, ConformanceCheck conformance, FormatCheck formats)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(string.IsNullOrWhiteSpace(json) ? "{}" : json, Deep);
            JsonElement value = document.RootElement.Clone();
            Problem[] problems = [.. conformance.OfRequest(JsonWireValue.Of(value), action).Select(Tell)];
            return new RequestReading(value, null, [.. problems, .. HeaderProblems(value, action).Concat(formats.Of(value, action)).ExceptBy(problems.Select(static problem => problem.Path), static problem => problem.Path, StringComparer.Ordinal)]);
        }
        catch (JsonException) when (JsonWireValue.IsDeep(Encoding.UTF8.GetBytes(json), MaxDepth))
        {
            return new RequestReading(null, FormattableString.Invariant($"This is nested more than {SpecLimits.MaxRequestDepth} levels deep."), []);
        }
        catch (JsonException exception)
        {
            string place = exception.LineNumber is { } line
                ? FormattableString.Invariant($" (line {line + 1}, column {exception.BytePositionInLine + 1})")
                : $": {exception.Message}";
            return new RequestReading(null, "This is not valid JSON" + place + ".", []);
        }
    }

    // Beside a raw body the members travel as headers, which hold less than JSON does; numbers and booleans always fit.
    private static IEnumerable<Problem> HeaderProblems(JsonElement value, ActionModel action) =>
        action.RequestBody != RequestBodyKind.OctetStream || value.ValueKind != JsonValueKind.Object
            ? []
            : value.EnumerateObject().Where(static member => member.Value.ValueKind == JsonValueKind.String)
                .Select(static member => (member.Name, Fault: HeaderText.Fault(member.Value.GetString())))
                .Where(static found => found.Fault is not null)
                .Select(static found => new Problem(found.Name, found.Fault!));

    private static Problem Tell(Violation violation)
    {
        string hint = violation.Kind == ViolationKind.UnknownMember && NearestName.Find(violation.Name, violation.Known) is { } near ? $"; did you mean {near}?" : "";
        return new Problem(violation.Path, ViolationText.Of(violation) + hint);
    }

    /// <summary>One thing that does not fit.</summary>
    /// <param name="Path">Where, such as <c>Filters[2].Name</c>.</param>
    /// <param name="Text">What is wrong, as the end of a sentence that begins with the path.</param>
    internal sealed record Problem(string Path, string Text);
}
