using System.Globalization;
using System.Text.RegularExpressions;

namespace ApiGen.Explorer.Signing;

/// <summary>
/// What people paste: one of the three forms of a signature, or what holds some of them, such as a command of curl, a dump of a request, a list of headers in any
/// notation, or a log whose texts are escaped. Nothing is taken from it but those forms and the headers that are sent.
/// </summary>
internal sealed partial class PastedText
{
    // A log may hold JSON that holds JSON.
    private const int MostEscapes = 3;

    // How many notations of a log's lines are tried.
    private const int MostPrefixes = 8;

    // How many bytes of a line curl --trace-ascii prints on one.
    private const int TraceWidth = 64;

    // Hosts that a text names without saying whether they are sent.
    private const int MostHosts = 20;

    private const string FormType = "application/x-www-form-urlencoded";

    // Who logs in there may stand before the host (RFC 3986, section 3.2.1).
    private const string Address = """://(?>(?:[^\s/?#@"'`]*@)?)(?<host>[\w.-]+(?::[0-9]+)?)""";

    // Letters of curl that take no value, which may stand together before one that does.
    private const string Flags = "-[#0-9afgijklLMnNOpqRsSvZ]*";

    private const string Methods = "(?:GET|HEAD|POST|PUT|PATCH|DELETE)";

    // Letters before the vendor's own algorithm are what is left of something else.
    private const string Algorithm = """\b(?!\w+TC3-)\w+-HMAC-\w+""";

    // All digits of a hash; more of them are a number of another length, but not what begins a word, such as the prompt of a shell.
    private const string Hash = """[0-9A-Fa-f]{64}(?![0-9A-Fa-f]+(?![\w@.-]))""";

    // What stands between the name of a header and its value where a language shows the value's type, its place in a list, how many there are or its own name.
    private const string Words = """(?:values?|strings?|bytes?|list|array|new|b|u|r|0(?=\]?[ \t]*=>)|[0-9]{1,4}(?=\)[ \t]*["'{]|[ \t]*[\[{]))""";

    private readonly string _rest;
    private readonly string? _request;

    private PastedText(PastedForm? canonical, PastedForm? stringToSign, string? authorization, string rest, string? request)
    {
        Canonical = canonical;
        StringToSign = stringToSign;
        Authorization = authorization;
        _rest = rest;
        _request = request;
    }

    /// <summary>The canonical request, whole or with a line missing; null when there is none.</summary>
    public PastedForm? Canonical { get; }

    /// <summary>The string to sign; null when there is none.</summary>
    public PastedForm? StringToSign { get; }

    /// <summary>The value of the <c>Authorization</c> header; null when there is none.</summary>
    public string? Authorization { get; }

    /// <summary>The digits of the <c>X-TC-Timestamp</c> that is sent; null when there are none.</summary>
    public string? Timestamp => TimestampPattern().Match(_rest) is { Success: true } match ? match.Groups[1].Value : null;

    /// <summary>Takes a text apart.</summary>
    public static PastedText Of(string text)
    {
        string whole = Plain(text);
        Match canonical = CanonicalPattern().Matches(whole).FirstOrDefault(static found => PastedRequest.IsOne(found.Value.Split('\n'))) ?? Match.Empty, stringToSign = StringPattern().Match(whole);
        Match authorization = AuthorizationPattern().Matches(whole).FirstOrDefault(found => IsAuthorization(found.Value, whole, found.Index)) ?? Match.Empty;
        if (!canonical.Success && !stringToSign.Success && !authorization.Success)
        {
            return OfUnknown(whole);
        }

        int end = authorization.Success ? EndOfParts(authorization.Value) : 0;
        (int Index, int Length)[] found = [(canonical.Index, canonical.Length), (stringToSign.Index, stringToSign.Length), (authorization.Index, end)];
        (int Index, int Length)[] responses = [.. ResponsePartPattern().Matches(whole).Select(static part => (part.Index, part.Length))];
        return new PastedText(
            canonical.Success ? Form(canonical, whole) : null,
            stringToSign.Success ? Form(stringToSign, whole) : null,
            authorization.Success ? Value(authorization.Value[..end]) : null,
            Without(whole, found),

            // No response carries the header of the request: then it is not certain which part is which.
            responses.Any(part => authorization.Success && part.Index <= authorization.Index && authorization.Index < part.Index + part.Length) ? null : Without(whole, [.. found, .. responses]));
    }

    private static string Without(string text, (int Index, int Length)[] places)
    {
        bool[] isGone = new bool[text.Length];
        foreach ((int index, int length) in places)
        {
            isGone.AsSpan(index, length).Fill(true);
        }

        return string.Concat(text.Where((_, i) => !isGone[i]));
    }

    /// <summary>A form that is found whole. Where its first line stands behind a name the others say how far they are indented; a quotation mark ends the text that it is of.</summary>
    private static PastedForm Form(Match found, string text)
    {
        string[] others = [.. found.Value.Split('\n').Skip(1).Where(static line => !string.IsNullOrWhiteSpace(line))];
        string indent = found.Index == 0 || text[found.Index - 1] == '\n' ? "" : new string(' ', others.Min(static line => line.Length - line.TrimStart(' ', '\t').Length));
        string behind = BehindPattern().Match(text, found.Index + found.Length).Value.Trim();
        return new PastedForm(Shifted(indent + found.Value), behind.Any(char.IsLetterOrDigit) ? behind : null);
    }

    /// <summary>What a text is that has the whole of none of the forms, by what it begins with and how its lines look. One that is not certainly one of them is none.</summary>
    private static PastedText OfUnknown(string text)
    {
        string[] lines = text.Split('\n');
        return lines.Length == 1 && AlgorithmPattern().Match(text) is { Success: true, Index: 0 } && IsAuthorization(text, text, 0) ? new PastedText(null, null, text, "", null)
            : IsStringToSign(lines) ? new PastedText(null, new PastedForm(text, null), null, "", null)
            : PastedRequest.IsOne(lines) ? new PastedText(new PastedForm(text, null), null, null, "", null)
            : new PastedText(null, null, null, text, null);
    }

    /// <summary>
    /// Whether a text is certainly a header, right or not: two of its parts have the form that belongs there. Source code, placeholders, what is left out on purpose and
    /// what a window has cut are none, so that nobody is told a mistake that the program has not made.
    /// </summary>
    private static bool IsAuthorization(string header, string text, int start)
    {
        string[] parts = [.. PartPattern().Matches(header).Select(static part => part.Value)];
        int right = parts.SelectMany(static part => RightPartPattern().Match(part).Groups.Values.Skip(1).Where(static group => group.Success)).Select(static group => group.Name).Distinct().Count();
        return right == 3 || (right == 2 && parts.All(FilledPartPattern().IsMatch) && !CutPattern().IsMatch(text, start + EndOfParts(header)));
    }

    private static int EndOfParts(string header) => PartPattern().Matches(header) is { Count: > 0 } parts ? parts[^1].Index + parts[^1].Length : header.Length;

    // One line may be missing, another may be wrong.
    private static bool IsStringToSign(string[] lines) =>
        lines.Length <= 6 && !lines.Any(PastedRequest.IsOfSource) && lines.SelectMany(static line => StringPartPattern().Match(line.Trim()).Groups.Values.Skip(1).Where(static part => part.Success)).Select(static part => part.Name).Distinct().Count() >= 2;

    /// <summary>
    /// The value of a header that is sent, in every way in which it can be read; null when it is not there. What a command or a request line sends where no header says
    /// otherwise is sent as well; a header of the response is one only where the text does not show which part is the request.
    /// </summary>
    /// <param name="name">The name, in any case.</param>
    public SentHeader? Sent(string name)
    {
        SentHeader? sent = Read(name);
        string text = _request ?? _rest;

        // The host in lower case beside headers with capitals is that of the machine that wrote the log.
        return sent is { IsCertain: true } && name == "host" && CapitalNamePattern().IsMatch(text) && Places(text, name, RegexOptions.None).Any() ? sent with { IsCertain = false } : sent;
    }

    private SentHeader? Read(string name) =>
        (_request is null ? null : SentHeader.Of(name, Places(_request, name), ResponsePattern().IsMatch(_request)) ?? (Default(_request, name) is { } value ? SentHeader.Of(name, [value], hasResponse: false) : null))
        ?? SentHeader.Of(name, Places(_rest, name), hasResponse: true);

    private static IEnumerable<string> Places(string text, string name, RegexOptions options = RegexOptions.IgnoreCase) =>
        Regex.Matches(text, $$"""(?<![\w-]){{Regex.Escape(name)}}["']?(?>[\s:=,>|\[\](){"'`]+(?:{{Words}}(?=[\s:=,>|\[\](){"'`]))?)+((?:[^"'`\n]|(?<=;[ \t]{0,9}[\w-]{1,40}=)(["'])[\w.+/-]+\2){1,2000})""", options | RegexOptions.CultureInvariant)
            .Select(static match => match.Groups[1].Value);

    private static string? Default(string request, string name) => name switch
    {
        "content-type" => CommandPattern().Matches(request).Select(static match => DefaultType(match.Groups["program"].Value, match.Groups["rest"].Value)).Distinct(StringComparer.Ordinal).ToArray() is [var only] ? only : null,
        "host" when CommandPattern().IsMatch(request) || RequestLinePattern().IsMatch(request) => AddressPattern().Matches(request).Select(static match => match.Groups["host"].Value).Distinct(StringComparer.OrdinalIgnoreCase).ToArray() is [var only] ? only : null,
        _ => null,
    };

    // The manual of curl, --data and --json: each is sent with a content type of its own, but not what --get puts into the address. So is --post-data of wget.
    private static string? DefaultType(string program, string rest)
    {
        string options = QuotesPattern().Replace(rest, "''");
        return HiddenHeaderPattern().IsMatch(rest) || HiddenOptionPattern().IsMatch(options) ? null
            : program == "wget" ? (PostOptionPattern().IsMatch(options) ? FormType : null)
            : GetOptionPattern().IsMatch(options) ? null
            : JsonOptionPattern().IsMatch(options) ? "application/json"
            : DataOptionPattern().IsMatch(options) ? FormType
            : null;
    }

    /// <summary>The hosts that stand in the text, in an address or by themselves.</summary>
    /// <param name="label">What those of the service begin with, such as <c>cvm</c>.</param>
    public IEnumerable<string> Hosts(string label) =>
        Regex.Matches(_rest, $"""{Address}|(?<host>(?<![\w.-]){Regex.Escape(label)}(?:\.[\w-]+)+)""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)
            .Select(static match => match.Groups["host"].Value).Distinct(StringComparer.OrdinalIgnoreCase).Take(MostHosts);

    /// <summary>The text as a program had it: without what copying, quoting and escaping have put there.</summary>
    private static string Plain(string text)
    {
        string plain = Joined(Lines(TracePattern().Replace(text, Continued)));
        for (int i = 0; i < MostEscapes && EscapePattern().IsMatch(plain); i++)
        {
            plain = Joined(Lines(EscapePattern().Replace(plain, Unescaped)));
        }

        plain = ValueFirstPattern().Replace(SerializedPattern().Replace(Unprefixed(Shifted(plain)), ": "), "\"name\": ${name}, \"value\": ${value}${between}");
        plain = Shifted(LabelPattern().Replace(plain, ""));
        return QuotedPattern().Match(plain) is { Success: true } quoted ? Shifted(quoted.Groups[2].Value) : plain;
    }

    private static string Lines(string text) =>
        ShownEndPattern().Replace(ColorPattern().Replace(text, "").Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Replace('\u00A0', ' ').Replace("\uFEFF", "", StringComparison.Ordinal).Replace("\u200B", "", StringComparison.Ordinal), "\n");

    /// <summary>Texts that are printed or written in pieces, as one: printers break long ones, and those of several lines behind each line end.</summary>
    private static string Joined(string text) => PiecesPattern().Replace(text, static match =>
    {
        string quote = match.Groups["quote"].Captures[0].Value;
        CaptureCollection parts = match.Groups["part"].Captures, quotes = match.Groups["quote"].Captures;
        return parts.Count == 1 ? match.Value
            : quote + string.Concat(parts.Select((part, i) => quotes[i].Value == quote ? part.Value : part.Value.Replace(quote, "\\" + quote, StringComparison.Ordinal))) + quote;
    });

    /// <summary>Lines without what a log, a listing or a mail writes before each of them, of which numbers may differ.</summary>
    private static string Unprefixed(string text)
    {
        string[] starts = [.. FormStartPattern().Matches(text).Select(static match => match.Groups["prefix"].Value).Where(static prefix => !string.IsNullOrWhiteSpace(prefix)).DistinctBy(Form, StringComparer.Ordinal).Take(MostPrefixes)];

        // Format-List of PowerShell puts the lines of a value below its first one.
        if (starts.FirstOrDefault(start => start[^1] == ' ' && Regex.IsMatch(text, $"^{Regex.Escape(start)}\\S+[ \t]*\n {{{start.Length}}}\\S", RegexOptions.Multiline)) is { } name)
        {
            return Regex.Replace(text, $"^(?:{Regex.Escape(name)}| {{{name.Length}}})", "", RegexOptions.Multiline);
        }

        return starts.Select(Form).FirstOrDefault(prefix => Regex.IsMatch(text, $"^{prefix}[^\\s]+[ \t]*\n{prefix}", RegexOptions.Multiline)) is { } found
            ? Regex.Replace(text, "^" + found, "", RegexOptions.Multiline)
            : text;

        // The blanks at the end are not always there before an empty line; others line numbers up.
        static string Form(string prefix)
        {
            string words = prefix.TrimEnd();
            string form = Regex.Replace(Regex.Escape(words), """(?:\\ |\\t)+|[0-9]+""", static part => part.Value[0] == '\\' ? "[ \t]*" : "[ \t]*[0-9]+", RegexOptions.CultureInvariant);
            return $"{form}(?:{Regex.Escape(prefix[words.Length..])}|[ \t]*$)";
        }
    }

    // A line of the trace goes on where the next one stands as many bytes behind it as it has characters; a line end counts as well.
    private static string Continued(Match end)
    {
        return Offset("next") - Offset("this") == TraceWidth ? "" : end.Value;

        long Offset(string name) => long.Parse(end.Groups[name].Value, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
    }

    private static string Unescaped(Match escape) =>
        escape.Groups["code"] is { Success: true } code ? ((char)int.Parse(code.Value, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)).ToString()
        : escape.Groups["gone"].Success ? ""
        : escape.Value[1] switch { 'n' => "\n", 'r' => "\r", 't' => "\t", '\n' => " ", char other => other.ToString() };

    /// <summary>Lines without the blanks that all of them begin or end with, as in a log or a window of a terminal.</summary>
    private static string Shifted(string text)
    {
        string[] lines = [.. text.Trim('\n').Split('\n').Select(static line => string.IsNullOrWhiteSpace(line) ? "" : line)];
        string[] filled = [.. lines.Where(static line => line.Length > 0)];
        int indent = filled.Length == 0 ? 0 : filled.Min(static line => line.Length - line.TrimStart(' ', '\t').Length);
        bool isPadded = filled.Length > 2 && filled.SkipLast(1).All(static line => line[^1] is ' ' or '\t');
        return string.Join('\n', lines.Select(line => line.Length == 0 ? line : isPadded ? line[indent..].TrimEnd(' ', '\t') : line[indent..])).Trim('\n', ' ', '\t');
    }

    /// <summary>The value on one line, without what stands before its algorithm.</summary>
    private static string Value(string found) => string.Join(' ', found[AlgorithmPattern().Match(found).Index..].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    // Logs of the wire show line ends in brackets or as marks, mostly before a real one; so do editors and cat -A.
    [GeneratedRegex("""(?:(?:\[(?:\\r|CR)\]|<CR>|\u240D)?(?:\[(?:\\n|LF)\]|<LF>|\u240A)|\[(?:\\r|CR)\]|<CR>|\u240D|[\u00B6\u21B5\u23CE]|<br ?/?>|(?:\^M)?\$(?=\n|$)|\^M(?=\n|$))\n?""")]
    private static partial Regex ShownEndPattern();

    // Of JSON and of most languages, of a shell (with ^ that of Windows) before blanks and signs, and before a line end where a command goes on.
    // A line end that is shown before a real one is that one.
    [GeneratedRegex("""\^(?:[^\w\s]|\n)|(?<gone>(?<=\\[nr])\\\n[ \t]*|\\n(?=\n))|\\(?:u(?<code>[0-9A-Fa-f]{4})|x(?<code>[0-9A-Fa-f]{2})|[nrt"'/\\` ,;:&=$#!()]|\n)""")]
    private static partial Regex EscapePattern();

    [GeneratedRegex("""^\s*["']?(?:canonical[ _-]?request|(?:string[ _-]?to[ _-]?sign)|authorization)(?=["']?\s*[:=])["']?\s*[:=]+(?:\s*\n|[ \t]*)""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex LabelPattern();

    [GeneratedRegex("""^[(\[{\s]*[bru$@]?(["'`])([^"'`]*)\1[\s,;)\]}]*$""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex QuotedPattern();

    // Literals with nothing between them but what joins them: an operator, or a line end where the text is seen to go on, by its last character or as bytes. They are
    // taken one after the other, so that what stands between two of them is never taken for one. An escaped quote begins none.
    [GeneratedRegex("""(?<!\\)(?<quote>["'`])(?<part>(?>(?:\\.|(?!\k<quote>)[^\\\n])*))\k<quote>(?:(?:[\s)]*(?:\+\+?|\.\.?|&|<>|\|\|)[\s(_]*|(?<=(?:[ \t]|\\[nr])["'`])(?:\s|\\\n)+|[ \t]*\n[ \t]+(?=b["']))[bruef$@]{0,2}(?<quote>["'`])(?<part>(?>(?:\\.|(?!\k<quote>)[^\\\n])*))\k<quote>)*""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex PiecesPattern();

    // The character before it may be written in any way, or be lost.
    [GeneratedRegex("""(?:[\u001B\u241B\uFFFD]|\^\[|<ESC>|ESC|%1[Bb]|[\\#]+(?:e|0?33|x1[Bb]|u001[Bb]|[ux]\{1[Bb]\}))\[[0-9;?]*[A-Za-z]|\[[0-9]{1,3}(?:;[0-9]{1,3})*m(?!s?\])""", RegexOptions.CultureInvariant)]
    private static partial Regex ColorPattern();

    // The first line of a form behind something that no form has, which is no longer than a log's. What ends with a quotation mark begins a text and is no log's.
    [GeneratedRegex("^(?<prefix>[^\n]{0,200}?[^\\w\n\"'`-])(?:" + Methods + "|" + Algorithm + ")[ \t]*$", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex FormStartPattern();

    // What serialize of PHP writes between a name and its value, or the only one of them.
    [GeneratedRegex("""(?<=");(?:a:[0-9]+:\{i:0;)?(?:s:[0-9]+:(?=")|i:(?=[0-9]))""")]
    private static partial Regex SerializedPattern();

    // An object that has its name behind its value.
    [GeneratedRegex("""(?<![\w-])["']?value["']?\s*[:=]\s*(?<value>"[^"\n]*"|'[^'\n]*')(?<between>(?:\s*,\s*["']?\w+["']?\s*[:=]\s*(?:"[^"\n]*"|'[^'\n]*'|[\w.-]+))*?)\s*,\s*["']?(?:name|key|header)["']?\s*[:=]\s*(?<name>"[^"\n]*"|'[^'\n]*')""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ValueFirstPattern();

    // Method alone on its line, then lines up to the hash of the body.
    [GeneratedRegex("(?<![\\w-])(?:(?<=^|\n)[ \t]*)?" + Methods + "[ \t]*\n(?:(?!.*-HMAC-).*\n){1,40}?[ \t]*" + Hash, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex CanonicalPattern();

    [GeneratedRegex("(?:(?<=^|\n)[ \t]*)?" + Algorithm + """[ \t]*\n[ \t]*\S*[ \t]*\n[ \t]*\S+/\S+[ \t]*\n[ \t]*""" + Hash, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex StringPattern();

    // Up to a quotation mark, the rest of the line or else the next line that has something.
    [GeneratedRegex("""\G(?:(?!["'`\\])\s*[^\n]{1,60})?""")]
    private static partial Regex BehindPattern();

    // Known by its parts, or by the name before it; it may be folded behind a comma or before a part.
    [GeneratedRegex("""(?:\bauthorization[^A-Za-z0-9]{1,40}(?:value[^A-Za-z0-9]{1,8})?""" + Algorithm + """[ \t]|""" + Algorithm + """\s+(?=Credential|SignedHeaders|Signature))(?:[^"'`\n\]}<>\\]|\n(?=[ \t]*(?:Credential|SignedHeaders|Signature)\s*=))+""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex AuthorizationPattern();

    [GeneratedRegex(Algorithm + "[A-Za-z0-9-]*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex AlgorithmPattern();

    // What says that headers of a response may stand there as well.
    [GeneratedRegex("""HTTP/[0-9.]+["']? [1-5][0-9]{2}\b|\bresponse""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ResponsePattern();

    // A response, up to the next request.
    [GeneratedRegex("""(?:HTTP/[0-9.]+["']? [1-5][0-9]{2}\b|\{\s*["']?Response["']?\s*[:=]|(?<![\w-])[Rr]esponse(?:[ _-]?[Hh]eaders?)?["']?\s*[:=])[\s\S]*?(?=(?<![\w-])(?:""" + Methods + """[ \t]+\S|(?:curl|wget)(?:\.exe)?[ \t]+\S|[Rr]equest(?:[ _-]?[Hh]eaders?)?["']?\s*[:=])|\z)""", RegexOptions.CultureInvariant)]
    private static partial Regex ResponsePartPattern();

    // Up to where a shell ends it. PowerShell goes on behind a grave accent.
    [GeneratedRegex("""(?<![\w./-])(?<program>curl|wget)(?:\.exe)?(?=\s)(?<rest>(?>'[^']*'|"[^"]*"|`\n|&(?!&)|[^&|;\n])*)""", RegexOptions.CultureInvariant)]
    private static partial Regex CommandPattern();

    [GeneratedRegex("""(?:'[^']*'|"[^"]*")""", RegexOptions.CultureInvariant)]
    private static partial Regex QuotesPattern();

    // What only the shell knows, or a file.
    [GeneratedRegex("(?<=\\s)(?:" + Flags + """H\s*|--header[\s=]+)["']?(?:[@%`]|\$(?!'))|["']\$\{?\w+\[@\]""", RegexOptions.CultureInvariant)]
    private static partial Regex HiddenHeaderPattern();

    [GeneratedRegex("(?<=\\s)(?:" + Flags + """K|--config(?=[\s=])|[$`](?!['\n]))""", RegexOptions.CultureInvariant)]
    private static partial Regex HiddenOptionPattern();

    [GeneratedRegex("(?<=\\s)(?:" + Flags + """G|--get(?!\S))""", RegexOptions.CultureInvariant)]
    private static partial Regex GetOptionPattern();

    [GeneratedRegex("""(?<=\s)--json(?=[\s=])""", RegexOptions.CultureInvariant)]
    private static partial Regex JsonOptionPattern();

    [GeneratedRegex("(?<=\\s)(?:" + Flags + """d|--data(?:-raw|-binary|-ascii|-urlencode)?(?=[\s=]))""", RegexOptions.CultureInvariant)]
    private static partial Regex DataOptionPattern();

    [GeneratedRegex("""(?<=\s)--post-(?:data|file)(?=[\s=])""", RegexOptions.CultureInvariant)]
    private static partial Regex PostOptionPattern();

    [GeneratedRegex("""(?<![\w-])""" + Methods + """[ \t]+https?://""", RegexOptions.CultureInvariant)]
    private static partial Regex RequestLinePattern();

    [GeneratedRegex(Address, RegexOptions.CultureInvariant)]
    private static partial Regex AddressPattern();

    [GeneratedRegex("""^(?:(?<algorithm>\w+-HMAC-\w+)|(?<stamp>[0-9]{9,13})|(?<scope>\S*/tc3_request)|(?<hash>[0-9A-Za-z]{63,65}))$""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex StringPartPattern();

    [GeneratedRegex("""(?:Credential|SignedHeaders)\s*=\s*[^\s,]*|Signature\s*=\s*(?:""" + Hash + """|[0-9A-Za-z]*)""")]
    private static partial Regex PartPattern();

    [GeneratedRegex("""^(?:(?<credential>Credential\s*=\s*[\w-]+/[0-9-]+/[\w.-]+/tc3_request)|(?<names>SignedHeaders\s*=\s*[\w-]+(?:;[\w-]+)+)|(?<signature>Signature\s*=\s*(?:[0-9a-f]{40}|[0-9a-f]{64}|[0-9a-f]{128})))$""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex RightPartPattern();

    // A value, and no place for one or what is left of one.
    [GeneratedRegex("""=\s*\w(?:(?!\.\.)[^*{}$%()\u2026])*$""", RegexOptions.CultureInvariant)]
    private static partial Regex FilledPartPattern();

    // Left out, or going on in the next line, which is no header of its own.
    [GeneratedRegex("""\G(?:\s*(?:\.\.|\u2026|\*)|[^\n]{0,20}\n["'`\s]*(?:[\w;=-]*, ?S|[\w;=-]+["'`\s\\),]*$))""", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex CutPattern();

    [GeneratedRegex("""(?<![\w-])(?:Content-Type|X-TC-[A-Z])""", RegexOptions.CultureInvariant)]
    private static partial Regex CapitalNamePattern();

    [GeneratedRegex("(?<=^[ \t]*(?<this>[0-9a-f]{4,8}): .{64})\r?\n[ \t]*(?<next>[0-9a-f]{4,8}): ", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex TracePattern();

    [GeneratedRegex("x[-_]?tc[-_]?timestamp[^0-9A-Za-z]{1,40}(?:" + Words + "[^0-9A-Za-z]{1,40}){0,6}([0-9]{9,})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex TimestampPattern();
}
