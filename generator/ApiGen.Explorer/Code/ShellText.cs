using System.Text;

namespace ApiGen.Explorer.Code;

/// <summary>Words of a POSIX shell.</summary>
internal static class ShellText
{
    /// <summary>
    /// One word, whatever is in the text: between single quotes nothing has a meaning but the quote itself. Marks that would make the word read otherwise
    /// are printed by the shell, from digits.
    /// </summary>
    public static string Quote(string text) =>
        text.Length > 0 && text.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '/' or ':' or '=') ? text
        : "'" + string.Concat(text.EnumerateRunes().Select(static c => c.Value == '\'' ? "'\\''" : TextMarks.Is(c) ? $"'\"$(printf '{Octal(c)}')\"'" : c.ToString())) + "'";

    // The form that every shell's printf knows; one of \x or \u is not.
    private static string Octal(Rune mark) => string.Concat(Encoding.UTF8.GetBytes(mark.ToString()).Select(static octet => "\\" + Convert.ToString(octet, 8).PadLeft(3, '0')));
}
