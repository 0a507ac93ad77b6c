using System.Text;
using System.Text.Json;
using ApiGen.Emulator.Tests.Support;
using ApiGen.Specs.Model;
using Microsoft.Extensions.Time.Testing;

namespace ApiGen.Emulator.Tests.Authentication;

/// <summary>The gateway accepts what the vendor's SDK signed; see <c>tests/ApiGen.EndToEnd/node/record.js</c>.</summary>
public sealed class RecordedSignatureTests
{
    [Fact]
    public async Task Every_recorded_signature_is_accepted_and_none_for_another_second()
    {
        JsonElement requests = JsonElement.Parse(await File.ReadAllTextAsync(
            Path.Combine(AppContext.BaseDirectory, "recorded-signatures.json"), TestContext.Current.CancellationToken)).GetProperty("requests");
        ServiceModel[] services =
        [
            .. requests.EnumerateArray().Select(request => Text(request, "service")!).Distinct()
                .Select(name => TestServices.Service(name, "2020-01-01", new ActionModel { Name = "Any" })),
        ];

        Assert.True(requests.GetArrayLength() >= 200);
        foreach (JsonElement request in requests.EnumerateArray())
        {
            long timestamp = request.GetProperty("timestamp").GetInt64();
            ApiEmulatorOptions options = new()
            {
                TimeProvider = new FakeTimeProvider(DateTimeOffset.FromUnixTimeSeconds(timestamp)),
                CheckParameters = false,
            };
            options.Credentials.Add(new EmulatorCredential(Text(request, "secretId")!, Text(request, "secretKey")!, Text(request, "token")));
            using Client client = new(new ApiGateway(services, options));
            Call call = new()
            {
                Method = Text(request, "method")!,
                Host = Text(request, "host")!,
                ContentType = Text(request, "contentType")!,
                Query = Text(request, "query") ?? "",
                Body = Text(request, "body") ?? Large(request.GetProperty("largeBody")),
                Token = Text(request, "token"),
                Timestamp = timestamp,
                Authorization = Text(request, "authorization"),
                Action = "Any",
                Version = "2020-01-01",
            };

            Assert.Null(await client.CodeAsync(call));
            Assert.Equal("AuthFailure.SignatureFailure", await client.CodeAsync(call with { Timestamp = timestamp ^ 1 }));
        }
    }

    private static string? Text(JsonElement request, string name) =>
        request.TryGetProperty(name, out JsonElement value) ? value.GetString() : null;

    private static string Large(JsonElement rule) => new StringBuilder(Text(rule, "before"))
        .Insert(rule.GetProperty("before").GetString()!.Length, Text(rule, "repeat")!, rule.GetProperty("times").GetInt32())
        .Append(Text(rule, "after"))
        .ToString();
}
