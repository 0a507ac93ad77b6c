using ApiGen.Runtime;
using TencentCloud.Tcsas;

CreateMNPRequest request = new() { MNPName = "hidden" };
Console.WriteLine($"{request.ToJson()} {typeof(TcsasClient).Assembly.GetName().Name} {typeof(ApiClient).Assembly.GetName().Name}");
