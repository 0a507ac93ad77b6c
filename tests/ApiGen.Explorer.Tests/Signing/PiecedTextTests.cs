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
