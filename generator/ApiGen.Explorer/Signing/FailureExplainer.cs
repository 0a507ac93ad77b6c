using ApiGen.Emulator;
using ApiGen.Emulator.Authentication;
using ApiGen.Emulator.Gateway;
using ApiGen.Specs.Model;

namespace ApiGen.Explorer.Signing;

/// <summary>
/// Compares what another program has signed with what belongs there, and names the first thing that differs. Takes a canonical request, a string to sign, an
/// <c>Authorization</c> header or a text that holds some of them; which headers are signed beside the two that have to be is the other program's choice and no mistake.
/// </summary>
/// <param name="service">The service.</param>
/// <param name="action">The action.</param>
/// <param name="body">The body that the other program was to send.</param>
/// <param name="typed">The body as it was typed, which other programs may send instead.</param>
/// <param name="region">The region; null for none.</param>
/// <param name="credential">The key pair that signs.</param>
/// <param name="gatewayAuthority">The address of the embedded gateway, which a program may have signed in place of the real host.</param>
internal sealed class FailureExplainer(ServiceModel service, ActionModel action, byte[] body, string typed, string? region, EmulatorCredential credential, string gatewayAuthority)
{
    private const string Clock = "the clock of this machine";
    private const string AlgorithmLine = "the algorithm";
    private const string WhyOfAlgorithm = "Signature v3 has one algorithm alone, " + AuthorizationHeader.Algorithm + ".";
    private const string MoreThanTolerance = "A call whose timestamp is more than five minutes off when it arrives is refused with AuthFailure.SignatureExpire";

    /// <summary>What pasting changes, and a field of text does not keep.</summary>
    public const string LineEndsAreNotCompared = "as far as pasted text shows it: line ends, and one behind the text, are not compared.";

    private const int MostChoices = 4_000;

    // A string to sign does not say which headers are signed: what programs sign, the most usual first.
    private static readonly string[][] UsualNames =
    [
        ["content-type", "host", "x-tc-action"], ["content-type", "host"], ["content-type", "host", "x-tc-action", "x-tc-timestamp", "x-tc-version"],
        ["content-type", "host", "x-tc-action", "x-tc-region", "x-tc-timestamp", "x-tc-version"],
    ];

    private readonly Lazy<UsualMistakes> _mistakes = new(() => UsualMistakes.Of(
        service, action, region, new BodyForms(body, action.RequestBody == RequestBodyKind.OctetStream ? null : typed), gatewayAuthority));

    /// <summary>Explains a text.</summary>
    /// <param name="text">What was pasted.</param>
    /// <param name="timestamp">The call's <c>X-TC-Timestamp</c>; null when it is not known.</param>
    /// <param name="now">The time, in UNIX seconds.</param>
    public FailureExplanation Explain(string text, long? timestamp, long now)
    {
        if (action.Unsigned)
        {
            return Verdict("The action takes no signature: its Authorization header is SKIP, and nothing else is looked at.");
        }

        PastedText pasted = PastedText.Of(text);
        if (timestamp is null && pasted.Timestamp is { } sent)
        {
            if (CallTimestamp.OfMilliseconds(sent) is { } seconds)
            {
                return Verdict($"The X-TC-Timestamp of the pasted text is in milliseconds; it is in seconds, such as {CallTimestamp.Text(seconds)}.");
            }

            timestamp = CallTimestamp.Parse(sent);
        }

        // In the order in which one comes from the other: a mistake in the first makes the others wrong as well.
        List<(string Name, FailureExplanation Explanation)> found = [];
        if (pasted.Canonical is { } request)
        {
            string[] lines = request.Text.Split('\n');
            found.Add(("canonical request", WithRest(new CanonicalComparison(service, action, region, Right(Belongs(CanonicalComparison.TimestampOf(lines), timestamp, now)), pasted, action.RequestBody == RequestBodyKind.OctetStream).Of(
                lines, hash => _mistakes.Value.BehindBody(hash), stamp => WhyOfTimestamp(stamp, timestamp, now)), request, "a canonical request ends with the hash of the body")));
        }

        if (pasted.StringToSign is { } stringToSign)
        {
            found.Add(("string to sign", WithRest(StringToSign(stringToSign.Text.Split('\n'), timestamp, pasted, now), stringToSign, "a string to sign ends with the hash of the canonical request")));
        }

        if (pasted.Authorization is { } authorization)
        {
            // The string to sign says when, too.
            found.Add(("Authorization header", Authorization(authorization, timestamp ?? CallTimestamp.Parse(pasted.StringToSign?.Text.Split('\n').ElementAtOrDefault(1) ?? ""), pasted, now)));
        }

        if (found.Count == 0)
        {
            return Verdict("This is neither a canonical request, whose first line is POST or GET, nor a string to sign or an Authorization header, which begin with TC3-HMAC-SHA256, nor is one of them seen in it. Paste one of them as the program has it, line by line, with nothing before or behind its lines, or the headers of the request, the Authorization header among them.");
        }

        (string name, FailureExplanation explanation) = found.Find(static form => form.Explanation.FirstDifference >= 0) is { Name: not null } differs ? differs : found[^1];
        return found.Count == 1 ? explanation : explanation with { Verdict = $"Of the {string.Join(", the ", found.Take(found.Count - 1).Select(static form => form.Name))} and the {found[^1].Name} in this text, the {name}: {explanation.Verdict}" };

        static FailureExplanation Verdict(string verdict) => new(verdict, [], -1);
    }

    /// <summary>What is right, but may have to end where another program goes on.</summary>
    private static FailureExplanation WithRest(FailureExplanation explanation, PastedForm form, string last) => explanation.FirstDifference >= 0 || form.Behind is null ? explanation
        : explanation with { Verdict = $"{explanation.Verdict} What stands behind it in this text, `{form.Behind}`, is taken for no part of it; if the program signs that as well, it is too much: {last}." };

    private FailureExplanation StringToSign(string[] lines, long? timestamp, PastedText pasted, long now)
    {
        // By their form, so that a line that is missing makes no other one wrong.
        string?[] theirs = lines.Length >= 4 ? [.. lines]
            : [lines.FirstOrDefault(IsAlgorithm), lines.FirstOrDefault(static line => line.All(char.IsAsciiDigit)), lines.FirstOrDefault(IsScope), lines.FirstOrDefault(static line => line.Length == 64)];
        string stamp = theirs[1]?.Trim() ?? "";
        long belongs = Belongs(stamp, timestamp, now);
        bool isAhead = stamp == CallTimestamp.Text(belongs) && belongs - now > CallTimestamp.Tolerance;
        SignedCall[] choices = [.. Choices(Right(belongs, pasted, UsualNames[0]), pasted, UsualNames[^1])];
        (SignedCall right, string[] names) = choices.SelectMany(static call => UsualNames.Select(names => (call, names))).Where(choice => Hash(choice.call, choice.names) == theirs[3]).DefaultIfEmpty((choices[0], UsualNames[0])).First();
        string[] expected = [AuthorizationHeader.Algorithm, CallTimestamp.Text(isAhead ? now : belongs), isAhead ? right.With(now).Scope : right.Scope, Hash(right, names)];
        string[] labels = [AlgorithmLine, "the timestamp", "the credential scope", "the hash of the canonical request"];
        ComparedLine[] compared =
        [
            .. Enumerable.Range(0, Math.Max(4, theirs.Length)).Select(i => new ComparedLine(labels.ElementAtOrDefault(i) ?? "a line too many", theirs.ElementAtOrDefault(i), expected.ElementAtOrDefault(i))),
            .. expected[3] == theirs[3] ? SentOtherwise(right, names, pasted) : [],
        ];
        return FailureExplanation.Of(
            compared,
            $"Nothing differs: this is the string to sign, {LineEndsAreNotCompared} {OfType(right, pasted)}{OfClock(belongs, now)} If the signature is refused all the same, the key is wrong or derived otherwise.",
            line => line switch
            {
                { Theirs: null } => "It is missing: a string to sign has four lines.",
                { Name: AlgorithmLine } => WhyOfAlgorithm,
                _ when line.IsSentType || line.Name.StartsWith(ComparedLine.Header, StringComparison.Ordinal) => WhyOfSent(line),
                { Name: "the credential scope" } => "It is date/service/tc3_request; the date is that of the timestamp in UTC, not that of this place, and the service is its short name.",
                { Name: "the timestamp" } => WhyOfTimestamp(stamp, timestamp, now),
                { Name: "the hash of the canonical request" } => Cause(line, static mistake => $"It is what one gets with {mistake}.", right, UsualNames, null, pasted)
                    ?? "The canonical request differs, or it signs other headers, or a content type with other parameters, than programs usually do: paste it to see.",
                _ => "It has four lines.",
            });

        static string Hash(SignedCall call, string[] names) => new CallSigner(call, names, null).Sign(call.Payload);
    }

    private static string WhyOfTimestamp(string stamp, long? timestamp, long now) =>
        CallTimestamp.OfMilliseconds(stamp) is not null ? "It is in milliseconds; the timestamp is in seconds."
        : CallTimestamp.Parse(stamp) is not { } theirs ? "It is the X-TC-Timestamp of the call: the seconds since 1970-01-01 UTC, in digits."
        : timestamp is { } given && given != theirs ? $"It is {CallTimestamp.Apart(theirs - given, "the X-TC-Timestamp of the call", 0)}; both are the same number of seconds."
        : $"It is {CallTimestamp.Apart(theirs - now, Clock, CallTimestamp.Tolerance)}. {MoreThanTolerance}.";

    /// <summary>The time that belongs to a call: what the call carries, else what is meant by what is signed.</summary>
    private static long Belongs(string stamp, long? timestamp, long now) => timestamp ?? CallTimestamp.OfMilliseconds(stamp) ?? CallTimestamp.Parse(stamp) ?? now;

    /// <summary>What there is to say about the time of a call that is right otherwise.</summary>
    private static string OfClock(long timestamp, long now) => Math.Abs(timestamp - now) <= CallTimestamp.Tolerance
        ? $"{MoreThanTolerance}; this one is not."
        : $"But its timestamp is {CallTimestamp.Apart(timestamp - now, Clock, CallTimestamp.Tolerance)}. {MoreThanTolerance}.";

    private FailureExplanation Authorization(string given, long? timestamp, PastedText pasted, long now)
    {
        string algorithm = given.Split(' ')[0];
        if (!AuthorizationHeader.TryParse(AuthorizationHeader.Algorithm + given[algorithm.Length..], out AuthorizationHeader? theirs, out string fault))
        {
            return new FailureExplanation($"The Authorization header is malformed: {fault}.", [], -1);
        }

        string[] names = [.. theirs.SignedHeaders.Split(';').Select(LowerCase.Of).Union(["content-type", "host"], StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        long stamp = timestamp ?? now;
        SignedCall right = Right(stamp, pasted, names);
        string date = timestamp is null && right.Date != theirs.Date ? theirs.Date : right.Date;
        List<ComparedLine> compared =
        [
            new(AlgorithmLine, algorithm, AuthorizationHeader.Algorithm),
            new("the SecretId", theirs.SecretId, credential.SecretId),
            new("the date of the scope", theirs.Date, date),
            new("the service of the scope", theirs.Service, service.Name),
            new("the list of signed headers", theirs.SignedHeaders, right.List(names)),
        ];
        FailureExplanation parts = FailureExplanation.Of(compared, "", line => line.Name switch
        {
            AlgorithmLine => WhyOfAlgorithm,
            "the SecretId" => "The embedded gateway knows the pair of the explorer alone. For another pair the signature cannot be worked out here, because its key is nowhere on this page.",
            "the date of the scope" => ClockBehind() is { } mistake ? $"The signature is the one that one gets with {mistake}, and so is the date." : "It is the date of the timestamp in UTC, not that of this place.",
            "the service of the scope" => "It is the short name of the service that is called.",
            _ => "The names are in lower case and sorted, each stands once, and content-type and host are among them.",
        });
        if (parts.FirstDifference >= 0)
        {
            return parts;
        }

        if (timestamp is null)
        {
            return parts with { Verdict = $"All parts but the signature are right{(theirs.Date == right.Date ? "" : $", if the timestamp is of {theirs.Date}, which is not today (UTC)")}. Give the X-TC-Timestamp of the call as well to have the signature worked out." };
        }

        if (names.FirstOrDefault(name => !right.Values.ContainsKey(name)) is { } unknown)
        {
            return parts with { Verdict = $"All parts but the signature are right. The header {unknown} is signed, whose value is not known here; paste the canonical request." };
        }

        SignedCall? proven = Choices(right, pasted, names).FirstOrDefault(call => Signature(call) == theirs.Signature);
        right = proven ?? right;
        compared.Add(new ComparedLine("the signature", theirs.Signature, Signature(right)));
        compared.AddRange(proven is null ? [] : SentOtherwise(right, names, pasted));
        if (stamp - now > CallTimestamp.Tolerance)
        {
            compared.Add(new ComparedLine("the timestamp", CallTimestamp.Text(stamp), CallTimestamp.Text(now)));
        }

        string? cause = proven is null ? Cause(new ComparedLine("the signature", theirs.Signature, Signature(right)), static mistake => $"It is the signature that one gets with {mistake}.", right, [names], credential, pasted) : null;
        return proven is null && cause is null && names.FirstOrDefault(name => IsOwn(name) && pasted.Sent(name) is { IsCertain: false }) is { } unsure
            ? parts with { Verdict = $"All parts but the signature are right. The header {unsure} is signed, and where its value ends in this text is not certain; paste the canonical request." }
            : FailureExplanation.Of(compared, $"Nothing differs: the signature is right. {OfType(right, pasted)}{OfClock(stamp, now)} Does the call carry the same Content-Type and Host?", line =>
                line.Name == "the timestamp" ? $"The signature is right, but it is {CallTimestamp.Apart(stamp - now, Clock, CallTimestamp.Tolerance)}. {MoreThanTolerance}."
                : line.IsSentType || line.Name.StartsWith(ComparedLine.Header, StringComparison.Ordinal) ? WhyOfSent(line)
                : cause ?? $"No usual mistake gives it: the secret key may be another, {(pasted.Sent("content-type") is { IsCertain: true } ? "" : "the content type one with other parameters, ")}or the canonical request differs; paste that to see where.");

        string Signature(SignedCall call) => new CallSigner(call, names, credential).Sign(call.Payload);

        // A clock that is hours off is on another date for as many hours of a day.
        string? ClockBehind() => timestamp is null || !names.All(right.Values.ContainsKey) ? null
            : Choices(right, pasted, names).SelectMany(call => UsualMistakes.OfClock.Where(mistake => Signature(mistake.Of(call)) == theirs.Signature)).FirstOrDefault()?.Name;
    }

    /// <summary>The usual mistake behind a hash or signature, in a sentence; null when there is none.</summary>
    private string? Cause(ComparedLine line, Func<string, string> sentence, SignedCall right, string[][] signed, EmulatorCredential? signer, PastedText pasted)
    {
        if (string.Equals(line.Theirs, line.Expected, StringComparison.OrdinalIgnoreCase))
        {
            return "The digits are in lower case.";
        }

        if (line.Theirs is not { Length: 64 } theirs || !theirs.All(char.IsAsciiHexDigit))
        {
            return "It consists of 64 digits of base 16, in lower case.";
        }

        byte[] bytes = Convert.FromHexString(theirs);
        SentHeader? type = pasted.Sent("content-type");
        SignedCall[] calls = type is { IsCertain: false } && IsSpelling(type.Likeliest, right.Values["content-type"]) ? [right, right.With("content-type", LowerCase.Of(type.Likeliest))] : [right];
        return calls.SelectMany(call => signed.Select(names => _mistakes.Value.Behind(call, names, signer, bytes, type is { IsCertain: true }))).FirstOrDefault(static mistake => mistake is not null) is { } mistake
            ? sentence(mistake + (theirs.Any(char.IsAsciiLetterUpper) ? ", written in upper-case digits" : ""))
            : null;
    }

    /// <summary>
    /// The call as it may rightly be: each program may send a content type of its own, as long as it is the one that it signs, and may sign the host of the service or
    /// the one that it is sent to. Where it is not certain where a value ends, there is a choice for each end. What is certainly sent otherwise is told by <see cref="SentOtherwise"/>.
    /// </summary>
    private IEnumerable<SignedCall> Choices(SignedCall right, PastedText pasted, string[] names)
    {
        IEnumerable<SignedCall> choices = [right];
        foreach (string name in names.Where(name => name is "host" or "content-type" || IsOwn(name)))
        {
            string value = right.Values[name];
            SentHeader? sent = pasted.Sent(name);
            string[] values =
            [
                value,
                .. (sent?.Readings ?? []).Select(LowerCase.Of).Where(reading => name != "content-type" || (!sent!.IsCertain && IsSpelling(reading, value))),
                .. name == "content-type" ? UsualMistakes.SpellingsOf(value) : [],
                .. name == "host" && sent is not { IsCertain: true } ? pasted.Hosts(service.Endpoint.Split('.')[0]).Select(LowerCase.Of) : [],
            ];
            choices = [.. choices.SelectMany(call => values.Distinct(StringComparer.Ordinal).Select(other => other == value ? call : call.With(name, other))).Take(MostChoices)];
        }

        return choices;
    }

    /// <summary>The headers that are signed with one value and certainly sent with another.</summary>
    private static IEnumerable<ComparedLine> SentOtherwise(SignedCall signed, string[] names, PastedText pasted)
    {
        string? type = Sent("content-type"), host = Sent("host");
        if (type is not null && type != signed.Values["content-type"])
        {
            yield return ComparedLine.OfSentType(type, signed.Values["content-type"]) ?? new ComparedLine(ComparedLine.Header + "content-type", signed.Values["content-type"], type);
        }

        // As the gateway: the host with its port and without it, and on the loopback that of the service.
        if (names.Contains("host", StringComparer.Ordinal) && host is not null && signed.Values["host"] is var right && right != host && right != GatewayRequest.WithoutPort(host) && !AccessHost.IsLoopback(GatewayRequest.WithoutPort(host)))
        {
            yield return new ComparedLine(ComparedLine.Header + "host", signed.Values["host"], host);
        }

        string? Sent(string name) => pasted.Sent(name) is { IsCertain: true } sent ? LowerCase.Of(sent.Likeliest) : null;
    }

    /// <summary>What is wrong with a header that is signed with one value and sent with another.</summary>
    public static string WhyOfSent(ComparedLine line) => line.IsSentType
        ? $"The call carries {line.Theirs}, which the action does not take: send what is signed, {line.Expected}."
        : $"What is signed is {line.Theirs}, but the call carries {line.Expected}: both have to be the same.";

    private string OfType(SignedCall call, PastedText pasted) =>
        call.Values["content-type"] is var type && (pasted.Sent("content-type") is { IsCertain: true } || type == LowerCase.Of(SignedRequest.ContentTypeOf(action))) ? "" : $"What is signed is the content type {type}, so the call has to carry it. ";

    /// <summary>The call without a mistake, with the headers that are seen to be sent where those are the other program's choice.</summary>
    private SignedCall Right(long timestamp, PastedText pasted, string[] names)
    {
        SignedCall right = Right(timestamp);
        string type = right.Values["content-type"];
        foreach (string name in names.Where(name => name == "content-type" || !right.Values.ContainsKey(name)))
        {
            if (pasted.Sent(name) is { } sent && (name != "content-type" || (sent.IsCertain && IsSpelling(LowerCase.Of(sent.Likeliest), type))))
            {
                right = right.With(name, LowerCase.Of(sent.Likeliest));
            }
        }

        return right;
    }

    private static bool IsSpelling(string other, string type) => SignedRequest.MediaTypeOf(LowerCase.Of(other)) == SignedRequest.MediaTypeOf(type);

    // What is the program's own, and nowhere on this page.
    private static bool IsOwn(string name) => name is not ("content-type" or "host" or "x-tc-action" or "x-tc-version" or "x-tc-region" or "x-tc-timestamp");

    private SignedCall Right(long timestamp) => new SignedCall
    {
        Values = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["content-type"] = LowerCase.Of(SignedRequest.ContentTypeOf(action)),
            ["host"] = LowerCase.Of(service.Endpoint),
            ["x-tc-action"] = LowerCase.Of(action.Name),
            ["x-tc-version"] = service.Version,
            ["x-tc-region"] = LowerCase.Of(region ?? ""),
        },
        Payload = SignedCall.HashOf(body),
        Timestamp = "",
        Date = "",
        Service = service.Name,
    }.With(timestamp);

    private static bool IsAlgorithm(string line) => line.Contains("HMAC", StringComparison.OrdinalIgnoreCase) && !line.Contains(':', StringComparison.Ordinal);

    private static bool IsScope(string line) => line.EndsWith("/" + AuthorizationHeader.Terminator, StringComparison.Ordinal);
}
