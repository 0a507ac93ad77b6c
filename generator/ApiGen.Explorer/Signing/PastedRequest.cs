using System.Buffers;
using System.Text.RegularExpressions;
using ApiGen.Emulator.Authentication;

namespace ApiGen.Explorer.Signing;

/// <summary>A canonical request of another program, taken apart: which of its lines is which, also where some are missing.</summary>
internal sealed partial class PastedRequest
{
    private static readonly SearchValues<char> NameCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_");

    private PastedRequest(IReadOnlyList<string?> start, IReadOnlyList<string> stray, IReadOnlyList<string> headers, IReadOnlyList<string?> end, IReadOnlyList<string> rest)
    {
        Start = start;
        Stray = stray;
        Headers = headers;
        End = end;
        Rest = rest;
    }

    /// <summary>Method, path and query; null for a line that is missing.</summary>
    public IReadOnlyList<string?> Start { get; }

    /// <summary>Lines between those and the headers, where none belongs.</summary>
    public IReadOnlyList<string> Stray { get; }

    /// <summary>The header lines.</summary>
    public IReadOnlyList<string> Headers { get; }

    /// <summary>The empty line, the list of signed headers and the hash of the body; null for a line that is missing.</summary>
    public IReadOnlyList<string?> End { get; }

    /// <summary>What stands behind it.</summary>
    public IReadOnlyList<string> Rest { get; }

    /// <summary>Whether lines are a canonical request, whole or with a line missing: no other text has header lines and three more of its four parts.</summary>
    public static bool IsOne(string[] lines)
    {
        string[] filled = [.. lines.Select(static line => line.Trim()).Where(static line => line.Length > 0)];
        bool[] others = filled.Length == 0 ? [] : [MethodPattern().IsMatch(filled[0]), filled.Take(2).Any(static line => line.StartsWith('/')), filled.Any(ListPattern().IsMatch), IsHash(filled[^1])];
        return others.Count(static isThere => isThere) >= 3 && filled.Any(KnownHeaderPattern().IsMatch) && !filled.Any(static line => !IsHeader(line) && IsOfSource(line));
    }

    /// <summary>Whether what a language or a terminal writes around a text is left at a line, so that it is not as the program has it.</summary>
    public static bool IsOfSource(string line) => SourcePattern().IsMatch(line.Trim());

    /// <summary>Takes lines apart.</summary>
    public static PastedRequest Of(string[] lines)
    {
        int first = Math.Max(0, Array.FindIndex(lines, IsHeader));
        int behind = Array.FindIndex(lines, first, static line => !IsHeader(line));
        if (!IsHeader(lines[first]))
        {
            // Without a header the three lines before them are what can be told.
            first = behind = Math.Min(3, lines.Length);
        }

        behind = behind < 0 ? lines.Length : behind;
        Queue<string> open = new(lines[..first]);
        string? method = open.Count > 0 && !open.Peek().StartsWith('/') ? open.Dequeue() : null;
        string? path = open.Count > 0 && (open.Count > 1 || open.Peek().StartsWith('/')) ? open.Dequeue() : null;
        string? query = open.Count > 0 ? open.Dequeue() : null;
        Queue<string> last = new(lines[behind..]);
        string? empty = last.Count > 0 && last.Peek().Length == 0 ? last.Dequeue() : null;
        string? list = last.Count > 1 || (last.Count == 1 && !IsHash(last.Peek())) ? last.Dequeue() : null;
        string? hash = last.Count > 0 ? last.Dequeue() : null;
        return new PastedRequest([method, path, query], [.. open], lines[first..behind], [empty, list, hash], [.. last]);
    }

    /// <summary>The name of a header line, in lower case.</summary>
    public static string NameOf(string line) => LowerCase.Of(line.Split(':')[0].Trim());

    /// <summary>The value of a header; null when there is no such line.</summary>
    public string? Value(string name) => Headers.Where(line => NameOf(line) == name).Select(static line => line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim()).FirstOrDefault();

    // A path or a query may have a colon, too.
    private static bool IsHeader(string line)
    {
        int colon = line.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && line.AsSpan(0, colon).Trim() is { IsEmpty: false } name && !name.ContainsAnyExcept(NameCharacters) && !line.AsSpan(colon).StartsWith("://", StringComparison.Ordinal);
    }

    private static bool IsHash(string line) => line.Length == 64 && line.All(char.IsAsciiHexDigit);

    [GeneratedRegex("^(?:GET|HEAD|POST|PUT|PATCH|DELETE)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex MethodPattern();

    [GeneratedRegex("""^["'`,\\]|\S(?:TC3-HMAC-.*|POST)$|(?:["'`,\\]|\\[nr])$""")]
    private static partial Regex SourcePattern();

    [GeneratedRegex("^(?:content-type|host|x-tc-[a-z]+)[ \t]*:", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex KnownHeaderPattern();

    [GeneratedRegex("^[a-z0-9_-]+(?:;[a-z0-9_-]+)+$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ListPattern();
}
