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

    [Theory]
    [InlineData(127, null)]
    [InlineData(128, null)]
    [InlineData(129, "`Item")]
    [InlineData(130, "`Item")]
    [InlineData(300, "The request body")]
    public async Task A_request_is_nested_at_most_128_levels_deep(int levels, string? place)
    {
        JsonElement response = await _client.CallAsync(new Call { Host = "conform.example.com", Scope = "conform", Action = "Check", Version = "2026-01-01", Body = ConformanceVector.Nested(levels) });

        string? message = response.TryGetProperty("Error", out JsonElement error) ? error.GetProperty("Message").GetString() : null;
        Assert.Equal(place is null, message is null);
        Assert.Contains(place ?? "", message ?? "", StringComparison.Ordinal);
        Assert.EndsWith(place is null ? "" : " is nested more than 128 levels deep.", message ?? "", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Account.hunter2=1", "UnknownParameter")]
    [InlineData("Account.hunter2=1&Account.hunter2=2", "InvalidParameter")]
    [InlineData("Account.hunter2=1&Account.hunter2.hunter2=2", "InvalidParameter")]
    [InlineData("Accounts.hunter2=1", "InvalidParameter")]
    [InlineData("Accounts.0.hunter2=1&Accounts.0.hunter2=1", "InvalidParameter")]
    [InlineData("Accounts.1.hunter2=1", "InvalidParameter")]
    [InlineData("Password.hunter2=1&Password.hunter2=1", "InvalidParameter")]
    public async Task A_GET_shows_no_name_in_something_sensitive(string query, string code)
    {
        Call call = new() { Method = "GET", Host = "conform.example.com", Scope = "conform", Action = "Check", Version = "2026-01-01", ContentType = "application/x-www-form-urlencoded", Query = query };

        JsonElement error = (await _client.CallAsync(call)).GetProperty("Error");

        Assert.Equal(code, error.GetProperty("Code").GetString());
        Assert.Contains("***", error.GetProperty("Message").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", error.GetProperty("Message").GetString(), StringComparison.Ordinal);
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
