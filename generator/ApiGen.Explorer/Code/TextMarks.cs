using System.Globalization;
using System.Text;

namespace ApiGen.Explorer.Code;

/// <summary>Characters that nobody sees, or that turn the direction of what follows: a text that has them reads otherwise than it is.</summary>
internal static class TextMarks
{
    /// <summary>Whether a character is one; line ends and tabs are seen, and joiners belong to the letters and signs of some scripts.</summary>
    public static bool Is(Rune character) => character.Value is not ('\n' or '\t' or '\u200c' or '\u200d')
        && Rune.GetUnicodeCategory(character) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    /// <summary>The first of them in a text, such as <c>U+202E</c>; null when it has none.</summary>
    public static string? First(string text) => text.EnumerateRunes().Where(Is).Select(static mark => FormattableString.Invariant($"U+{mark.Value:X4}")).FirstOrDefault();
}
