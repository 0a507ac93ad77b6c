using ApiGen.Emulator.Authentication;
using ApiGen.Specs.Model;

namespace ApiGen.Explorer.Signing;

/// <summary>Compares the canonical request of another program with the one that belongs to the call.</summary>
/// <param name="service">The service.</param>
/// <param name="action">The action.</param>
/// <param name="region">The region; null for none.</param>
/// <param name="right">The call without a mistake.</param>
/// <param name="pasted">The text that it stands in, which may show what is sent.</param>
/// <param name="isRaw">Whether the body is raw bytes.</param>
internal sealed class CanonicalComparison(ServiceModel service, ActionModel action, string? region, SignedCall right, PastedText pasted, bool isRaw)
{
    private const string Timestamp = "x-tc-timestamp";

    private readonly string? _sentType = pasted.Sent("content-type") is { IsCertain: true } sent ? LowerCase.Of(sent.Likeliest) : null;

    /// <summary>The timestamp that a canonical request signs; empty for none.</summary>
    public static string TimestampOf(string[] lines) => PastedRequest.Of(lines).Value(Timestamp) ?? "";

    /// <summary>Compares.</summary>
    /// <param name="lines">What was pasted.</param>
    /// <param name="bodyBehind">The form of the body that has a hash; null when none has.</param>
    /// <param name="whyOfTimestamp">What is wrong with a timestamp.</param>
    public FailureExplanation Of(string[] lines, Func<string, string?> bodyBehind, Func<string, string> whyOfTimestamp)
    {
        PastedRequest theirs = PastedRequest.Of(lines);
        string[] names = [.. (theirs.Headers.Count == 0 ? ["x-tc-action"] : theirs.Headers.Select(PastedRequest.NameOf)).Union(["content-type", "host"], StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        SignedCall call = names.Aggregate(right, (call, name) => call.With(name, ValueOf(name, theirs)));
        List<ComparedLine> compared =
        [
            new("the method", theirs.Start[0], call.Method), new("the path", theirs.Start[1], call.Path), new("the query", theirs.Start[2], call.Query),
            .. theirs.Stray.Select(static line => new ComparedLine("a line too many", line, null)),
            .. Headers(theirs, names, call),
            new("the empty line behind the headers", theirs.End[0], ""), new("the list of signed headers", theirs.End[1], call.List(names)), new("the hash of the body", theirs.End[2], call.Payload),
            .. theirs.Rest.Select(static line => new ComparedLine("a line too many", line, null)),
            .. ComparedLine.OfSentType(_sentType, call.Values["content-type"]) is { } sent ? [sent] : (ComparedLine[])[],
        ];
        return FailureExplanation.Of(
            compared,
            $"Nothing differs: this is the canonical request, {FailureExplainer.LineEndsAreNotCompared} Its SHA-256 is {new CallSigner(call, names, null).Sign(call.Payload)}; where the program has another one, it signs other line ends than LF, or one behind the last line. If the signature is refused all the same, compare the string to sign.",
            line => line switch
            {
                { IsSentType: true } => FailureExplainer.WhyOfSent(line),
                { Name: "the hash of the body", Theirs: { } hash } => WhyOfPayload(hash, call.Payload, bodyBehind),
                { Theirs: not null, Expected: not null } when line.Name.StartsWith(ComparedLine.Header, StringComparison.Ordinal) => WhyOfHeader(line.Theirs, line.Expected, whyOfTimestamp),
                _ => WhyOf(line),
            });
    }

    private static IEnumerable<ComparedLine> Headers(PastedRequest theirs, string[] names, SignedCall call)
    {
        // Lines in another order are compared as they stand; of sorted ones some may be missing.
        string[] given = [.. theirs.Headers.Select(PastedRequest.NameOf)];
        bool isSorted = given.SequenceEqual(given.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal), StringComparer.Ordinal);
        return isSorted
            ? names.Select(name => new ComparedLine(ComparedLine.Header + name, theirs.Headers.FirstOrDefault(line => PastedRequest.NameOf(line) == name), call.Line(name)))
            : Enumerable.Range(0, Math.Max(names.Length, theirs.Headers.Count)).Select(i => i < names.Length
                ? new ComparedLine(ComparedLine.Header + names[i], theirs.Headers.ElementAtOrDefault(i), call.Line(names[i]))
                : new ComparedLine("a line too many", theirs.Headers[i], null));
    }

    private static string WhyOf(ComparedLine line) => line switch
    {
        { Name: "the query", Theirs: null } => "A POST has none; its line stays all the same, empty.",
        { Theirs: null, Name: ComparedLine.Header + "content-type" or ComparedLine.Header + "host" } => "It is missing: content-type and host have to be signed.",
        { Theirs: null } => "It is missing: each part has a line of its own, and the headers end with an empty line.",
        { Expected: null } => "Each part has one line, and the canonical request ends with the hash of the body.",
        { Name: "the method" } => "The explorer sends POST, in upper case. A GET is signed with its query, another content type and the hash of an empty body.",
        { Name: "the path" } => "It is always a single slash.",
        { Name: "the query" } => "A POST has none; the line stays, empty.",
        _ => "It has the names of the header lines above, in lower case, sorted, with semicolons between them.",
    };

    private string WhyOfPayload(string theirs, string expected, Func<string, string?> bodyBehind) =>
        theirs.Equals(expected, StringComparison.OrdinalIgnoreCase) ? "The digits are in lower case."
        : bodyBehind(theirs) is { } form ? $"It is what one gets with {form}{(theirs.Any(char.IsAsciiLetterUpper) ? ", written in upper-case digits" : "")}: sign the very bytes that are sent."
        : "It is the SHA-256 of the very bytes that are sent, in lower-case digits. "
        + (isRaw ? "Other line ends, a byte order mark or another encoding give another hash." : "Another order of members, other blanks or escapes give another hash.");

    /// <summary>Each part of a header line is judged by itself: the name, the blanks, the value.</summary>
    private string WhyOfHeader(string theirs, string expected, Func<string, string> whyOfTimestamp)
    {
        (string name, string value) = Parts(theirs);
        (string rightName, string rightValue) = Parts(expected);
        if (LowerCase.Of(name.Trim()) != rightName)
        {
            return "Header lines are sorted by name, each name stands once.";
        }

        List<string> why = [];
        if (name.Any(char.IsUpper))
        {
            why.Add("The name of a header is signed in lower case.");
        }

        if (name != name.Trim() || value != value.Trim())
        {
            why.Add("Header lines are name:value, without a blank before or behind the colon or behind the value.");
        }

        if (value.Trim() != rightValue)
        {
            why.Add(rightName switch
            {
                "host" => $"It is the host of the service, {service.Endpoint}, unless the Host header that is sent says otherwise; a client that is sent to the gateway goes on signing the real one.",
                "content-type" => "It is, in lower case, exactly the Content-Type that is sent, the character set included." + (rightValue == _sentType ? $" What is signed is {value.Trim()}, but the call carries {rightValue}." : ""),
                "x-tc-action" when LowerCase.Of(value.Trim()) == rightValue => "The action is signed in lower case, although the header carries it as it is.",
                "x-tc-action" => $"It is another action: the request in the form is one of {action.Name}, which is signed in lower case.",
                "x-tc-version" => $"It is the version of the service, {service.Version}.",
                "x-tc-region" => "It is the region of the call, in lower case.",
                Timestamp => whyOfTimestamp(value.Trim()),
                _ => "Values of headers are signed in lower case.",
            });
        }

        return string.Join(' ', why);
    }

    private static (string Name, string Value) Parts(string line) => line.IndexOf(':', StringComparison.Ordinal) is > 0 and int colon ? (line[..colon], line[(colon + 1)..]) : ("", line);

    private string ValueOf(string name, PastedRequest theirs) => name switch
    {
        // Each program may send a form of its own of the media type, as long as it is the one that it signs.
        "content-type" when theirs.Value(name) is { } given && SignedRequest.MediaTypeOf(given) == SignedRequest.MediaTypeOf(right.Values[name]) && given == LowerCase.Of(given) =>
            _sentType is { } sent && SignedRequest.MediaTypeOf(sent) == SignedRequest.MediaTypeOf(given) ? sent : given,
        "host" when theirs.Value(name) is { } given && pasted.Sent(name) is { } sent && sent.Readings.Select(LowerCase.Of).Contains(given, StringComparer.Ordinal) => given,
        "x-tc-region" when region is null && theirs.Value(name) is { } given => LowerCase.Of(given),
        _ when right.Values.TryGetValue(name, out string? value) => value,

        // The value of any other header is the other program's own.
        _ => LowerCase.Of(theirs.Value(name) ?? ""),
    };
}
