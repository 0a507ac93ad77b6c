namespace ApiGen.Generator.Emission;

/// <summary>The runtime's types as generated code writes them, so that nothing a consumer declares can hide them.</summary>
internal static class RuntimeNames
{
    public const string Root = "global::ApiGen.Runtime.";
    public const string Json = "global::ApiGen.Runtime.Json.";
    public const string Annotations = "global::ApiGen.Runtime.Annotations.";
    public const string JsonRead = Json + "JsonRead";
    public const string JsonWrite = Json + "JsonWrite";
    public const string List = "global::System.Collections.Generic.IList";
    public const string Reader = "global::System.Text.Json.Utf8JsonReader";
    public const string Writer = "global::System.Text.Json.Utf8JsonWriter";
}
