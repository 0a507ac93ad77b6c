namespace ApiGen.Runtime.Credentials;

/// <summary>
/// One section of an INI file, read as the vendor's own readers do: lines of <c>name = value</c> or <c>name: value</c>, values plain or in quotes,
/// comments with <c>#</c> or <c>;</c> on a line of their own, after the head of a section, or after a value and white space. Names compare without
/// regard to case.
/// </summary>
/// <remarks>The vendor's Python SDK reads the file with the standard <c>configparser</c>, the Go SDK with <c>gopkg.in/ini.v1</c>. What one of them takes is taken.</remarks>
internal sealed class IniSection
{
    private readonly Dictionary<string, string> _values = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> _faults = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The names that the section has.</summary>
    internal IEnumerable<string> Names => _values.Keys;

    /// <summary>The value of a name; null when the section has none.</summary>
    /// <exception cref="ApiCredentialException">The value has a quotation mark at one end alone, as one that is half written.</exception>
    internal string? this[string name] => _faults.TryGetValue(name, out string? fault) ? throw new ApiCredentialException(fault) : _values.GetValueOrDefault(name);

    /// <summary>The names of all sections.</summary>
    internal static IEnumerable<string> SectionsOf(string text) =>
        text.Split('\n').Select(line => line.AsSpan().Trim()
            is ['[', ..] head && head.IndexOf(']') is > 0 and int end ? head[1..end].Trim().ToString() : "").Where(name => name.Length > 0);

    /// <summary>Reads a section; null when the file has none of that name.</summary>
    /// <param name="text">The file's text.</param>
    /// <param name="name">The section's name.</param>
    /// <param name="source">What the file is, as the beginning of a sentence.</param>
    /// <exception cref="ApiCredentialException">A line of the section is not to be understood; the message names it by its number.</exception>
    internal static IniSection? Read(string text, string name, string source)
    {
        IniSection? section = null;
        bool inside = false;
        int number = 0;
        using StringReader reader = new(text);
        while (reader.ReadLine() is { } read)
        {
            number++;
            ReadOnlySpan<char> line = read.AsSpan().Trim();
            if (line.IsEmpty || line[0] is '#' or ';')
            {
                continue;
            }

            if (line[0] == '[' && line.IndexOf(']') is > 0 and int end)
            {
                // Whatever follows the bracket is a comment to both readers.
                inside = line[1..end].Trim().SequenceEqual(name);
                section = inside ? section ?? new IniSection() : section;
            }
            else if (inside)
            {
                section!.Add(line, number, source);
            }
        }

        return section;
    }

    private void Add(ReadOnlySpan<char> line, int number, string source)
    {
        int delimiter = line.IndexOfAny('=', ':');
        if (delimiter <= 0)
        {
            throw new ApiCredentialException(FormattableString.Invariant($"{source}: line {number} is no \"name = value\"."));
        }

        string name = line[..delimiter].TrimEnd().ToString();
        ReadOnlySpan<char> value = ValueOf(line[(delimiter + 1)..].TrimStart(), out bool isHalf);
        if (!_values.TryAdd(name, value.ToString()))
        {
            throw new ApiCredentialException(FormattableString.Invariant($"{source}: line {number} sets {name} a second time."));
        }

        if (isHalf)
        {
            _faults[name] = FormattableString.Invariant($"{source}: the value of {name} in line {number} has a quotation mark that belongs to no other, as if it were half written.");
        }
    }

    private static ReadOnlySpan<char> ValueOf(ReadOnlySpan<char> text, out bool isHalf)
    {
        isHalf = false;
        if (text.Length >= 2 && text[0] is '"' or '\'')
        {
            int end = text[1..].IndexOf(text[0]) + 1;
            if (end > 0 && WithoutComment(text[(end + 1)..]).IsEmpty)
            {
                return text[1..end];
            }
        }

        ReadOnlySpan<char> plain = WithoutComment(text);
        isHalf = plain is ['"' or '\'', ..] or [.., '"' or '\''];
        return plain;
    }

    // Only after white space, or in place of a value: a mark within a value belongs to it.
    private static ReadOnlySpan<char> WithoutComment(ReadOnlySpan<char> text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] is '#' or ';' && (i == 0 || char.IsWhiteSpace(text[i - 1])))
            {
                return text[..i].TrimEnd();
            }
        }

        return text.TrimEnd();
    }
}
