using ApiGen.Emulator;

namespace Company._1App;

/// <summary>On a developer's machine without credentials: a gateway in this process, and settings that lead there.</summary>
internal sealed class LocalGateway : IAsyncDisposable
{
    private readonly ApiEmulator _emulator;

    private LocalGateway(ApiEmulator emulator) => _emulator = emulator;

    public static async Task<LocalGateway?> StartIfWantedAsync(WebApplicationBuilder builder)
    {
        if (!builder.Environment.IsDevelopment() || builder.Configuration["TENCENTCLOUD_SECRET_ID"] is not null || builder.Configuration["Tcsas:Endpoint"] is not null)
        {
            return null;
        }

        ApiEmulator emulator = await ApiEmulator.StartAsync(BundledSpecs.Load("tcsas"));
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Tcsas:Endpoint"] = emulator.Endpoint.ToString(),
            ["Tcsas:Credentials:SecretId"] = ApiEmulator.ExampleSecretId,
            ["Tcsas:Credentials:SecretKey"] = ApiEmulator.ExampleSecretKey,
        });
        return new LocalGateway(emulator);
    }

    public ValueTask DisposeAsync() => _emulator.DisposeAsync();
}
