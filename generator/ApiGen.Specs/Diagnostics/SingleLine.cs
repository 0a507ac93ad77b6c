using System.Globalization;
using System.Text.RegularExpressions;
using ApiGen.Specs.Model;

namespace ApiGen.Specs.Diagnostics;

/// <summary>
/// Shows a text on one line, whatever is in it: names of files and texts of specs may hold line ends, which would begin a line of their own in a message and end a comment of
/// generated code, what a terminal obeys, and marks that turn the direction of what follows.
/// </summary>
public static class SingleLine
{
    private static readonly Regex Fold = new(@"[ \t]*(?:\r\n?|\n|\t)\s*", RegexOptions.CultureInvariant);

    /// <summary>The text with its control characters, line ends and marks of direction as escapes such as <c>\u000A</c>.</summary>
    public static string Of(string text) => text.Any(IsEscaped)
        ? string.Concat(text.Select(static c => IsEscaped(c) ? "\\u" + ((int)c).ToString("X4", CultureInfo.InvariantCulture) : c.ToString()))
        : text;

    /// <summary>Prose, in which a line end or a tab says no more than a blank; the rest as <see cref="Of(string)"/> shows it.</summary>
    public static string OfProse(string text) => Of(Fold.Replace(text, " "));

    /// <summary>The texts, each on one line.</summary>
    internal static EquatableArray<string> OfEach(EquatableArray<string> texts) =>
        texts.Any(static text => text.Any(IsEscaped)) ? texts.Select(Of).ToEquatableArray() : texts;

    private static bool IsEscaped(char c) =>
        char.IsControl(c) || c is '\u2028' or '\u2029' or '\u061C' or '\u200E' or '\u200F' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}
