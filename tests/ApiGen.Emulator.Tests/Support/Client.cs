using System.Text.Json;

namespace ApiGen.Emulator.Tests.Support;

/// <summary>Sends calls and reads the responses' <c>Response</c>.</summary>
internal sealed class Client : IDisposable
{
    private readonly HttpClient _http;
    private readonly Uri _address;

    public Client(ApiGateway gateway)
    {
        _http = new HttpClient(gateway.CreateHandler());
        _address = new Uri("https://gateway.example/");
    }

    public Client(ApiEmulator emulator)
    {
        _http = new HttpClient(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false });
        _address = emulator.Endpoint;
    }

    public async Task<JsonElement> CallAsync(Call call)
    {
        using HttpResponseMessage response = await SendAsync(call);
        Assert.Equal(200, (int)response.StatusCode);
        using JsonDocument document = JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return document.RootElement.GetProperty("Response").Clone();
    }

    /// <summary>The error code answered; null for a success.</summary>
    public async Task<string?> CodeAsync(Call call) => (await CallAsync(call)).TryGetProperty("Error", out JsonElement error)
        ? error.GetProperty("Code").GetString()
        : null;

    public async Task<HttpResponseMessage> SendAsync(Call call, CancellationToken? cancellationToken = null)
    {
        using HttpRequestMessage message = call.To(_address);
        return await _http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken ?? TestContext.Current.CancellationToken);
    }

    public void Dispose() => _http.Dispose();
}
