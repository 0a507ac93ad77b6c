using Microsoft.Extensions.DependencyInjection;
using TencentCloud.Tcsas;

ServiceCollection services = new();
services.AddTcsasClient();
Console.WriteLine($"{services.Count > 0} {typeof(TcsasClient).Assembly.GetName().Name}");
