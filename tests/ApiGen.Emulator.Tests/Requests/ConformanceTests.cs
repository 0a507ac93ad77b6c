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

        JsonElement response = await _client.CallAsync(new Call { Host = "conform.example.com", Scope = "conform", Action = "Check", Version = "2026-01-01", Body = request });

        Assert.Equal(vector.Verdict.Count > 0, response.TryGetProperty("Error", out JsonElement error));
        if (vector.Verdict.Count > 0)
        {
            string code = error.GetProperty("Code").GetString()!;
            string message = error.GetProperty("Message").GetString()!;
            Assert.Contains(vector.Verdict, fault => Code(fault.Kind) == code && message.Contains($"`{fault.Path}`", StringComparison.Ordinal));
            Assert.DoesNotContain(ConformanceVector.Secrets, secret => message.Contains(secret, StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("""{"Text":"\ud83d"}""")]
    [InlineData("""{"Text":"\ude00\ud83d"}""")]
    [InlineData("""{"Item":{"Name":"\ud83d"}}""")]
    [InlineData("""{"\ud83d":1}""")]
    public async Task Half_of_a_surrogate_pair_is_refused_like_other_faulty_JSON(string body)
    {
        JsonElement response = await _client.CallAsync(new Call { Host = "conform.example.com", Scope = "conform", Action = "Check", Version = "2026-01-01", Body = body });

        Assert.Equal("InvalidParameter", response.GetProperty("Error").GetProperty("Code").GetString());
    }

    public void Dispose() => _client.Dispose();

    private static string Code(string kind) => kind switch
    {
        "Missing" => "MissingParameter",
        "UnknownMember" => "UnknownParameter",
        "WrongType" or "NullElement" or "DuplicateMember" => "InvalidParameter",
        _ => "InvalidParameterValue",
    };
}
