using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace ApiGen.Cli.Import;

/// <summary>Turns the vendor's documents, which mix HTML, Markdown and control characters, into one line of plain text.</summary>
public static partial class DocumentText
{
    // A document may be a whole article (27,000 characters have been seen); a summary is its beginning.
    private const int MaxLength = 1000;

    /// <summary>The document without markup, white space collapsed, at most 1,000 characters long.</summary>
    /// <param name="document">The document as the vendor gives it; may be null.</param>
    public static string Plain(string? document)
    {
        if (string.IsNullOrWhiteSpace(document))
        {
            return "";
        }

        return Line(WithoutMarkup(document));
    }

    /// <summary>Text in which HTML's tags are blanks and its entities the characters that they stand for.</summary>
    /// <param name="text">The text.</param>
    // List items and table cells run together once their tags are gone; a separator keeps them readable.
    public static string WithoutMarkup(string text) => WebUtility.HtmlDecode(string.Join(' ', BetweenComments(ItemEnd().Replace(text, "; ")).Select(part => Tag().Replace(part, " "))));

    /// <summary>Text that has no markup, or none any more, as one line: white space collapsed, at most 1,000 characters long.</summary>
    /// <param name="text">The text.</param>
    public static string Line(string text)
    {
        StringBuilder result = new(Math.Min(text.Length, MaxLength + 1));
        bool pending = false;
        foreach (char c in text)
        {
            if (char.IsWhiteSpace(c) || char.IsControl(c) || c is '\uFEFF' or '\u200B' or '\uFFFE' or '\uFFFF')
            {
                pending = result.Length > 0;
                continue;
            }

            if (pending)
            {
                result.Append(' ');
                pending = false;
            }

            result.Append(c);
            if (result.Length > MaxLength)
            {
                return Shorten(result.ToString());
            }
        }

        return DropSeparators(WithoutLoneSurrogates(result.ToString()));
    }

    /// <summary>Whether the document says that the value may be null.</summary>
    public static bool SaysNullIsPossible(string? document) => document is not null && NullPossible().IsMatch(document);

    /// <summary>Reads a code's own words: <c>FailedOperation.MNPNumberExceedLimit</c> becomes "MNP number exceed limit."</summary>
    public static string FromCode(string code)
    {
        string last = code[(code.LastIndexOf('.') + 1)..];
        string words = WordStart().Replace(last, " ").Replace('_', ' ').Trim();
        string[] parts = words.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        for (int i = 1; i < parts.Length; i++)
        {
            parts[i] = parts[i].All(char.IsUpper) ? parts[i] : parts[i].ToLowerInvariant();
        }

        return string.Join(' ', parts) + ".";
    }

    // Where one does not end, it is text, and so are all behind it.
    private static IEnumerable<string> BetweenComments(string text)
    {
        const string open = "<!--";
        const string close = "-->";
        int start = 0;
        while (text.IndexOf(open, start, StringComparison.Ordinal) is var at and >= 0 && text.IndexOf(close, at + open.Length, StringComparison.Ordinal) is var end and >= 0)
        {
            yield return text[start..at];
            start = end + close.Length;
        }

        yield return text[start..];
    }

    private static string Shorten(string text)
    {
        string head = text[..MaxLength];
        int sentence = head.LastIndexOf(". ", StringComparison.Ordinal);
        return WithoutLoneSurrogates(sentence > MaxLength / 3 ? head[..(sentence + 1)] : head[..(MaxLength - 3)].TrimEnd() + "...");
    }

    private static string DropSeparators(string text) =>
        RepeatedSeparator().Replace(text, m => m.Value[0] == ';' ? "; " : m.Value[0] + " ").Trim().TrimEnd(';').Trim();

    private static string WithoutLoneSurrogates(string text)
    {
        if (!text.Any(char.IsSurrogate))
        {
            return text;
        }

        StringBuilder result = new(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (rune != Rune.ReplacementChar)
            {
                result.Append(rune);
            }
        }

        return result.ToString();
    }

    // Only real HTML tags: vendors also write placeholders such as <bucket> or <region>, which are part of the text.
    [GeneratedRegex(@"</?(?:p|ul|ol|li|br|hr|code|pre|a|b|i|u|em|strong|font|span|div|img|table|thead|tbody|tr|td|th|h[1-6]|dl|dt|dd|sup|sub|blockquote|section)(?:\s[^<>]*)?/?>", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Tag();

    [GeneratedRegex(@"</(?:li|td|th|tr|dd)\s*>", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ItemEnd();

    [GeneratedRegex(@"[.;:,!?](?:\s*;)+\s*", RegexOptions.CultureInvariant)]
    private static partial Regex RepeatedSeparator();

    [GeneratedRegex(@"(?:may|might|could|can)\s+(?:also\s+)?(?:return|be)\s+null|null\s+(?:may|might|can|could)\s+be\s+returned|可能(?:会)?返回\s*null|可能为\s*null", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex NullPossible();

    [GeneratedRegex(@"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", RegexOptions.CultureInvariant)]
    private static partial Regex WordStart();
}
