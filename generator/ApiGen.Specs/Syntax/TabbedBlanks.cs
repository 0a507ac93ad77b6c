using System.Text.RegularExpressions;

namespace ApiGen.Specs.Syntax;

/// <summary>
/// Lines that hold nothing but white space, or a comment behind it, may have tabs there (YAML 1.2.2, sections 6.2 and 6.6), which the parser refuses. While it reads, spaces
/// stand in for them, one for one, so that no place moves.
/// </summary>
internal static class TabbedBlanks
{
    // What may begin a literal or folded text; a line that only looks so leaves tabs behind it as they are.
    private static readonly Regex Header = new(@"(?:^|\s)[|>][-+0-9]{0,2}[ \t]*(?:[ \t]#.*)?$", RegexOptions.CultureInvariant);

    /// <summary>The text for the parser.</summary>
    public static string Hide(string text)
    {
        if (text.IndexOf('\t') < 0)
        {
            return text;
        }

        char[] hidden = text.ToCharArray();

        // What is deeper than this may be a text's content, where a tab is one; null outside of texts.
        int? block = null;
        for (int start = 0, next; start < text.Length; start = next)
        {
            next = TabIndentation.NextLine(text, start);
            int spaces = start;
            while (spaces < next && text[spaces] == ' ')
            {
                spaces++;
            }

            int content = spaces;
            while (content < next && text[content] is ' ' or '\t')
            {
                content++;
            }

            bool isBlank = content == text.Length || text[content] is '\r' or '\n';
            block = isBlank || spaces - start > block ? block : null;

            // Within its indentation a line of white space says nothing in a text either.
            if ((isBlank && (block is null || content - start <= block + 1)) || (block is null && text[content] == '#'))
            {
                for (int i = start; i < content; i++)
                {
                    hidden[i] = ' ';
                }
            }
            else if (block is null && Header.IsMatch(text.Substring(content, next - content).TrimEnd('\r', '\n')))
            {
                // Where the sign, or what is before it, begins the line, the key stands above it and less deep.
                block = text[content] is '|' or '>' or '&' or '!' ? 0 : spaces - start;
            }
        }

        return new string(hidden);
    }
}
