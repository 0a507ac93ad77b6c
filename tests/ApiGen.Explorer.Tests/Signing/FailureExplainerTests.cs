using System.Text;
using ApiGen.Emulator;
using ApiGen.Explorer.Signing;
using ApiGen.Runtime;
using ApiGen.Runtime.Signing;

namespace ApiGen.Explorer.Tests.Signing;

/// <summary>Every usual mistake of another program is named; what is right is called so.</summary>
public sealed class FailureExplainerTests
{
    private const long Timestamp = 1_767_225_600;
    private const string Compact = """{"Samples":[{"Name":"iron"}]}""";
    private const string Typed = """{ "Samples": [ { "Name": "iron" } ] }""";
    private static readonly TencentCloudCredential Example = new(ApiEmulator.ExampleSecretId, ApiEmulator.ExampleSecretKey);

    private static readonly string Right = string.Join('\n', [
        "POST", "/", "", "content-type:application/json; charset=utf-8", "host:lab.example.com", "x-tc-action:weigh", "", "content-type;host;x-tc-action",
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(Compact)))]);

    [Theory]
    [InlineData("POST", "POST", "", "Nothing differs")]
    [InlineData("content-type:application/json; charset=utf-8", "content-type:application/json", "", "Nothing differs")]
    [InlineData("POST\n", "GET\n", "the method", "POST")]
    [InlineData("\n/\n", "\n/v3\n", "the path", "single slash")]
    [InlineData("/\n\n", "/\na=1\n", "the query", "none")]
    [InlineData("application/json;", "Application/JSON;", "the header content-type", "lower case")]
    [InlineData("host:lab.example.com", "host:127.0.0.1:8080", "the header host", "lab.example.com")]
    [InlineData("x-tc-action:weigh", "x-tc-action:Weigh", "the header x-tc-action", "lower case")]
    [InlineData("host:lab", "host: lab", "the header host", "")]
    [InlineData("\ncontent-type;host;x-tc-action", "\nhost;content-type;x-tc-action", "the list of signed headers", "sorted")]
    [InlineData("weigh\n\n", "weigh\n", "the empty line behind the headers", "")]
    public void The_first_line_of_a_canonical_request_that_differs_is_named(string from, string to, string line, string why)
    {
        Assert.Contains(from, Right, StringComparison.Ordinal);
        FailureExplanation found = Explainer().Explain(Right.Replace(from, to, StringComparison.Ordinal), null, Timestamp);

        Assert.Contains(why, found.Verdict, StringComparison.Ordinal);
        Assert.Equal(line.Length == 0, found.FirstDifference < 0);
        Assert.Contains(line, found.Verdict, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Typed, "with its blanks")]
    [InlineData(Compact + "\n", "a line end behind the body")]
    [InlineData("", "an empty body")]
    [InlineData("another", "the very bytes that are sent")]
    public void The_hash_of_another_body_is_recognised(string body, string why)
    {
        string hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(body)));
        FailureExplanation found = Explainer().Explain(Right[..Right.LastIndexOf('\n')] + "\n" + hash, null, Timestamp);

        Assert.StartsWith("The first line that differs is the hash of the body.", found.Verdict, StringComparison.Ordinal);
        Assert.Contains(why, found.Verdict, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("lab.example.com", "application/json; charset=utf-8", Compact, "Nothing differs")]
    [InlineData("lab.example.com", "application/json", Compact, "with the content type application/json.")]
    [InlineData("127.0.0.1:8080", "application/json; charset=utf-8", Compact, "with the host 127.0.0.1:8080.")]
    [InlineData("lab.example.com", "application/json; charset=utf-8", Typed, "with the body as it is typed, with its blanks.")]
    [InlineData("lab.example.com", "application/json", Typed, "with the content type application/json and the body as it is typed")]
    [InlineData("elsewhere.example.com", "application/json", "{}", "No usual mistake gives it")]
    public void The_mistake_behind_a_signature_is_recognised(string host, string contentType, string body, string verdict)
    {
        string authorization = new Tc3Signer("lab", host, null, contentType).Sign(Example, Timestamp, Encoding.UTF8.GetBytes(body));
        FailureExplanation found = Explainer().Explain("Authorization: " + authorization, Timestamp, Timestamp);

        Assert.Contains(verdict, found.Verdict, StringComparison.Ordinal);
    }

    [Fact]
    public void A_clock_of_another_zone_and_another_key_are_recognised()
    {
        string shifted = new Tc3Signer("lab", "lab.example.com", "Weigh").Sign(Example, Timestamp + (8 * 3600), Encoding.UTF8.GetBytes(Compact));
        string stranger = new Tc3Signer("lab", "lab.example.com", "Weigh").Sign(new TencentCloudCredential("AKIDstranger", "key"), Timestamp, Encoding.UTF8.GetBytes(Compact));
        string otherService = new Tc3Signer("cvm", "lab.example.com", "Weigh").Sign(Example, Timestamp, Encoding.UTF8.GetBytes(Compact));

        Assert.Contains("with the timestamp 1767254400", Explainer().Explain(shifted, Timestamp, Timestamp).Verdict, StringComparison.Ordinal);
        Assert.StartsWith("The first line that differs is the SecretId.", Explainer().Explain(stranger, Timestamp, Timestamp).Verdict, StringComparison.Ordinal);
        Assert.StartsWith("The first line that differs is the service of the scope.", Explainer().Explain(otherService, Timestamp, Timestamp).Verdict, StringComparison.Ordinal);
        Assert.Contains("Give the X-TC-Timestamp", Explainer().Explain(shifted, null, Timestamp).Verdict, StringComparison.Ordinal);
        Assert.Contains("malformed", Explainer().Explain("TC3-HMAC-SHA256 nonsense", null, Timestamp).Verdict, StringComparison.Ordinal);
        Assert.StartsWith("This is neither", Explainer().Explain("hello", null, Timestamp).Verdict, StringComparison.Ordinal);
    }

    [Fact]
    public void A_string_to_sign_is_compared_line_by_line()
    {
        string right = new Tc3Signer("lab", "lab.example.com", "Weigh").Explain(Example, Timestamp, Encoding.UTF8.GetBytes(Compact)).StringToSign;

        Assert.StartsWith("Nothing differs", Explainer().Explain(right, null, Timestamp).Verdict, StringComparison.Ordinal);
        Assert.Contains("the credential scope", Explainer().Explain(right.Replace("2026-01-01", "2026-01-02", StringComparison.Ordinal), null, Timestamp).Verdict, StringComparison.Ordinal);
        Assert.Contains("paste it", Explainer().Explain(right[..^1] + "x", null, Timestamp).Verdict, StringComparison.Ordinal);
    }

    private static FailureExplainer Explainer() => new(Lab.Service, Lab.Action("Weigh"), Encoding.UTF8.GetBytes(Compact), Typed, Example, "127.0.0.1:8080");
}
