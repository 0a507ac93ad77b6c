using System.Text.Json;
using System.Text.Json.Nodes;
using ApiGen.Emulator.Gateway;
using ApiGen.Specs;
using ApiGen.Specs.Model;

namespace ApiGen.Emulator.Requests;

/// <summary>Brings the parameters of a call into one JSON object, however they travelled.</summary>
internal static class ParameterReader
{
    // Deeper than requests may nest, so that what is too deep can be named; the rest is not read at all.
    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = 256 };

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

        try
        {
            using JsonDocument document = JsonDocument.Parse(body, Deep);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                throw new GatewayException(ErrorCodes.InvalidParameter, "The request body is not a JSON object.");
            }

            ParameterCheck.CheckDuplicates(route, JsonWireValue.Of(document.RootElement));
            return JsonObject.Create(document.RootElement.Clone())!;
        }
        catch (JsonException) when (JsonWireValue.IsDeep(body, Deep.MaxDepth))
        {
            throw new GatewayException(ErrorCodes.InvalidParameter, FormattableString.Invariant($"The request body is nested more than {SpecLimits.MaxRequestDepth} levels deep."));
        }
        catch (JsonException exception)
        {
            throw new GatewayException(ErrorCodes.InvalidParameter, $"The request body is not valid JSON: {exception.Message}");
        }
    }

    private static string MediaType(GatewayRequest request) =>
        (request.Header(CommonHeaders.ContentType) ?? "").Split(';')[0].Trim();

    private static GatewayException WrongMediaType(string given, string wanted) =>
        new(ErrorCodes.UnsupportedOperation, $"The action takes a body of type `{wanted}`, signed with TC3-HMAC-SHA256; the request has `{given}`.");
}
