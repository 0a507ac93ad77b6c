using System.Text;

namespace ApiGen.CodeFixes;

/// <summary>
/// Writes texts that a regular expression may match: the first of its alternatives, the first of its characters, each repeated as
/// seldom as it may be or a little oftener. What it does not know ends it; whoever asks tries the texts.
/// </summary>
internal sealed class PatternSample
{
    private readonly string _pattern;
    private readonly int _more;
    private int _position;

    private PatternSample(string pattern, int more) => (_pattern, _more) = (pattern, more);

    /// <summary>Texts, shorter ones first.</summary>
    /// <param name="pattern">The regular expression.</param>
    /// <param name="longest">How long they may be.</param>
    public static IEnumerable<string> Of(string pattern, int longest)
    {
        for (int more = 0; more <= longest; more++)
        {
            string? text = new PatternSample(pattern, more).Whole();
            if (text is null || text.Length > longest)
            {
                yield break;
            }

            yield return text;
        }
    }

    private string? Whole() => Alternatives(0) is { } text && _position == _pattern.Length ? text : null;

    private string? Alternatives(int depth)
    {
        string? first = Sequence(depth);
        while (first is not null && Take('|'))
        {
            if (Sequence(depth) is null)
            {
                return null;
            }
        }

        return first;
    }

    private string? Sequence(int depth)
    {
        StringBuilder text = new();
        while (_position < _pattern.Length && _pattern[_position] is not ('|' or ')'))
        {
            if (Take('^') || Take('$'))
            {
                continue;
            }

            if (Item(depth) is not { } item || Count() is not { } count)
            {
                return null;
            }

            for (int i = 0; i < count; i++)
            {
                text.Append(item);
            }
        }

        return text.ToString();
    }

    private string? Item(int depth)
    {
        char character = _pattern[_position++];
        switch (character)
        {
            case '(' when depth < 32:
                if (Take('?') && !Take(':'))
                {
                    return null;
                }

                return Alternatives(depth + 1) is { } inner && Take(')') ? inner : null;
            case '[':
                return Class();
            case '\\' when _position < _pattern.Length:
                char escaped = _pattern[_position++];
                return escaped is 'A' or 'z' or 'Z' or 'b' ? "" : Escaped(escaped)?.ToString();
            case '.':
                return "a";
            case '*' or '+' or '?' or '{' or '}' or ')' or '(' or '\\':
                return null;
            default:
                return character.ToString();
        }
    }

    /// <summary>The first character that a class allows.</summary>
    private string? Class()
    {
        bool isNegated = Take('^');
        string? first = null;
        StringBuilder named = new();
        while (_position < _pattern.Length && (_pattern[_position] != ']' || named.Length == 0))
        {
            char character = _pattern[_position++];
            if (character == '[')
            {
                return null;
            }

            if (character == '\\')
            {
                if (_position == _pattern.Length || Escaped(_pattern[_position++]) is not { } escaped)
                {
                    return null;
                }

                character = escaped;
            }

            first ??= character.ToString();
            named.Append(character);
        }

        return !Take(']') ? null : isNegated ? "a0_Z ".FirstOrDefault(candidate => named.ToString().IndexOf(candidate) < 0) is not '\0' and var free ? free.ToString() : null : first;
    }

    private static char? Escaped(char escaped) => escaped switch
    {
        'd' => '0',
        'w' => 'a',
        's' => ' ',
        'D' or 'S' => 'a',
        'W' => '-',
        't' => '\t',
        'n' => '\n',
        'r' => '\r',
        _ when char.IsLetterOrDigit(escaped) => null,
        _ => escaped,
    };

    /// <summary>How often an item is written.</summary>
    private int? Count()
    {
        (int Least, int Most)? bounds = Take('*') ? (0, int.MaxValue) : Take('+') ? (1, int.MaxValue) : Take('?') ? (0, 1) : Take('{') ? Braces() : (1, 1);
        if (bounds is { } known && known.Least <= 1_000)
        {
            Take('?');
            return (int)Math.Min((long)known.Least + _more, known.Most);
        }

        return null;
    }

    private (int Least, int Most)? Braces()
    {
        int end = _pattern.IndexOf('}', _position);
        if (end < 0)
        {
            return null;
        }

        string[] parts = _pattern.Substring(_position, end - _position).Split(',');
        _position = end + 1;
        if (parts.Length > 2 || !int.TryParse(parts[0], out int least))
        {
            return null;
        }

        return parts.Length == 1 ? (least, least) : parts[1].Length == 0 ? (least, int.MaxValue) : int.TryParse(parts[1], out int most) ? (least, most) : null;
    }

    private bool Take(char character)
    {
        if (_position < _pattern.Length && _pattern[_position] == character)
        {
            _position++;
            return true;
        }

        return false;
    }
}
