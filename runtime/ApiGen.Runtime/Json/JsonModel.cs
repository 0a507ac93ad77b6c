using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ApiGen.Runtime.Buffers;

namespace ApiGen.Runtime.Json;

/// <summary>Writes and reads whole objects.</summary>
public static class JsonModel
{
    /// <summary>Text outside ASCII travels as it is; generated code writes well-formed documents, so the writer need not check.</summary>
    internal static readonly JsonWriterOptions WriterOptions = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    /// <summary>How a document is read at first. The depth bounds the recursion of generated code.</summary>
    internal static readonly JsonReaderOptions ReaderOptions = new()
    {
        AllowTrailingCommas = true,
        MaxDepth = 256,
    };

    /// <summary>How a document is read when it proved to be faulty: comments are let through too, which makes every step slower.</summary>
    internal static readonly JsonReaderOptions LenientReaderOptions = new()
    {
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
        MaxDepth = 256,
    };

    /// <summary>The object as compact JSON. Members that are not set are left out; 0, an empty text and an empty list are written.</summary>
    /// <exception cref="ArgumentException">A number is not finite, which JSON cannot express.</exception>
    public static string ToJson<T>(T value)
        where T : class, IJsonModel<T>
    {
        ArgumentNullException.ThrowIfNull(value);
        JsonBuffer buffer = JsonBuffer.Rent();
        try
        {
            value.WriteJson(buffer.Writer);
            buffer.Writer.Flush();
            return Encoding.UTF8.GetString(buffer.WrittenSpan);
        }
        finally
        {
            JsonBuffer.Return(buffer);
        }
    }

    /// <summary>Reads an object from JSON.</summary>
    /// <exception cref="JsonException">The text is not a JSON object, or a value does not fit its member; <see cref="JsonException.Path"/> names the member.</exception>
    public static T FromJson<T>(string json)
        where T : class, IJsonModel<T>
    {
        ArgumentNullException.ThrowIfNull(json);
        return FromJson<T>(Encoding.UTF8.GetBytes(json));
    }

    /// <summary>Reads an object from JSON in UTF-8.</summary>
    /// <exception cref="JsonException">The text is not a JSON object, or a value does not fit its member; <see cref="JsonException.Path"/> names the member.</exception>
    public static T FromJson<T>(ReadOnlySpan<byte> utf8Json)
        where T : class, IJsonModel<T>
    {
        utf8Json = SkipByteOrderMark(utf8Json);
        try
        {
            return ReadDocument<T>(utf8Json, ReaderOptions);
        }
        catch (JsonException) when (FaultyJson.MayBeRepaired(utf8Json))
        {
            return ReadDocument<T>(FaultyJson.Repair(utf8Json), LenientReaderOptions);
        }
    }

    /// <summary>The exception for reading a response member that the spec promises but the service did not send.</summary>
    /// <param name="type">The response's type.</param>
    /// <param name="member">The member.</param>
    /// <param name="requestId">The ID of the request, which the service's support asks for; may be empty.</param>
    public static InvalidOperationException MemberNotSent(string type, string member, string? requestId = null) => new(
        $"{type}.{member} has no value: the service did not send it (RequestId: {(string.IsNullOrEmpty(requestId) ? "none" : requestId)}).");

    /// <summary>The document without a leading byte order mark, which RFC 8259 allows a reader to ignore.</summary>
    internal static ReadOnlySpan<byte> SkipByteOrderMark(ReadOnlySpan<byte> utf8Json) =>
        utf8Json.StartsWith("\uFEFF"u8) ? utf8Json[3..] : utf8Json;

    private static T ReadDocument<T>(ReadOnlySpan<byte> document, JsonReaderOptions options)
        where T : class, IJsonModel<T>
    {
        Utf8JsonReader reader = new(document, options);
        if (document.TrimEnd(" \t\r\n"u8).IsEmpty)
        {
            throw new JsonException($"A {typeof(T).Name} is read from a JSON object, and this is empty.");
        }

        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException($"A {typeof(T).Name} is read from a JSON object, and this is none.");
        }

        try
        {
            T result = T.ReadJson(ref reader);
            reader.Read();
            return result;
        }
        catch (JsonValueException e)
        {
            string path = JsonDocumentPath.Find(document, e.Position);
            throw new JsonException($"{path}: {e.Message}.", path, null, null, e);
        }
    }
}
