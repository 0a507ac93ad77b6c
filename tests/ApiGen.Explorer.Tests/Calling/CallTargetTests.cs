using System.Text.Json;
using ApiGen.Emulator;
using ApiGen.Explorer.Calling;
using ApiGen.Runtime;

namespace ApiGen.Explorer.Tests.Calling;

/// <summary>A call arrives where it was sent to and nowhere else, signed by the pair of that place.</summary>
public sealed class CallTargetTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_call_goes_to_the_real_service_or_to_the_gateway_and_never_to_the_other(bool isReal)
    {
        CancellationToken cancelled = TestContext.Current.CancellationToken;
        ApiEmulatorOptions known = new();
        known.Credentials.Clear();
        known.Credentials.Add(new EmulatorCredential("AKIDofSomebodyReal", "keyOfSomebodyReal"));
        await using ApiEmulator gateway = await ApiEmulator.StartAsync(Lab.Specs.Services, new ApiEmulatorOptions(), cancelled);
        await using ApiEmulator service = await ApiEmulator.StartAsync(Lab.Specs.Services, known, cancelled);
        ApiCaller caller = new(gateway.Endpoint, new TencentCloudCredential("AKIDofSomebodyReal", "keyOfSomebodyReal"), TimeProvider.System, service.Endpoint);
        using JsonDocument members = JsonDocument.Parse("""{"Samples":[{"Name":"iron"}]}""");
        CallOrder order = new(Lab.Service, Lab.Action("Weigh"), members.RootElement, Array.Empty<byte>(), "ap-singapore", isReal ? CallTarget.Service : CallTarget.Gateway, 1, IsThrottled: true);

        List<CallNews> all = [];
        await foreach (CallNews news in caller.RunAsync(order, cancelled))
        {
            all.Add(news);
        }

        Assert.Contains(all, static news => news.Kind == "response");
        Assert.True(Assert.Single((isReal ? service : gateway).Arrivals).Accepted);
        Assert.Empty((isReal ? gateway : service).Arrivals);
    }
}
