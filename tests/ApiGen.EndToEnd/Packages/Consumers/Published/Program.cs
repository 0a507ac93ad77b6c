using ApiGen.Runtime;
using TencentCloud.Tcsas;

using TcsasClient client = new(new TencentCloudCredential(args[1], args[2]), "ap-singapore", new ApiClientOptions { Endpoint = new Uri(args[0]) });
CreateMNPRequest request = new()
{
    PlatformId = "platform",
    MNPName = "name",
    MNPType = "type",
    MNPIntro = "intro",
    MNPDesc = "description",
    MNPIcon = "https://127.0.0.1/icon.jpeg",
};

CreateMNPResponse created = await client.CreateMNPAsync(request);
Console.WriteLine($"ResourceId: {created.Data.ResourceId}");
try
{
    await client.CreateMNPAsync(request);
}
catch (ApiException<CreateMNPErrorCode> exception)
{
    Console.WriteLine($"ErrorCode: {exception.ErrorCode}");
}
