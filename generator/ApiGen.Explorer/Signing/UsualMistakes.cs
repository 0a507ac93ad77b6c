using System.Globalization;
using ApiGen.Emulator;
using ApiGen.Emulator.Authentication;
using ApiGen.Emulator.Gateway;
using ApiGen.Specs.Model;

namespace ApiGen.Explorer.Signing;

/// <summary>
/// The mistakes that programs usually make when they sign: one list, from which each form of what is signed is worked out. Two may come together. How many
/// are tried is bounded, since somebody waits.
/// </summary>
/// <param name="bodies">The other forms of the body.</param>
/// <param name="others">The other mistakes.</param>
internal sealed class UsualMistakes(BodyForms bodies, IReadOnlyList<UsualMistakes.Mistake> others)
{
    private const int ChinaSeconds = 8 * 3600;

    /// <summary>As many forms of the body, the most usual ones, are tried together with each of the other mistakes.</summary>
    private const int MostBodiesInPairs = 120;

    // Before this no API of the vendor had a version of this form.
    private static readonly DateOnly FirstVersion = new(2014, 1, 1);

    // What libraries of HTTP send when nobody says otherwise, and how people write what is right.
    private static readonly string[] Types =
    [
        "application/json", "application/json; charset=utf-8", "application/json;charset=utf-8", "application/json; charset=UTF-8", "application/json;charset=UTF-8", "application/json; charset=utf8",
        "text/plain", "text/plain; charset=utf-8", "text/plain;charset=utf-8", "text/plain; charset=UTF-8", "text/plain;charset=UTF-8",
        "application/x-www-form-urlencoded", "application/x-www-form-urlencoded; charset=utf-8", "application/x-www-form-urlencoded;charset=utf-8",
        "application/octet-stream", "multipart/form-data", "",
    ];

    // Those of the machines and libraries that have another character set.
    private static readonly string[] OtherTypes =
    [
        .. from type in new[] { "application/json", "text/plain", "application/x-www-form-urlencoded" }
           from charset in new[] { "utf-8", "UTF-8", "utf8", "UTF8", "utf-16", "UTF-16", "gbk", "GBK", "gb2312", "GB2312", "gb18030", "GB18030", "iso-8859-1", "ISO-8859-1", "us-ascii", "US-ASCII" }
           from written in new[] { $"{type}; charset={charset}", $"{type};charset={charset}" }
           where !Types.Contains(written, StringComparer.Ordinal)
           select written,
    ];

    // How keys come out of files and variables.
    private static readonly (string Name, string Before, string Behind)[] Secrets =
    [
        ("a line end behind", "", "\n"), ("a line end of Windows (CR LF) behind", "", "\r\n"), ("a carriage return (CR) behind", "", "\r"), ("a blank behind", "", " "), ("a blank before", " ", ""),
        ("a byte order mark before", "\uFEFF", ""), ("a byte order mark before and a line end behind", "\uFEFF", "\n"), ("a byte order mark before and a line end of Windows (CR LF) behind", "\uFEFF", "\r\n"),
        ("quotation marks around", "\"", "\""), ("single quotation marks around", "'", "'"),
    ];

    /// <summary>The content types that a program may send in place of one: other spellings of the same media type, in lower case, as they are signed.</summary>
    public static IEnumerable<string> SpellingsOf(string type) => Types.Concat(OtherTypes).Where(other => other != type && other == LowerCase.Of(other) && SignedRequest.MediaTypeOf(other) == SignedRequest.MediaTypeOf(type));

    /// <summary>The mistakes of a clock, which may also change the date.</summary>
    public static IReadOnlyList<Mistake> OfClock { get; } =
    [
        Shifted("a timestamp 1 second earlier: read the clock once", -1),
        Shifted("a timestamp 1 second later: read the clock once", 1),
        Shifted("a timestamp 8 hours earlier, the clock of China taken for UTC or the other way round", -ChinaSeconds),
        Shifted("a timestamp 8 hours later, the clock of China taken for UTC or the other way round", ChinaSeconds),
    ];

    private readonly List<(string Name, string Hash)> _bodies = [.. bodies.Others()];

    /// <summary>The mistakes of a call.</summary>
    /// <param name="service">The service.</param>
    /// <param name="action">The action.</param>
    /// <param name="region">The region; null for none.</param>
    /// <param name="bodies">The other forms of the body.</param>
    /// <param name="gatewayAuthority">The address of the embedded gateway.</param>
    public static UsualMistakes Of(ServiceModel service, ActionModel action, string? region, BodyForms bodies, string gatewayAuthority)
    {
        string[] regions = [.. KnownRegions.All.Union(region is null ? [] : [region], StringComparer.Ordinal)];
        string gatewayHost = gatewayAuthority.Split(':')[0];
        string[] hosts =
        [
            gatewayAuthority, gatewayHost, "localhost" + gatewayAuthority[gatewayHost.Length..], "localhost", service.Endpoint + ":443", "https://" + service.Endpoint,
            service.Endpoint.ToUpperInvariant(), service.Endpoint, $"{service.Name}.tencentcloudapi.com", $"{service.Name}.intl.tencentcloudapi.com", "",
        ];
        return new UsualMistakes(bodies,
        [
            .. Types.Select(OfType),
            .. OtherTypes.Select(static type => OfType(type) with { IsOneOfMany = true }),
            .. hosts.Select(static host => Value(host.Length == 0 ? "an empty host" : $"the host {host}", "host", host)),
            Value("the action as it is, not in lower case", "x-tc-action", action.Name),
            Value("the action in upper case", "x-tc-action", action.Name.ToUpperInvariant()),
            Value("an empty action", "x-tc-action", ""),
            .. Names(action),
            new("a blank behind the colons of the header lines", static call => call with { Colon = ": " }),
            .. OfClock,
            Milliseconds(0),
            new("the method GET", static call => call with { Method = "GET" }),
            new("the method in lower case", static call => call with { Method = "post" }),
            new("an empty path", static call => call with { Path = "" }),
            new("no line for the query", static call => call with { Query = null }),
            new("no empty line behind the headers", static call => call with { HasEmptyLine = false }),
            new("the line ends of Windows (CR LF) in the canonical request", static call => call with { LineEnd = "\r\n" }),
            new("the line ends of Windows (CR LF) in the string to sign", static call => call with { StringLineEnd = "\r\n" }),
            new("the line ends of Windows (CR LF) in the canonical request and in the string to sign", static call => call with { LineEnd = "\r\n", StringLineEnd = "\r\n" }),
            new("a line end behind the canonical request", static call => call with { End = "\n" }),
            new("a line end of Windows (CR LF) behind the canonical request", static call => call with { End = "\r\n" }),
            new("a line end behind the string to sign", static call => call with { StringEnd = "\n" }),
            new("a line end of Windows (CR LF) behind the string to sign", static call => call with { StringEnd = "\r\n" }),
            new("upper-case digits in the hash of the body", static call => call with { HasUpperPayload = true }),
            new("upper-case digits in the hash of the canonical request", static call => call with { HasUpperDigits = true }),
            new("upper-case digits in both hashes", static call => call with { HasUpperPayload = true, HasUpperDigits = true }),
            new("a key that is derived without TC3 before the secret key", static call => call with { Key = KeyDerivation.WithoutPrefix }),
            new("a key that is derived from the digits of each step's hash, not from its bytes", static call => call with { Key = KeyDerivation.DigitsBetweenSteps }),
            new("a key that is derived without the step of tc3_request", static call => call with { Key = KeyDerivation.WithoutTerminator }),
            .. Secrets.Select(static secret => new Mistake($"{secret.Name} the secret key", call => call with { TextBefore = secret.Before, TextBehind = secret.Behind })),
            Value("no region", "x-tc-region", ""),
            Value("no version", "x-tc-version", ""),
            .. RegionalHosts.Of(service, regions).Select(static host => Value($"the host {host}", "host", host) with { IsOneOfMany = true }),
            .. regions.Select(static region => Value($"the region {region}", "x-tc-region", region) with { IsOneOfMany = true }),
        ]);
    }

    /// <summary>The form of the body that has a hash; null when none has.</summary>
    public string? BehindBody(string theirs) => _bodies.FirstOrDefault(body => body.Hash.Equals(theirs, StringComparison.OrdinalIgnoreCase)).Name;

    /// <summary>The mistake that gives what another program has; null when none does.</summary>
    /// <param name="right">The call without a mistake.</param>
    /// <param name="names">The names of the headers that are signed.</param>
    /// <param name="credential">Who signs; null when what is compared is the hash of the canonical request.</param>
    /// <param name="theirs">What the other program has.</param>
    /// <param name="isTypeKnown">Whether the call is known to carry the content type of <paramref name="right"/>, so that another spelling of it is a mistake.</param>
    public string? Behind(SignedCall right, string[] names, EmulatorCredential? credential, ReadOnlySpan<byte> theirs, bool isTypeKnown)
    {
        string type = right.Values["content-type"];
        HashSet<string> rightTypes = isTypeKnown ? [] : [.. SpellingsOf(type).Select(static spelling => OfType(spelling).Name)];
        Mistake[] given =
        [
            .. others.Where(other => other.Header is null || names.Contains(other.Header, StringComparer.Ordinal))
                .Select(other => rightTypes.Contains(other.Name) ? other with { Name = other.Name + " (no mistake where the call carries it)" } : other),
        ];
        CallSigner[] alone = [.. given.Select(other => Signer(other.Of(right)))];
        CallSigner same = Signer(right);
        foreach ((string name, string hash) in _bodies)
        {
            if (same.LeadsTo(hash, theirs))
            {
                return name;
            }
        }

        for (int i = 0; i < given.Length; i++)
        {
            if (alone[i].LeadsTo(right.Payload, theirs))
            {
                return given[i].Name;
            }
        }

        foreach (Mistake value in (names.Contains("x-tc-version", StringComparer.Ordinal) ? Versions(right) : []).Concat(Enumerable.Range(1, 999).Select(Milliseconds)))
        {
            if (Signer(value.Of(right)).LeadsTo(right.Payload, theirs))
            {
                return value.Name;
            }
        }

        Mistake[] few = [.. given.Where(static other => !other.IsOneOfMany)];
        for (int i = 0; i < few.Length; i++)
        {
            SignedCall first = few[i].Of(right);
            for (int j = i + 1; j < few.Length; j++)
            {
                if (Signer(few[j].Of(first)).LeadsTo(right.Payload, theirs))
                {
                    return $"{few[i].Name} and {few[j].Name}";
                }
            }
        }

        foreach ((string name, string hash) in _bodies.Take(MostBodiesInPairs))
        {
            for (int i = 0; i < given.Length; i++)
            {
                if (alone[i].LeadsTo(hash, theirs))
                {
                    return $"{name} and {given[i].Name}";
                }
            }
        }

        return null;

        CallSigner Signer(SignedCall call) => new(call, names, credential);
    }

    // A program that lower-cases nothing has all of it: the lines, the list and the action.
    private static IEnumerable<Mistake> Names(ActionModel action)
    {
        foreach ((NameForm form, string words) in new[] { (NameForm.AsSent, "not in lower case"), (NameForm.Capitalized, "with capital letters (X-Tc-Action)"), (NameForm.UpperCase, "in upper case") })
        {
            foreach ((NameForm line, NameForm list, string what) in new[] { (form, NameForm.LowerCase, "the names of the header lines"), (form, form, "the names of the headers"), (NameForm.LowerCase, form, "the names in the list of signed headers") })
            {
                yield return new($"{what} {words}", call => call with { LineNames = line, ListNames = list });
                yield return new($"{what} {words} and the action as it is", call => call.With("x-tc-action", action.Name) with { LineNames = line, ListNames = list }, "x-tc-action");
            }
        }
    }

    /// <summary>Any other version: it is a date, from the first ones to that of the call.</summary>
    private static IEnumerable<Mistake> Versions(SignedCall right)
    {
        DateOnly last = DateOnly.ParseExact(right.Date, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        for (DateOnly date = FirstVersion; date <= last; date = date.AddDays(1))
        {
            string version = date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            yield return Value($"the version {version}", "x-tc-version", version);
        }
    }

    /// <summary>The timestamp as most languages give the time; what the call carries are its whole seconds.</summary>
    private static Mistake Milliseconds(int milliseconds) => new("the timestamp in milliseconds", call =>
    {
        string stamp = call.Timestamp + milliseconds.ToString("000", CultureInfo.InvariantCulture);
        return call.With("x-tc-timestamp", stamp) with { Timestamp = stamp };
    });

    private static Mistake OfType(string type) => Value(type.Length == 0 ? "an empty content type" : $"the content type {type}", "content-type", type);

    private static Mistake Value(string mistake, string name, string value) => new(mistake, call => call.With(name, value), name);

    private static Mistake Shifted(string mistake, int seconds) => new(mistake, call => CallTimestamp.Parse(call.Timestamp) is { } timestamp ? call.With(Math.Max(0, timestamp + seconds)) : call);

    /// <summary>A mistake.</summary>
    /// <param name="Name">What it is, as the end of the sentence "It is what one gets with ...".</param>
    /// <param name="Of">The call with it.</param>
    /// <param name="Header">The header that it is about; null when it is about another part.</param>
    internal sealed record Mistake(string Name, Func<SignedCall, SignedCall> Of, string? Header = null)
    {
        /// <summary>Whether it is one value of a long list, which comes together with another form of the body alone.</summary>
        public bool IsOneOfMany { get; init; }
    }
}
