using ApiGen.Runtime;
using TencentCloud.Tcsas;

// One call through the generated client to the address that the harness listens at.
using TcsasClient client = new(
    new TencentCloudCredential("AKIDEXAMPLE", "EXAMPLEKEY"), "ap-singapore", new ApiClientOptions { Endpoint = new Uri(args[0]) });
CreateMNPResponse created = await client.CreateMNPAsync(new CreateMNPRequest
{
    PlatformId = "T02245JR9111721GKOI",
    MNPName = "apiminiprogram",
    MNPType = "Life Service->144_Lilliputian Services",
    MNPIntro = "api create mini program",
    MNPDesc = "api create mini program",
    MNPIcon = "https://127.0.0.1/console/20240812101023-f1ae758593.jpeg",
});
Console.WriteLine(created.Data.ResourceId);
