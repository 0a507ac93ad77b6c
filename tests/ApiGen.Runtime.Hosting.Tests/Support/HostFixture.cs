using ApiGen.Emulator;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TencentCloud.Tcsas;
using Xunit;

namespace ApiGen.Runtime.Hosting.Tests.Support;

/// <summary>An emulator and what a host needs to call it.</summary>
public sealed class HostFixture : IAsyncDisposable
{
    private HostFixture(ApiEmulator gateway) => Gateway = gateway;

    public ApiEmulator Gateway { get; }

    /// <summary>Settings with which calls reach the emulator and are signed by a key it knows.</summary>
    public Dictionary<string, string?> Settings => new(StringComparer.Ordinal)
    {
        ["Tcsas:Region"] = "ap-singapore",
        ["Tcsas:Endpoint"] = Gateway.Endpoint.ToString(),
        ["Tcsas:Credentials:SecretId"] = ApiEmulator.ExampleSecretId,
        ["Tcsas:Credentials:SecretKey"] = ApiEmulator.ExampleSecretKey,
    };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<HostFixture> StartAsync(ApiEmulatorOptions? options = null) =>
        new(await ApiEmulator.StartAsync(BundledSpecs.Load("tcsas"), options, Cancellation));

    /// <summary>A host of the given settings whose services the test completes.</summary>
    public static IHost Build(IEnumerable<KeyValuePair<string, string?>> settings, Action<HostApplicationBuilder> add)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Logging.ClearProviders();
        add(builder);
        return builder.Build();
    }

    /// <summary>Registers the client by the generated method.</summary>
    public static ApiClientBuilder<ITcsasClient> AddTcsasClient(HostApplicationBuilder builder, string section = "Tcsas", string? key = null) =>
        builder.Services.AddTcsasClient(builder.Configuration.GetSection(section), key);

    public static CreateMNPRequest Request() => new()
    {
        MNPType = "Life Service->144_Lilliputian Services",
        MNPName = "apiminiprogram",
        MNPIcon = "https://127.0.0.1/icon.jpeg",
        MNPIntro = "api create mini program",
        MNPDesc = "api create mini program",
        PlatformId = "T02245JR9111721GKOI",
    };

    public ValueTask DisposeAsync() => Gateway.DisposeAsync();
}
