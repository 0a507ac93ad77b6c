using System.Text.Json;
using System.Text.Json.Serialization;

namespace ApiGen.Explorer.Calling;

/// <summary>Something that happened to calls under way; one line of what the page is told.</summary>
/// <param name="Kind"><c>event</c> of a stream, <c>response</c>, <c>failure</c> or <c>throttle</c>.</param>
internal sealed record CallNews(string Kind)
{
    /// <summary>Which of the calls, counted from 1; 0 for the throttle.</summary>
    public int Call { get; init; }

    /// <summary>How long it took until now, in milliseconds.</summary>
    public double Milliseconds { get; init; }

    /// <summary>The HTTP status; null when no response came.</summary>
    public int? Status { get; init; }

    /// <summary>The RequestId; null when none came.</summary>
    public string? RequestId { get; init; }

    /// <summary>How often the request was sent.</summary>
    public int? Attempts { get; init; }

    /// <summary>Whether nothing of the call has gone; null of any other.</summary>
    public bool? IsUnsent { get; init; }

    /// <summary>The response's content.</summary>
    [JsonConverter(typeof(ContentConverter))]
    public JsonElement? Content { get; init; }

    /// <summary>The error code.</summary>
    public string? Code { get; init; }

    /// <summary>The message of the failure.</summary>
    public string? Message { get; init; }

    /// <summary>What the spec says about the error code.</summary>
    public string? Meaning { get; init; }

    /// <summary>How many requests may go now; null where no limit is known.</summary>
    public int? Permits { get; init; }

    /// <summary>How many wait.</summary>
    public int? Waiting { get; init; }

    /// <summary>How many are under way.</summary>
    public int? UnderWay { get; init; }

    /// <summary>The factor of the limit.</summary>
    public double? Factor { get; init; }

    /// <summary>Whether nothing is let through for a while.</summary>
    public bool? IsPaused { get; init; }

    /// <summary>The same, with every text that comes from a service changed.</summary>
    /// <param name="told">What is told of a text.</param>
    public CallNews With(Func<string, string> told)
    {
        return this with { RequestId = Told(RequestId), Code = Told(Code), Message = Told(Message), Meaning = Told(Meaning), Content = Content is { } content ? WireJson.With(content, told) : null };

        string? Told(string? text) => text is null ? null : told(text);
    }

    /// <summary>Writes what a service sent, which the platform does not write in any case.</summary>
    private sealed class ContentConverter : JsonConverter<JsonElement?>
    {
        public override JsonElement? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => JsonElement.ParseValue(ref reader);

        public override void Write(Utf8JsonWriter writer, JsonElement? value, JsonSerializerOptions options) => writer.WriteRawValue(WireJson.Compact(value!.Value), skipInputValidation: true);
    }
}
