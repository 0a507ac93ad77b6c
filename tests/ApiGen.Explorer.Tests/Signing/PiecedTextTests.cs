using System.Diagnostics;
using System.Text;
using System.Text.Json;
using ApiGen.Emulator;
using ApiGen.Explorer.Signing;

namespace ApiGen.Explorer.Tests.Signing;

/// <summary>Texts that a printer has broken into pieces, or a log has put something before each line of; and those that nobody can read, of which nothing is said that may be wrong.</summary>
public sealed class PiecedTextTests
{
    private const long Now = 1_795_698_148;
    private const string Body = """{"Samples":[{"Name":"iron"}]}""";
    private static readonly SigningProgram Right = new(Body);
    private static readonly SigningProgram Wrong = SigningProgram.With(Body, "action");

    // As python3 and node print them, whatever their version.
    [Theory]
    [InlineData("python3", "-c", "import json,pprint,sys; s=json.load(sys.stdin); pprint.pprint(s)")]
    [InlineData("python3", "-c", "import json,pprint,sys; s=json.load(sys.stdin); pprint.pprint({'signed': s})")]
    [InlineData("python3", "-c", "import json,pprint,sys; s=json.load(sys.stdin); pprint.pprint([s, 'done'])")]
    [InlineData("python3", "-c", "import json,pprint,sys; s=json.load(sys.stdin); pprint.pprint({'signed': s.encode()})")]
    [InlineData("python3", "-c", "import json,pprint,sys; s=json.load(sys.stdin); print(json.dumps({'log': pprint.pformat(s)}))")]
    [InlineData("node", "-e", "const s = JSON.parse(require('fs').readFileSync(0)); console.log({ signed: s })")]
    [InlineData("node", "-e", "const s = JSON.parse(require('fs').readFileSync(0)); console.log([s])")]
    [InlineData("node", "-e", "const s = JSON.parse(require('fs').readFileSync(0)); console.log({ a: { signed: s, took: 3 } })")]
    [InlineData("node", "-e", "const s = JSON.parse(require('fs').readFileSync(0)); console.log(JSON.stringify(require('util').inspect({ signed: s })))")]
    [Long]
    public async Task What_printers_break_into_pieces_is_read_as_a_whole(string program, string option, string script)
    {
        foreach (SigningProgram signer in new[] { Right, Wrong })
        {
            foreach (string form in new[] { signer.Canonical(), signer.StringToSign(Now) })
            {
                AssertTold(form, signer, await PrintAsync(form));
            }

            // Whoever prints headers prints all of them.
            Dictionary<string, string> headers = new(StringComparer.Ordinal) { ["Authorization"] = signer.Authorization(Now), ["Content-Type"] = "application/json; charset=utf-8", ["X-TC-Timestamp"] = "1795698148" };
            if (!script.Contains("encode()", StringComparison.Ordinal))
            {
                AssertTold(headers["Authorization"], signer, await PrintAsync(headers));
            }
        }

        async Task<string> PrintAsync<T>(T value)
        {
            ProcessStartInfo start = new(program, [option, script]) { RedirectStandardInput = true, RedirectStandardOutput = true, StandardInputEncoding = new UTF8Encoding(false) };
            Process? started = null;
            try
            {
                started = Process.Start(start);
            }
            catch (System.ComponentModel.Win32Exception)
            {
                Assert.Skip($"There is no {program} here.");
            }

            using Process process = started!;
            await process.StandardInput.WriteAsync(JsonSerializer.Serialize(value));
            process.StandardInput.Close();
            string printed = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            Assert.NotEqual("", printed);
            return printed;
        }
    }

    // Fixed texts of languages that are not here; | stands for the end of a line of the text, and what begins and ends each piece is around it.
    [Theory]
    [InlineData("string canonical = \"", "\\n\" +\n    \"", "\";")]
    [InlineData("var s = \"", "\\n\"\n    + \"", "\";")]
    [InlineData("$s = '", "' . \"\\n\" . '", "';")]
    [InlineData("$s = \"", "\\n\"\n    . \"", "\";")]
    [InlineData("$s = \"", "\\n\".\"", "\";")]
    [InlineData("s = (\"", "\\n\"\n     \"", "\")")]
    [InlineData("s = (f\"", "\\n\"\n     f\"", "\")")]
    [InlineData("const char *s = \"", "\\n\" \"", "\";")]
    [InlineData("s = \"", "\\n\" \\\n    \"", "\"")]
    [InlineData("s = \"", "\\n\\\n", "\"")]
    [InlineData("local s = \"", "\\n\" ..\n  \"", "\"")]
    [InlineData("s = \"", "\\n\" <>\n  \"", "\"")]
    [InlineData("s = \"", "\\n\" ++ \"", "\"")]
    [InlineData("Dim s = \"", "\\n\" & _\n  \"", "\"")]
    [InlineData("s := E'", "\\n' ||\n  E'", "';")]
    [InlineData("s = (\"", "\\n\") + (\"", "\")")]
    public void What_is_written_in_pieces_is_read_as_a_whole(string before, string between, string behind)
    {
        foreach (SigningProgram signer in new[] { Right, Wrong })
        {
            foreach (string form in new[] { signer.Canonical(), signer.StringToSign(Now) })
            {
                AssertTold(form, signer, before + form.Replace("\n", between, StringComparison.Ordinal) + behind);
            }
        }
    }

    // A list of texts is no text in pieces.
    [Theory]
    [InlineData("\"{0}\"\n\"{1}\"\n\"{2}\"")]
    [InlineData("headers=(\"{0}\"\n         \"{1}\"\n         \"{2}\")")]
    [InlineData("http POST lab.example.com '{0}' \\\n  '{1}' \\\n  '{2}'")]
    [InlineData("['{0}', '{1}', '{2}']")]
    [InlineData("it's \"{0}\" + more, isn't it\n'{1}' \"+\" '{2}'")]
    public void Texts_that_stand_beside_each_other_stay_apart(string list) =>
        AssertTold(Right.Authorization(Now), Right, string.Format(null, list, "X-TC-Timestamp: 1795698148", "Authorization: " + Right.Authorization(Now), "Content-Type: application/json; charset=utf-8"));

    // Numbers and times differ from line to line.
    [Theory]
    [InlineData("app_1  | ", "")]
    [InlineData("2026-11-27 10:00:0# DEBUG ", "")]
    [InlineData("[10:00:00.98# DBG] signer: ", "")]
    [InlineData("2026-11-27T10:00:00.1#Z stdout F ", "")]
    [InlineData("Nov 27 10:00:00 box app[123]: ", "")]
    [InlineData("> ", "")]
    [InlineData("> > ", "")]
    [InlineData("#: ", "")]
    [InlineData("     #\t", "")]
    [InlineData("+", "")]
    [InlineData("// ", "")]
    [InlineData(" * ", "")]
    [InlineData("\u001B[36mapp_1  |\u001B[0m ", "")]
    [InlineData("", "$")]
    [InlineData("", "^M$")]
    [InlineData("", "\u00B6")]
    [InlineData("", "\u21B5")]
    [InlineData("", "<br>")]
    [InlineData("app_1  | ", "$")]
    public void What_a_log_or_a_listing_writes_around_each_line_is_not_compared(string before, string behind)
    {
        foreach (SigningProgram signer in new[] { Right, Wrong })
        {
            foreach (string form in new[] { signer.Canonical(), signer.StringToSign(Now) })
            {
                string[] lines = [.. form.Split('\n').Select((line, i) => before.Replace("#", FormattableString.Invariant($"{i + 7}"), StringComparison.Ordinal) + line + behind)];
                AssertTold(form, signer, string.Join('\n', lines));
                AssertTold(form, signer, string.Join('\n', lines.Select(static line => line.TrimEnd(' '))) + "\n");
                AssertTold(form, signer, string.Join("\r\n", lines) + "\r\n");
            }
        }
    }

    // A log of a text that is written in pieces: what each stands behind is in the middle of the text.
    [Theory]
    [InlineData("> ")]
    [InlineData("| ")]
    [InlineData("app_1  | ")]
    [InlineData("2026-01-01T00:00:0#Z INFO  ")]
    [InlineData("2026-11-26 12:02:28,00# DEBUG http: ")]
    [InlineData("[10:00:00.98# DBG] signer: ")]
    [InlineData("  #  ")]
    public void Pieces_behind_what_a_log_writes_are_not_judged(string prefix)
    {
        (string, string, string)[] notations = [("'", "\\n'\n '", "'"), ("s = \"", "\\n\" +\n    \"", "\""), ("('", "\\n'\n '", "')"), ("'", "\n'\n '", "'")];
        foreach ((string before, string between, string behind) in notations)
        {
            foreach (SigningProgram signer in new[] { Right, Wrong })
            {
                foreach (string form in new[] { signer.Canonical(), signer.StringToSign(Now) })
                {
                    string pieces = before + form.Replace("\n", between, StringComparison.Ordinal) + behind;
                    string text = string.Join('\n', pieces.Split('\n').Select((line, i) => prefix.Replace("#", FormattableString.Invariant($"{i % 10}"), StringComparison.Ordinal) + line));
                    Assert.StartsWith("This is neither a canonical request", Explain(text), StringComparison.Ordinal);
                }
            }
        }
    }

    // What is wrong in them is not seen; that the method or the algorithm is wrong would be wrong.
    [Theory]
    [InlineData("line('POST'), line('/'), line('')\nline('content-type:application/json; charset=utf-8')\nline('host:lab.example.com')\nline('{0}')")]
    [InlineData("\"POST\" & vbLf & \"/\" & vbLf & vbLf & \"content-type:application/json\" & vbLf & \"host:lab.example.com\" & vbLf & \"{0}\"")]
    [InlineData("a POST\nb /\nc\nd content-type:application/json; charset=utf-8\ne host:lab.example.com\nf\ng content-type;host\nh {0}")]
    [InlineData("Method: POST\nURL: https://lab.example.com/\nX-TC-Action: Weigh\nsha256:\n{0}")]
    [InlineData("POST\nhttps://lab.example.com/\nHost: lab.example.com\nX-TC-Action: Weigh")]
    [InlineData("a TC3-HMAC-SHA256\nb 1795698148\nc 2026-11-26/lab/tc3_request\nd {0}")]
    [InlineData("algorithm = TC3-HMAC-SHA256\nscope = 2026-11-26/lab/tc3_request")]
    [InlineData("Host: lab.example.com\nContent-Type: application/json; charset=utf-8\nX-TC-Action: Weigh\nX-TC-Timestamp: 1795698148")]
    public void A_text_that_is_certainly_none_of_the_forms_is_not_judged_as_one(string text)
    {
        FailureExplanation explanation = Explainer().Explain(string.Format(null, text, new string('a', 64)), null, Now);

        Assert.StartsWith("This is neither a canonical request", explanation.Verdict, StringComparison.Ordinal);
        Assert.Contains("Paste one of them as the program has it", explanation.Verdict, StringComparison.Ordinal);
        Assert.Empty(explanation.Lines);
    }

    // Source that builds a header, placeholders, what is left out on purpose, sentences, and what is cut: nothing in them is a mistake.
    [Theory]
    [InlineData("return \"TC3-HMAC-SHA256 Credential=\" + secretId + \"/\" + scope + \", SignedHeaders=\" + signedHeaders + \", Signature=\" + signature;")]
    [InlineData("$\"TC3-HMAC-SHA256 Credential={secretId}/{scope}, SignedHeaders={signedHeaders}, Signature={signature}\"")]
    [InlineData("authorization = \"TC3-HMAC-SHA256 Credential=%s/%s, SignedHeaders=%s, Signature=%s\" % (id, scope, names, signature)")]
    [InlineData("\"TC3-HMAC-SHA256 Credential=\" + id + \"/2026-11-26/lab/tc3_request, SignedHeaders=content-type;host, Signature=\" + signature")]
    [InlineData("Authorization: TC3-HMAC-SHA256 Credential=<SecretId>/<Date>/<service>/tc3_request, SignedHeaders=<names>, Signature=<signature>")]
    [InlineData("TC3-HMAC-SHA256 Credential=AKIDEXAMPLE/Date/service/tc3_request, SignedHeaders=content-type;host, Signature=Signature")]
    [InlineData("Authorization: TC3-HMAC-SHA256 ***")]
    [InlineData("Authorization: TC3-HMAC-SHA256 Credential=***, SignedHeaders=***, Signature=***")]
    [InlineData("Authorization: TC3-HMAC-SHA256 Credential=AKID***/2026-11-26/lab/tc3_request, SignedHeaders=content-type;host, Signature={0}")]
    [InlineData("Authorization: TC3-HMAC-SHA256 Credential=AKIDx/2026-11-26/lab/tc3_request, SignedHeaders=content-type;host, Signature=d3d47a...")]
    [InlineData("Authorization: TC3-HMAC-SHA256 Credential=AKIDx/2026-11-26/lab/tc3_request, SignedHeaders=content-type;host, Signature=***")]
    [InlineData("TC3-HMAC-SHA256")]
    [InlineData("TC3-HMAC-SHA256 ")]
    [InlineData("TC3-HMAC-SHA256 is the algorithm that I use.")]
    [InlineData("TC3-HMAC-SHA256%0A1795698148%0A2026-11-26/lab/tc3_request%0A{0}")]
    [InlineData("TC3-HMAC-SHA256 | 1795698148 | 2026-11-26/lab/tc3_request | {0}")]
    [InlineData("TC3-HMAC-SHA256#0121795698148#0122026-11-26/lab/tc3_request#012{0}")]
    [InlineData("TC3-HMAC-SHA256\n{timestamp}\n{scope}\n{hash}")]
    [InlineData("canonical:\n- POST\n- /\n- ''\n- content-type:application/json; charset=utf-8\n- host:lab.example.com\n- ''\n- content-type;host\n- {0}")]
    [InlineData("concat!(\n    \"POST\\n\",\n    \"/\\n\",\n    \"\\n\",\n    \"content-type:application/json; charset=utf-8\\n\",\n    \"host:lab.example.com\\n\",\n    \"\\n\",\n    \"content-type;host\\n\",\n    \"{0}\"\n)")]
    public void What_begins_like_a_form_and_is_not_certainly_one_is_not_judged(string text)
    {
        FailureExplanation explanation = Explainer().Explain(text.Replace("{0}", new string('a', 64), StringComparison.Ordinal), null, Now);

        Assert.StartsWith("This is neither a canonical request", explanation.Verdict, StringComparison.Ordinal);
        Assert.Empty(explanation.Lines);
    }

    // A window cuts wherever it ends.
    [Fact]
    public void A_header_that_is_cut_anywhere_is_not_called_wrong()
    {
        string header = "Authorization: " + Right.Authorization(Now);
        for (int width = 30; width < header.Length; width++)
        {
            foreach (string text in new[] { string.Join('\n', header.Chunk(width).Select(static part => new string(part))), "(" + string.Join("\n ", header.Chunk(width).Select(static part => $"'{new string(part)}'")) + ")" })
            {
                string verdict = Explain(text);
                Assert.True(verdict.StartsWith("This is neither", StringComparison.Ordinal) || verdict.StartsWith("All parts but the signature are right. Give", StringComparison.Ordinal), $"{verdict}\n{text}");
            }
        }
    }

    // As curl --trace-ascii prints it: 64 bytes a line, each behind its offset; a line end is two bytes.
    [Fact]
    public void A_trace_of_curl_is_read_with_its_lines_joined()
    {
        foreach (SigningProgram signer in new[] { Right, Wrong })
        {
            // The fourth is as long as a line of the trace, and the next is another header all the same.
            string[] headers = ["POST / HTTP/1.1", "Host: lab.example.com", "X-TC-Timestamp: 1795698148", "X-Padding: " + new string('a', 53), "Authorization: " + signer.Authorization(Now), "Content-Type: application/json; charset=utf-8", ""];
            int offset = 0;
            List<string> lines = ["=> Send header, 449 bytes (0x1c1)"];
            foreach (string header in headers)
            {
                lines.AddRange((header.Length == 0 ? [""] : header.Chunk(64).Select(static part => new string(part))).Select((part, i) => $"{offset + (64 * i):x4}: {part}"));
                offset += header.Length + 2;
            }

            foreach (string end in new[] { "\n", "\r\n" })
            {
                AssertTold(signer.Authorization(Now), signer, string.Join(end, lines) + $"{end}=> Send data, 2 bytes (0x2){end}0000: {{}}{end}<= Recv header, 17 bytes (0x11){end}0000: HTTP/1.1 200 OK{end}");
            }
        }
    }

    // Symfony shows a line end before each real one; Format-List of PowerShell puts lines below the first one of the value.
    [Fact]
    public void Line_ends_that_are_shown_twice_and_lines_below_their_name_are_read()
    {
        foreach (SigningProgram signer in new[] { Right, Wrong })
        {
            foreach (string form in new[] { signer.Canonical(), signer.StringToSign(Now) })
            {
                AssertTold(form, signer, form.Replace("\n", "\\n\n", StringComparison.Ordinal));
                AssertTold(form, signer, "\"\"\"\n" + form.Replace("\n", "\\n\n", StringComparison.Ordinal) + "\n\"\"\"");
                AssertTold(form, signer, "array:1 [\n  \"text\" => \"\"\"\n    " + form.Replace("\n", "\\n\n    ", StringComparison.Ordinal) + "\n    \"\"\"\n]");
                foreach (string name in new[] { "stringToSign : ", "canonicalRequest : ", "Value : " })
                {
                    AssertTold(form, signer, "\n" + name + form.Replace("\n", "\r\n" + new string(' ', name.Length), StringComparison.Ordinal) + "\r\n\r\n");
                }

                AssertTold(form, signer, "String to sign:\n    " + form.Replace("\n", "\n    ", StringComparison.Ordinal));
            }
        }
    }

    // Blanks that the program may have signed are told, and nothing else of the line.
    [Fact]
    public void Blanks_before_a_line_of_a_string_to_sign_are_not_called_a_wrong_line() =>
        Assert.Contains("is the timestamp. It is written without a blank before or behind it; if copying has added none", Explain(Right.StringToSign(Now).Replace("\n1", "\n  1", StringComparison.Ordinal)), StringComparison.Ordinal);

    // A host that stands in the text is not called the mistake, though no notation says that it is sent.
    [Theory]
    [InlineData("Map(Host -> {0}, Content-Type -> application/json; charset=utf-8, X-TC-Timestamp -> 1795698148, Authorization -> {1})")]
    [InlineData("[{{<<\"Host\">>,<<\"{0}\">>}},{{<<\"X-TC-Timestamp\">>,<<\"1795698148\">>}},{{<<\"Authorization\">>,<<\"{1}\">>}}]")]
    [InlineData("HTTP_HOST={0}\nHTTP_X_TC_TIMESTAMP=1795698148\nHTTP_AUTHORIZATION={1}")]
    [InlineData("curl https://{0}/ -H 'X-TC-Timestamp: 1795698148' -H 'Authorization: {1}'")]
    public void A_host_that_the_text_names_is_no_mistake(string text)
    {
        SigningProgram regional = SigningProgram.With(Body, "host of a region");

        Assert.StartsWith("Nothing differs: the signature is right.", Verdict("lab.ap-singapore.example.com"), StringComparison.Ordinal);
        Assert.EndsWith("one gets with the host lab.ap-singapore.example.com.", Verdict("lab.example.com"), StringComparison.Ordinal);

        string Verdict(string host) => Explain(string.Format(null, text, host, regional.Authorization(Now)));
    }

    /// <summary>The verdict is that on the form itself, or names its mistake.</summary>
    private static void AssertTold(string form, SigningProgram signer, string pasted)
    {
        string verdict = Explain(pasted);
        string expected = signer == Right ? "Nothing differs: " : form.StartsWith("POST", StringComparison.Ordinal) ? "The first line that differs is the header x-tc-action. The action is signed in lower case" : "the action as it is, not in lower case.";
        Assert.True(signer == Right ? verdict.StartsWith(expected, StringComparison.Ordinal) : verdict.Contains(expected, StringComparison.Ordinal), $"{verdict}\n{pasted}");
    }

    private static string Explain(string text) => Explainer().Explain(text, null, Now).Verdict;

    private static FailureExplainer Explainer() =>
        new(Lab.Service, Lab.Action("Weigh"), Encoding.UTF8.GetBytes(Body), Body, "ap-singapore", new EmulatorCredential(ApiEmulator.ExampleSecretId, ApiEmulator.ExampleSecretKey), "127.0.0.1:8080");
}
