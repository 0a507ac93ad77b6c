using System.Text.Json;
using ApiGen.Conformance.Tests;
using ApiGen.Emulator.Tests.Support;
using ApiGen.Specs;

namespace ApiGen.Emulator.Tests.Requests;

/// <summary>What the gateway says of the values that Specs, runtime and rules judge, too.</summary>
public sealed class ConformanceTests : IDisposable
{
    private readonly Client _client = new(new ApiGateway(SpecLoader.Load([new SpecText("conformance.yaml", File.ReadAllText(Path.Combine(ConformanceVector.Folder, "conformance.yaml")))]).Services));

    public static TheoryData<string> Vectors => [.. ConformanceVector.All.Select(static vector => vector.Request)];

    [Theory]
    [MemberData(nameof(Vectors))]
    public async Task A_value_has_the_verdict_of_its_vector(string request)
    {
        ConformanceVector vector = ConformanceVector.All.First(vector => vector.Request == request);

        JsonElement answer = await _client.CallAsync(new Call { Host = "conform.example.com", Scope = "conform", Action = "Check", Version = "2026-01-01", Body = request });

        Assert.Equal(vector.Verdict.Count > 0, answer.TryGetProperty("Error", out JsonElement error));
        if (vector.Verdict.Count > 0)
        {
            string code = error.GetProperty("Code").GetString()!;
            string message = error.GetProperty("Message").GetString()!;
            Assert.Contains(vector.Verdict, fault => Code(fault.Kind) == code && message.Contains($"`{fault.Path}`", StringComparison.Ordinal));
            Assert.DoesNotContain(ConformanceVector.Secrets, secret => message.Contains(secret, StringComparison.Ordinal));
        }
    }

    public void Dispose() => _client.Dispose();

    private static string Code(string kind) => kind switch
    {
        "Missing" => "MissingParameter",
        "UnknownMember" => "UnknownParameter",
        "WrongType" or "NullElement" => "InvalidParameter",
        _ => "InvalidParameterValue",
    };
}
