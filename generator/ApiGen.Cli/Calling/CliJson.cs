using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace ApiGen.Cli.Calling;

/// <summary>The JSON types that the tool serialises, prepared at compile time.</summary>
[JsonSerializable(typeof(JsonObject))]
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class CliJson : JsonSerializerContext
{
    /// <summary>Indented, and with readable text: for people's eyes and other programs' parsers, never for HTML.</summary>
    public static JsonTypeInfo<JsonElement> Readable { get; } = new CliJson(new JsonSerializerOptions
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    }).JsonElement;
}
