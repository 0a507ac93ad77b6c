using System.Globalization;

namespace ApiGen.Runtime.Transport;

/// <summary>Makes one line of a text that somebody else wrote, so that it can forge no other line of a log and does not change how the rest of one is shown.</summary>
internal static class LineText
{
    /// <summary>The text with a space for each character that ends a line, controls a terminal or changes the direction of writing.</summary>
    internal static string Of(string text)
    {
        int first = 0;
        while (first < text.Length && IsPlain(text[first]))
        {
            first++;
        }

        return first == text.Length
            ? text
            : string.Create(text.Length, text, static (line, given) =>
            {
                for (int i = 0; i < line.Length; i++)
                {
                    line[i] = IsPlain(given[i]) ? given[i] : ' ';
                }
            });
    }

    // Joiners belong to letters and signs of some scripts, so they stay.
    private static bool IsPlain(char c) => c is >= ' ' and < '\u007f' or '\u200c' or '\u200d' || char.GetUnicodeCategory(c) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
