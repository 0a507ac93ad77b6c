using System.Text;
using System.Text.Json;

namespace ApiGen.Explorer.Signing;

/// <summary>The other ways in which programs write the same body, which give another hash.</summary>
internal sealed class BodyForms
{
    /// <summary>As many bytes of all forms together as are hashed: a large body has its most usual forms alone.</summary>
    private const long MostBytes = 32_000_000;

    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = 256 };
    private static readonly byte[] Mark = [0xEF, 0xBB, 0xBF];

    private static readonly (string Name, byte[] Before, byte[] Behind)[] Frames =
    [
        ("", [], []),
        ("a line end (LF) behind ", [], "\n"u8.ToArray()),
        ("a line end of Windows (CR LF) behind ", [], "\r\n"u8.ToArray()),
        ("a byte order mark before ", Mark, []),
        ("a byte order mark before and a line end (LF) behind ", Mark, "\n"u8.ToArray()),
        ("a byte order mark before and a line end of Windows (CR LF) behind ", Mark, "\r\n"u8.ToArray()),
    ];

    // What programs send in place of a body that they forgot.
    private static readonly (string Name, string Text)[] Placeholders = [("an empty body", ""), ("the body {}", "{}"), ("the body null", "null")];

    private readonly byte[] _body;
    private readonly string? _typed;
    private readonly Lazy<string> _typedName;

    /// <summary>Takes a body.</summary>
    /// <param name="body">The body that is sent.</param>
    /// <param name="typed">The body as it was typed; null for a body that is not JSON.</param>
    public BodyForms(byte[] body, string? typed)
    {
        _body = body;
        _typed = typed;
        _typedName = new Lazy<string>(TypedName);
    }

    /// <summary>The hash of each form but the body itself, once, with a name that ends the sentence "It is what one gets with ..."; the most usual first.</summary>
    public IEnumerable<(string Name, string Hash)> Others()
    {
        HashSet<string> known = [SignedCall.HashOf(_body)];
        long bytes = 0;
        foreach ((string name, byte[] form) in All())
        {
            bytes += form.Length;
            if (bytes > MostBytes)
            {
                yield break;
            }

            string hash = SignedCall.HashOf(form);
            if (known.Add(hash))
            {
                yield return (name, hash);
            }
        }
    }

    private IEnumerable<(string Name, byte[] Form)> All()
    {
        foreach ((string name, string text) in Placeholders)
        {
            yield return (name, Encoding.UTF8.GetBytes(text));
        }

        foreach ((string Name, byte[] Form) form in Framed(Plain).Concat(Encoded()).Concat(Framed(Written)))
        {
            yield return form;
        }
    }

    private static IEnumerable<(string Name, byte[] Form)> Framed(Func<IEnumerable<(string Name, byte[] Form)>> forms) =>
        Frames.SelectMany(frame => forms().Select(form => (frame.Name + form.Name, (byte[])[.. frame.Before, .. form.Form, .. frame.Behind])));

    /// <summary>The bodies that are at hand, as they are and with other line ends.</summary>
    private IEnumerable<(string Name, byte[] Form)> Plain()
    {
        yield return ("the body", _body);
        if (_typed is not null)
        {
            yield return (_typedName.Value, Encoding.UTF8.GetBytes(_typed));
        }

        foreach ((string name, string text) in Texts())
        {
            string lines = text.Replace("\r\n", "\n", StringComparison.Ordinal);
            string windows = lines.Replace("\n", "\r\n", StringComparison.Ordinal);
            if (windows != text)
            {
                yield return ($"{name}, with the line ends of Windows (CR LF)", Encoding.UTF8.GetBytes(windows));
            }

            if (lines != text)
            {
                yield return ($"{name}, with the line ends of Unix (LF)", Encoding.UTF8.GetBytes(lines));
            }
        }
    }

    /// <summary>The bodies that are at hand, in encodings that Windows calls by the name of Unicode or ANSI.</summary>
    private IEnumerable<(string Name, byte[] Form)> Encoded() => Texts().SelectMany(static text => new[]
    {
        ($"{text.Name}, in UTF-16", Encoding.Unicode.GetBytes(text.Text)),
        ($"{text.Name}, in UTF-16 with its mark", (byte[])[.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(text.Text)]),
        ($"{text.Name}, in UTF-16 with the high byte first", Encoding.BigEndianUnicode.GetBytes(text.Text)),
        ($"{text.Name}, in UTF-16 with its mark and the high byte first", (byte[])[.. Encoding.BigEndianUnicode.GetPreamble(), .. Encoding.BigEndianUnicode.GetBytes(text.Text)]),
        ($"{text.Name}, in Latin-1", Encoding.Latin1.GetBytes(text.Text)),
    });

    private IEnumerable<(string Name, string Text)> Texts()
    {
        if (Utf8Text.Of(_body) is { } sent)
        {
            yield return ("the body", sent);
        }

        if (_typed is not null)
        {
            yield return ("the body as it is typed", _typed);
        }
    }

    /// <summary>What is typed, written anew as programs do that read JSON first.</summary>
    private IEnumerable<(string Name, byte[] Form)> Written()
    {
        if (_typed is null || Read(_body) is not { } sent || Read(Encoding.UTF8.GetBytes(_typed)) is not { } given)
        {
            yield break;
        }

        (string Name, JsonElement Value, bool IsSorted)[] orders = [("", sent, false), ("in its typed order", given, false), ("with its members sorted by name", sent, true)];
        foreach (JsonLayout layout in JsonLayout.All)
        {
            foreach (JsonEscapes escapes in JsonEscapes.All)
            {
                foreach ((string order, JsonElement value, bool isSorted) in orders)
                {
                    // What every text that needs no escapes has in common is not worth a word.
                    string escaped = escapes == JsonEscapes.All[0] ? "" : escapes.Name;
                    string[] parts = [.. new[] { order, order.Length > 0 && layout.Name.Length == 0 ? "without blanks" : layout.Name, escaped }.Where(static part => part.Length > 0)];
                    yield return (parts.Length == 0 ? "the body " + escapes.Name : "the body " + string.Join(", ", parts), Encoding.UTF8.GetBytes(layout.Write(value, escapes, isSorted)));
                }
            }
        }
    }

    /// <summary>What is special about the body as it was typed.</summary>
    private string TypedName()
    {
        if (_typed is null || Read(_body) is not { } sent || Read(Encoding.UTF8.GetBytes(_typed)) is not { } given)
        {
            return "the body as it is typed";
        }

        string[] theirs = [.. Names(given)], ours = [.. Names(sent)];
        bool isOtherOrder = !theirs.SequenceEqual(ours, StringComparer.Ordinal) && theirs.Order(StringComparer.Ordinal).SequenceEqual(ours.Order(StringComparer.Ordinal), StringComparer.Ordinal);
        return "the body as it is typed" + (HasBlanks(_typed) ? ", with its blanks" : "") + (isOtherOrder ? ", in its typed order" : "");

        static IEnumerable<string> Names(JsonElement value) => value.ValueKind switch
        {
            JsonValueKind.Object => value.EnumerateObject().SelectMany(static member => Names(member.Value).Prepend(member.Name)),
            JsonValueKind.Array => value.EnumerateArray().SelectMany(Names),
            _ => [],
        };
    }

    /// <summary>Whether blanks or line ends stand outside of the texts of a JSON.</summary>
    private static bool HasBlanks(string json)
    {
        bool isText = false, isEscaped = false;
        foreach (char c in json)
        {
            if (!isText && char.IsWhiteSpace(c))
            {
                return true;
            }

            isText ^= c == '"' && !isEscaped;
            isEscaped = c == '\\' && !isEscaped;
        }

        return false;
    }

    /// <summary>The value; null when it is not JSON, or has texts that no other program writes, such as half a surrogate pair.</summary>
    private static JsonElement? Read(byte[] json)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json, Deep);
            JsonElement value = document.RootElement.Clone();
            JsonLayout.All[0].Write(value, JsonEscapes.All[0], isSorted: false);
            return value;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
