using ApiGen.Emulator;
using ApiGen.EndToEnd.Support;
using ApiGen.Runtime;
using ApiGen.Runtime.Throttling;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TencentCloud.Tcsas;

namespace ApiGen.EndToEnd.Documentation;

/// <summary>What the code on the pages takes for granted: a client, an application's builder, and a gateway behind both.</summary>
public static class SnippetContext
{
    private static readonly AsyncLocal<ApiEmulator> Current = new();

    public static ApiEmulator Emulator
    {
        get => Current.Value ?? throw new InvalidOperationException("No gateway runs.");
        set => Current.Value = value;
    }

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TcsasClient Client => new(new TencentCloudCredential(ApiEmulator.ExampleSecretId, ApiEmulator.ExampleSecretKey), "ap-singapore", Options());

    public static ApiClientOptions Options() => new() { Endpoint = Emulator.Endpoint, ThrottleRegistry = new ThrottleRegistry() };

    public static CreateMNPRequest Request() => MiniProgram.Request();

    public static HostApplicationBuilder Builder()
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Tcsas:Region"] = "ap-singapore",
            ["Tcsas:Endpoint"] = Emulator.Endpoint.ToString(),
            ["Tcsas:Credentials:SecretId"] = ApiEmulator.ExampleSecretId,
            ["Tcsas:Credentials:SecretKey"] = ApiEmulator.ExampleSecretKey,
        });
        return builder;
    }
}
