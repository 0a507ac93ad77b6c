using System.Text;

namespace ApiGen.Specs.Syntax.Editing;

/// <summary>Spreads one line of text over several, in YAML's folded style (<c>&gt;-</c>).</summary>
internal static class FoldedText
{
    /// <summary>Whether folding gives the text back unchanged: one line of printable text with single blanks.</summary>
    public static bool CanFold(string text) =>
        text.Length > 0 && text[0] != ' ' && text[text.Length - 1] != ' '
        && text.IndexOf("  ", StringComparison.Ordinal) < 0
        && !text.Any(c => char.IsControl(c) || c is '\u2028' or '\u2029' or '\uFEFF' or '\uFFFE' or '\uFFFF');

    /// <summary>Appends the text's lines.</summary>
    public static void Append(StringBuilder text, string value, int indent, int width)
    {
        int column = 0;
        foreach (string word in value.Split(' '))
        {
            if (column > 0 && column + 1 + word.Length > width)
            {
                text.Append('\n');
                column = 0;
            }

            if (column == 0)
            {
                text.Append(' ', indent).Append(word);
                column = indent + word.Length;
            }
            else
            {
                text.Append(' ').Append(word);
                column += 1 + word.Length;
            }
        }

        text.Append('\n');
    }
}
