using System.Text.Json;
using ApiGen.Runtime.Json;

namespace ApiGen.Explorer.Calling;

/// <summary>A response kept as JSON.</summary>
internal sealed class RawResponse : IApiResponse<RawResponse>
{
    private RawResponse(JsonElement content) => Content = content;

    /// <summary>The content of <c>Response</c>.</summary>
    public JsonElement Content { get; }

    /// <inheritdoc />
    public string RequestId => WireJson.Text(Content, "RequestId") ?? "";

    /// <inheritdoc />
    public void WriteJson(Utf8JsonWriter writer) => Content.WriteTo(writer);

    /// <inheritdoc />
    public static RawResponse ReadJson(ref Utf8JsonReader reader)
    {
        using JsonDocument document = JsonDocument.ParseValue(ref reader);
        return new RawResponse(document.RootElement.Clone());
    }

    /// <inheritdoc />
    public static RawResponse ReadResponse(ref Utf8JsonReader reader, ref ApiErrorBody failure)
    {
        RawResponse response = ReadJson(ref reader);
        if (MayTellOfFailure(response.Content) && WireJson.Member(response.Content, "Error") is { } error && WireJson.Text(error, "Code") is { } code)
        {
            failure.Code = code;
            failure.Message = WireJson.Text(error, "Message");
        }

        return response;
    }

    // As clients read it: by a name that differs in case a member is a failure only where nothing but the request's ID stands beside it.
    private static bool MayTellOfFailure(JsonElement content) => WireJson.Names(content) is var names
        && (names.Contains("Error") || names.All(static name => name.ToUpperInvariant() is "ERROR" or "REQUESTID"));
}
