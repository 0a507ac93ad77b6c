using System.Text;
using ApiGen.Emulator;
using ApiGen.Explorer.Signing;

namespace ApiGen.Explorer.Tests.Signing;

/// <summary>What a pasted request is seen to send is compared with what is signed, whatever response stands below it.</summary>
public sealed class SentAndSignedTests
{
    private const long Now = 1_795_698_148;
    private const string Body = """{"Samples":[{"Name":"iron"}]}""";
    private const string Type = "application/json; charset=utf-8";
    private const string Host = "lab.example.com";
    private const string Regional = "lab.ap-singapore.example.com";

    // With HOST, TYPE and AUTH for the values of the headers.
    private static readonly Dictionary<string, string> Forms = new(StringComparer.Ordinal)
    {
        ["curl"] = "curl -X POST https://HOST/ \\\n  -H 'Authorization: AUTH' \\\n  -H 'Content-Type: TYPE' \\\n  -H 'X-TC-Action: Weigh' \\\n  -H 'X-TC-Timestamp: 1795698148' \\\n  -d '" + Body + "'\n",
        ["curl with its host"] = "curl https://127.0.0.1:8080/ -H \"Host: HOST\" -H \"Content-Type: TYPE\" -H \"X-TC-Timestamp: 1795698148\" -H \"Authorization: AUTH\" -d \"" + Body.Replace("\"", "\\\"", StringComparison.Ordinal) + "\"\n",
        ["curl for JSON"] = "curl --json '" + Body + "' -H 'Content-Type: TYPE' -H 'X-TC-Timestamp: 1795698148' -H 'Authorization: AUTH' https://HOST\n",
        ["HTTP file"] = "### Weigh\nPOST https://HOST/\nContent-Type: TYPE\nX-TC-Action: Weigh\nX-TC-Timestamp: 1795698148\nAuthorization: AUTH\n\n" + Body + "\n",
        ["Postman"] = "POST / HTTP/1.1\nAuthorization: AUTH\nContent-Type: TYPE\nX-TC-Timestamp: 1795698148\nUser-Agent: PostmanRuntime/7.37.3\nAccept: */*\nHost: HOST\nContent-Length: 29\n\n" + Body + "\n",
        ["curl -v"] = "* Connected to HOST port 443\n> POST / HTTP/1.1\n> Host: HOST\n> Accept: */*\n> Content-Type: TYPE\n> X-TC-Timestamp: 1795698148\n> Authorization: AUTH\n> Content-Length: 29\n>\n",
        ["HAR"] = "{\"request\":{\"headers\":[{\"name\":\"Host\",\"value\":\"HOST\"},{\"name\":\"Content-Type\",\"value\":\"TYPE\"},{\"name\":\"X-TC-Timestamp\",\"value\":\"1795698148\"},{\"name\":\"Authorization\",\"value\":\"AUTH\"}]}}\n",
    };

    private static readonly Dictionary<string, string> Responses = new(StringComparer.Ordinal)
    {
        ["none"] = "",
        ["JSON"] = """{"Response":{"Error":{"Code":"AuthFailure.SignatureFailure","Message":"Check your signature, Content-Type: application/json among it."},"RequestId":"a"}}""",
        ["indented JSON"] = "{\n    \"Response\": {\n        \"Error\": {\n            \"Code\": \"AuthFailure.SignatureFailure\"\n        },\n        \"RequestId\": \"a\"\n    }\n}\n",
        ["with headers"] = "HTTP/1.1 400 Bad Request\nServer: nginx\nContent-Type: application/json\nHost: other.example.com\nX-TC-Timestamp: 1\n\n{\"Response\":{}}",
        ["of curl -v"] = "< HTTP/2 200\n< content-type: text/plain\n< host: other.example.com\n<\n{\"Response\":{}}",
        ["labelled"] = "response headers: {'Content-Type': 'application/json', 'Host': 'other.example.com'}",
    };

    // What differs, what is sent, what is signed, and how the verdict begins or ends.
    private static readonly (string Mistake, string Host, string Type, SigningProgram Signer, string Begin, string End)[] Truths =
    [
        ("nothing", Host, Type, new(Body), "Nothing differs: the signature is right. A call", ""),
        ("nothing, with another type", Host, "application/json", Signing("application/json"), "Nothing differs: the signature is right. A call", ""),
        ("nothing, with another host", Regional, Type, SigningProgram.With(Body, "host of a region"), "Nothing differs: the signature is right. A call", ""),
        ("nothing, by the gateway", "127.0.0.1:8080", Type, new(Body), "Nothing differs: the signature is right. A call", ""),
        ("type", Host, Type, Signing("application/json"), $"The first line that differs is the header content-type. What is signed is application/json, but the call carries {Type}: ", ""),
        ("type without charset", Host, "application/json", new(Body), $"The first line that differs is the header content-type. What is signed is {Type}, but the call carries application/json: ", ""),
        ("other type", Host, "text/plain", new(Body), $"The first line that differs is the Content-Type that is sent. The call carries text/plain, which the action does not take: send what is signed, {Type}.", ""),
        ("nothing, with the port", Host + ":443", Type, new(Body), "Nothing differs: the signature is right. A call", ""),
        ("nothing, with the port of another host", Regional + ":8443", Type, SigningProgram.With(Body, "host of a region"), "Nothing differs: the signature is right. A call", ""),
        ("host sent with its port", Regional + ":443", Type, new(Body), $"The first line that differs is the header host. What is signed is {Host}, but the call carries {Regional}:443: ", ""),
        ("body", Host, Type, new(Body + "\n"), "The first line that differs is the signature.", "one gets with a line end (LF) behind the body."),
        ("host", Host, Type, SigningProgram.With(Body, "host of a region"), "The first line that differs is the signature.", $"one gets with the host {Regional}."),
        ("host sent", Regional, Type, new(Body), $"The first line that differs is the header host. What is signed is {Host}, but the call carries {Regional}: ", ""),
        ("other host sent", "other.example.org", Type, new(Body), $"The first line that differs is the header host. What is signed is {Host}, but the call carries other.example.org: ", ""),
        ("address sent", "10.0.0.9:8443", Type, new(Body), $"The first line that differs is the header host. What is signed is {Host}, but the call carries 10.0.0.9:8443: ", ""),
        ("nothing, by localhost", "localhost:8080", Type, new(Body), "Nothing differs: the signature is right. A call", ""),
        ("timestamp", Host, Type, new(Body) { Shift = -1 }, "The first line that differs is the signature.", "a timestamp 1 second earlier: read the clock once."),
    ];

    public static TheoryData<string, string, string> All =>
        [.. from form in Forms.Keys from response in Responses.Keys from truth in Truths select new TheoryDataRow<string, string, string>(form, response, truth.Mistake)];

    [Theory]
    [MemberData(nameof(All))]
    public void What_is_sent_is_compared_with_what_is_signed(string form, string response, string mistake)
    {
        (_, string host, string type, SigningProgram signer, string begin, string end) = Truths.Single(truth => truth.Mistake == mistake);
        string text = Pasted(form, host, type, signer) + Responses[response];
        string verdict = Explain(text);

        Assert.True(verdict.StartsWith(begin, StringComparison.Ordinal) && verdict.EndsWith(end, StringComparison.Ordinal), $"{verdict}\n{text}");
    }

    // The maps of Go and Java, a table of Markdown, the pairs of .NET, a list of Akka: the host and the content type are read by one rule.
    [Theory]
    [InlineData("map[", "{0}:[{1}]", " ", "]")]
    [InlineData("{", "{0}=[{1}]", ", ", "}")]
    [InlineData("{", "{0}={1}", ", ", "}")]
    [InlineData("java.net.http.HttpHeaders@3f { {", "{0}=[{1}]", ", ", "} }")]
    [InlineData("| Header | Value |\n|---|---|\n", "| {0} | {1} |", "\n", "")]
    [InlineData("", "[{0}, {1}]", "\n", "")]
    [InlineData("List(", "{0}: {1}", ", ", ")")]
    public void A_header_that_is_sent_otherwise_is_named_in_notations_without_quotes(string before, string pair, string between, string behind)
    {
        string[] names = ["Host", "Content-Type", "X-TC-Timestamp", "Authorization"];
        foreach (string[] order in new string[][] { [.. names], [.. names.Reverse()], ["Authorization", "Content-Type", "Host", "X-TC-Timestamp"] })
        {
            Assert.StartsWith("Nothing differs: the signature is right.", Verdict(Host, Type), StringComparison.Ordinal);
            Assert.StartsWith("Nothing differs: the signature is right.", Verdict("127.0.0.1:8080", Type), StringComparison.Ordinal);
            Assert.StartsWith($"The first line that differs is the header host. What is signed is {Host}, but the call carries {Regional}: ", Verdict(Regional, Type), StringComparison.Ordinal);
            Assert.StartsWith($"The first line that differs is the header content-type. What is signed is {Type}, but the call carries application/json: ", Verdict(Host, "application/json"), StringComparison.Ordinal);

            string Verdict(string host, string type) => Explain(before + string.Join(between, order.Select(name => pair.Replace("{0}", name, StringComparison.Ordinal).Replace(
                "{1}", name switch { "Host" => host, "Content-Type" => type, "Authorization" => new SigningProgram(Body).Authorization(Now), _ => "1795698148" }, StringComparison.Ordinal))) + behind);
        }
    }

    // Logs say which machine wrote them.
    [Theory]
    [InlineData("""{{"host":"web-1.example.org","message":"sent","headers":{{"Content-Type":"application/json; charset=utf-8","X-TC-Timestamp":"1795698148","Authorization":"{0}"}}}}""")]
    [InlineData("host=web-1.example.org level=debug\nX-TC-Timestamp: 1795698148\nAuthorization: {0}")]
    public void The_machine_that_wrote_a_log_is_not_the_host_that_is_sent(string log) =>
        Assert.StartsWith("Nothing differs: the signature is right.", Explain(string.Format(null, log, new SigningProgram(Body).Authorization(Now))), StringComparison.Ordinal);

    [Theory]
    [InlineData(0, "All parts but the signature are right. Give the X-TC-Timestamp")]
    [InlineData(-400, "All parts but the signature are right, if the timestamp is of 2025-10-22, which is not today (UTC). Give the X-TC-Timestamp")]
    public void A_header_alone_of_another_day_is_told_so(int days, string verdict) =>
        Assert.StartsWith(verdict, Explain("Authorization: " + new SigningProgram(Body).Authorization(Now + (days * 86_400L))), StringComparison.Ordinal);

    // The manuals of curl (--data, --json) and wget (--post-data) say what they send.
    [Theory]
    [InlineData("curl https://lab.example.com/ {0} -d '{{}}'", "application/x-www-form-urlencoded")]
    [InlineData("curl https://lab.example.com/ \\\n {0} \\\n --data-raw '{{}}'", "application/x-www-form-urlencoded")]
    [InlineData("curl {0} --data-binary @body.json https://lab.example.com/", "application/x-www-form-urlencoded")]
    [InlineData("curl {0} --json '{{}}' https://lab.example.com/", "application/json")]
    [InlineData("wget {0} --post-data='{{}}' https://lab.example.com/", "application/x-www-form-urlencoded")]
    [InlineData("curl -sSd '{{\"Name\":\"a|b;c\"}}' {0} https://lab.example.com/", "application/x-www-form-urlencoded")]
    [InlineData("curl -XGET {0} https://lab.example.com/ `\n  -d '{{}}'", "application/x-www-form-urlencoded")]
    [InlineData("curl {0} -d '$x' https://lab.example.com/ | base64 -d", "application/x-www-form-urlencoded")]
    [InlineData("base64 -d key && curl {0} --json '{{}}' https://lab.example.com/; cut -d' ' -f1 out", "application/json")]
    public void What_a_command_sends_where_no_header_says_otherwise_is_what_is_sent(string command, string sent)
    {
        foreach (string response in Responses.Values)
        {
            Assert.StartsWith(
                sent == "application/json" ? $"The first line that differs is the header content-type. What is signed is {Type}, but the call carries {sent}: "
                    : $"The first line that differs is the Content-Type that is sent. The call carries {sent}, which the action does not take: send what is signed, {Type}.",
                Verdict(Type), StringComparison.Ordinal);
            Assert.Equal(sent == "application/json", Verdict("application/json").StartsWith("Nothing differs: the signature is right. A call", StringComparison.Ordinal));

            string Verdict(string type) => Explain(string.Format(null, command, $"-H 'X-TC-Timestamp: 1795698148' -H 'Authorization: {Signing(type).Authorization(Now)}'") + "\n" + response);
        }
    }

    // An option of another command, one that turns the data into a query, or one that only the shell or a file knows.
    [Theory]
    [InlineData("base64 -d key; curl {0} https://lab.example.com/")]
    [InlineData("base64 -d key\ncurl {0} https://lab.example.com/")]
    [InlineData("base64 -d key && curl {0} https://lab.example.com/ && base64 -d out")]
    [InlineData("curl {0} https://lab.example.com/ | cut -d' ' -f1")]
    [InlineData("curl {0} https://lab.example.com/ -o out; base64 -d out")]
    [InlineData("curl {0} -H \"X-Key: $(base64 -d key)\" https://lab.example.com/")]
    [InlineData("curl -G {0} -d a=b https://lab.example.com/")]
    [InlineData("curl -sG {0} -d a=b https://lab.example.com/")]
    [InlineData("curl {0} -d a=b --get https://lab.example.com/")]
    [InlineData("curl {0} -d '{{}}' -H @headers https://lab.example.com/")]
    [InlineData("curl {0} -d '{{}}' -H \"$TYPE\" https://lab.example.com/")]
    [InlineData("curl {0} -d '{{}}' --header=$TYPE https://lab.example.com/")]
    [InlineData("curl {0} -d '{{}}' \"${{options[@]}}\" https://lab.example.com/")]
    [InlineData("curl {0} -d '{{}}' $OPTIONS https://lab.example.com/")]
    [InlineData("curl {0} -d '{{}}' -K curl.conf https://lab.example.com/")]
    [InlineData("wget -d {0} https://lab.example.com/")]
    [InlineData("curl {0} https://lab.example.com/\ncurl -d '{{}}' https://lab.example.com/")]
    public void What_a_command_may_or_may_not_send_is_no_mistake(string command)
    {
        Assert.StartsWith("Nothing differs: the signature is right. A call", Verdict(Type), StringComparison.Ordinal);
        Assert.StartsWith("Nothing differs: the signature is right. What is signed is the content type application/json, so", Verdict("application/json"), StringComparison.Ordinal);

        string Verdict(string type) => Explain(string.Format(null, command, $"-H 'X-TC-Timestamp: 1795698148' -H 'Authorization: {Signing(type).Authorization(Now)}'"));
    }

    // RFC 3986, section 3.2.1: who logs in is no part of the host.
    [Theory]
    [InlineData("curl https://user:pw@{0}/ ")]
    [InlineData("curl https://user:443@{0}/ ")]
    [InlineData("curl https://lab.user@{0}:443/ ")]
    public void Who_logs_in_is_not_taken_for_the_host(string command)
    {
        Assert.StartsWith("Nothing differs: the signature is right. A call", Verdict(Host), StringComparison.Ordinal);
        Assert.StartsWith($"The first line that differs is the header host. What is signed is {Host}, but the call carries {Regional}", Verdict(Regional), StringComparison.Ordinal);

        string Verdict(string host) => Explain(string.Format(null, command, host) + $"-H 'Content-Type: {Type}' -H 'X-TC-Timestamp: 1795698148' -H 'Authorization: {new SigningProgram(Body).Authorization(Now)}'");
    }

    // Whoever follows the advice is not told the opposite in the next round.
    [Fact]
    public void A_command_that_sends_what_the_action_does_not_take_is_told_so_by_each_form()
    {
        const string Told = "is the Content-Type that is sent. The call carries application/x-www-form-urlencoded, which the action does not take: send what is signed, application/json";
        foreach (string type in new[] { Type, "application/json" })
        {
            SigningProgram signer = Signing(type);
            string command = $"curl https://{Host} -H 'X-TC-Timestamp: 1795698148' -d '{Body}'";
            Assert.Contains(Told, Explain($"{signer.Canonical()}\n\n{command}"), StringComparison.Ordinal);
            Assert.Contains(Told, Explain($"{signer.StringToSign(Now)}\n\n{command}"), StringComparison.Ordinal);
            Assert.Contains(Told, Explain($"{command} -H 'Authorization: {signer.Authorization(Now)}'"), StringComparison.Ordinal);
        }

        SigningProgram followed = Signing("application/x-www-form-urlencoded");
        Assert.Contains($"is the header content-type. It is, in lower case, exactly the Content-Type that is sent", Explain($"{followed.Canonical()}\n\ncurl https://{Host} -d '{Body}'"), StringComparison.Ordinal);
    }

    // What programs print beside the request that they send.
    [Theory]
    [InlineData("none")]
    [InlineData("JSON")]
    [InlineData("with headers")]
    public void A_canonical_request_and_a_string_to_sign_are_compared_with_what_is_sent_too(string response)
    {
        SigningProgram wrong = Signing("application/json");
        string told = $"is the header content-type. It is, in lower case, exactly the Content-Type that is sent, the character set included. What is signed is application/json, but the call carries {Type}.";
        Assert.Contains("Nothing differs: the signature is right. A call", Verdict(new SigningProgram(Body), static signer => signer.Canonical()), StringComparison.Ordinal);
        Assert.Contains("Nothing differs: the signature is right. A call", Verdict(new SigningProgram(Body), static signer => signer.StringToSign(Now)), StringComparison.Ordinal);
        Assert.Contains(told, Verdict(wrong, static signer => signer.Canonical()), StringComparison.Ordinal);
        Assert.Contains($"the string to sign: The first line that differs is the header content-type. What is signed is application/json, but the call carries {Type}: ", Verdict(wrong, static signer => signer.StringToSign(Now)), StringComparison.Ordinal);

        string Verdict(SigningProgram signer, Func<SigningProgram, string> form) => Explain($"{form(signer)}\n\n{Pasted("curl", Host, Type, signer)}{Responses[response]}");
    }

    // Which of two values arrives is up to the server, and what stands behind the word response may be either.
    [Theory]
    [InlineData("curl -H 'Content-Type: application/json' -H 'Content-Type: application/json; charset=utf-8' -H 'X-TC-Timestamp: 1795698148' -H 'Authorization: {0}' https://lab.example.com")]
    [InlineData("HTTP/1.1 200 OK\nContent-Type: application/json\nX-TC-Timestamp: 1795698148\nAuthorization: {0}")]
    [InlineData("the response of Content-Type: application/json\nX-TC-Timestamp: 1795698148\nAuthorization: {0}")]
    public void What_is_not_certainly_sent_is_called_no_mistake_but_named(string text)
    {
        Assert.StartsWith("Nothing differs: the signature is right.", Explain(string.Format(null, text, Signing(Type).Authorization(Now))), StringComparison.Ordinal);
        Assert.StartsWith("Nothing differs: the signature is right. What is signed is the content type application/json, so the call has to carry it.", Explain(string.Format(null, text, Signing("application/json").Authorization(Now))), StringComparison.Ordinal);
    }

    private static string Pasted(string form, string host, string type, SigningProgram signer) =>
        Forms[form].Replace("HOST", host, StringComparison.Ordinal).Replace("TYPE", type, StringComparison.Ordinal).Replace("AUTH", signer.Authorization(Now), StringComparison.Ordinal);

    private static SigningProgram Signing(string type) => new(Body) { Headers = new SigningProgram(Body).Headers.Replace(Type, type, StringComparison.Ordinal) };

    private static string Explain(string text) =>
        new FailureExplainer(Lab.Service, Lab.Action("Weigh"), Encoding.UTF8.GetBytes(Body), Body, "ap-singapore", new EmulatorCredential(ApiEmulator.ExampleSecretId, ApiEmulator.ExampleSecretKey), "127.0.0.1:8080")
            .Explain(text, null, Now).Verdict;
}
