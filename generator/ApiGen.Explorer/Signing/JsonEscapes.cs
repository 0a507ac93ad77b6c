using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace ApiGen.Explorer.Signing;

/// <summary>How a program escapes the texts of the JSON that it writes.</summary>
/// <param name="Name">What is special about it, as the end of a phrase such as "the body ..."; empty for nothing.</param>
/// <param name="Quoted">A text as JSON, with its quotation marks.</param>
internal sealed record JsonEscapes(string Name, Func<string, string> Quoted)
{
    // Before the list that uses it.
    private static readonly JavaScriptEncoder AllLetters = JavaScriptEncoder.Create(UnicodeRanges.All);

    /// <summary>The usual ones, the most usual first.</summary>
    public static IReadOnlyList<JsonEscapes> All { get; } =
    [
        new("with characters as they are, as JSON.stringify of JavaScript writes it", static text => Quote(text, static _ => false)),
        new("with characters escaped as System.Text.Json does (\\u003E)", static text => $"\"{JavaScriptEncoder.Default.Encode(text)}\""),
        new("with characters outside of ASCII escaped as json.dumps of Python does (\\u00e9)", static text => Quote(text, static c => c > '~')),
        new("with < > & escaped as encoding/json of Go does (\\u003e)", static text => Quote(text, static c => c is '<' or '>' or '&' or '\u2028' or '\u2029')),
        new("with < > & = ' escaped as Gson does (\\u003e)", static text => Quote(text, static c => c is '<' or '>' or '&' or '=' or '\'' or '\u2028' or '\u2029')),
        new("with slashes and characters outside of ASCII escaped as json_encode of PHP does", static text => Quote(text, static c => c > '\u007f').Replace("/", "\\/", StringComparison.Ordinal)),
        new("with slashes escaped", static text => Quote(text, static _ => false).Replace("/", "\\/", StringComparison.Ordinal)),
        new("with < > & ' + escaped as System.Text.Json does that lets other letters be", static text => $"\"{AllLetters.Encode(text)}\""),
    ];

    private static string Quote(string text, Func<char, bool> isEscaped)
    {
        StringBuilder quoted = new("\"", text.Length + 2);
        foreach (char c in text)
        {
            _ = c switch
            {
                '"' => quoted.Append("\\\""),
                '\\' => quoted.Append("\\\\"),
                '\b' => quoted.Append("\\b"),
                '\f' => quoted.Append("\\f"),
                '\n' => quoted.Append("\\n"),
                '\r' => quoted.Append("\\r"),
                '\t' => quoted.Append("\\t"),
                < ' ' => Number(c),
                _ when isEscaped(c) => Number(c),
                _ => quoted.Append(c),
            };
        }

        return quoted.Append('"').ToString();

        StringBuilder Number(char c) => quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
    }
}
