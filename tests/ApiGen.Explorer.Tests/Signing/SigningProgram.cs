using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ApiGen.Emulator;

namespace ApiGen.Explorer.Tests.Signing;

/// <summary>A program that signs by hand, from the vendor's page, with whatever mistakes are made in it.</summary>
/// <param name="Body">The body that it signs.</param>
internal sealed record SigningProgram(string Body)
{
    public string Service { get; init; } = "lab";

    public string Start { get; init; } = "POST\n/\n\n";

    public string Headers { get; init; } = "content-type:application/json; charset=utf-8\nhost:lab.example.com\nx-tc-action:weigh\n";

    public string EmptyLine { get; init; } = "\n";

    /// <summary>The list of signed headers in the canonical request; the header has it in lower case.</summary>
    public string List { get; init; } = "content-type;host;x-tc-action";

    public bool HasUpperPayload { get; init; }

    public bool HasUpperHash { get; init; }

    public bool HasUpperSignature { get; init; }

    public string LineEnd { get; init; } = "\n";

    public string End { get; init; } = "";

    public string StringLineEnd { get; init; } = "\n";

    public string StringEnd { get; init; } = "";

    public string Milliseconds { get; init; } = "";

    public int Shift { get; init; }

    public string Prefix { get; init; } = "TC3";

    public string KeyEnd { get; init; } = "";

    public bool IsHexBetween { get; init; }

    public static SigningProgram With(string body, string mistake)
    {
        SigningProgram right = new(body);
        SigningProgram all = right with
        {
            Headers = right.Headers + "x-tc-region:ap-singapore\nx-tc-timestamp:1795698148\nx-tc-version:2026-01-01\n",
            List = right.List + ";x-tc-region;x-tc-timestamp;x-tc-version",
        };
        SigningProgram capitals = Changed(Changed(Changed(right, "content-type", "Content-Type"), "host", "Host"), "x-tc-action", "X-TC-Action");
        return mistake switch
        {
            "content-type" => Changed(right, "application/json; charset=utf-8", "text/plain;charset=UTF-8"),
            "host" => Changed(right, "lab.example.com", "127.0.0.1:8080"),
            "host of a region" => Changed(right, "lab.example.com", "lab.ap-singapore.example.com"),
            "host of another region" => Changed(right, "lab.example.com", "lab.na-ashburn.example.com"),
            "host upper" => Changed(right, "lab.example.com", "LAB.EXAMPLE.COM"),
            "host localhost" => Changed(right, "lab.example.com", "localhost:8080"),
            "action" => Changed(right, "weigh", "Weigh"),
            "action upper" => Changed(right, "weigh", "WEIGH"),
            "names" => capitals,
            "names and action" => Changed(capitals, "weigh", "Weigh"),
            "names of Go" => Changed(capitals, "X-TC-Action", "X-Tc-Action"),
            "names upper" => Changed(Changed(Changed(right, "content-type", "CONTENT-TYPE"), "host", "HOST"), "x-tc-action", "X-TC-ACTION"),
            "blank" => Changed(right, ":", ": "),
            "version" => Changed(all, "2026-01-01", ""),
            "region" => Changed(all, "ap-singapore", "ap-bangkok"),
            "query" => right with { Start = "POST\n/\n" },
            "empty line" => right with { EmptyLine = "" },
            "line end" => right with { End = "\n" },
            "Windows" => right with { LineEnd = "\r\n" },
            "upper payload" => right with { HasUpperPayload = true },
            _ => throw new ArgumentOutOfRangeException(nameof(mistake)),
        };

        static SigningProgram Changed(SigningProgram program, string from, string to) => program with { Headers = program.Headers.Replace(from, to, StringComparison.Ordinal) };
    }

    public string Canonical() => (Start + Headers + EmptyLine + List + "\n" + Hash(Body, HasUpperPayload) + End).Replace("\n", LineEnd, StringComparison.Ordinal);

    public string StringToSign(long timestamp) => string.Create(
        CultureInfo.InvariantCulture,
        $"TC3-HMAC-SHA256{StringLineEnd}{timestamp + Shift}{Milliseconds}{StringLineEnd}{Date(timestamp)}/{Service}/tc3_request{StringLineEnd}{Hash(Canonical(), HasUpperHash)}{StringEnd}");

    public string Authorization(long timestamp)
    {
        byte[] key = Encoding.UTF8.GetBytes(Prefix + ApiEmulator.ExampleSecretKey + KeyEnd);
        foreach (string step in new[] { Date(timestamp), Service, "tc3_request" })
        {
            key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(step));
            key = IsHexBetween ? Encoding.ASCII.GetBytes(Convert.ToHexStringLower(key)) : key;
        }

        byte[] signature = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(StringToSign(timestamp)));
        return $"TC3-HMAC-SHA256 Credential={ApiEmulator.ExampleSecretId}/{Date(timestamp)}/{Service}/tc3_request, SignedHeaders={List.ToLowerInvariant()}, Signature={Digits(signature, HasUpperSignature)}";
    }

    private static string Hash(string text, bool isUpper) => Digits(SHA256.HashData(Encoding.UTF8.GetBytes(text)), isUpper);

    private static string Digits(byte[] bytes, bool isUpper) => isUpper ? Convert.ToHexString(bytes) : Convert.ToHexStringLower(bytes);

    private string Date(long timestamp) => DateTimeOffset.FromUnixTimeSeconds(timestamp + Shift).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
