using ApiGen.Emulator;
using ApiGen.Runtime;
using TencentCloud.Tcsas;

// With credentials in the environment this calls the service; without them, a gateway on this machine that behaves like it.
string region = Environment.GetEnvironmentVariable("TENCENTCLOUD_REGION") is { Length: > 0 } named ? named : "ap-singapore";
if (IsSet("TENCENTCLOUD_SECRET_ID") || IsSet("TENCENTCLOUD_SECRET_KEY"))
{
    return await CreateAsync(() => new TcsasClient(new EnvironmentCredentialProvider(), region));
}

Console.Error.WriteLine("Without TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY the call goes to a gateway in this process.");
await using ApiEmulator gateway = await ApiEmulator.StartAsync(BundledSpecs.Load("tcsas"));
TencentCloudCredential credential = new(ApiEmulator.ExampleSecretId, ApiEmulator.ExampleSecretKey);
return await CreateAsync(() => new TcsasClient(credential, region, new ApiClientOptions { Endpoint = gateway.Endpoint }));

static bool IsSet(string variable) => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(variable));

static async Task<int> CreateAsync(Func<TcsasClient> connect)
{
    try
    {
        using TcsasClient client = connect();
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
    catch (Exception exception) when (exception is ApiException or ArgumentException)
    {
        Console.Error.WriteLine(exception.Message);
        return 1;
    }
}
