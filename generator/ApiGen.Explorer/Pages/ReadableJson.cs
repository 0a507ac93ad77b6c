using System.Text.Encodings.Web;
using System.Text.Json;

namespace ApiGen.Explorer.Pages;

/// <summary>JSON as people read it.</summary>
internal static class ReadableJson
{
    // For a component, which escapes what it shows.
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, NewLine = "\n", MaxDepth = 256, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The same JSON on several lines.</summary>
    public static string Indented(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 256 });
        return JsonSerializer.Serialize(document.RootElement, Readable);
    }
}
