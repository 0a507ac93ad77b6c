using System.Text;
using ApiGen.Emulator;
using ApiGen.Explorer.Signing;
using ApiGen.Specs.Model;

namespace ApiGen.Explorer.Tests.Signing;

/// <summary>Each usual mistake is recognised in each of the three forms; the mistakes are made here as other programs make them.</summary>
public sealed class UsualMistakesTests
{
    private const long Timestamp = 1_795_698_148;
    private static readonly EmulatorCredential Pair = new(ApiEmulator.ExampleSecretId, ApiEmulator.ExampleSecretKey);
    private const string Sent = """{"Samples":[{"Name":"a<b>&'+é/😀","Weight":7.5}],"Mode":"x=y","Serial":1}""";
    private const string Typed = "{\n  \"Mode\": \"x=y\",\n  \"Serial\": 1,\n  \"Samples\": [ { \"Weight\": 7.5, \"Name\": \"a<b>&'+é/😀\" } ]\n}";

    /// <summary>What other programs send in place of the body, and words that say so.</summary>
    public static TheoryData<string, string> Bodies => new()
    {
        // json.dumps of Python, as it is by default, with ensure_ascii=False, with sort_keys and indent.
        { """{"Samples": [{"Name": "a<b>&'+\u00e9/\ud83d\ude00", "Weight": 7.5}], "Mode": "x=y", "Serial": 1}""", "json.dumps" },
        { """{"Samples": [{"Name": "a<b>&'+é/😀", "Weight": 7.5}], "Mode": "x=y", "Serial": 1}""", "with blanks behind colons and commas" },
        { """{"Mode": "x=y", "Serial": 1, "Samples": [{"Weight": 7.5, "Name": "a<b>&'+é/😀"}]}""", "typed order, with blanks behind colons and commas" },
        { "{\n    \"Mode\": \"x=y\",\n    \"Samples\": [\n        {\n            \"Name\": \"a<b>&'+\\u00e9/\\ud83d\\ude00\",\n            \"Weight\": 7.5\n        }\n    ],\n    \"Serial\": 1\n}", "sorted by name, indented by 4" },

        // JSON.stringify of JavaScript with nothing, 2, 4 and a tab, after JSON.parse of what is typed.
        { """{"Mode":"x=y","Serial":1,"Samples":[{"Weight":7.5,"Name":"a<b>&'+é/😀"}]}""", "typed order, without blanks" },
        { "{\n  \"Samples\": [\n    {\n      \"Name\": \"a<b>&'+é/😀\",\n      \"Weight\": 7.5\n    }\n  ],\n  \"Mode\": \"x=y\",\n  \"Serial\": 1\n}", "indented by 2" },
        { "{\n  \"Mode\": \"x=y\",\n  \"Serial\": 1,\n  \"Samples\": [\n    {\n      \"Weight\": 7.5,\n      \"Name\": \"a<b>&'+é/😀\"\n    }\n  ]\n}", "typed order, indented by 2" },
        { "{\n    \"Samples\": [\n        {\n            \"Name\": \"a<b>&'+é/😀\",\n            \"Weight\": 7.5\n        }\n    ],\n    \"Mode\": \"x=y\",\n    \"Serial\": 1\n}", "indented by 4" },
        { "{\n\t\"Samples\": [\n\t\t{\n\t\t\t\"Name\": \"a<b>&'+é/😀\",\n\t\t\t\"Weight\": 7.5\n\t\t}\n\t],\n\t\"Mode\": \"x=y\",\n\t\"Serial\": 1\n}", "indented by tabs" },
        { "{\r\n  \"Samples\": [\r\n    {\r\n      \"Name\": \"a<b>&'+é/😀\",\r\n      \"Weight\": 7.5\r\n    }\r\n  ],\r\n  \"Mode\": \"x=y\",\r\n  \"Serial\": 1\r\n}", "indented by 2 blanks, with the line ends of Windows" },

        // System.Text.Json by default and with all ranges of letters, encoding/json of Go, Gson, json_encode of PHP.
        { """{"Samples":[{"Name":"a\u003Cb\u003E\u0026\u0027\u002B\u00E9/\uD83D\uDE00","Weight":7.5}],"Mode":"x=y","Serial":1}""", "as System.Text.Json does" },
        { """{"Samples":[{"Name":"a\u003cb\u003e\u0026'+é/😀","Weight":7.5}],"Mode":"x=y","Serial":1}""", "encoding/json of Go" },
        { """{"Samples":[{"Name":"a\u003cb\u003e\u0026\u0027+é/😀","Weight":7.5}],"Mode":"x\u003dy","Serial":1}""", "Gson" },
        { """{"Samples":[{"Name":"a<b>&'+\u00e9\/\ud83d\ude00","Weight":7.5}],"Mode":"x=y","Serial":1}""", "json_encode of PHP" },

        { Typed, "as it is typed, with its blanks" },
        { Typed.Replace("\n", "\r\n", StringComparison.Ordinal), "as it is typed, with the line ends of Windows" },
        { Sent + "\n", "a line end (LF) behind the body" },
        { Sent + "\r\n", "a line end of Windows (CR LF) behind the body" },
        { Typed + "\n", "a line end (LF) behind the body as it is typed" },
        { "\uFEFF" + Sent, "a byte order mark before the body" },
        { "\uFEFF" + Sent + "\n", "a byte order mark before and a line end (LF) behind the body" },
        { "", "an empty body" },
        { "{}", "the body {}" },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public void Another_form_of_the_body_is_recognised_in_each_form(string body, string words)
    {
        foreach (string verdict in Verdicts(new SigningProgram(Sent) { Body = body }))
        {
            Assert.Contains(words, verdict, StringComparison.Ordinal);
        }
    }

    /// <summary>Other mistakes, and words that say so in the canonical request and in the two other forms; null where a form does not show it.</summary>
    public static TheoryData<string, string?, string> Others => new()
    {
        { "content-type", "the header content-type", "the content type text/plain;charset=UTF-8" },
        { "host", "the header host", "the host 127.0.0.1:8080" },
        { "action", "the header x-tc-action", "the action as it is, not in lower case" },
        { "names", "the header content-type", "the names of the header lines not in lower case" },
        { "version", "the header x-tc-version", "no version" },
        { "region", "the header x-tc-region", "the region ap-bangkok" },
        { "query", "the query", "no line for the query" },
        { "empty line", "the empty line behind the headers", "no empty line behind the headers" },
        { "line end", null, "a line end behind the canonical request" },
        { "Windows", null, "the line ends of Windows (CR LF) in the canonical request" },
        { "upper payload", "The digits are in lower case", "upper-case digits in the hash of the body" },
        { "host of a region", "the header host", "the host lab.ap-singapore.example.com" },
        { "host of another region", "the header host", "the host lab.na-ashburn.example.com" },
        { "action upper", "the header x-tc-action", "the action in upper case" },
        { "host upper", "the header host", "the host LAB.EXAMPLE.COM" },
        { "host localhost", "the header host", "the host localhost:8080" },
        { "blank", "without a blank before or behind the colon", "a blank behind the colons of the header lines" },
        { "names and action", "The name of a header is signed in lower case", "the names of the header lines not in lower case and the action as it is" },
        { "names of Go", "The name of a header is signed in lower case", "the names of the header lines with capital letters (X-Tc-Action)" },
        { "names upper", "The name of a header is signed in lower case", "the names of the header lines in upper case" },
    };

    [Theory]
    [MemberData(nameof(Others))]
    [Long]
    public void Another_mistake_is_recognised_in_each_form_also_beside_another_form_of_the_body(string mistake, string? canonical, string words)
    {
        SigningProgram program = SigningProgram.With(Sent, mistake);
        string[] verdicts = Verdicts(program);

        Assert.StartsWith(canonical is null ? "Nothing differs" : "The first line that differs is", verdicts[0], StringComparison.Ordinal);
        Assert.Contains(canonical ?? "", verdicts[0], StringComparison.Ordinal);
        Assert.Contains(words, verdicts[1], StringComparison.Ordinal);
        Assert.Contains(words, verdicts[2], StringComparison.Ordinal);
        foreach (string verdict in Verdicts(program with { Body = Sent + "\n" }).Skip(1))
        {
            Assert.Contains("a line end (LF) behind the body and " + words, verdict, StringComparison.Ordinal);
        }
    }

    // Each program may send a content type of its own, as long as it is the one that it signs: the gateway accepts it.
    [Theory]
    [InlineData("application/json")]
    [InlineData("application/json;charset=utf-8")]
    [InlineData("application/json; charset=gbk")]
    public void Another_spelling_of_the_content_type_is_no_mistake_in_any_form(string type)
    {
        SigningProgram right = new(Sent);
        string[] verdicts = Verdicts(right with { Headers = right.Headers.Replace("application/json; charset=utf-8", type, StringComparison.Ordinal) });

        Assert.All(verdicts, static verdict => Assert.StartsWith("Nothing differs", verdict, StringComparison.Ordinal));
        Assert.All(verdicts.Skip(1), verdict => Assert.Contains($"What is signed is the content type {type}, so the call has to carry it.", verdict, StringComparison.Ordinal));

        // Where another one is seen to be sent it is one.
        string sent = $"curl -H 'Content-Type: application/json; charset=utf-8' -H 'X-TC-Timestamp: {Timestamp}' -H 'Authorization: {(right with { Headers = right.Headers.Replace("application/json; charset=utf-8", type, StringComparison.Ordinal) }).Authorization(Timestamp)}'";
        Assert.Contains($"What is signed is {type}, but the call carries application/json; charset=utf-8: ", Explainer().Explain(sent, null, Timestamp).Verdict, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text/plain; charset=gbk")]
    [InlineData("application/json; charset=GB2312")]
    [InlineData("application/json;charset=ISO-8859-1")]
    [InlineData("application/json; charset=US-ASCII")]
    public void A_content_type_with_any_usual_character_set_is_recognised(string type)
    {
        SigningProgram right = new(Sent);
        string[] verdicts = Verdicts(right with { Headers = right.Headers.Replace("application/json; charset=utf-8", type, StringComparison.Ordinal) });

        Assert.All(verdicts.Skip(1), verdict => Assert.Contains("with the content type " + type, verdict, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", "\n", "a line end behind the secret key")]
    [InlineData("", "\r\n", "a line end of Windows (CR LF) behind the secret key")]
    [InlineData("", "\r", "a carriage return (CR) behind the secret key")]
    [InlineData("", " ", "a blank behind the secret key")]
    [InlineData(" ", "", "a blank before the secret key")]
    [InlineData("\uFEFF", "", "a byte order mark before the secret key")]
    [InlineData("\uFEFF", "\r\n", "a byte order mark before and a line end of Windows (CR LF) behind the secret key")]
    [InlineData("\"", "\"", "quotation marks around the secret key")]
    public void What_a_file_or_a_variable_puts_around_the_secret_key_is_recognised(string before, string behind, string words)
    {
        SigningProgram program = new(Sent) { Prefix = "TC3" + before, KeyEnd = behind };

        Assert.Contains(words + ".", Explainer().Explain(program.Authorization(Timestamp), Timestamp, Timestamp).Verdict, StringComparison.Ordinal);
        Assert.Contains(words, Explainer().Explain((program with { Body = Sent + "\n" }).Authorization(Timestamp), Timestamp, Timestamp).Verdict, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, "1 second later")]
    [InlineData(-1, "1 second earlier")]
    [InlineData(8 * 3600, "8 hours later")]
    [InlineData(-8 * 3600, "8 hours earlier")]
    public void A_slip_of_the_clock_behind_a_signature_is_recognised_also_beside_another_form_of_the_body(int seconds, string words)
    {
        SigningProgram program = new(Sent) { Shift = seconds };
        Assert.Contains(words, Explainer().Explain(program.Authorization(Timestamp), Timestamp, Timestamp).Verdict, StringComparison.Ordinal);
        Assert.Contains(
            "json.dumps of Python writes it and a timestamp " + words,
            Explainer().Explain((program with { Body = """{"Samples": [{"Name": "a<b>&'+é/😀", "Weight": 7.5}], "Mode": "x=y", "Serial": 1}""" }).Authorization(Timestamp), Timestamp, Timestamp).Verdict, StringComparison.Ordinal);
    }

    [Fact]
    public void Mistakes_with_the_key_and_the_string_to_sign_are_recognised()
    {
        Assert.Contains("without TC3", Verdict(new SigningProgram(Sent) { Prefix = "" }), StringComparison.Ordinal);
        Assert.Contains("from the digits of each step", Verdict(new SigningProgram(Sent) { IsHexBetween = true }), StringComparison.Ordinal);
        Assert.Contains("a line end behind the string to sign", Verdict(new SigningProgram(Sent) { StringEnd = "\n" }), StringComparison.Ordinal);
        Assert.Contains("a line end behind the secret key", Verdict(new SigningProgram(Sent) { KeyEnd = "\n" }), StringComparison.Ordinal);
        Assert.Contains("the line ends of Windows (CR LF) in the string to sign", Verdict(new SigningProgram(Sent) { StringLineEnd = "\r\n" }), StringComparison.Ordinal);
        Assert.Contains("upper-case digits in the hash of the canonical request", Verdict(new SigningProgram(Sent) { HasUpperHash = true }), StringComparison.Ordinal);
        Assert.EndsWith("The digits are in lower case.", Verdict(new SigningProgram(Sent) { HasUpperSignature = true }), StringComparison.Ordinal);
        foreach (string milliseconds in new[] { "000", "001", "005", "450", "999" })
        {
            Assert.EndsWith("one gets with the timestamp in milliseconds.", Verdict(new SigningProgram(Sent) { Milliseconds = milliseconds }), StringComparison.Ordinal);
        }

        static string Verdict(SigningProgram program) => Explainer().Explain(program.Authorization(Timestamp), Timestamp, Timestamp).Verdict;
    }

    [Fact]
    [Long]
    public void A_large_body_has_its_most_usual_forms_alone()
    {
        string large = $$"""{"Mode":"{{new string('x', 12_000_000)}}"}""";
        FailureExplainer explainer = new(Lab.Service, Lab.Action("Weigh"), Encoding.UTF8.GetBytes(large), large, null, Pair, "127.0.0.1:8080");

        Assert.Contains("an empty body", explainer.Explain(new SigningProgram(Sent) { Body = "" }.Authorization(Timestamp), Timestamp, Timestamp).Verdict, StringComparison.Ordinal);
        Assert.Contains("No usual mistake", explainer.Explain(new SigningProgram(Sent) { Body = "?" }.Authorization(Timestamp), Timestamp, Timestamp).Verdict, StringComparison.Ordinal);
    }

    // What a program does everywhere is one mistake, however many places it shows in: line ends of the system, digits of Convert.ToHexString, names as they are sent.
    [Theory]
    [InlineData("line ends", "the line ends of Windows (CR LF) in the canonical request and in the string to sign", "the line ends of Windows (CR LF) in the canonical request")]
    [InlineData("digits", "upper-case digits in both hashes, written in upper-case digits", "upper-case digits in the hash of the body, written in upper-case digits")]
    [InlineData("names", "the names of the headers not in lower case and the action as it is", "the names of the headers not in lower case and the action as it is")]
    [InlineData("names in the list", "the names in the list of signed headers not in lower case", "the names in the list of signed headers not in lower case")]
    [InlineData("two", "the content type application/json (no mistake where the call carries it) and the action as it is, not in lower case", "the content type application/json (no mistake where the call carries it) and the action as it is, not in lower case")]
    public void What_a_program_does_everywhere_is_one_mistake(string mistake, string inSignature, string inHash)
    {
        SigningProgram right = new(Sent);
        SigningProgram program = mistake switch
        {
            "line ends" => right with { LineEnd = "\r\n", StringLineEnd = "\r\n" },
            "digits" => right with { HasUpperPayload = true, HasUpperHash = true, HasUpperSignature = true },
            "names" => right with { Headers = "Content-Type:application/json; charset=utf-8\nHost:lab.example.com\nX-TC-Action:Weigh\n", List = "Content-Type;Host;X-TC-Action" },
            "names in the list" => right with { List = "Content-Type;Host;X-TC-Action" },
            _ => right with { Headers = "content-type:application/json\nhost:lab.example.com\nx-tc-action:Weigh\n" },
        };

        Assert.EndsWith($"one gets with {inHash}.", Explainer().Explain(program.StringToSign(Timestamp), Timestamp, Timestamp).Verdict, StringComparison.Ordinal);
        Assert.EndsWith($"one gets with {inSignature}.", Explainer().Explain(program.Authorization(Timestamp), Timestamp, Timestamp).Verdict, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tcsas.tencentcloudapi.com")]
    [InlineData("tcsas.ap-singapore.tencentcloudapi.com")]
    [InlineData("tcsas.ap-guangzhou.tencentcloudapi.com")]
    [InlineData("tcsas.na-ashburn.tencentcloudapi.com")]
    [InlineData("tcsas.intl.ap-singapore.tencentcloudapi.com")]
    [InlineData("tcsas.ap-singapore.intl.tencentcloudapi.com")]
    [InlineData("tcsas.internal.tencentcloudapi.com")]
    [InlineData("tcsas.intl.ap-elsewhere.tencentcloudapi.com")]
    [InlineData("TCSAS.INTL.TENCENTCLOUDAPI.COM")]
    [InlineData("127.0.0.1:8080")]
    [InlineData("localhost:8080")]
    [Long]
    public void The_vendor_s_other_hosts_are_recognised_also_beside_another_form_of_the_body(string host)
    {
        ServiceModel service = ApiExplorerSpecs.Bundled().Services.Single(service => service.Name == "tcsas");
        ActionModel action = service.Actions.Single(action => action.Name == "DescribeMNP");
        FailureExplainer explainer = new(service, action, Encoding.UTF8.GetBytes(Sent), Typed, "ap-elsewhere", Pair, "127.0.0.1:8080");
        foreach ((string body, string words) in new[] { (Sent, $"one gets with the host {host}."), (Sent + "\n", $"one gets with a line end (LF) behind the body and the host {host}.") })
        {
            SigningProgram program = new(body) { Service = "tcsas", Headers = $"content-type:application/json; charset=utf-8\nhost:{host}\nx-tc-action:describemnp\n" };
            Assert.EndsWith(words, explainer.Explain(program.StringToSign(Timestamp), Timestamp, Timestamp).Verdict, StringComparison.Ordinal);
            Assert.EndsWith(words, explainer.Explain(program.Authorization(Timestamp), Timestamp, Timestamp).Verdict, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("2017-03-12")]
    [InlineData("2020-02-29")]
    [InlineData("2025-01-06")]
    [Long]
    public void Any_other_version_is_recognised_where_it_is_signed(string version)
    {
        foreach (string[] names in new[] { (string[])["x-tc-timestamp:1795698148", "x-tc-version:" + version], ["x-tc-region:ap-singapore", "x-tc-timestamp:1795698148", "x-tc-version:" + version] })
        {
            SigningProgram right = new(Sent);
            SigningProgram program = right with { Headers = right.Headers + string.Concat(names.Select(static line => line + "\n")), List = right.List + string.Concat(names.Select(static line => ";" + line.Split(':')[0])) };
            string[] verdicts = Verdicts(program);
            Assert.Contains("the header x-tc-version", verdicts[0], StringComparison.Ordinal);
            Assert.All(verdicts.Skip(1), verdict => Assert.EndsWith($"one gets with the version {version}.", verdict, StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("hello\nü", "hello\r\nü", "the body, with the line ends of Windows (CR LF)")]
    [InlineData("hello\r\nü\r\n", "hello\nü\n", "the body, with the line ends of Unix (LF)")]
    [InlineData("hello", "hello\r\n", "a line end of Windows (CR LF) behind the body")]
    [InlineData("hello\nü", "\uFEFFhello\r\nü", "a byte order mark before the body, with the line ends of Windows (CR LF)")]
    [InlineData("ü\u2028", "ü\u2028\n", "a line end (LF) behind the body")]
    [InlineData("hello\nü", "", "an empty body")]
    public void Another_form_of_a_raw_body_is_recognised_in_each_form(string body, string signed, string words)
    {
        FailureExplainer explainer = new(Lab.Service, Lab.Action("Store"), Encoding.UTF8.GetBytes(body), "{}", null, Pair, "127.0.0.1:8080");
        SigningProgram program = new(signed) { Headers = "content-type:application/octet-stream\nhost:lab.example.com\nx-tc-action:store\n" };
        foreach (string text in new[] { program.Canonical(), program.StringToSign(Timestamp), program.Authorization(Timestamp) })
        {
            Assert.Contains("one gets with " + words, explainer.Explain(text, Timestamp, Timestamp).Verdict, StringComparison.Ordinal);
        }

        string other = explainer.Explain((program with { Body = "?" }).Canonical(), Timestamp, Timestamp).Verdict;
        Assert.Contains("Other line ends, a byte order mark or another encoding", other, StringComparison.Ordinal);
        Assert.DoesNotContain("members", other, StringComparison.Ordinal);
    }

    [Fact]
    public void A_body_in_another_encoding_is_recognised()
    {
        // Python's encode("utf-16") writes the mark, Java's getBytes("UTF-16") the high byte first as well.
        Assert.Contains("with the body, in UTF-16: ", Explain(Encoding.Unicode.GetBytes(Sent)), StringComparison.Ordinal);
        Assert.Contains("with the body, in UTF-16 with its mark: ", Explain([0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Sent)]), StringComparison.Ordinal);
        Assert.Contains("with the body, in UTF-16 with the high byte first: ", Explain(Encoding.BigEndianUnicode.GetBytes(Sent)), StringComparison.Ordinal);
        Assert.Contains("with the body, in UTF-16 with its mark and the high byte first: ", Explain([0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(Sent)]), StringComparison.Ordinal);
        Assert.Contains("the body, in Latin-1", Explain(Encoding.Latin1.GetBytes(Sent)), StringComparison.Ordinal);

        static string Explain(byte[] signed)
        {
            string hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(signed));
            string right = new SigningProgram(Sent).Canonical();
            return Explainer().Explain(right[..^64] + hash, null, Timestamp).Verdict;
        }
    }

    // What is special about the typed body is said, and nothing that is not so.
    [Theory]
    [InlineData("""{"Mode":"Fast","Samples":[]}""", """{"Samples":[],"Mode":"Fast"}""", "one gets with the body as it is typed, in its typed order: ")]
    [InlineData("""{"Samples":[], "Mode":"Fast" }""", """{"Samples":[],"Mode":"Fast"}""", "one gets with the body as it is typed, with its blanks: ")]
    [InlineData("""{"Mode": "Fast","Samples":[]}""", """{"Samples":[],"Mode":"Fast"}""", "one gets with the body as it is typed, with its blanks, in its typed order: ")]
    [InlineData("""{"Mode":"a \" b","Weight":1.50}""", """{"Mode":"a \" b","Weight":1.5}""", "one gets with the body as it is typed: ")]
    public void The_typed_body_is_described_as_it_is(string typed, string sent, string words)
    {
        FailureExplainer explainer = new(Lab.Service, Lab.Action("Weigh"), Encoding.UTF8.GetBytes(sent), typed, null, Pair, "127.0.0.1:8080");
        Assert.Contains(words, explainer.Explain(new SigningProgram(typed).Canonical(), null, Timestamp).Verdict, StringComparison.Ordinal);
    }

    private static string[] Verdicts(SigningProgram program) =>
    [
        Explainer().Explain(program.Canonical(), null, Timestamp).Verdict,
        Explainer().Explain(program.StringToSign(Timestamp), Timestamp, Timestamp).Verdict,
        Explainer().Explain("Authorization: " + program.Authorization(Timestamp), Timestamp, Timestamp).Verdict,
    ];

    private static FailureExplainer Explainer() => new(Lab.Service, Lab.Action("Weigh"), Encoding.UTF8.GetBytes(Sent), Typed, "ap-singapore", Pair, "127.0.0.1:8080");
}
