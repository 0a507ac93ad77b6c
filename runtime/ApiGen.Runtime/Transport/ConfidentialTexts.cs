using System.Text;
using System.Text.Json;
using ApiGen.Runtime.Json;

namespace ApiGen.Runtime.Transport;

/// <summary>
/// What nobody but the service is to see of a call: its signature, its token, and the values of the members that the spec calls sensitive. Whatever is told of
/// a response goes through here, because a response may repeat what it is one to.
/// </summary>
internal sealed class ConfidentialTexts
{
    /// <summary>So many characters of a value in a row give it away, wherever in it they stand.</summary>
    internal const int Telling = 8;

    // Shorter ones are parts of any word, so they count only where they stand alone.
    private const int ShortestWithinWords = 4;

    private const int SignatureCharacters = 64;

    // No service says more about a failure. What a hostile one sends beyond that is not told.
    private const int MostCharacters = 65_536;

    // Where very many short values would make this take long, nothing is told instead.
    private const long MostWork = 100_000_000;

    private const string Removed = "***";

    // The names too: a page may have the values in another form.
    private static readonly string[] HeaderNames = ["Authorization", "TC3-HMAC-SHA256", "X-TC-Token", "Signature="];

    private readonly HashSet<string> _values = new(StringComparer.Ordinal);
    private readonly HashSet<string> _forms = new(StringComparer.Ordinal);
    private readonly ApiAction _action;
    private DisguisedText? _disguised;

    private ConfidentialTexts(ApiAction action) => _action = action;

    /// <summary>Those of a request that was sent. They stay known when the request has been disposed.</summary>
    internal static ConfidentialTexts Of(OutgoingRequest request, ApiAction action)
    {
        ConfidentialTexts texts = new(action);
        if (request.Authorization is { Length: > SignatureCharacters } authorization)
        {
            texts.Add(authorization[^SignatureCharacters..]);
        }

        texts.Add(request.SessionToken);
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

        // Read as leniently as the response itself is.
        json = JsonModel.SkipByteOrderMark(json);
        if (!TryAddSensitive(json) && FaultyJson.MayBeRepaired(json))
        {
            TryAddSensitive(FaultyJson.Repair(json));
        }
    }

    private bool TryAddSensitive(ReadOnlySpan<byte> json)
    {
        // Of what is nested deeper than a response may be, the failure is told all the same.
        Utf8JsonReader reader = new(json, JsonModel.LenientReaderOptions with { MaxDepth = int.MaxValue });
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

            return true;
        }
        catch (JsonException)
        {
            // What came until here is known.
            return false;
        }
    }

    /// <summary>A text without any of them. Where it has one in a form that cannot be cut out, nothing is left of it.</summary>
    internal string RemoveFrom(string text)
    {
        if (_forms.Count == 0 || text.Length == 0)
        {
            return text;
        }

        if (text.Length > MostCharacters)
        {
            text = text[..MostCharacters];
        }

        if (_forms.Count * (long)text.Length > MostWork)
        {
            return Removed;
        }

        text = RemoveValues(text);
        _disguised ??= new DisguisedText(_values, Telling);
        return _disguised.IsIn(text) ? Removed : text;
    }

    /// <summary>Whether a text has any of them.</summary>
    internal bool AreIn(string text) => !ReferenceEquals(RemoveFrom(text), text) && text.Length <= MostCharacters;

    /// <summary>Where a page begins to show the request's own headers: its length when it does not.</summary>
    internal static int HeadersIn(string page) =>
        HeaderNames.Select(name => page.IndexOf(name, StringComparison.OrdinalIgnoreCase)).Where(static at => at >= 0).DefaultIfEmpty(page.Length).Min();

    /// <summary>Cuts them out as they are, and as JSON, an address or a page has them, so that no more than the value is cut out there.</summary>
    private string RemoveValues(string text)
    {
        bool[]? hidden = null;
        HideIn(text, static (begin, end) => (begin, end));
        foreach (UnescapedText layer in UnescapedText.LayersOf(text))
        {
            HideIn(layer.Text, layer.OriginOf);
        }

        return hidden is null ? text : WithoutHidden(text, hidden);

        void HideIn(string layer, Func<int, int, (int Begin, int End)> originOf)
        {
            foreach ((int begin, int end) in Find(layer))
            {
                hidden ??= new bool[text.Length];
                (int first, int last) = originOf(begin, end);
                hidden.AsSpan(first..last).Fill(true);
            }
        }
    }

    private IEnumerable<(int Begin, int End)> Find(string text)
    {
        TextPieces pieces = new(text, Telling);
        foreach (string form in _forms)
        {
            if (form.Length >= Telling)
            {
                pieces.Find(form);
                continue;
            }

            for (int begin = IndexOf(form, text, 0), end; begin >= 0; begin = IndexOf(form, text, end))
            {
                end = begin + form.Length;
                if (form.Length >= ShortestWithinWords || StandsAlone(text, begin, end))
                {
                    yield return (begin, end);
                }
            }
        }

        if (pieces.HasCommon)
        {
            foreach (int begin in pieces.Common)
            {
                yield return (begin, begin + Telling);
            }
        }
    }

    private static int IndexOf(string form, string text, int from) => text.IndexOf(form, from, StringComparison.OrdinalIgnoreCase);

    private static string WithoutHidden(string text, bool[] hidden)
    {
        StringBuilder shown = new(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            if (!hidden[i])
            {
                shown.Append(text[i]);
            }
            else if (i == 0 || !hidden[i - 1])
            {
                shown.Append(Removed);
            }
        }

        return shown.ToString();
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

        // A value that itself has what looks like an escape is found below the escapes of a text as what is left of it there.
        _disguised = null;
        _values.Add(text);
        _forms.Add(text);
        foreach (UnescapedText layer in UnescapedText.LayersOf(text))
        {
            if (!string.IsNullOrWhiteSpace(layer.Text))
            {
                _forms.Add(layer.Text);
            }
        }
    }

    private static string? HeaderOf(OutgoingRequest request, string name) =>
        request.Body.Headers.TryGetValues(name, out IEnumerable<string>? values) ? values.FirstOrDefault() : null;
}
