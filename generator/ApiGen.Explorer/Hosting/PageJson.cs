using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;

namespace ApiGen.Explorer.Hosting;

/// <summary>What pages and explorer say to each other.</summary>
internal static class PageJson
{
    /// <summary>Names in camel case, nulls left out. It goes to a reader of JSON alone, never into HTML.</summary>
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = 512,
    };

    /// <summary>Writes a value as the response.</summary>
    public static Task WriteAsync<T>(HttpContext context, T value)
    {
        context.Response.ContentType = "application/json; charset=utf-8";
        return JsonSerializer.SerializeAsync(context.Response.Body, value, Options, context.RequestAborted);
    }

    /// <summary>Reads the request; null, with status 400, when it is none.</summary>
    public static async Task<T?> ReadAsync<T>(HttpContext context)
        where T : class
    {
        string fault = "The request is none that a page of the explorer sends: it is an object of JSON.";
        try
        {
            using JsonDocument document = await JsonDocument.ParseAsync(context.Request.Body, new JsonDocumentOptions { MaxDepth = Options.MaxDepth }, context.RequestAborted).ConfigureAwait(false);
            if (HoldsHalfPair(document.RootElement))
            {
                fault = "What was typed or pasted cannot be read: one of the texts holds half of a surrogate pair, which is no character.";
            }
            else if (document.Deserialize<T>(Options) is { } value)
            {
                return value;
            }
        }
        catch (JsonException)
        {
            // Told below, as is what is JSON of another form.
        }
        catch (BadHttpRequestException exception)
        {
            await RequestGuard.RefuseAsync(context, exception.StatusCode, $"The explorer's server does not take the request: {exception.Message}").ConfigureAwait(false);
            return null;
        }

        await RequestGuard.RefuseAsync(context, StatusCodes.Status400BadRequest, fault).ConfigureAwait(false);
        return null;
    }

    private static bool HoldsHalfPair(JsonElement request)
    {
        try
        {
            return request.ValueKind == JsonValueKind.Object && request.EnumerateObject().Any(static member => member.Value.ValueKind == JsonValueKind.String && member.Value.GetString() is null);
        }
        catch (InvalidOperationException)
        {
            return true;
        }
    }
}
