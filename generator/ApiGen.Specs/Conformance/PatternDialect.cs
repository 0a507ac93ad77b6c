using System.Text;

namespace ApiGen.Specs.Conformance;

/// <summary>
/// The language of patterns in specs is that of .NET, but for two things that services mean otherwise: <c>$</c> is the very end, not
/// also the place before a last line end, and <c>\d</c> is one of the ten ASCII digits. Here a pattern is put into plain .NET, so that
/// everything that runs it, in whatever process, gives the same verdict.
/// </summary>
public static class PatternDialect
{
    /// <summary>The same pattern in plain .NET.</summary>
    /// <param name="pattern">A pattern that .NET reads.</param>
    public static string ToDotNet(string pattern)
    {
        StringBuilder text = new(pattern.Length + 8);
        Stack<bool> groups = new();
        bool multiline = false;
        int depth = 0;
        int first = 0;
        int dash = -1;
        for (int i = 0; i < pattern.Length; i++)
        {
            char c = pattern[i];
            switch (c)
            {
                case '\\' when i + 1 < pattern.Length:
                    text.Append(Escape(pattern[++i], depth > 0));
                    break;
                case '[' when depth == 0 || (dash == i - 1 && dash > first):
                    // Inside a class only a subtraction, as in [a-z-[aeiou]], opens another one.
                    depth++;
                    text.Append(c);
                    i = CopyFirst(pattern, i, text);
                    first = i + 1;
                    break;
                case '-' when depth > 0:
                    dash = i;
                    text.Append(c);
                    break;
                case ']' when depth > 0:
                    depth--;
                    text.Append(c);
                    break;
                case '(' when depth == 0:
                    groups.Push(multiline);
                    multiline = Options(pattern, i, multiline, out bool isWholeGroup);
                    if (isWholeGroup)
                    {
                        // (?m) alone holds for what follows it in the group around.
                        groups.Pop();
                        groups.Push(multiline);
                    }

                    text.Append(c);
                    break;
                case ')' when depth == 0:
                    multiline = groups.Count > 0 ? groups.Pop() : multiline;
                    text.Append(c);
                    break;
                case '$' when depth == 0 && !multiline:
                    text.Append("\\z");
                    break;
                default:
                    text.Append(c);
                    break;
            }
        }

        return text.ToString();
    }

    private static string Escape(char letter, bool isInClass) => letter switch
    {
        'd' => isInClass ? "0-9" : "[0-9]",
        'D' => isInClass ? "\\u0000-/:-\\uFFFF" : "[^0-9]",
        _ => "\\" + letter,
    };

    // A bracket that comes first in a class, also after ^, is one of its characters.
    private static int CopyFirst(string pattern, int i, StringBuilder text)
    {
        if (i + 1 < pattern.Length && pattern[i + 1] == '^')
        {
            text.Append(pattern[++i]);
        }

        if (i + 1 < pattern.Length && pattern[i + 1] == ']')
        {
            text.Append(pattern[++i]);
        }

        return i;
    }

    /// <summary>Whether <c>$</c> means the end of each line behind the group's opening, as after <c>(?m)</c> and in <c>(?m:...)</c>.</summary>
    private static bool Options(string pattern, int open, bool multiline, out bool isWholeGroup)
    {
        isWholeGroup = false;
        if (open + 1 >= pattern.Length || pattern[open + 1] != '?')
        {
            return multiline;
        }

        bool on = true;
        bool result = multiline;
        for (int i = open + 2; i < pattern.Length; i++)
        {
            switch (pattern[i])
            {
                case 'm' or 'M':
                    result = on;
                    break;
                case '-' or '+':
                    on = pattern[i] == '+';
                    break;
                case 'i' or 'n' or 's' or 'x' or 'I' or 'N' or 'S' or 'X':
                    break;
                case ':':
                    return result;
                case ')':
                    isWholeGroup = true;
                    return result;
                default:
                    return multiline;
            }
        }

        return multiline;
    }
}
