using ApiGen.Emulator;
using ApiGen.Runtime;
using TencentCloud.Tcsas;

await using ApiEmulator gateway = await ApiEmulator.StartAsync(BundledSpecs.Load("tcsas"));
using TcsasClient client = new(
    new TencentCloudCredential(ApiEmulator.ExampleSecretId, ApiEmulator.ExampleSecretKey),
    "ap-singapore",
    new ApiClientOptions { Endpoint = gateway.Endpoint });

CreateMNPResponse created = await client.CreateMNPAsync(new CreateMNPRequest
{
    PlatformId = "platform",
    MNPName = "name",
    MNPType = "type",
    MNPIntro = "intro",
    MNPDesc = "description",
    MNPIcon = "https://127.0.0.1/icon.jpeg",
});
Console.WriteLine($"ResourceId: {created.Data.ResourceId}");

IEnumerable<string> actions = typeof(ITcsasClient).GetMethods().Select(method => method.Name).Distinct().Order(StringComparer.Ordinal);
Console.WriteLine($"Methods: {string.Join(' ', actions)}");
