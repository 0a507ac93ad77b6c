using System.Text;

namespace ApiGen.Specs.Syntax.Editing;

/// <summary>Replacements in a text, all expressed in the offsets of the original. What none of them covers stays as it is.</summary>
internal sealed class TextEdits(string text)
{
    private readonly List<(int Start, int End, string Text)> _edits = [];

    public bool IsEmpty => _edits.Count == 0;

    /// <summary>Puts text in place of a stretch; an empty stretch inserts. Insertions at one offset keep their order.</summary>
    public void Replace(int start, int end, string replacement) => _edits.Add((start, end, replacement));

    /// <summary>The text with all replacements made.</summary>
    public string Apply()
    {
        StringBuilder result = new(text.Length + 256);
        int position = 0;

        // The order is stable: at one offset what is inserted goes before what is removed.
        foreach ((int start, int end, string replacement) in _edits.OrderBy(static edit => edit.Start).ThenBy(static edit => edit.End > edit.Start))
        {
            // What lies in a stretch that is gone goes with it: an alias within an entry that is removed as its anchor is.
            if (start >= position)
            {
                result.Append(text, position, start - position).Append(replacement);
            }

            position = Math.Max(position, end);
        }

        return result.Append(text, position, text.Length - position).ToString();
    }
}
