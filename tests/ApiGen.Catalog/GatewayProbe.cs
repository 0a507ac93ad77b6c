using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using ApiGen.Emulator;
using ApiGen.Specs.Model;

namespace ApiGen.Catalog;

/// <summary>Sends requests to the emulator of a service.</summary>
internal sealed class GatewayProbe : IDisposable
{
    private readonly ServiceModel _service;
    private readonly HttpClient _client;

    public GatewayProbe(ServiceModel service)
    {
        _service = service;
        ApiGateway gateway = new([service], new ApiEmulatorOptions { VerifySignatures = false, EnforceRateLimits = false });
        _client = new HttpClient(gateway.CreateHandler());
    }

    /// <summary>Sends a request; null when it is accepted, otherwise the response's beginning.</summary>
    public async Task<string?> SendAsync(ActionModel action, string json)
    {
        using HttpRequestMessage message = new(HttpMethod.Post, $"https://{_service.Endpoint}/") { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(json)) };
        message.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        message.Headers.TryAddWithoutValidation("X-TC-Action", action.Name);
        message.Headers.TryAddWithoutValidation("X-TC-Version", _service.Version);
        message.Headers.TryAddWithoutValidation("X-TC-Region", "ap-singapore");
        message.Headers.TryAddWithoutValidation("X-TC-Timestamp", DateTimeOffset.UtcNow.ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture));
        message.Headers.TryAddWithoutValidation("Authorization", "SKIP");
        using HttpResponseMessage response = await _client.SendAsync(message).ConfigureAwait(false);
        string body = await response.Content.ReadAsStringAsync().ConfigureAwait(false);
        return response.IsSuccessStatusCode && !IsFailure(body) ? null : body[..Math.Min(body.Length, 240)];
    }

    // Events are not a JSON object; an error ends a stream's head as JSON. A member may be named Error, too: only one with a code is the failure.
    private static bool IsFailure(string body)
    {
        if (!body.StartsWith('{'))
        {
            return false;
        }

        using JsonDocument answer = JsonDocument.Parse(body);
        return answer.RootElement.TryGetProperty("Response", out JsonElement content)
            && content.TryGetProperty("Error", out JsonElement error)
            && error.ValueKind == JsonValueKind.Object
            && error.TryGetProperty("Code", out _);
    }

    public void Dispose() => _client.Dispose();
}
