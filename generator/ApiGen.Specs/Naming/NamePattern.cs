namespace ApiGen.Specs.Naming;

/// <summary>The name of an action as projects and commands select it, with the wildcards <c>*</c> (any text) and <c>?</c> (any one character); a leading <c>-</c> excludes.</summary>
public sealed class NamePattern
{
    private NamePattern(string text)
    {
        Text = text;
        IsExclusion = text.Length > 0 && text[0] == '-';
        Glob = IsExclusion ? text.Substring(1).Trim() : text;
    }

    /// <summary>The pattern as it was written.</summary>
    public string Text { get; }

    /// <summary>Whether matching names are left out.</summary>
    public bool IsExclusion { get; }

    /// <summary>The name without the mark of an exclusion.</summary>
    public string Glob { get; }

    /// <summary>What stands between patterns.</summary>
    public static readonly char[] Separators = [';', ',', ' ', '\t', '\r', '\n'];

    /// <summary>Reads patterns separated by semicolons, commas or white space.</summary>
    public static IReadOnlyList<NamePattern> ParseList(string text) =>
        [.. text.Split(Separators, StringSplitOptions.RemoveEmptyEntries).Select(part => new NamePattern(part))];

    /// <summary>Whether the name matches, compared case-sensitively like the names on the wire.</summary>
    public bool Matches(string name)
    {
        // The classic two-pointer match: on a mismatch, let the last star swallow one more character.
        int n = 0, g = 0, star = -1, resume = 0;
        while (n < name.Length)
        {
            if (g < Glob.Length && (Glob[g] == '?' || Glob[g] == name[n]) && Glob[g] != '*')
            {
                n++;
                g++;
            }
            else if (g < Glob.Length && Glob[g] == '*')
            {
                star = g++;
                resume = n;
            }
            else if (star >= 0)
            {
                g = star + 1;
                n = ++resume;
            }
            else
            {
                return false;
            }
        }

        while (g < Glob.Length && Glob[g] == '*')
        {
            g++;
        }

        return g == Glob.Length;
    }
}
