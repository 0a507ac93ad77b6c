using ApiGen.Emulator;

/// <summary>On a developer's machine without credentials: a gateway in this process, and settings that lead there.</summary>
internal sealed partial class LocalGateway : IAsyncDisposable
{
    private readonly ApiEmulator _emulator;

    private LocalGateway(ApiEmulator emulator) => _emulator = emulator;

    public static async Task<LocalGateway?> StartIfWantedAsync(WebApplicationBuilder builder)
    {
        bool isToldWhereToCall = !string.IsNullOrEmpty(builder.Configuration["TENCENTCLOUD_SECRET_ID"])
            || builder.Configuration.GetSection("Tcsas:Credentials").Exists()
            || !string.IsNullOrEmpty(builder.Configuration["Tcsas:Endpoint"]);
        if (isToldWhereToCall || !builder.Environment.IsDevelopment())
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

    public void TellWhereCallsGo(ILogger logger) => CallsGoHere(logger, _emulator.Endpoint);

    public ValueTask DisposeAsync() => _emulator.DisposeAsync();

    [LoggerMessage(LogLevel.Information, "There are no credentials: calls go to a gateway in this process, {Endpoint}")]
    private static partial void CallsGoHere(ILogger logger, Uri endpoint);
}
