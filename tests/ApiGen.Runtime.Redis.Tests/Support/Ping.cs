using System.Text.Json;
using ApiGen.Runtime.Json;

namespace ApiGen.Runtime.Redis.Tests.Support;

/// <summary>A request without members and its response, which say nothing but that the call went through.</summary>
internal sealed class Ping : IApiRequest<Ping>, IApiResponse<Ping>
{
    public static readonly ApiService Service = new("tcsas", "2025-01-06", "tcsas.intl.tencentcloudapi.com");

    public string RequestId { get; private init; } = "";

    public static ApiAction<Ping, Ping> Action(params ApiRateLimit[] limits) => new(Service, "CreateMNP") { RateLimits = limits };

    public static Ping ReadJson(ref Utf8JsonReader reader)
    {
        reader.Skip();
        return new Ping();
    }

    public static Ping ReadResponse(ref Utf8JsonReader reader, ref ApiErrorBody failure)
    {
        reader.Skip();
        return new Ping { RequestId = "1" };
    }

    public void WriteJson(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteEndObject();
    }

    public void Validate(ref RequestValidation validation)
    {
    }
}
