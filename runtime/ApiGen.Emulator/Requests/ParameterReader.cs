using System.Text.Json;
using System.Text.Json.Nodes;
using ApiGen.Emulator.Gateway;
using ApiGen.Specs.Model;

namespace ApiGen.Emulator.Requests;

/// <summary>Brings the parameters of a call into one JSON object, however they travelled.</summary>
internal static class ParameterReader
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <exception cref="GatewayException">The body is not of the form that the action takes.</exception>
    public static JsonObject Read(GatewayRequest request, ActionRoute route)
    {
        string mediaType = MediaType(request);
        if (request.Method == "GET")
        {
            return mediaType == "application/x-www-form-urlencoded"
                ? QueryParameters.Read(request.Query, route)
                : throw new GatewayException(ErrorCodes.UnsupportedOperation, $"A GET is of type `application/x-www-form-urlencoded`; the request has `{mediaType}`.");
        }

        if (route.Action.RequestBody == RequestBodyKind.OctetStream)
        {
            return mediaType == "application/octet-stream"
                ? HeaderParameters.Read(request, route)
                : throw WrongMediaType(mediaType, "application/octet-stream");
        }

        return mediaType == "application/json"
            ? Json(request.Body, route)
            : throw WrongMediaType(mediaType, "application/json");
    }

    private static JsonObject Json(byte[] body, ActionRoute route)
    {
        if (body.Length == 0)
        {
            return [];
        }

        JsonNode? node;
        try
        {
            node = JsonNode.Parse(body, documentOptions: Strict);

            // Every text of it can be read.
            _ = JsonWireValue.Of(node);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // The platform gives the second of them to a name with half of a surrogate pair.
            ParameterCheck.CheckDuplicates(route, body);
            throw new GatewayException(ErrorCodes.InvalidParameter, $"The request body is not valid JSON: {exception.Message}");
        }

        return node as JsonObject ?? throw new GatewayException(ErrorCodes.InvalidParameter, "The request body is not a JSON object.");
    }

    private static string MediaType(GatewayRequest request) =>
        (request.Header(CommonHeaders.ContentType) ?? "").Split(';')[0].Trim();

    private static GatewayException WrongMediaType(string given, string wanted) =>
        new(ErrorCodes.UnsupportedOperation, $"The action takes a body of type `{wanted}`, signed with TC3-HMAC-SHA256; the request has `{given}`.");
}
