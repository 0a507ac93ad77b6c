using System.Text;
using System.Text.Json;
using ApiGen.Runtime.Json;

namespace ApiGen.Runtime;

/// <summary>A request to an action that has no spec: a JSON object, sent byte for byte as it is.</summary>
public sealed class ApiRawRequest : IApiRequest<ApiRawRequest>
{
    private readonly byte[] _json;

    /// <summary>Makes a request.</summary>
    /// <exception cref="ArgumentException">The text is not a JSON object.</exception>
    public ApiRawRequest(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        _json = Encoding.UTF8.GetBytes(json);
        Check(_json);
    }

    private ApiRawRequest(byte[] json) => _json = json;

    /// <summary>The JSON object.</summary>
    public string Json => Encoding.UTF8.GetString(_json);

    void IJsonModel<ApiRawRequest>.WriteJson(Utf8JsonWriter writer) => writer.WriteRawValue(_json, skipInputValidation: true);

    static ApiRawRequest IJsonModel<ApiRawRequest>.ReadJson(ref Utf8JsonReader reader)
    {
        using JsonDocument document = JsonDocument.ParseValue(ref reader);
        return new ApiRawRequest(Encoding.UTF8.GetBytes(document.RootElement.GetRawText()));
    }

    void IValidatable.Validate(ref RequestValidation validation)
    {
    }

    private static void Check(ReadOnlySpan<byte> json)
    {
        Utf8JsonReader reader = new(json);
        try
        {
            reader.Read();
            bool isObject = reader.TokenType == JsonTokenType.StartObject;
            reader.Skip();
            reader.Read();
            if (!isObject)
            {
                throw new ArgumentException("The request is JSON, but no object.", nameof(json));
            }
        }
        catch (JsonException e)
        {
            // Without the parser's text, which quotes the request's.
            throw new ArgumentException(FormattableString.Invariant($"The request is not JSON: see line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}."), nameof(json));
        }
    }
}
