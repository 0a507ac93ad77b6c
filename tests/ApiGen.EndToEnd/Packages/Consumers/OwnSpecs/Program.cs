using ApiGen.Runtime;
using Example.Shop;

using ShopClient client = new(
    new TencentCloudCredential(args[1], args[2]),
    options: new ApiClientOptions { Endpoint = new Uri(args[0]) });

RenameShopResponse renamed = await client.RenameShopAsync(new RenameShopRequest { ShopId = "s-1", Name = "Corner" });
Console.WriteLine($"Revision: {renamed.Revision}");

IEnumerable<string?> clients = typeof(ShopClient).Assembly.GetTypes().Where(type => type.Name.EndsWith("Client", StringComparison.Ordinal)).Select(type => type.FullName);
Console.WriteLine($"Clients: {string.Join(' ', clients.Order(StringComparer.Ordinal))}");
try
{
    await client.RenameShopAsync(new RenameShopRequest { ShopId = "s-1", Name = new string('x', 65) });
}
catch (ArgumentException exception)
{
    Console.WriteLine(exception.Message);
}
