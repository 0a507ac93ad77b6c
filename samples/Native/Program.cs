using ApiGen.Runtime;
using TencentCloud.Tcsas;

// dotnet publish makes one native file of this program: the client, its requests and its responses are plain code without reflection.
if (args is not [] and not ["--endpoint", _])
{
    Console.Error.WriteLine("Usage: Native [--endpoint URL]");
    return 2;
}

try
{
    ApiClientOptions options = new() { Endpoint = args is [_, string url] ? new Uri(url) : null };
    using TcsasClient client = new(new EnvironmentCredentialProvider(), Environment.GetEnvironmentVariable("TENCENTCLOUD_REGION"), options);
    CreateMNPResponse created = await client.CreateMNPAsync(new CreateMNPRequest
    {
        PlatformId = "T02245JR9111721GKOI",
        MNPName = "native",
        MNPType = "Life Service->144_Lilliputian Services",
        MNPIntro = "Made by a native program",
        MNPDesc = "Made by a native program",
        MNPIcon = "https://127.0.0.1/icon.png",
    });
    Console.WriteLine($"ResourceId: {created.Data.ResourceId}");
    return 0;
}
catch (Exception exception) when (exception is ApiException or ArgumentException or UriFormatException)
{
    Console.Error.WriteLine(exception.Message);
    return 1;
}
