using System.Text;
using System.Text.Json;
using ApiGen.Emulator;
using ApiGen.Explorer.Signing;

namespace ApiGen.Explorer.Tests.Signing;

/// <summary>What people have at hand when a signature is refused: commands, dumps and logs as other programs print them.</summary>
public sealed class PastedTextTests
{
    private const long Now = 1_795_698_148;
    private const string Body = """{"Samples":[{"Name":"iron"}]}""";
    private static readonly SigningProgram Right = new(Body);
    private static readonly string Header = Right.Authorization(Now);
    private static readonly string Canonical = Right.Canonical();
    private static readonly string StringToSign = Right.StringToSign(Now);

    /// <summary>Texts with AUTH for the header and STAMP for the time.</summary>
    public static TheoryData<string> Dumps =>
    [
        // Commands.
        """curl -X POST https://lab.example.com/ -H 'Content-Type: application/json; charset=utf-8' -H 'X-TC-Timestamp: STAMP' -H 'Authorization: AUTH' -d '{"Samples":[]}'""",
        """curl -X POST https://lab.example.com -H "Authorization: AUTH" -H "Content-Type: application/json; charset=utf-8" -H "Host: lab.example.com" -H "X-TC-Timestamp: STAMP" -d "{\"Samples\":[]}" """,
        "curl 'https://lab.example.com/' \\\n  --header 'authorization: AUTH' \\\n  --header 'content-type: application/json; charset=utf-8' \\\n  --header 'x-tc-timestamp: STAMP' \\\n  --data-raw '{}'",
        "curl https://lab.example.com ^\r\n  -H \"Authorization: AUTH\" ^\r\n  -H \"X-TC-Timestamp: STAMP\"",
        "curl https://lab.example.com -H $'Authorization: AUTH' -H $'X-TC-Timestamp: STAMP'",
        "curl --header=X-TC-Timestamp:STAMP --header=\"Authorization:AUTH\" https://lab.example.com",
        "wget --header='Authorization: AUTH' --header='X-TC-Timestamp: STAMP' https://lab.example.com",
        "http POST lab.example.com Authorization:'AUTH' X-TC-Timestamp:STAMP",
        "Invoke-WebRequest -Headers @{\n  \"Authorization\"=\"AUTH\"\n  \"X-TC-Timestamp\"=\"STAMP\"\n}",

        // Requests as they are sent.
        "POST / HTTP/1.1\r\nHost: lab.example.com\r\nContent-Type: application/json; charset=utf-8\r\nX-TC-Timestamp: STAMP\r\nAuthorization: AUTH\r\n\r\n{\"Samples\":[]}",
        "* Host lab.example.com:443 was resolved.\n> POST / HTTP/1.1\n> Host: lab.example.com\n> Authorization: AUTH\n> X-TC-Timestamp: STAMP\n>\n< HTTP/1.1 200 OK",
        "send: b'POST / HTTP/1.1\\r\\nHost: lab.example.com\\r\\nX-TC-Timestamp: STAMP\\r\\nAuthorization: AUTH\\r\\n\\r\\n'",
        "[HTTP/2] [1] [:method: POST]\n[HTTP/2] [1] [authorization: AUTH]\n[HTTP/2] [1] [x-tc-timestamp: STAMP]",

        // Headers as languages print them.
        "{'Authorization': 'AUTH', 'Content-Type': 'application/json; charset=utf-8', 'X-TC-Timestamp': 'STAMP'}",
        "{\"X-TC-Timestamp\": STAMP, \"Authorization\": \"AUTH\"}",
        "\"Authorization\": \"AUTH\",\n\"X-TC-Timestamp\": \"STAMP\",",
        "map[Authorization:[AUTH] Content-Type:[application/json; charset=utf-8] X-Tc-Timestamp:[STAMP]]",
        "{Authorization=[AUTH], X-TC-Timestamp=[STAMP]}",
        "{\"Authorization\"=>\"AUTH\", \"X-TC-Timestamp\"=>\"STAMP\"}",
        "Method: POST, RequestUri: 'https://lab.example.com/', Version: 1.1, Headers:\r\n{\r\n  X-TC-Timestamp: STAMP\r\n  Authorization: AUTH\r\n}",
        "http.Header{\"Authorization\":[]string{\"AUTH\"}, \"X-Tc-Timestamp\":[]string{\"STAMP\"}}",
        "{b'Authorization': b'AUTH', b'X-TC-Timestamp': b'STAMP'}",
        "{b'Authorization': [b'AUTH'], b'X-TC-Timestamp': [b'STAMP']}",
        "{u'Authorization': u'AUTH', u'X-TC-Timestamp': u'STAMP'}",
        "{ \"Authorization\", new[] { \"AUTH\" } }, { \"X-TC-Timestamp\", new[] { \"STAMP\" } }",
        "Array\n(\n    [Authorization] => Array\n        (\n            [0] => AUTH\n        )\n    [X-TC-Timestamp] => Array\n        (\n            [0] => STAMP\n        )\n)",
        "{\"Authorization\": String(\"AUTH\"), \"X-TC-Timestamp\": String(\"STAMP\")}",
        "[['Authorization', 'AUTH'], ['X-TC-Timestamp', 'STAMP']]",
        "request.Headers.Add(\"Authorization\", \"AUTH\");\nrequest.Headers.Add(\"X-TC-Timestamp\", \"STAMP\");",
        "authorization\nAUTH\nx-tc-timestamp\nSTAMP",
        "Header              Value\nX-TC-Timestamp      STAMP\nAuthorization       AUTH",

        // Logs.
        "12:02:28 signed Authorization: AUTH, X-TC-Timestamp: STAMP, took 3 ms",
        "headers: x-tc-action=Weigh authorization=AUTH x_tc_timestamp=STAMP",
        "2026-11-26 12:02:28,001 DEBUG http: Authorization: AUTH\n2026-11-26 12:02:28,001 DEBUG http: X-TC-Timestamp: STAMP\n",
        "{\"level\":\"debug\",\"request\":{\"headers\":{\"Authorization\":[\"AUTH\"],\"X-TC-Timestamp\":[\"STAMP\"]}}}",
        "{\n  \"headers\": [\n    {\n      \"name\": \"Authorization\",\n      \"value\": \"AUTH\"\n    },\n    {\n      \"name\": \"X-TC-Timestamp\",\n      \"value\": \"STAMP\"\n    }\n  ]\n}",
        "{\"message\":\"{\\\"Authorization\\\":\\\"AUTH\\\",\\\"X-TC-Timestamp\\\":\\\"STAMP\\\"}\"}",
        "{\"log\":\"{\\\"message\\\":\\\"Authorization: AUTH\\\\nX-TC-Timestamp: STAMP\\\\n\\\"}\"}",
    ];

    [Theory]
    [MemberData(nameof(Dumps))]
    public void The_header_and_its_timestamp_are_found_in_what_holds_them(string dump)
    {
        Assert.StartsWith("Nothing differs: the signature is right.", Verdict(dump, Header), StringComparison.Ordinal);
        Assert.EndsWith("one gets with a line end (LF) behind the body.", Verdict(dump, (Right with { Body = Body + "\n" }).Authorization(Now)), StringComparison.Ordinal);
        Assert.StartsWith("The first line that differs is the algorithm.", Verdict(dump, Header.Replace("TC3-", "AWS4-", StringComparison.Ordinal)), StringComparison.Ordinal);

        static string Verdict(string dump, string header) => Explain(dump.Replace("AUTH", header, StringComparison.Ordinal).Replace("STAMP", "1795698148", StringComparison.Ordinal));
    }

    // Serializers escape what HTML knows, PHP the slashes, a shell whatever it would read otherwise.
    [Fact]
    public void Escapes_of_other_programs_are_undone()
    {
        const string Stamp = ", \"X-TC-Timestamp\": \"1795698148\"";
        foreach (string text in new[]
        {
            "\"Authorization\": \"" + Header.Replace("=", "\\u003d", StringComparison.Ordinal) + "\"" + Stamp,
            "\"Authorization\": \"" + Header.Replace("/", "\\/", StringComparison.Ordinal) + "\"" + Stamp,
            "\"Authorization\": \"" + Header.Replace("=", "\\x3d", StringComparison.Ordinal) + "\"" + Stamp,
            "curl -H Authorization:\\ " + Header.Replace(" ", "\\ ", StringComparison.Ordinal).Replace(",", "\\,", StringComparison.Ordinal).Replace(";", "\\;", StringComparison.Ordinal) + " -H X-TC-Timestamp:\\ 1795698148",
            "Authorization: " + Header.Replace(", ", ",\n    ", StringComparison.Ordinal) + "\nX-TC-Timestamp: 1795698148",
            "Authorization: " + Header.Replace(", ", ", \\\n", StringComparison.Ordinal) + "\nX-TC-Timestamp: 1795698148",
        })
        {
            Assert.StartsWith("Nothing differs: the signature is right.", Explain(text), StringComparison.Ordinal);
        }
    }

    // As they are, with the lines of Windows, and escaped once and twice.
    [Theory]
    [InlineData("{0}")]
    [InlineData("\n\n  {0}\n\n")]
    [InlineData("\"{0}\"")]
    [InlineData("'{0}',")]
    [InlineData("b'{0}'")]
    [InlineData("`{0}`")]
    [InlineData("canonicalRequest: {0}")]
    [InlineData("\"CanonicalRequest\": \"{0}\",")]
    [InlineData("string_to_sign = \"{0}\"")]
    [InlineData("DEBUG signer - {0}\nDEBUG signer - done")]
    [InlineData("{{\"level\":\"debug\",\"text\":\"{0}\"}}")]
    public void The_other_forms_are_found_in_what_is_around_them(string around)
    {
        foreach (string form in new[] { Canonical, StringToSign })
        {
            foreach (string text in new[] { form, form.Replace("\n", "\r\n", StringComparison.Ordinal), form.Replace("\n", "\\n", StringComparison.Ordinal), form.Replace("\n", "\\r\\n", StringComparison.Ordinal), form.Replace("\n", "\\\\n", StringComparison.Ordinal) })
            {
                string pasted = string.Format(null, around, text);
                Assert.True(Explain(pasted).StartsWith("Nothing differs: this is the " + (form == Canonical ? "canonical request" : "string to sign"), StringComparison.Ordinal), $"{pasted}\n{Explain(pasted)}");
                string wrong = string.Format(null, around, text.Replace("weigh", "Weigh", StringComparison.Ordinal).Replace("/lab/", "/Lab/", StringComparison.Ordinal));
                Assert.Contains(form == Canonical ? "is the header x-tc-action. The action is signed in lower case" : "is the credential scope. It is date/service", Explain(wrong), StringComparison.Ordinal);
            }
        }
    }

    // Terminals pad lines, logs indent them; a blank behind one line alone may be the program's.
    [Fact]
    public void Blanks_around_all_lines_come_from_copying_and_those_at_one_line_are_told()
    {
        foreach (string form in new[] { Canonical, StringToSign })
        {
            string[] lines = form.Split('\n');
            foreach (Func<string, string> change in new Func<string, string>[] { static line => "    " + line, static line => line.PadRight(100), static line => line.Length == 0 ? line : "\t" + line, static line => "  " + line + " \t", static line => line.Length == 0 ? line : line + " " })
            {
                Assert.StartsWith("Nothing differs", Explain(string.Join("\n", lines.Select(change))), StringComparison.Ordinal);
                Assert.StartsWith("Nothing differs", Explain(string.Join("\r\n", lines.Select(change)) + "\r\n"), StringComparison.Ordinal);
            }

            for (int i = 0; i < lines.Length - 1; i++)
            {
                if (lines[i].Length > 0)
                {
                    Assert.Contains("It is written without a blank before or behind it", Explain(string.Join('\n', lines.Select((line, j) => j == i ? line + " " : line))), StringComparison.Ordinal);
                }
            }
        }
    }

    // What a terminal, a program or a mail has behind a form, on its last line or on the next ones.
    [Theory]
    [InlineData("%", null)]
    [InlineData("...", null)]
    [InlineData("\"),", null)]
    [InlineData("\", \"took\": 3}", null)]
    [InlineData("')", null)]
    [InlineData("`", null)]
    [InlineData("\n```\n\nand it is refused", null)]
    [InlineData("me@box:~/src$ ", "me@box:~/src$")]
    [InlineData("admin@box:~$ ", "admin@box:~$")]
    [InlineData("ec2-user@box:~$ ", "ec2-user@box:~$")]
    [InlineData("PS C:/src> ", "PS C:/src>")]
    [InlineData(" (12 ms)", "(12 ms)")]
    [InlineData(" # ok", "# ok")]
    [InlineData("_x", "_x")]
    [InlineData("\nDone in 12 ms\nBye", "Done in 12 ms")]
    [InlineData("\r\n200", "200")]
    [InlineData("\n{\"Response\":{}}", "{\"Response\":{}}")]
    [InlineData("\n\nProcess finished with exit code 0", "Process finished with exit code 0")]
    [InlineData("\nhashed: 5ffe6a04c0664d6b969fab9a13bdab201d63ee709638e2749d62a09ca18d7031", "hashed: 5ffe6a04c0664d6b969fab9a13bdab201d63ee709638e2749d62")]
    public void What_goes_on_behind_a_form_is_no_part_of_it_and_named(string behind, string? named)
    {
        const string Part = "What stands behind it in this text, `{0}`, is taken for no part of it; if the program signs that as well, it is too much: a {1} ends with the hash of the {2}.";
        SigningProgram wrong = SigningProgram.With(Body, "action");
        foreach (string before in new[] { "", "Hello,\n", "signed: " })
        {
            Assert.StartsWith("Nothing differs: this is the canonical request", Explain(before + Canonical + behind), StringComparison.Ordinal);
            Assert.StartsWith("Nothing differs: this is the string to sign", Explain(before + StringToSign + behind), StringComparison.Ordinal);
            Assert.StartsWith("Nothing differs: the signature is right.", Explainer().Explain(before + Header + behind, Now, Now).Verdict, StringComparison.Ordinal);
            foreach ((string form, string name, string last) in new[] { (Canonical, "canonical request", "body"), (StringToSign, "string to sign", "canonical request") })
            {
                Assert.Equal(named is null ? "" : string.Format(null, Part, named, name, last), Explain(before + form + behind) is var verdict && verdict.IndexOf("What stands", StringComparison.Ordinal) is >= 0 and int start ? verdict[start..] : "");
            }

            Assert.Contains("is the header x-tc-action. The action is signed in lower case", Explain(before + wrong.Canonical() + behind), StringComparison.Ordinal);
            Assert.EndsWith("the action as it is, not in lower case.", Explain(before + wrong.StringToSign(Now) + behind), StringComparison.Ordinal);
            Assert.EndsWith("the action as it is, not in lower case.", Explainer().Explain(before + wrong.Authorization(Now) + behind, Now, Now).Verdict, StringComparison.Ordinal);
        }
    }

    // More digits are another number, and no word behind it.
    [Fact]
    public void A_hash_with_more_digits_is_told()
    {
        Assert.StartsWith("The first line that differs is the hash of the body.", Explain(Canonical + "0"), StringComparison.Ordinal);
        Assert.Contains("is the hash of the canonical request. It consists of 64 digits", Explain(StringToSign + "0"), StringComparison.Ordinal);
        Assert.Contains("is the signature. It consists of 64 digits", Explainer().Explain(Header + "0", Now, Now).Verdict, StringComparison.Ordinal);
    }

    // As a terminal prints them, and as logs and browsers show what is left of them.
    [Theory]
    [InlineData("\u001B")]
    [InlineData("")]
    [InlineData("^[")]
    [InlineData("ESC")]
    [InlineData("<ESC>")]
    [InlineData("\\e")]
    [InlineData("\\033")]
    [InlineData("\\x1b")]
    [InlineData("\\u001b")]
    [InlineData("\\\\u001B")]
    [InlineData("\\u{1b}")]
    [InlineData("#033")]
    [InlineData("%1B")]
    [InlineData("\u241B")]
    [InlineData("\uFFFD")]
    public void Colours_are_no_part_of_what_they_are_on(string escape)
    {
        foreach (SigningProgram signer in new[] { Right, SigningProgram.With(Body, "action") })
        {
            foreach (string form in new[] { signer.Canonical(), signer.StringToSign(Now), $"Authorization: {signer.Authorization(Now)}\nX-TC-Timestamp: {Now}" })
            {
                foreach (string text in new[]
                {
                    $"{escape}[33m{form}{escape}[0m",
                    string.Join('\n', form.Split('\n').Select(line => $"{escape}[38;5;214m{line}{escape}[0m")),
                    string.Join('\n', form.Split('\n').Select(line => $"{escape}[90m10:00:07{escape}[0m {escape}[1;32mDBG{escape}[0m {line}")),
                    form.Replace("TC3-", $"{escape}[36mTC3-", StringComparison.Ordinal),
                })
                {
                    string verdict = Explain(text);
                    Assert.True(signer == Right ? verdict.StartsWith("Nothing differs", StringComparison.Ordinal) : verdict.Contains("lower case", StringComparison.Ordinal), $"{verdict}\n{text}");
                }
            }
        }
    }

    [Theory]
    [InlineData("33m")]
    [InlineData("1")]
    [InlineData("%22")]
    [InlineData("authorization%3A%20")]
    public void What_is_glued_before_a_form_is_not_called_another_algorithm_or_method(string before)
    {
        foreach (string form in new[] { Canonical, StringToSign, Header, $"Authorization: {before}{Header}", Uri.EscapeDataString("Authorization: " + Header), Uri.EscapeDataString(StringToSign) })
        {
            Assert.StartsWith("This is neither", Explainer().Explain(before + form, Now, Now).Verdict, StringComparison.Ordinal);
        }
    }

    // The gateway takes them all; canonical requests show them, and so does what is seen to be sent.
    [Theory]
    [InlineData("application/json; charset=\"utf-8\"")]
    [InlineData("application/json;charset=\"UTF-8\"")]
    [InlineData("application/json; charset='utf-8'")]
    [InlineData("application/json; odata=verbose")]
    [InlineData("application/json; charset=utf-8; boundary=x")]
    [InlineData("application/json ; charset=utf-8")]
    public void Parameters_of_the_content_type_are_the_choice_of_the_program(string type)
    {
        SigningProgram own = Right with { Headers = Right.Headers.Replace("application/json; charset=utf-8", type.ToLowerInvariant(), StringComparison.Ordinal) };
        Assert.StartsWith("Nothing differs", Explain(own.Canonical()), StringComparison.Ordinal);
        Assert.Contains("the content type one with other parameters, or the canonical request differs", Explainer().Explain((Right with { Headers = Right.Headers.Replace("charset=utf-8", "x=y", StringComparison.Ordinal) }).Authorization(Now), Now, Now).Verdict, StringComparison.Ordinal);
        foreach (Func<string, string, string> pair in new Func<string, string, string>[]
        {
            static (name, value) => $"{name}: {value}\n",
            static (name, value) => $"> {name}: {value}\r\n",
            static (name, value) => $"{JsonSerializer.Serialize(name)}: {JsonSerializer.Serialize(value)},\n",
            static (name, value) => $"\"{name}\": [\"{value.Replace("\"", "\\\"", StringComparison.Ordinal)}\"], ",
            static (name, value) => $" -H \"{name}: {value.Replace("\"", "\\\"", StringComparison.Ordinal)}\"",
        })
        {
            Assert.StartsWith("Nothing differs: the signature is right.", Print(own), StringComparison.Ordinal);
            Assert.EndsWith("one gets with a line end (LF) behind the body.", Print(own with { Body = Body + "\n" }), StringComparison.Ordinal);

            string Print(SigningProgram program) => Explain(pair("Host", "lab.example.com") + pair("Content-Type", type) + pair("X-TC-Timestamp", "1795698148") + pair("Authorization", program.Authorization(Now)));
        }
    }

    // Programs print the length last, with the body behind an empty line.
    [Theory]
    [InlineData("29", "{0}: {1}\n", "\n{{\"Samples\":[]}}")]
    [InlineData("0", "{0}: {1}\n", "\n[1]")]
    [InlineData("29", "> {0}: {1}\r\n", "> \r\n> {{}}")]
    [InlineData("0", "{0}:[{1}] ", "")]
    [InlineData("0", "'{0}' => '{1}',\n", "")]
    public void A_value_of_digits_is_read_whatever_stands_behind_it(string value, string pair, string behind)
    {
        SigningProgram own = Right with { Headers = $"content-type:application/json; charset=utf-8\nhost:lab.example.com\nx-count:{value}\n", List = "content-type;host;x-count" };
        (string, string)[] headers = [("Host", "lab.example.com"), ("Content-Type", "application/json; charset=utf-8"), ("X-TC-Timestamp", "1795698148"), ("Authorization", own.Authorization(Now)), ("X-Count", value)];
        Assert.StartsWith("Nothing differs: the signature is right.", Explain(string.Concat(headers.Select(header => string.Format(null, pair, header.Item1, header.Item2))) + string.Format(null, behind)), StringComparison.Ordinal);
    }

    // What the vendor's example programs print one behind the other.
    [Theory]
    [InlineData("{0}\n{1}\n{2}\n{3}")]
    [InlineData("Canonical request:\n{0}\n\nString to sign:\n{1}\n\nAuthorization: {2}\n{3}")]
    [InlineData("----------\n{0}\n----------\n{1}\n----------\n{2}\n----------\n{3}")]
    public void Of_several_forms_the_first_that_differs_is_explained(string print)
    {
        const string Begin = "Of the canonical request, the string to sign and the Authorization header in this text, the ";
        Assert.StartsWith(Begin + "Authorization header: Nothing differs: the signature is right.", Print(Right), StringComparison.Ordinal);
        Assert.StartsWith(Begin + "canonical request: The first line that differs is the header x-tc-action.", Print(SigningProgram.With(Body, "action")), StringComparison.Ordinal);
        Assert.StartsWith(Begin + "string to sign: The first line that differs is the hash of the canonical request. The digits are in lower case.", Print(Right with { HasUpperHash = true }), StringComparison.Ordinal);
        Assert.StartsWith(Begin + "Authorization header: The first line that differs is the signature. It is the signature that one gets with a key that is derived without TC3", Print(Right with { Prefix = "" }), StringComparison.Ordinal);

        string Print(SigningProgram program) => Explain(string.Format(
            null, print, program.Canonical(), program.StringToSign(Now), program.Authorization(Now), $"curl -H \"Authorization: {program.Authorization(Now)}\" -H \"Content-Type: application/json; charset=utf-8\" -H \"X-TC-Timestamp: {Now}\" -d '{Body}'"));
    }

    [Fact]
    public void What_a_request_is_seen_to_send_is_taken_from_it()
    {
        SigningProgram own = Right with
        {
            Headers = "content-type:application/json\nhost:127.0.0.1:8080\nx-custom:some value\n",
            List = "content-type;host;x-custom",
        };
        string dump = $"POST / HTTP/1.1\nHost: 127.0.0.1:8080\nContent-Type: application/json\nX-Custom: Some Value\nX-TC-Timestamp: {Now}\nAuthorization: {own.Authorization(Now)}\n";

        Assert.StartsWith("Nothing differs: the signature is right.", Explain(dump), StringComparison.Ordinal);

        // In whatever notation the values stand.
        foreach (string notation in new[] { "{0}: {1}", "'{0}': '{1}'", "b'{0}': b'{1}'", "\"{0}\":[]string{{\"{1}\"}}", "{0}:[{1}]", "[{0}] => Array ( [0] => {1}\n)", "\"{0}\", new[] {{ \"{1}\" }}" })
        {
            string[] headers = [.. new[] { ("Host", "127.0.0.1:8080"), ("Content-Type", "application/json"), ("X-Custom", "Some Value"), ("X-TC-Timestamp", "1795698148") }.Select(header => string.Format(null, notation, header.Item1, header.Item2))];
            Assert.True(Explain($"{string.Join('\n', headers)}\nAuthorization: {own.Authorization(Now)}").StartsWith("Nothing differs: the signature is right.", StringComparison.Ordinal), notation);
        }

        // A client that is sent to the gateway signs the real host.
        Assert.StartsWith("Nothing differs: the signature is right.", Explain($"POST / HTTP/1.1\nHost: 127.0.0.1:8080\nX-TC-Timestamp: {Now}\nAuthorization: {Header}\n"), StringComparison.Ordinal);
        Assert.EndsWith("one gets with the host lab.ap-singapore.example.com.", Explain($"POST / HTTP/1.1\nHost: lab.example.com\nX-TC-Timestamp: {Now}\nAuthorization: {SigningProgram.With(Body, "host of a region").Authorization(Now)}\n"), StringComparison.Ordinal);
    }

    // Where a value ends and what is around it is another thing in each notation; the text with {0} and {1} stands once for each header.
    [Theory]
    [InlineData("{{", "{0}={1}", ", ", "}}")]
    [InlineData("java.net.http.HttpHeaders@3f { {", "{0}=[{1}]", ", ", "} }")]
    [InlineData("[", "{0}: {1}", ", ", "]")]
    [InlineData("[", "{0}:\"{1}\"", ", ", "]")]
    [InlineData("Headers(", "{0}={1}", ", ", ")")]
    [InlineData("", "{ Key = {0}, Value = {1} }", "\n", "")]
    [InlineData("", "[{0}, {1}]", "\n", "")]
    [InlineData("[", "{0}: {1}", "; ", "]")]
    [InlineData("", "{0}={1}", "&", "")]
    [InlineData("", "{0}={1}", " | ", "")]
    [InlineData("", "<header name=\"{0}\">{1}</header>", "\n", "")]
    [InlineData("", "| {0} | {1} |", "\n", "")]
    [InlineData("curl ^\"https://lab.example.com/^\" ^\r\n  -X ^\"POST^\" ^\r\n", "  -H ^\"{0}: {1}^\"", " ^\r\n", " ^\r\n  --data-raw ^\"^{^\\^\"Samples^\\^\":^[^]^}^\"")]
    [InlineData("curl \"https://lab.example.com/\" ^\n", "  -H \"{0}: {1}\"", " ^\n", "")]
    [InlineData("DEBUG wire >> \"POST / HTTP/1.1[\\r][\\n]\"\n", "DEBUG wire >> \"{0}: {1}[\\r][\\n]\"", "\n", "\nDEBUG wire >> \"[\\r][\\n]\"")]
    [InlineData("POST / HTTP/1.1<CR><LF>\n", "{0}: {1}<CR><LF>", "\n", "")]
    [InlineData("", "{0}: {1}^M", "\n", "^M")]
    [InlineData("", "{0}: {1}\u240D\u240A", "\n", "")]
    [InlineData("array(6) {\n", "  [\"{0}\"]=>\n  string(31) \"{1}\"", "\n", "\n}")]
    [InlineData("array(6) {\n", "  [\"{0}\"]=>\n  array(1) {\n    [0]=>\n    string(31) \"{1}\"\n  }", "\n", "\n}")]
    [InlineData("array (\n", "  '{0}' => \n  array (\n    0 => '{1}',\n  ),", "\n", "\n)")]
    [InlineData("array:6 [\n", "  \"{0}\" => array:1 [\n    0 => \"{1}\"\n  ]", "\n", "\n]")]
    [InlineData("a:7:{", "s:12:\"{0}\";s:31:\"{1}\";", "", "}")]
    [InlineData("a:7:{", "s:12:\"{0}\";a:1:{i:0;s:31:\"{1}\";}", "", "}")]
    [InlineData("[", "{\"value\":\"{1}\",\"name\":\"{0}\"}", ",", "]")]
    [InlineData("[\n", "  {\n    \"value\": \"{1}\",\n    \"type\": \"text\",\n    \"key\": \"{0}\"\n  }", ",\n", "\n]")]
    [InlineData("[ ", "{ value: '{1}', name: '{0}' }", ", ", " ]")]
    [InlineData("> POST / HTTP/1.1\n", "> {0}: {1}", "\n", "\n< HTTP/1.1 401 Unauthorized\n< Content-Type: application/json\n")]
    [InlineData("", "{0}: {1}", "\n", "\nresponse: {'Content-Type': 'text/plain', 'Host': 'other'}")]
    public void Nothing_that_a_notation_has_around_a_value_is_taken_for_a_mistake(string before, string pair, string between, string behind)
    {
        SigningProgram own = Right with
        {
            Headers = "content-type:application/json; charset=utf-8\nhost:127.0.0.1:8080\nx-custom:some value of (1) \u2014 and, more\n",
            List = "content-type;host;x-custom",
        };
        SigningProgram shorter = Right with { Headers = Right.Headers.Replace("; charset=utf-8", "", StringComparison.Ordinal) };

        foreach (bool isReversed in new[] { false, true })
        {
            Assert.Equal(("", "Nothing differs: the signature is right. A call"), (Told(Right), Verdict(Right)[..47]));
            Assert.StartsWith("Nothing differs: the signature is right.", Verdict(own), StringComparison.Ordinal);
            Assert.StartsWith("Nothing differs: the signature is right.", Verdict(shorter, "application/json"), StringComparison.Ordinal);
            Assert.EndsWith("one gets with a line end (LF) behind the body.", Verdict(Right with { Body = Body + "\n" }), StringComparison.Ordinal);
            Assert.EndsWith("one gets with a key that is derived without TC3 before the secret key.", Verdict(Right with { Prefix = "" }), StringComparison.Ordinal);
            Assert.Matches("one gets with a line end \\(LF\\) behind the body( and the content type application/json \\(no mistake where the call carries it\\))?[.]$", Verdict(shorter with { Body = Body + "\n" }, "application/json"));

            string Told(SigningProgram program) => Verdict(program).Contains("content type", StringComparison.Ordinal) ? Verdict(program) : "";

            string Verdict(SigningProgram program, string type = "application/json; charset=utf-8")
            {
                (string Name, string Value)[] headers =
                [
                    ("Host", program == own ? "127.0.0.1:8080" : "lab.example.com"), ("Content-Type", type), ("X-Custom", "Some Value of (1) \u2014 and, more"), ("X-TC-Action", "Weigh"),
                    ("X-TC-Version", "2026-01-01"), ("X-TC-Timestamp", "1795698148"), ("Authorization", program.Authorization(Now)),
                ];
                IEnumerable<string> pairs = headers.Select(header => pair.Replace("{0}", header.Name, StringComparison.Ordinal).Replace("{1}", header.Value, StringComparison.Ordinal));
                return Explain(before + string.Join(between, isReversed ? pairs.Reverse() : pairs) + behind);
            }
        }
    }

    // What is sent for certain and signed otherwise is a mistake; what may be sent otherwise is none that could be named.
    [Theory]
    [InlineData("{ Key = Content-Type, Value = application/json }", true)]
    [InlineData("Content-Type: application/json", true)]
    [InlineData("{Accept=*/*, Content-Type=application/json, X-TC-Action=Weigh}", true)]
    [InlineData("Content-Type: application/json;odata=verbose", false)]
    [InlineData("Content-Type=application/json; Accept=*/*", false)]
    [InlineData("< HTTP/1.1 200 OK\n< Content-Type: application/json", false)]
    [InlineData("Content-Type: application/json\nContent-Type: text/plain", false)]
    public void A_content_type_that_is_signed_and_certainly_not_sent_is_the_mistake(string dump, bool isTold) => Assert.StartsWith(
        isTold ? "The first line that differs is the header content-type. What is signed is application/json; charset=utf-8, but the call carries application/json: both have to be the same." : "Nothing differs: the signature is right.",
        Explain($"{dump}\nX-TC-Timestamp: {Now}\nAuthorization: {Header}"), StringComparison.Ordinal);

    [Fact]
    public void A_header_whose_value_may_end_anywhere_is_called_uncertain_and_not_wrong()
    {
        SigningProgram own = Right with { Headers = Right.Headers.Replace("x-tc-action:weigh", "x-custom:what no dump has", StringComparison.Ordinal), List = "content-type;host;x-custom" };

        Assert.StartsWith("All parts but the signature are right. The header x-custom is signed, and where its value ends", Explain($"{{X-Custom=some, value, X-TC-Timestamp={Now}, Authorization={own.Authorization(Now)}}}"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_time_of_a_pasted_request_is_judged_and_that_of_the_field_comes_first()
    {
        string dump = $"-H 'Authorization: {Header}' -H 'X-TC-Timestamp: ";
        Assert.Contains("is in milliseconds; it is in seconds, such as 1795698148", Explain(dump + "1795698148123'"), StringComparison.Ordinal);
        Assert.Contains("Give the X-TC-Timestamp", Explain(dump + "soon'"), StringComparison.Ordinal);
        Assert.Contains("a timestamp 1 second earlier", Explain(dump + "1795698149'"), StringComparison.Ordinal);
        Assert.StartsWith("Nothing differs", Explainer().Explain(dump + "1795698149'", Now, Now).Verdict, StringComparison.Ordinal);
        Assert.StartsWith("The first line that differs is the date of the scope.", Explain(dump + "1795611748'"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("POST / HTTP/1.1\nHost: lab.example.com\n\n{}", "This is neither")]
    [InlineData("> POST / HTTP/1.1\n> Host: lab.example.com\n", "This is neither")]
    [InlineData("curl https://lab.example.com \\\n -H 'X-TC-Action: Weigh'\n", "This is neither")]
    [InlineData("-H 'Authorization: ***'", "This is neither")]
    [InlineData("-H 'Authorization: TC3-HMAC-SHA256 nonsense' -H 'X-TC-Timestamp: 1'", "This is neither")]
    [InlineData("-H 'Authorization: TC3-HMAC-SHA256 Credential=AKID, Signature=abc'", "This is neither")]
    [InlineData("-H 'Authorization: TC3-HMAC-SHA256 Credential=AKID/2026-11-26/lab/tc3_request, SignedHeaders=content-type;host'", "malformed: it lacks Credential, SignedHeaders or Signature")]
    [InlineData("-H 'Authorization: TC3-HMAC-SHA256 Credential=AKID/2026-11-26/lab/tc3_request, SignedHeaders=content-type;host, Signature abc'", "malformed: it lacks")]
    [InlineData("", "This is neither")]
    public void A_text_that_holds_none_of_them_or_a_broken_one_is_told(string text, string words) => Assert.Contains(words, Explain(text), StringComparison.Ordinal);

    [Fact]
    public void An_action_without_a_signature_has_nothing_to_explain()
    {
        FailureExplainer explainer = new(Lab.Service, Lab.Action("Weigh") with { Unsigned = true }, [], "{}", null, new EmulatorCredential("a", "b"), "127.0.0.1:8080");
        Assert.Equal("The action takes no signature: its Authorization header is SKIP, and nothing else is looked at.", explainer.Explain(Canonical, null, Now).Verdict);
    }

    // A log of megabytes is pasted as easily as a line of it.
    [Fact]
    [Long]
    public void A_long_text_is_searched_as_well()
    {
        string noise = string.Concat(Enumerable.Range(0, 40_000).Select(static i => FormattableString.Invariant($"{i} DEBUG POST\n\\\"x\\\": Authorization of {i}, TC3-HMAC-none x-tc-timestamp\n")));
        Assert.StartsWith("Nothing differs: the signature is right.", Explain($"{noise}Authorization: {Header}\nX-TC-Timestamp: {Now}\n{noise}"), StringComparison.Ordinal);
    }

    // Each took minutes when its time grew with the square of its length.
    [Theory]
    [InlineData("Authorization: TC3-HMAC-SHA256 ", "")]
    [InlineData("\\'", "'")]
    [InlineData("\\\"", "\"")]
    public void A_long_line_of_one_thing_is_told_to_be_none_of_them(string repeated, string start) =>
        Assert.StartsWith("This is neither", Explain(start + string.Concat(Enumerable.Repeat(repeated, 1_000_000 / repeated.Length))), StringComparison.Ordinal);

    private static string Explain(string text) => Explainer().Explain(text, null, Now).Verdict;

    private static FailureExplainer Explainer() =>
        new(Lab.Service, Lab.Action("Weigh"), Encoding.UTF8.GetBytes(Body), Body, "ap-singapore", new EmulatorCredential(ApiEmulator.ExampleSecretId, ApiEmulator.ExampleSecretKey), "127.0.0.1:8080");
}
