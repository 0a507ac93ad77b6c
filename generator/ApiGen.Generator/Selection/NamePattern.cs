namespace ApiGen.Generator.Selection;

/// <summary>A name with the wildcards <c>*</c> (any text) and <c>?</c> (any one character); a leading <c>-</c> excludes.</summary>
internal sealed class NamePattern
{
    private readonly string _glob;

    private NamePattern(string text)
    {
        Text = text;
        IsExclusion = text.Length > 0 && text[0] == '-';
        _glob = IsExclusion ? text.Substring(1).Trim() : text;
    }

    /// <summary>The pattern as it was written.</summary>
    public string Text { get; }

    /// <summary>Whether matching names are left out.</summary>
    public bool IsExclusion { get; }

    /// <summary>The name without the mark of an exclusion.</summary>
    public string Glob => _glob;

    /// <summary>Reads patterns separated by semicolons, commas, bars or white space.</summary>
    public static IReadOnlyList<NamePattern> ParseList(string text) =>
        [.. text.Split([';', ',', '|', ' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries).Select(part => new NamePattern(part))];

    /// <summary>Whether the name matches, compared case-sensitively like the names on the wire.</summary>
    public bool Matches(string name)
    {
        // The classic two-pointer match: on a mismatch, let the last star swallow one more character.
        int n = 0, g = 0, star = -1, resume = 0;
        while (n < name.Length)
        {
            if (g < _glob.Length && (_glob[g] == '?' || _glob[g] == name[n]) && _glob[g] != '*')
            {
                n++;
                g++;
            }
            else if (g < _glob.Length && _glob[g] == '*')
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

        while (g < _glob.Length && _glob[g] == '*')
        {
            g++;
        }

        return g == _glob.Length;
    }
}
