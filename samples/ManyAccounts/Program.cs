using ApiGen.Emulator;
using ApiGen.Runtime;
using TencentCloud.Tcsas;

// Accounts as they may come from a table of tenants. A credential per account is made once and kept: it holds the derived key of the day.
Dictionary<string, ICredentialProvider> accounts = new()
{
    ["bakery"] = new TencentCloudCredential("AKIDBAKERYEXAMPLE", "bakery-example-key"),
    ["florist"] = new TencentCloudCredential("AKIDFLORISTEXAMPLE", "florist-example-key"),
};

await using ApiEmulator gateway = await ApiEmulator.StartAsync(BundledSpecs.Load("tcsas"), new ApiEmulatorOptions
{
    Credentials =
    {
        new EmulatorCredential("AKIDBAKERYEXAMPLE", "bakery-example-key", account: "bakery"),
        new EmulatorCredential("AKIDFLORISTEXAMPLE", "florist-example-key", account: "florist"),
    },
});

// One client has the connections, the settings and the telemetry of all accounts. The limits count for each account by itself.
using TcsasClient client = new(accounts["bakery"], region: "ap-singapore", new ApiClientOptions { Endpoint = gateway.Endpoint });

await Task.WhenAll(accounts.Select(async account =>
{
    DescribeMNPListRequest request = new() { PlatformId = "T02245JR9111721GKOI", Offset = 0, Limit = 20 };
    ApiCallOptions options = new() { Credentials = account.Value };
    DescribeMNPListResponse list = await client.DescribeMNPListAsync(request, options, CancellationToken.None);
    Console.WriteLine($"{account.Key}: {list.Data.TotalCount} mini programs");
}));

foreach (IGrouping<string?, ApiArrival> arrivals in gateway.Arrivals.GroupBy(arrival => arrival.Account).OrderBy(group => group.Key, StringComparer.Ordinal))
{
    Console.WriteLine($"The gateway counted {arrivals.Count()} for {arrivals.Key}");
}
