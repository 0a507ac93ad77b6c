using ApiGen.Emulator;
using ApiGen.Runtime;
using TencentCloud.Tcsas;

// With credentials in the environment this calls the service; without them, a gateway on this machine that behaves like it.
if (!string.IsNullOrEmpty(Environment.GetEnvironmentVariable("TENCENTCLOUD_SECRET_ID")))
{
    using TcsasClient client = new(new EnvironmentCredentialProvider(), Environment.GetEnvironmentVariable("TENCENTCLOUD_REGION") is { Length: > 0 } region ? region : "ap-singapore");
    return await CreateAsync(client);
}

await using (ApiEmulator gateway = await ApiEmulator.StartAsync(BundledSpecs.Load("tcsas")))
{
    TencentCloudCredential credential = new(ApiEmulator.ExampleSecretId, ApiEmulator.ExampleSecretKey);
    using TcsasClient client = new(credential, region: "ap-singapore", new ApiClientOptions { Endpoint = gateway.Endpoint });
    return await CreateAsync(client);
}

static async Task<int> CreateAsync(TcsasClient client)
{
    try
    {
        CreateMNPResponse created = await client.CreateMNPAsync(new CreateMNPRequest
        {
            PlatformId = "T02245JR9111721GKOI",
            MNPName = "apiminiprogram",
            MNPType = "Life Service->144_Lilliputian Services",
            MNPIntro = "api create mini program",
            MNPDesc = "api create mini program",
            MNPIcon = "https://127.0.0.1/icon.jpeg",
        });
        Console.WriteLine($"ResourceId: {created.Data.ResourceId}");
        return 0;
    }
    catch (ApiException<CreateMNPErrorCode> exception) when (exception.ErrorCode == CreateMNPErrorCode.InvalidParameterValueMiniProgramNameAlreadyExist)
    {
        Console.Error.WriteLine("Another mini program has this name.");
        return 1;
    }
    catch (ApiException exception)
    {
        Console.Error.WriteLine(exception.Message);
        return 1;
    }
}
