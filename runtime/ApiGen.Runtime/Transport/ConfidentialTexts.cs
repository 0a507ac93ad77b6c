using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ApiGen.Runtime.Json;

namespace ApiGen.Runtime.Transport;

/// <summary>
/// What nobody but the service is to see of a call: its signature, its token, and the values of the members that the spec calls sensitive. Whatever is told of
/// a response goes through here, because a response may repeat what it is one to.
/// </summary>
internal sealed class ConfidentialTexts
{
    // So much of a text gives it away; who repeats it may cut it short.
    private const int Telling = 16;

    // Shorter ones are parts of any word, so they count only where they stand alone.
    private const int ShortestWithinWords = 4;

    private const int SignatureCharacters = 64;

    // Where a hostile response would make this take long, nothing is told instead.
    private const long MostWork = 100_000_000;

    // The names too: a page may have the values in another form.
    private static readonly string[] HeaderNames = ["Authorization", "TC3-HMAC-SHA256", "X-TC-Token", "Signature="];

    private readonly HashSet<string> _texts = new(StringComparer.Ordinal);
    private readonly ApiAction _action;

    private ConfidentialTexts(ApiAction action) => _action = action;

    /// <summary>Those of a request that was sent. They stay known when the request has been disposed.</summary>
    internal static ConfidentialTexts Of(OutgoingRequest request, ApiAction action)
    {
        ConfidentialTexts texts = new(action);
        if (HeaderOf(request, "Authorization") is { Length: > SignatureCharacters } authorization)
        {
            texts.Add(authorization[^SignatureCharacters..]);
        }

        texts.Add(HeaderOf(request, "X-TC-Token"));
        if (!request.Body.IsRaw)
        {
            texts.AddSensitive(request.Body.Bytes.Span);
            return texts;
        }

        // The members of a request with a raw body are headers.
        foreach (string member in action.SensitiveMembers)
        {
            texts.Add(HeaderOf(request, OctetStreamHeaders.NameOf(action.Service.Name, member)));
        }

        return texts;
    }

    /// <summary>Those of a body that is to be sent.</summary>
    internal static ConfidentialTexts Of(ReadOnlySpan<byte> body, ApiAction action)
    {
        ConfidentialTexts texts = new(action);
        texts.AddSensitive(body);
        return texts;
    }

    /// <summary>Whether the spec calls a member sensitive.</summary>
    internal bool IsSensitive(string member) => _action.SensitiveMembers.Contains(member, StringComparer.OrdinalIgnoreCase);

    /// <summary>Adds the values of sensitive members of a JSON document, at any depth; as far as it can be read.</summary>
    internal void AddSensitive(ReadOnlySpan<byte> json)
    {
        if (_action.SensitiveMembers.Count == 0)
        {
            return;
        }

        Utf8JsonReader reader = new(json, JsonModel.ReaderOptions);
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.PropertyName && IsSensitive(JsonText.Unescape(reader.ValueSpan)))
                {
                    reader.Read();
                    AddValue(ref reader);
                }
            }
        }
        catch (JsonException)
        {
            // What came until here is known.
        }
    }

    /// <summary>A text without any of them.</summary>
    internal string RemoveFrom(string text)
    {
        if (_texts.Count * (long)text.Length > MostWork)
        {
            return "***";
        }

        // The longest first: a short one may be a part of it.
        foreach (string secret in _texts.OrderByDescending(static each => each.Length))
        {
            text = Remove(secret, text);
        }

        return text;
    }

    /// <summary>Where a page begins to show the request's own headers: its length when it does not.</summary>
    internal static int HeadersIn(string page) =>
        HeaderNames.Select(name => page.IndexOf(name, StringComparison.OrdinalIgnoreCase)).Where(static at => at >= 0).DefaultIfEmpty(page.Length).Min();

    private static string Remove(string secret, string text)
    {
        ReadOnlySpan<char> head = secret.AsSpan(0, Math.Min(secret.Length, Telling));
        StringBuilder? cleaned = null;
        int kept = 0;
        int from = 0;
        while (text.AsSpan(from).IndexOf(head, StringComparison.OrdinalIgnoreCase) is var found and >= 0)
        {
            int begin = from + found;
            int end = begin + head.Length;
            while (end < text.Length && end - begin < secret.Length && char.ToUpperInvariant(text[end]) == char.ToUpperInvariant(secret[end - begin]))
            {
                end++;
            }

            from = end;
            if (secret.Length >= ShortestWithinWords || StandsAlone(text, begin, end))
            {
                cleaned = (cleaned ?? new StringBuilder()).Append(text, kept, begin - kept).Append("***");
                kept = end;
            }
        }

        return cleaned is null ? text : cleaned.Append(text, kept, text.Length - kept).ToString();
    }

    private static bool StandsAlone(string text, int begin, int end) =>
        (begin == 0 || !char.IsLetterOrDigit(text[begin - 1])) && (end == text.Length || !char.IsLetterOrDigit(text[end]));

    private void AddValue(ref Utf8JsonReader reader)
    {
        int depth = reader.CurrentDepth;
        do
        {
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.Number)
            {
                Add(JsonText.Unescape(reader.ValueSpan));
            }
        }
        while ((reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray || reader.CurrentDepth > depth) && reader.Read());
    }

    private void Add(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return;
        }

        // As it is, and as JSON, an address or a page has it.
        _texts.Add(text);
        _texts.Add(JavaScriptEncoder.Default.Encode(text));
        _texts.Add(JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text));
        _texts.Add(Uri.EscapeDataString(text));
        _texts.Add(WebUtility.HtmlEncode(text));
    }

    private static string? HeaderOf(OutgoingRequest request, string name) =>
        request.Headers.TryGetValues(name, out IEnumerable<string>? values) ? values.FirstOrDefault() : null;
}
