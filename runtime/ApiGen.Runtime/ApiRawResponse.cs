using System.Text.Json;
using ApiGen.Runtime.Json;
using ApiGen.Runtime.Pipeline;

namespace ApiGen.Runtime;

/// <summary>The response of an action that has no spec.</summary>
public sealed class ApiRawResponse : IApiResponse<ApiRawResponse>
{
    private ApiRawResponse(string json, string requestId)
    {
        Json = json;
        RequestId = requestId;
    }

    /// <summary>The content of <c>Response</c>, a JSON object, as it came.</summary>
    public string Json { get; }

    /// <inheritdoc/>
    public string RequestId { get; }

    void IJsonModel<ApiRawResponse>.WriteJson(Utf8JsonWriter writer) => writer.WriteRawValue(Json, skipInputValidation: true);

    static ApiRawResponse IJsonModel<ApiRawResponse>.ReadJson(ref Utf8JsonReader reader)
    {
        ApiErrorBody failure = default;
        return Read(ref reader, ref failure);
    }

    static ApiRawResponse IApiResponse<ApiRawResponse>.ReadResponse(ref Utf8JsonReader reader, ref ApiErrorBody failure) => Read(ref reader, ref failure);

    private static ApiRawResponse Read(ref Utf8JsonReader reader, ref ApiErrorBody failure)
    {
        Utf8JsonReader members = reader;
        FailureAlone.ReadResponse(ref members, ref failure);
        string requestId = failure.RequestId ?? "";
        if (failure.Code is null && !failure.IsUnclear)
        {
            return new ApiRawResponse(JsonText.Raw(ref reader), requestId);
        }

        // Nobody gets to see it.
        reader.Skip();
        return new ApiRawResponse("", requestId);
    }
}
