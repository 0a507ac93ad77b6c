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
        try
        {
            if (await JsonSerializer.DeserializeAsync<T>(context.Request.Body, Options, context.RequestAborted).ConfigureAwait(false) is { } value)
            {
                return value;
            }
        }
        catch (JsonException)
        {
        }
        catch (BadHttpRequestException exception)
        {
            await RequestGuard.RefuseAsync(context, exception.StatusCode, $"The explorer's server does not take the request: {exception.Message}").ConfigureAwait(false);
            return null;
        }

        await RequestGuard.RefuseAsync(context, StatusCodes.Status400BadRequest, "What was typed or pasted cannot be read: one of the texts holds half of a surrogate pair, which is no character.").ConfigureAwait(false);
        return null;
    }
}
