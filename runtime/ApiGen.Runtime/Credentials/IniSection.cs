using System.Text;

namespace ApiGen.Runtime.Credentials;

/// <summary>
/// One section of an INI file: lines of <c>name = value</c>, comments with <c>#</c> or <c>;</c>, values plain or in quotes.
/// Names compare without regard to case, as Python's and Java's readers of the same file do.
/// </summary>
internal sealed class IniSection
{
    private readonly Dictionary<string, string> _values = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The value of a name; null when the section has none.</summary>
    internal string? this[string name] => _values.GetValueOrDefault(name);

    /// <summary>Reads a section; null when the file has none of that name.</summary>
    /// <param name="file">The file's bytes, UTF-8.</param>
    /// <param name="name">The section's name.</param>
    /// <param name="source">What the file is, as the beginning of a sentence.</param>
    /// <exception cref="ApiCredentialException">A line of the section is not to be understood; the message names it by its number.</exception>
    internal static IniSection? Read(byte[] file, string name, string source)
    {
        IniSection? section = null;
        bool inside = false;
        int number = 0;
        using StreamReader reader = new(new MemoryStream(file), Encoding.UTF8);
        while (reader.ReadLine() is { } text)
        {
            number++;
            ReadOnlySpan<char> line = text.AsSpan().Trim();
            if (line.IsEmpty || line[0] is '#' or ';')
            {
                continue;
            }

            if (line[0] == '[')
            {
                inside = line[^1] == ']' && line[1..^1].Trim().SequenceEqual(name);
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
        int equals = line.IndexOf('=');
        if (equals <= 0)
        {
            throw new ApiCredentialException(FormattableString.Invariant($"{source}: line {number} is no \"name = value\"."));
        }

        string name = line[..equals].TrimEnd().ToString();
        if (!_values.TryAdd(name, Unquote(line[(equals + 1)..].TrimStart()).ToString()))
        {
            throw new ApiCredentialException(FormattableString.Invariant($"{source}: line {number} sets {name} a second time."));
        }
    }

    private static ReadOnlySpan<char> Unquote(ReadOnlySpan<char> value) =>
        value.Length >= 2 && value[0] == value[^1] && (value[0] is '"' or '\'') ? value[1..^1] : value;
}
