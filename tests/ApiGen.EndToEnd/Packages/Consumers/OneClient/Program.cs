using ApiGen.Runtime;
using Microsoft.Extensions.DependencyInjection;
using TencentCloud.Tcsas;

ServiceCollection services = new();
services.AddTcsasClient(settings =>
{
    settings.Region = "ap-singapore";
    settings.Credentials.SecretId = "AKIDEXAMPLE";
    settings.Credentials.SecretKey = "example";
});
using ServiceProvider provider = services.BuildServiceProvider();
ITcsasClient client = provider.GetRequiredService<ITcsasClient>();
Console.WriteLine($"{PublicLibrary.Requests.Named("library").MNPName} {client.GetType().Assembly.GetName().Name} {typeof(ApiClient).Assembly.GetName().Name}");
