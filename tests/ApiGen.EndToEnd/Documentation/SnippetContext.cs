using ApiGen.Emulator;
using ApiGen.EndToEnd.Support;
using ApiGen.Runtime;
using ApiGen.Runtime.Hosting.Tests.Support;
using ApiGen.Runtime.Throttling;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TencentCloud.Tcsas;

namespace ApiGen.EndToEnd.Documentation;

/// <summary>What the code on the pages takes for granted: a client, an application's builder, and a gateway behind both.</summary>
public static class SnippetContext
{
    /// <summary>A key that comes in the place of the example pair; it has an account of its own, by which its calls are told.</summary>
    public const string NewSecretId = "AKIDNEWEXAMPLE";

    public const string NewSecretKey = "new-example-key";

    private static readonly AsyncLocal<ApiEmulator> Current = new();
    private static readonly AsyncLocal<RecordingLoggerProvider> CurrentLog = new();

    public static ApiEmulator Emulator
    {
        get => Current.Value ?? throw new InvalidOperationException("No gateway runs.");
        set => (Current.Value, CurrentLog.Value) = (value, new RecordingLoggerProvider());
    }

    /// <summary>What the application logs whose builder the code takes for granted.</summary>
    internal static RecordingLoggerProvider Log => CurrentLog.Value ?? throw new InvalidOperationException("No gateway runs.");

    /// <summary>Starts the gateway that the code calls.</summary>
    public static async Task<ApiEmulator> StartAsync()
    {
        ApiEmulatorOptions options = new();
        options.Credentials.Add(new EmulatorCredential(NewSecretId, NewSecretKey));
        return await ApiEmulator.StartAsync(BundledSpecs.Load("tcsas"), options, TestContext.Current.CancellationToken);
    }

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TcsasClient Client => new(new TencentCloudCredential(ApiEmulator.ExampleSecretId, ApiEmulator.ExampleSecretKey), "ap-singapore", Options());

    public static ApiClientOptions Options() => new() { Endpoint = Emulator.Endpoint, ThrottleRegistry = new ThrottleRegistry() };

    public static CreateMNPRequest Request() => MiniProgram.Request();

    public static HostApplicationBuilder Builder()
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.ClearProviders().AddProvider(Log);
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
