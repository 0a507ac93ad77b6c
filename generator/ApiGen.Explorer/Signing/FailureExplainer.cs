using System.Globalization;
using System.Text;
using ApiGen.Emulator.Authentication;
using ApiGen.Runtime;
using ApiGen.Runtime.Signing;
using ApiGen.Specs.Model;

namespace ApiGen.Explorer.Signing;

/// <summary>
/// Compares what another program has signed with what belongs there, and names the first thing that differs. Takes a canonical request, a string to sign or an
/// <c>Authorization</c> header; which headers are signed is the other program's choice and no mistake.
/// </summary>
/// <param name="service">The service.</param>
/// <param name="action">The action.</param>
/// <param name="body">The body that the other program was to send.</param>
/// <param name="typed">The body as it was typed, which other programs may send instead.</param>
/// <param name="credential">The key pair that signs.</param>
/// <param name="gatewayAuthority">The address of the embedded gateway, which a program may have signed in place of the real host.</param>
internal sealed class FailureExplainer(ServiceModel service, ActionModel action, byte[] body, string typed, TencentCloudCredential credential, string gatewayAuthority)
{
    private const string Header = "Authorization:";

    // The clock was read twice, or is that of China taken for UTC.
    private static readonly int[] LikelyShifts = [-1, 1, -8 * 3600, 8 * 3600];

    private static readonly string[] LikelyTypes = ["application/json", "application/json;charset=utf-8", "text/plain", "application/x-www-form-urlencoded"];

    /// <summary>Explains a text.</summary>
    /// <param name="text">What was pasted.</param>
    /// <param name="timestamp">The call's <c>X-TC-Timestamp</c>; null when it is not known.</param>
    /// <param name="now">The time, in UNIX seconds.</param>
    public FailureExplanation Explain(string text, long? timestamp, long now)
    {
        string given = text.ReplaceLineEndings("\n").Trim('\n', ' ', '\t');
        if (given.StartsWith(Header, StringComparison.OrdinalIgnoreCase))
        {
            given = given[Header.Length..].Trim();
        }

        return given.StartsWith(AuthorizationHeader.Algorithm + "\n", StringComparison.Ordinal) ? StringToSign(given.Split('\n'), timestamp)
            : given.StartsWith(AuthorizationHeader.Algorithm, StringComparison.Ordinal) ? Authorization(given, timestamp, now)
            : given.Contains('\n', StringComparison.Ordinal) ? CanonicalRequest(given.Split('\n'))
            : new FailureExplanation("This is neither a canonical request, whose first line is POST or GET, nor a string to sign or an Authorization header, which begin with TC3-HMAC-SHA256.", [], -1);
    }

    private FailureExplanation CanonicalRequest(string[] theirs)
    {
        int blank = Array.IndexOf(theirs, "", Math.Min(3, theirs.Length));
        string[] headers = blank < 0 ? [] : theirs[Math.Min(3, blank)..blank];
        string[] names = [.. headers.Select(static line => Lower(line.Split(':')[0].Trim()))];
        if (names.Length == 0)
        {
            names = ["content-type", "host", "x-tc-action"];
        }

        Array.Sort(names, StringComparer.Ordinal);
        List<string> expected = ["POST", "/", "", .. names.Select((name, i) => $"{name}:{ValueOf(name, headers)}"), "", string.Join(';', names), Payload(body)];
        List<string> labels = ["the method", "the path", "the query", .. names.Select(static name => $"the header {name}"), "the empty line behind the headers", "the list of signed headers", "the hash of the body"];
        List<ComparedLine> lines = [];
        for (int i = 0; i < Math.Max(expected.Count, theirs.Length); i++)
        {
            lines.Add(new ComparedLine(i < labels.Count ? labels[i] : "a line too many", i < theirs.Length ? theirs[i] : null, i < expected.Count ? expected[i] : null));
        }

        return FailureExplanation.Of(
            lines,
            $"Nothing differs: this is the canonical request, and its SHA-256 is {Hash(string.Join('\n', expected))}. If the signature is refused all the same, compare the string to sign.",
            WhyOfCanonical);
    }

    private string WhyOfCanonical(ComparedLine line) => line switch
    {
        { Theirs: null } => "It is missing: each part has a line of its own, and the headers end with an empty line.",
        { Expected: null } => "The canonical request ends with the hash of the body and has no line end behind it.",
        { Name: "the method" } => "The explorer sends POST. A GET is signed with its query, another content type and the hash of an empty body.",
        { Name: "the path" } => "It is always a single slash.",
        { Name: "the query" } => "A POST has none; the line stays, empty.",
        { Name: "the hash of the body" } => WhyOfPayload(line.Theirs!),
        { Name: "the list of signed headers" } => "It has the names of the header lines above, in lower case, sorted, with semicolons between them.",
        { Name: "the header host" } => $"It is the host of the service, {service.Endpoint}, unless the Host header that is sent says otherwise; a client that is sent to the gateway goes on signing the real one.",
        { Name: "the header content-type" } => "It is, in lower case, exactly the Content-Type that is sent, the character set included.",
        { Name: "the header x-tc-action" } => "The action is signed in lower case, although the header carries it as it is.",
        _ when line.Theirs!.Any(char.IsUpper) => "Names and values of headers are signed in lower case.",
        _ => "Header lines are name:value, without a blank behind the colon, sorted by name.",
    };

    private string WhyOfPayload(string theirs)
    {
        foreach ((string name, byte[] other) in Bodies().Skip(1))
        {
            if (IsSame(Payload(other), theirs))
            {
                return $"It is the hash of {name}: sign the very bytes that are sent.";
            }
        }

        return IsSame(theirs, Payload(body))
            ? "The digits are in lower case."
            : "It is the SHA-256 of the very bytes that are sent, in lower-case digits. Another order of members, other blanks or escapes give another hash.";
    }

    private FailureExplanation StringToSign(string[] theirs, long? timestamp)
    {
        string stamp = timestamp is { } given ? Text(given) : theirs.ElementAtOrDefault(1) ?? "";
        string date = DateOf(stamp);
        string[] expected = [AuthorizationHeader.Algorithm, stamp, $"{date}/{service.Name}/{AuthorizationHeader.Terminator}", Signer(action.Name).Explain(credential, Number(stamp), body).CanonicalRequestHash];
        string withoutAction = Signer(null).Explain(credential, Number(stamp), body).CanonicalRequestHash;
        if (theirs.ElementAtOrDefault(3) == withoutAction)
        {
            expected[3] = withoutAction;
        }

        string[] labels = ["the algorithm", "the timestamp", "the credential scope", "the hash of the canonical request"];
        ComparedLine[] lines = [.. Enumerable.Range(0, Math.Max(4, theirs.Length)).Select(i => new ComparedLine(labels.ElementAtOrDefault(i) ?? "a line too many", theirs.ElementAtOrDefault(i), expected.ElementAtOrDefault(i)))];
        return FailureExplanation.Of(lines, "Nothing differs: this is the string to sign. If the signature is refused all the same, the key is wrong or derived otherwise.", line => line.Name switch
        {
            "the credential scope" => "It is date/service/tc3_request; the date is that of the timestamp in UTC, not that of this place.",
            "the timestamp" => "It is the X-TC-Timestamp of the call, in seconds.",
            "the hash of the canonical request" => "The canonical request differs: paste it to see where.",
            _ => "It has four lines, without a line end behind the last.",
        });
    }

    private FailureExplanation Authorization(string given, long? timestamp, long now)
    {
        if (!AuthorizationHeader.TryParse(given, out AuthorizationHeader? theirs, out string fault))
        {
            return new FailureExplanation($"The Authorization header is malformed: {fault}.", [], -1);
        }

        string[] names = theirs.SignedHeaders.Split(';');
        string[] sorted = [.. names.Select(Lower).Order(StringComparer.Ordinal)];
        long stamp = timestamp ?? now;
        string date = timestamp is null && DateOf(Text(now)) != theirs.Date ? theirs.Date : DateOf(Text(stamp));
        List<ComparedLine> lines =
        [
            new("the SecretId", theirs.SecretId, credential.SecretId),
            new("the date of the scope", theirs.Date, date),
            new("the service of the scope", theirs.Service, service.Name),
            new("the list of signed headers", theirs.SignedHeaders, string.Join(';', sorted)),
        ];
        FailureExplanation parts = FailureExplanation.Of(lines, "", line => line.Name switch
        {
            "the SecretId" => "The embedded gateway knows the pair of the explorer alone. For another pair the signature cannot be worked out here, because its key is nowhere on this page.",
            "the date of the scope" => "It is the date of the timestamp in UTC, not that of this place.",
            "the service of the scope" => "It is the short name of the service that is called.",
            _ => "The names are in lower case and sorted, and each stands once.",
        });
        if (parts.FirstDifference >= 0)
        {
            return parts;
        }

        if (timestamp is null)
        {
            return parts with { Verdict = "All parts but the signature are right. Give the X-TC-Timestamp of the call as well to have the signature worked out." };
        }

        (string Name, string Signature)[] candidates = [.. Candidates(theirs, stamp)];
        string signature = candidates[0].Signature;
        lines.Add(new ComparedLine("the signature", theirs.Signature, signature));
        string? recognised = candidates.Skip(1).Where(candidate => IsSame(candidate.Signature, theirs.Signature)).Select(static candidate => candidate.Name).FirstOrDefault();
        return FailureExplanation.Of(lines, "Nothing differs: the signature is right. Is the timestamp at most five minutes off, and does the call carry the same Content-Type and Host?", _ =>
            IsSame(theirs.Signature, signature) ? "The digits are in lower case."
            : recognised is not null ? $"It is the signature that one gets with {recognised}."
            : sorted is not (["content-type", "host"] or ["content-type", "host", "x-tc-action"]) ? "Other headers are signed than can be worked out here; paste the canonical request."
            : "No usual mistake gives it: the secret key may be another, or the canonical request differs; paste that to see where.");
    }

    /// <summary>The right signature first, then what usual mistakes give.</summary>
    private IEnumerable<(string Name, string Signature)> Candidates(AuthorizationHeader theirs, long timestamp)
    {
        string? signedAction = theirs.SignedHeaders.Contains("x-tc-action", StringComparison.Ordinal) ? action.Name : null;
        string right = SignedRequest.ContentTypeOf(action);
        (string Name, string Value)[] types = [("", right), .. LikelyTypes.Select(static type => ($"the content type {type}", type))];
        (string Name, string Value)[] hosts = [("", service.Endpoint), .. new[] { gatewayAuthority, gatewayAuthority.Split(':')[0], $"{service.Name}.tencentcloudapi.com" }.Select(static host => ($"the host {host}", host))];
        foreach ((string typeName, string type) in types)
        {
            foreach ((string hostName, string host) in hosts)
            {
                Tc3Signer signer = new(service.Name, host, signedAction, type);
                foreach ((string bodyName, byte[] bytes) in Bodies())
                {
                    string name = string.Join(" and ", new[] { typeName, hostName, bodyName }.Where(static part => part.Length > 0));
                    yield return (name, SignatureOf(signer.Sign(credential, timestamp, bytes)));
                }
            }
        }

        foreach (int seconds in LikelyShifts)
        {
            long shifted = Math.Clamp(timestamp + seconds, 0, 253_402_300_799);
            yield return ($"the timestamp {Text(shifted)}", SignatureOf(Signer(signedAction).Sign(credential, shifted, body)));
        }
    }

    private IEnumerable<(string Name, byte[] Body)> Bodies()
    {
        yield return ("", body);
        yield return ("the body as it is typed, with its blanks", Encoding.UTF8.GetBytes(typed));
        yield return ("a line end behind the body", [.. body, (byte)'\n']);
        yield return ("an empty body", []);
        yield return ("the body {}", "{}"u8.ToArray());
        yield return ("a byte order mark before the body", [0xEF, 0xBB, 0xBF, .. body]);
    }

    private Tc3Signer Signer(string? signedAction) => new(service.Name, service.Endpoint, signedAction, SignedRequest.ContentTypeOf(action));

    private string ValueOf(string name, string[] headers) => name switch
    {
        // Each program may send a form of its own of the media type, as long as it is the one that it signs.
        "content-type" when Given(name, headers) is { } given && given.Split(';')[0] == SignedRequest.ContentTypeOf(action).Split(';')[0] && given == Lower(given) => given,
        "content-type" => Lower(SignedRequest.ContentTypeOf(action)),
        "host" => Lower(service.Endpoint),
        "x-tc-action" => Lower(action.Name),
        "x-tc-version" => service.Version,

        // The value of any other header is the other program's own.
        _ => Lower(Given(name, headers) ?? ""),
    };

    private static string? Given(string name, string[] headers) =>
        headers.Select(static line => line.Split(':', 2)).FirstOrDefault(parts => IsSame(parts[0].Trim(), name))?.ElementAtOrDefault(1)?.Trim();

    private static string SignatureOf(string authorization) => authorization[(authorization.LastIndexOf('=') + 1)..];

    private static string DateOf(string timestamp) => DateTimeOffset.FromUnixTimeSeconds(Number(timestamp)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static long Number(string timestamp) => long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out long number) && number <= 253_402_300_799 ? number : 0;

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Payload(byte[] bytes) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes));

    private static string Hash(string text) => Payload(Encoding.UTF8.GetBytes(text));

    // Names of headers and hexadecimal digits mean the same in either case.
    private static bool IsSame(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);

#pragma warning disable CA1308 // The rule is about comparing without regard to case, which IsSame does. This makes what is signed: TC3 has names and values in lower case, so upper case would give another signature.
    private static string Lower(string text) => text.ToLowerInvariant();
#pragma warning restore CA1308
}
