using System.Net;
using ApiGen.Benchmarks.Peers;

// The same call by hand on HttpClient, which accepts compressed responses as the generated client does.
SocketsHttpHandler handler = new() { AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate };
HandWrittenClient client = new(handler, "AKIDEXAMPLE", "EXAMPLEKEY", "ap-singapore", new Uri(args[0]));
PeerCreateResponse created = await client.CreateAsync(new PeerCreateRequest
{
    PlatformId = "T02245JR9111721GKOI",
    MNPName = "apiminiprogram",
    MNPType = "Life Service->144_Lilliputian Services",
    MNPIntro = "api create mini program",
    MNPDesc = "api create mini program",
    MNPIcon = "https://127.0.0.1/console/20240812101023-f1ae758593.jpeg",
});
Console.WriteLine(created.Data?.ResourceId);
