using System.Text;
using System.Text.Json;
using ApiGen.Runtime.Json;

namespace ApiGen.Runtime;

/// <summary>A request to an action that has no spec: a JSON object, sent byte for byte as it is.</summary>
public sealed class ApiRawRequest : IApiRequest<ApiRawRequest>
{
    private readonly byte[] _json;

    /// <summary>Makes a request.</summary>
    /// <exception cref="ArgumentException">The text is not a JSON object, is nested more than 128 levels deep, or a text in it holds half of a surrogate pair, as it is or as an escape.</exception>
    public ApiRawRequest(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        _json = HalfPairs.Encode(json, nameof(json));
        HasClientToken = Check(_json);
    }

    /// <summary>Whether it has a token by which the service recognises a repetition.</summary>
    internal bool HasClientToken { get; }

    /// <summary>The JSON object.</summary>
    public string Json => Encoding.UTF8.GetString(_json);

    void IJsonModel<ApiRawRequest>.WriteJson(Utf8JsonWriter writer) => writer.WriteRawValue(_json, skipInputValidation: true);

    static ApiRawRequest IJsonModel<ApiRawRequest>.ReadJson(ref Utf8JsonReader reader)
    {
        using JsonDocument document = JsonDocument.ParseValue(ref reader);
        return new ApiRawRequest(document.RootElement.GetRawText());
    }

    void IValidatable.Validate(ref RequestValidation validation)
    {
    }

    /// <returns>Whether it has a <c>ClientToken</c> that is not empty.</returns>
    private static bool Check(ReadOnlySpan<byte> json)
    {
        Utf8JsonReader reader = new(json, new JsonReaderOptions { MaxDepth = int.MaxValue });
        try
        {
            bool isObject = false;
            bool hasToken = false;
            bool isToken = false;
            while (reader.Read())
            {
                bool opens = reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray;
                if (opens && reader.CurrentDepth == RequestValidation.MaxDepth)
                {
                    throw new ArgumentException(FormattableString.Invariant($"The request is nested more than {RequestValidation.MaxDepth} levels deep."), nameof(json));
                }

                isObject |= reader.TokenType == JsonTokenType.StartObject && reader.CurrentDepth == 0;

                // Of a name that comes twice the last value counts, as for nearly every reader.
                hasToken = isToken ? reader.TokenType == JsonTokenType.String && reader.ValueSpan.Length > 0 : hasToken;
                isToken = reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == 1 && reader.ValueTextEquals("ClientToken"u8);
            }

            return isObject ? hasToken : throw new ArgumentException("The request is JSON, but no object.", nameof(json));
        }
        catch (JsonException e)
        {
            // Without the parser's text, which quotes the request's.
            throw new ArgumentException(FormattableString.Invariant($"The request is not JSON: see line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}."), nameof(json));
        }
    }
}
