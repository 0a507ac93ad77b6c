using ApiGen.Emulator;
using ApiGen.Runtime;
using ApiGen.Runtime.Throttling;
using TencentCloud.Tcsas;

namespace ApiGen.EndToEnd.Support;

/// <summary>A local gateway that serves the bundled <c>tcsas</c>, and generated clients that call it. Each has a quota of its own.</summary>
internal sealed class Gateway : IAsyncDisposable
{
    private readonly ThrottleRegistry _quotas = new();
    private readonly SocketsHttpHandler _connections = new() { UseProxy = false, AllowAutoRedirect = false };
    private readonly ApiEmulator _emulator;

    private Gateway(ApiEmulator emulator) => _emulator = emulator;

    public IReadOnlyList<ApiArrival> Arrivals => _emulator.Arrivals;

    public static async Task<Gateway> StartAsync(ApiEmulatorOptions? options = null) =>
        new(await ApiEmulator.StartAsync(BundledSpecs.Load("tcsas"), options, TestContext.Current.CancellationToken));

    public ActionScript Script(string action) => _emulator.Script(action);

    /// <summary>A client that connects to the gateway with a key the gateway knows.</summary>
    public TcsasClient Client(Action<ApiClientOptions>? configure = null, string? region = "ap-singapore", string secretKey = ApiEmulator.ExampleSecretKey)
    {
        ApiClientOptions options = new() { Endpoint = _emulator.Endpoint, ThrottleRegistry = _quotas, HttpMessageHandler = _connections };
        configure?.Invoke(options);
        return new TcsasClient(new TencentCloudCredential(ApiEmulator.ExampleSecretId, secretKey), region, options);
    }

    public async ValueTask DisposeAsync()
    {
        _connections.Dispose();
        await _emulator.DisposeAsync();
    }
}
