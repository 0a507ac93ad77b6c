using System.Net;
using ApiGen.Benchmarks.Peers;
using Polly;
using Polly.Retry;

// The program by hand, its call repeated by Polly as the generated client's is: what the library that repeats adds to any program.
ResiliencePipeline pipeline = new ResiliencePipelineBuilder()
    .AddRetry(new RetryStrategyOptions
    {
        MaxRetryAttempts = 2,
        BackoffType = DelayBackoffType.Exponential,
        UseJitter = true,
        ShouldHandle = static args => new ValueTask<bool>(args.Outcome.Exception is HttpRequestException),
    })
    .Build();
SocketsHttpHandler handler = new() { AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate };
HandWrittenClient client = new(handler, "AKIDEXAMPLE", "EXAMPLEKEY", "ap-singapore", new Uri(args[0]));
PeerCreateRequest request = new()
{
    PlatformId = "T02245JR9111721GKOI",
    MNPName = "apiminiprogram",
    MNPType = "Life Service->144_Lilliputian Services",
    MNPIntro = "api create mini program",
    MNPDesc = "api create mini program",
    MNPIcon = "https://127.0.0.1/console/20240812101023-f1ae758593.jpeg",
};
PeerCreateResponse created = await pipeline.ExecuteAsync(
    static async (state, cancellationToken) => await state.client.CreateAsync(state.request, cancellationToken), (client, request));
Console.WriteLine(created.Data?.ResourceId);
