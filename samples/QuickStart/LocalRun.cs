using ApiGen.Emulator;
using ApiGen.Runtime;
using TencentCloud.Tcsas;

namespace QuickStart;

/// <summary>Everything on this machine: the gateway runs in this process and behaves like the real one.</summary>
internal static class LocalRun
{
    public static async Task<int> RunAsync(int calls, CancellationToken cancellationToken)
    {
        await using ApiEmulator gateway = await ApiEmulator.StartAsync(BundledSpecs.Load("tcsas"), cancellationToken: cancellationToken);
        Console.WriteLine($"The local gateway listens on {gateway.Endpoint}");

        TencentCloudCredential credential = new(ApiEmulator.ExampleSecretId, ApiEmulator.ExampleSecretKey);
        ApiClientOptions options = new()
        {
            Endpoint = gateway.Endpoint,

            // The time limit of a call counts its wait for the throttle; the last of many calls waits as long as the limit asks.
            Timeout = Timeout.InfiniteTimeSpan,
            Throttle = { QueueLimit = Math.Max(calls, 1) },
        };
        using TcsasClient client = new(credential, region: "ap-singapore", options);

        if (calls > 0)
        {
            await CallManyAsync(client, gateway, calls, cancellationToken);
        }
        else
        {
            await CreateOneAsync(client, cancellationToken);
            await ShowFailureAsync(client, gateway, cancellationToken);
        }

        return 0;
    }

    private static async Task CreateOneAsync(TcsasClient client, CancellationToken cancellationToken)
    {
        CreateMNPResponse created = await client.CreateMNPAsync(MiniProgram.Request(), cancellationToken);
        Console.WriteLine($"ResourceId: {created.Data.ResourceId}");
        Console.WriteLine($"RequestId: {created.RequestId}");
    }

    private static async Task ShowFailureAsync(TcsasClient client, ApiEmulator gateway, CancellationToken cancellationToken)
    {
        gateway.Script("CreateMNP").Fails(CreateMNPErrorCode.InvalidParameterValueInvalidMNPName);
        try
        {
            await client.CreateMNPAsync(MiniProgram.Request(), cancellationToken);
        }
        catch (ApiException<CreateMNPErrorCode> exception) when (exception.ErrorCode == CreateMNPErrorCode.InvalidParameterValueInvalidMNPName)
        {
            Console.WriteLine($"Handled as {exception.ErrorCode}: {exception.Message}");
        }
    }

    private static async Task CallManyAsync(TcsasClient client, ApiEmulator gateway, int calls, CancellationToken cancellationToken)
    {
        Console.WriteLine($"Making {calls} calls at once; CreateMNP allows 20 in any second.");
        await Task.WhenAll(Enumerable.Range(0, calls).Select(_ => client.CreateMNPAsync(MiniProgram.Request(), cancellationToken)));
        Console.WriteLine(ArrivalStatistics.From(gateway.Arrivals));
    }
}
