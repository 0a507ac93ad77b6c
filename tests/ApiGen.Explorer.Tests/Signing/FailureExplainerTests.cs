using System.Security.Cryptography;
using System.Text;
using ApiGen.Emulator;
using ApiGen.Explorer.Signing;
using ApiGen.Runtime;
using ApiGen.Runtime.Signing;

namespace ApiGen.Explorer.Tests.Signing;

/// <summary>The first difference of what another program has signed is named; what is right is called so.</summary>
public sealed class FailureExplainerTests
{
    private const long Timestamp = 1_767_225_600;
    private const string Compact = """{"Samples":[{"Name":"iron"}]}""";
    private const string Typed = """{ "Samples": [ { "Name": "iron" } ] }""";
    private static readonly TencentCloudCredential Example = new(ApiEmulator.ExampleSecretId, ApiEmulator.ExampleSecretKey);

    private static readonly string Right = string.Join('\n', [
        "POST", "/", "", "content-type:application/json; charset=utf-8", "host:lab.example.com", "x-tc-action:weigh", "", "content-type;host;x-tc-action",
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Compact)))]);

    private static readonly string RightString = new Tc3Signer("lab", "lab.example.com", "Weigh").Explain(Example, Timestamp, Encoding.UTF8.GetBytes(Compact)).StringToSign;

    [Theory]
    [InlineData("POST", "POST", "", "Nothing differs")]
    [InlineData("content-type:application/json; charset=utf-8", "content-type:application/json", "", "Nothing differs")]
    [InlineData("POST\n", "GET\n", "the method", "POST")]
    [InlineData("POST\n", "", "the method", "missing")]
    [InlineData("\n/\n", "\n/v3\n", "the path", "single slash")]
    [InlineData("/\n\n", "/\na=1\n", "the query", "none")]
    [InlineData("/\n\n", "/\na=http://b\n", "the query", "none")]
    [InlineData("/\n\n", "/\n", "the query", "its line stays")]
    [InlineData("/\n\n", "/\n\n\n", "a line too many", "one line")]
    [InlineData("application/json;", "Application/JSON;", "the header content-type", "lower case")]
    [InlineData("host:lab.example.com", "host:127.0.0.1:8080", "the header host", "lab.example.com")]
    [InlineData("host:lab.example.com\n", "", "the header host", "have to be signed")]
    [InlineData("x-tc-action:weigh", "x-tc-action:Weigh", "the header x-tc-action", "lower case")]
    [InlineData("x-tc-action:weigh", "X-TC-Action:weigh", "the header x-tc-action", "lower case")]
    [InlineData("x-tc-action:weigh", "x-tc-action:watch", "the header x-tc-action", "It is another action: the request in the form is one of Weigh,")]
    [InlineData("x-tc-action:weigh", "x-tc-action:Watch", "the header x-tc-action", "It is another action: the request in the form is one of Weigh,")]
    [InlineData("host:lab", "host: lab", "the header host", "")]
    [InlineData("\ncontent-type;host;x-tc-action", "\nhost;content-type;x-tc-action", "the list of signed headers", "sorted")]
    [InlineData("weigh\n\n", "weigh\n", "the empty line behind the headers", "missing")]
    [InlineData("\ncontent-type;host;x-tc-action", "", "the list of signed headers", "missing")]
    public void The_first_line_of_a_canonical_request_that_differs_is_named_and_no_other_one_is_wrong(string from, string to, string line, string why)
    {
        Assert.Contains(from, Right, StringComparison.Ordinal);
        FailureExplanation found = Explainer().Explain(Right.Replace(from, to, StringComparison.Ordinal), null, Timestamp);

        Assert.Contains(why, found.Verdict, StringComparison.Ordinal);
        Assert.Equal(line.Length == 0 ? [] : [line], found.Lines.Where(static compared => !compared.IsSame).Select(static compared => compared.Name));
        Assert.Contains(line, found.Verdict, StringComparison.Ordinal);
    }

    [Fact]
    public void Version_region_and_timestamp_are_compared_where_they_are_signed()
    {
        string more = Right.Replace("x-tc-action:weigh\n", "x-tc-action:weigh\nx-tc-region:ap-singapore\nx-tc-timestamp:1767225600\nx-tc-version:2026-01-01\n", StringComparison.Ordinal)
            .Replace("host;x-tc-action", "host;x-tc-action;x-tc-region;x-tc-timestamp;x-tc-version", StringComparison.Ordinal);

        Assert.StartsWith("Nothing differs", Explainer().Explain(more, Timestamp, Timestamp).Verdict, StringComparison.Ordinal);
        Assert.Contains("the header x-tc-version. It is the version of the service, 2026-01-01.", Explainer().Explain(more.Replace("2026-01-01", "2017-03-12", StringComparison.Ordinal), Timestamp, Timestamp).Verdict, StringComparison.Ordinal);
        Assert.Contains("the header x-tc-region", Explainer("ap-bangkok").Explain(more, Timestamp, Timestamp).Verdict, StringComparison.Ordinal);
        Assert.Contains("the header x-tc-timestamp. It is 8 hours ahead", Explainer().Explain(more.Replace("1767225600", "1767254400", StringComparison.Ordinal), Timestamp, Timestamp).Verdict, StringComparison.Ordinal);
        Assert.Contains("in milliseconds", Explainer().Explain(more.Replace("1767225600", "1767225600123", StringComparison.Ordinal), null, Timestamp).Verdict, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("another", "the very bytes that are sent")]
    [InlineData("", "an empty body")]
    public void The_hash_of_no_known_body_says_what_belongs_there(string body, string why)
    {
        string hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body)));
        FailureExplanation found = Explainer().Explain(Right[..Right.LastIndexOf('\n')] + "\n" + hash, null, Timestamp);

        Assert.StartsWith("The first line that differs is the hash of the body.", found.Verdict, StringComparison.Ordinal);
        Assert.Contains(why, found.Verdict, StringComparison.Ordinal);
    }

    [Fact]
    public void A_right_signature_another_pair_another_service_and_another_date_are_recognised()
    {
        string right = Sign(Example, "lab", Timestamp);

        Assert.StartsWith("Nothing differs", Explainer().Explain("Authorization: " + right, Timestamp, Timestamp).Verdict, StringComparison.Ordinal);
        Assert.Contains("Give the X-TC-Timestamp", Explainer().Explain(right, null, Timestamp).Verdict, StringComparison.Ordinal);
        Assert.StartsWith("The first line that differs is the SecretId.", Explainer().Explain(Sign(new TencentCloudCredential("AKIDstranger", "key"), "lab", Timestamp), Timestamp, Timestamp).Verdict, StringComparison.Ordinal);
        Assert.StartsWith("The first line that differs is the service of the scope.", Explainer().Explain(Sign(Example, "cvm", Timestamp), Timestamp, Timestamp).Verdict, StringComparison.Ordinal);
        Assert.StartsWith("The first line that differs is the date of the scope.", Explainer().Explain(Sign(Example, "lab", Timestamp - 1), Timestamp, Timestamp).Verdict, StringComparison.Ordinal);
        Assert.Contains("No usual mistake gives it", Explainer().Explain(Sign(new TencentCloudCredential(ApiEmulator.ExampleSecretId, "key"), "lab", Timestamp), Timestamp, Timestamp).Verdict, StringComparison.Ordinal);
        Assert.StartsWith("The Authorization header is malformed: it lacks Credential,", Explainer().Explain(right.Replace(", SignedHeaders=content-type;host;x-tc-action", "", StringComparison.Ordinal), null, Timestamp).Verdict, StringComparison.Ordinal);
        Assert.StartsWith("The Authorization header is malformed: its Credential is not", Explainer().Explain(right.Replace("/tc3_request", "", StringComparison.Ordinal), null, Timestamp).Verdict, StringComparison.Ordinal);
        Assert.StartsWith("The Authorization header is malformed: ", Explainer().Explain(right.Replace("TC3-HMAC-SHA256 ", "TC3-HMAC-SHA256,", StringComparison.Ordinal), null, Timestamp).Verdict, StringComparison.Ordinal);
        Assert.StartsWith("This is neither", Explainer().Explain("hello", null, Timestamp).Verdict, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("TC3-HMAC-SHA1")]
    [InlineData("TC3-HMAC-SHA512")]
    [InlineData("tc3-hmac-sha256")]
    [InlineData("AWS4-HMAC-SHA256")]
    [InlineData("ACS3-HMAC-SM3")]
    public void Another_algorithm_is_told_in_a_string_to_sign_and_in_an_authorization_header(string algorithm)
    {
        const string Verdict = "The first line that differs is the algorithm. Signature v3 has one algorithm alone, TC3-HMAC-SHA256.";

        Assert.Equal(Verdict, Explainer().Explain(RightString.Replace("TC3-HMAC-SHA256", algorithm, StringComparison.Ordinal), Timestamp, Timestamp).Verdict);
        Assert.Equal(Verdict, Explainer().Explain("Authorization: " + Sign(Example, "lab", Timestamp).Replace("TC3-HMAC-SHA256", algorithm, StringComparison.Ordinal), Timestamp, Timestamp).Verdict);
    }

    // A field of text does not keep line ends, and what is copied often has one behind it.
    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("")]
    public void It_is_said_that_line_ends_are_not_compared(string end)
    {
        foreach (string text in new[] { Right, RightString })
        {
            string verdict = Explainer().Explain(text.Replace("\n", end.Length > 1 ? end : "\n", StringComparison.Ordinal) + end, Timestamp, Timestamp).Verdict;
            Assert.StartsWith("Nothing differs", verdict, StringComparison.Ordinal);
            Assert.Contains("line ends, and one behind the text, are not compared", verdict, StringComparison.Ordinal);
        }
    }

    // What is wrong with a header line is told part by part, and nothing of a part that is right.
    [Theory]
    [InlineData("content-type:app", "content-type: app", "without a blank", "exactly the Content-Type")]
    [InlineData("content-type:app", "Content-Type:app", "The name of a header is signed in lower case.", "exactly the Content-Type")]
    [InlineData("host:lab", "Host: lab", "in lower case. Header lines are name:value, without a blank", "the host of the service")]
    [InlineData("utf-8\n", "utf-8 \n", "without a blank", "exactly the Content-Type")]
    [InlineData("x-tc-action:weigh", "x-tc-action: Weigh", "behind the value. The action is signed in lower case", "The name of a header")]
    [InlineData("host:lab.example.com", "host:other.example.com", "the host of the service, lab.example.com", "blank")]
    public void Each_part_of_a_header_line_is_judged_by_itself(string from, string to, string why, string isNot)
    {
        string verdict = Explainer().Explain(Right.Replace(from, to, StringComparison.Ordinal), null, Timestamp).Verdict;

        Assert.Contains(why, verdict, StringComparison.Ordinal);
        Assert.DoesNotContain(isNot, verdict, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("content-type;host;x-tc-action", "Content-Type;Host;X-TC-Action", "in lower case")]
    [InlineData("content-type;host;x-tc-action", "host;x-tc-action", "content-type and host are among them")]
    [InlineData("content-type;host;x-tc-action", "content-type;host;x-custom", "The header x-custom is signed, whose value is not known here")]
    public void A_list_of_headers_in_an_authorization_header_is_judged(string from, string to, string why) =>
        Assert.Contains(why, Explainer().Explain(Sign(Example, "lab", Timestamp).Replace(from, to, StringComparison.Ordinal), Timestamp, Timestamp).Verdict, StringComparison.Ordinal);

    [Fact]
    public void A_string_to_sign_is_compared_line_by_line_and_a_line_that_is_missing_makes_no_other_one_wrong()
    {
        string[] lines = RightString.Split('\n');

        Assert.StartsWith("Nothing differs", Explainer().Explain(RightString, null, Timestamp).Verdict, StringComparison.Ordinal);
        Assert.Contains("the credential scope", Explainer().Explain(RightString.Replace("2026-01-01", "2026-01-02", StringComparison.Ordinal), null, Timestamp).Verdict, StringComparison.Ordinal);
        Assert.Contains("the credential scope", Explainer().Explain(RightString.Replace("/lab/", "/lab.example.com/", StringComparison.Ordinal), null, Timestamp).Verdict, StringComparison.Ordinal);
        Assert.Contains("paste it", Explainer().Explain(RightString[..^1] + (RightString[^1] == '0' ? '1' : '0'), null, Timestamp).Verdict, StringComparison.Ordinal);
        Assert.Contains("64 digits of base 16", Explainer().Explain(RightString[..^1] + "x", null, Timestamp).Verdict, StringComparison.Ordinal);
        Assert.Contains("64 digits of base 16", Explainer().Explain(RightString[..^1], null, Timestamp).Verdict, StringComparison.Ordinal);
        string[] labels = ["the algorithm", "the timestamp", "the credential scope", "the hash of the canonical request"];
        for (int i = 0; i < lines.Length; i++)
        {
            FailureExplanation found = Explainer().Explain(string.Join('\n', lines.Where((_, j) => j != i)), Timestamp, Timestamp);
            Assert.Equal([labels[i]], found.Lines.Where(static line => !line.IsSame).Select(static line => line.Name));
        }
    }

    // The clock is wrong in the string to sign alone, or in the call as well, or nobody says what the call carries.
    [Theory]
    [InlineData(8 * 3600, 0L, "8 hours ahead of the X-TC-Timestamp of the call (the clock of China")]
    [InlineData(-8 * 3600, 0L, "8 hours behind the X-TC-Timestamp of the call (the clock of China")]
    [InlineData(1, 0L, "1 second ahead of the X-TC-Timestamp of the call (is the clock read twice?)")]
    [InlineData(-1, 0L, "1 second behind the X-TC-Timestamp of the call")]
    [InlineData(8 * 3600, 8L * 3600, "8 hours ahead of the clock of this machine (the clock of China")]
    [InlineData(8 * 3600, null, "8 hours ahead of the clock of this machine (the clock of China")]
    [InlineData((8 * 3600) - 100, null, "8 hours ahead of the clock of this machine")]
    [InlineData(-8 * 3600, null, "8 hours behind the clock of this machine")]
    [InlineData(-600, null, "10 minutes behind the clock of this machine")]
    [InlineData(86_400 * 3, null, "3 days ahead of the clock of this machine")]
    [InlineData(299, null, "more than five minutes off when it arrives is refused with AuthFailure.SignatureExpire; this one is not")]
    public void A_wrong_clock_in_a_string_to_sign_is_told(int seconds, long? call, string why)
    {
        string text = new Tc3Signer("lab", "lab.example.com", "Weigh").Explain(Example, Timestamp + seconds, Encoding.UTF8.GetBytes(Compact)).StringToSign;
        string verdict = Explainer().Explain(text, call is { } offset ? Timestamp + offset : null, Timestamp).Verdict;

        Assert.Contains(why, verdict, StringComparison.Ordinal);
        Assert.Equal(seconds > 300 || call == 0, verdict.StartsWith("The first line that differs is the timestamp.", StringComparison.Ordinal));
        Assert.Equal(call != 0, verdict.Contains("AuthFailure.SignatureExpire", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(8 * 3600, "8 hours ahead of the clock of this machine")]
    [InlineData(-3600, "1 hour behind the clock of this machine")]
    public void A_wrong_clock_behind_a_right_signature_is_told(int seconds, string why)
    {
        string verdict = Explainer().Explain(Sign(Example, "lab", Timestamp + seconds), Timestamp + seconds, Timestamp).Verdict;

        Assert.Contains(why, verdict, StringComparison.Ordinal);
        Assert.Contains("AuthFailure.SignatureExpire", verdict, StringComparison.Ordinal);
    }

    // The call says the one time and is signed at the other, which is on another date.
    [Theory]
    [InlineData(8 * 3600, "8 hours earlier, the clock of China")]
    [InlineData(1, "1 second earlier: read the clock once")]
    [InlineData(3600, "not that of this place")]
    public void A_wrong_clock_is_told_across_midnight_as_on_the_same_day(int seconds, string why)
    {
        string verdict = Explainer().Explain(Sign(Example, "lab", Timestamp - 1), Timestamp - 1 + seconds, Timestamp).Verdict;
        string later = Explainer().Explain(Sign(Example, "lab", Timestamp), Timestamp - seconds, Timestamp).Verdict;

        Assert.StartsWith("The first line that differs is the date of the scope.", verdict, StringComparison.Ordinal);
        Assert.Contains(why, verdict, StringComparison.Ordinal);
        Assert.Contains(why.Replace("earlier", "later", StringComparison.Ordinal), later, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(Timestamp)]
    public void Milliseconds_in_a_string_to_sign_are_recognised_and_the_date_of_its_scope_stays_right(long? call)
    {
        FailureExplanation found = Explainer().Explain(RightString.Replace("1767225600", "1767225600000", StringComparison.Ordinal), call, Timestamp);

        Assert.Contains("in milliseconds; the timestamp is in seconds", found.Verdict, StringComparison.Ordinal);
        Assert.Equal(new ComparedLine("the timestamp", "1767225600000", "1767225600"), Assert.Single(found.Lines, static line => !line.IsSame));
    }

    private static string Sign(TencentCloudCredential credential, string service, long timestamp) =>
        new Tc3Signer(service, "lab.example.com", "Weigh").Sign(credential, timestamp, Encoding.UTF8.GetBytes(Compact));

    private static FailureExplainer Explainer(string? region = null) =>
        new(Lab.Service, Lab.Action("Weigh"), Encoding.UTF8.GetBytes(Compact), Typed, region, new EmulatorCredential(ApiEmulator.ExampleSecretId, ApiEmulator.ExampleSecretKey), "127.0.0.1:8080");
}
