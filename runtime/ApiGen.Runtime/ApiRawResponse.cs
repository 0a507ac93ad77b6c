using System.Text.Json;
using ApiGen.Runtime.Json;

namespace ApiGen.Runtime;

/// <summary>The response of an action that has no spec.</summary>
public sealed class ApiRawResponse : IApiResponse<ApiRawResponse>
{
    private static readonly JsonNameTable Names = new("RequestId", "Error");

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
        string requestId = ReadKnown(ref members, ref failure);
        if (failure.Code is null && !failure.IsUnclear)
        {
            return new ApiRawResponse(JsonText.Raw(ref reader), requestId);
        }

        // Nobody gets to see it.
        reader.Skip();
        return new ApiRawResponse("", requestId);
    }

    private static string ReadKnown(ref Utf8JsonReader reader, ref ApiErrorBody failure)
    {
        string? requestId = null;
        if (!JsonRead.StartObject(ref reader))
        {
            return "";
        }

        JsonMembers members = default;
        while (JsonRead.NextMember(ref reader))
        {
            switch (Names.IndexOf(ref reader, ref members))
            {
                case 0:
                    requestId = JsonRead.String(ref reader);
                    break;
                case 1:
                    ReadError(ref reader, ref failure);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return requestId ?? "";
    }

    // Without a spec nobody knows whether a text, a list or the like is a member that the response has of its own; what has a message is the service's.
    private static void ReadError(ref Utf8JsonReader reader, ref ApiErrorBody failure)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }

        JsonRead.Error(ref reader, ref failure);
        failure.IsUnclear = failure.IsUnclear && failure.Message is not null;
    }
}
