using ApiGen.Runtime;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using TencentCloud.Tcsas;

IConfigurationRoot configuration = new ConfigurationBuilder()
    .AddInMemoryCollection(new Dictionary<string, string?>
    {
        ["Tcsas:Endpoint"] = args[0],
        ["Tcsas:Region"] = "ap-singapore",
        ["Tcsas:Timeout"] = "00:00:20",
        ["Tcsas:Retry:MaxAttempts"] = "1",
        ["Tcsas:Throttle:Mode"] = "FailFast",
        ["Tcsas:Credentials:SecretId"] = args[1],
        ["Tcsas:Credentials:SecretKey"] = args[2],
        ["Second:Retry:MaxAttempts"] = "0",
    })
    .Build();
ServiceCollection services = new();
services.AddTcsasClient(configuration.GetSection("Tcsas"));
using ServiceProvider provider = services.BuildServiceProvider();
provider.GetRequiredService<IStartupValidator>().Validate();

ITcsasClient client = provider.GetRequiredService<ITcsasClient>();
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

services = new();
services.AddTcsasClient(configuration.GetSection("Second"), "second");
using ServiceProvider mistaken = services.BuildServiceProvider();
try
{
    mistaken.GetRequiredService<IStartupValidator>().Validate();
}
catch (OptionsValidationException exception)
{
    foreach (string failure in exception.Failures)
    {
        Console.WriteLine(failure[..failure.IndexOf(' ', StringComparison.Ordinal)]);
    }
}
