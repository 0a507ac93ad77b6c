using ApiGen.Emulator;
using ApiGen.Runtime;
using Example.Shop;

// The gateway responds from specs/shop.yaml, from which ShopClient and everything around it was generated.
await using ApiEmulator gateway = await ApiEmulator.StartAsync(SpecFolder.Load(Path.Combine(AppContext.BaseDirectory, "specs")));
TencentCloudCredential credential = new(ApiEmulator.ExampleSecretId, ApiEmulator.ExampleSecretKey);
using ShopClient client = new(credential, options: new ApiClientOptions { Endpoint = gateway.Endpoint });

RenameShopRequest request = new() { ShopId = "shop-1", Name = "Corner" };
RenameShopResponse renamed = await client.RenameShopAsync(request);
Console.WriteLine($"{renamed.Shop.ShopId} is now called {renamed.Shop.Name} (RequestId: {renamed.RequestId})");

gateway.Script("RenameShop").Fails(RenameShopErrorCode.InvalidParameterValueNameTaken);
try
{
    await client.RenameShopAsync(request);
}
catch (ApiException<RenameShopErrorCode> exception) when (exception.ErrorCode == RenameShopErrorCode.InvalidParameterValueNameTaken)
{
    Console.WriteLine($"Handled as {exception.ErrorCode}: {exception.ServiceMessage}");
}

try
{
    await client.RenameShopAsync(new RenameShopRequest { ShopId = "shop-1", Name = new string('x', 65) });
}
catch (RequestValidationException exception)
{
    Console.WriteLine(exception.Message);
}
