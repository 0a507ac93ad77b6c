using System.Text;
using System.Text.Json;
using ApiGen.Runtime;
using ApiGen.Runtime.Json;
using ApiGen.Runtime.Throttling;
using Refit;
using TencentCloud.Tcsas;

namespace ApiGen.Benchmarks.Peers;

/// <summary>The same call, ready to be made in each of the ways that are compared.</summary>
internal static class Fixture
{
    internal const string SecretId = "AKIDEXAMPLE";
    internal const string SecretKey = "EXAMPLEKEY";
    internal const string Region = "ap-singapore";

    internal static readonly byte[] Response = Encoding.UTF8.GetBytes(
        """{"Response":{"Data":{"ResourceId":"mp1mkdcf53ob2h8m"},"RequestId":"e5b444cb-6982-46b6-852b-d980114ca151"}}""");

    internal static readonly PeerCreateRequest PeerRequest = new()
    {
        PlatformId = "T02245JR9111721GKOI",
        TeamId = "6519624807",
        MNPName = "apiminiprogram",
        MNPType = "Life Service->144_Lilliputian Services",
        MNPIntro = "api create mini program",
        MNPDesc = "api create mini program",
        MNPIcon = "https://127.0.0.1/console/20240812101023-f1ae758593.jpeg",
    };

    internal static readonly CreateMNPRequest Request = CreateMNPRequest.FromJson(JsonSerializer.Serialize(PeerRequest, PeerJson.Default.PeerCreateRequest));

    internal static readonly byte[] Body = Encoding.UTF8.GetBytes(Request.ToJson());

    internal static HttpMessageHandler Handler() => new InMemoryHandler(Response);

    internal static Floor Floor() => new(Handler(), Body);

    internal static HandWrittenClient HandWritten() => new(Handler(), SecretId, SecretKey, Region);

    internal static IRefitClient RefitClient()
    {
        SystemTextJsonContentSerializer serializer = new(PeerJson.Default.Options);
        RefitSettings settings = new(serializer) { RequestBodySerialization = RequestBodySerializationMode.Buffered };
        HttpClient client = new(new RefitSigningHandler(Handler(), SecretId, SecretKey)) { BaseAddress = new Uri($"https://{PeerSigner.Host}") };
        return RestService.For<IRefitClient>(client, settings);
    }

    /// <summary>The generated client with all of its steps on; the limit is so high that no call waits.</summary>
    internal static TcsasClient Client(HttpMessageHandler? handler = null, params ApiRateLimit[] limits)
    {
        ApiClientOptions options = new() { HttpMessageHandler = handler ?? Handler(), ThrottleRegistry = new ThrottleRegistry() };
        options.Throttle.LimitOverrides["CreateMNP"] = limits is [] ? [new ApiRateLimit(100, TimeSpan.FromMicroseconds(100))] : limits;
        return new TcsasClient(new TencentCloudCredential(SecretId, SecretKey), Region, options);
    }

    /// <summary>A request of about a megabyte.</summary>
    internal static PeerCreateRequest LargePeerRequest() => PeerRequestWith(8_000);

    /// <summary>A request with a number of translations, of about 130 bytes each.</summary>
    internal static PeerCreateRequest PeerRequestWith(int translations)
    {
        PeerCreateRequest request = JsonSerializer.Deserialize(Body, PeerJson.Default.PeerCreateRequest)!;
        request.I18nList =
        [
            .. Enumerable.Range(0, translations).Select(i => new PeerTranslation
            {
                Lang = i % 2 == 0 ? "en-US" : "zh-CN",
                IsDefault = i % 7,
                MNPName = $"mini program number {i}",
                MNPIntro = i % 2 == 0 ? "An introduction in one sentence, as people write them." : "一句话的介绍，就像人们写的那样。",
            }),
        ];
        return request;
    }

    /// <summary>A page of about a megabyte.</summary>
    internal static byte[] LargeList() => JsonSerializer.SerializeToUtf8Bytes(
        new PeerListResponse
        {
            RequestId = "e5b444cb-6982-46b6-852b-d980114ca151",
            Data = new PeerPage
            {
                TotalCount = 2_000,
                DataList =
                [
                    .. Enumerable.Range(0, 2_000).Select(i => new PeerListItem
                    {
                        MNPId = $"mpyndm7bj{i:0000000}",
                        MNPIcon = $"https://files.example.com/T04257DS9431720WTAG/tcsas/20240802-{i:00000000}.png",
                        MNPName = $"mini program number {i}",
                        TeamName = "sample_mini_team",
                        MNPType = "Medical Service->26_Public Medical Institutions",
                        Status = 2,
                        MNPIntro = "An introduction in one sentence.",
                        CreateUser = "sample_op",
                        CreateTime = "1722579133",
                        UpdateUser = "sample_op",
                        UpdateTime = "1724123222",
                        ApplicationName = "",
                        EffectStatus = i % 3,
                        EffectMNPVersionId = i,
                        EffectMNPVersion = "1.0.1",
                        TeamId = "6519624807",
                        TeamTypeId = 1,
                        AgeRatings = [new PeerLabelledAgeRating { StandardId = "apple", AgeRating = 17, Label = "17+" }],
                    }),
                ],
            },
        },
        PeerListJson.Default.PeerListResponse);

    internal static void WriteJson<T>(T value, Utf8JsonWriter writer)
        where T : class, IJsonModel<T> => value.WriteJson(writer);
}
