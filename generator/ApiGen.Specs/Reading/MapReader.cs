using ApiGen.Specs.Diagnostics;
using ApiGen.Specs.Model;
using ApiGen.Specs.Syntax;

namespace ApiGen.Specs.Reading;

/// <summary>A mapping with a fixed set of keys: reports unknown and duplicate ones, and missing ones when asked for.</summary>
internal sealed class MapReader
{
    private readonly ReadContext _context;
    private readonly string _what;
    private readonly Dictionary<string, MappingEntry> _entries = new(StringComparer.Ordinal);
    private readonly HashSet<string> _misspelt = new(StringComparer.Ordinal);

    private MapReader(ReadContext context, string what, SourceSpan span)
    {
        _context = context;
        _what = what;
        Span = span;
    }

    /// <summary>Where the thing that the mapping describes is named.</summary>
    public SourceSpan Span { get; }

    public ReadContext Context => _context;

    /// <summary>Opens a mapping.</summary>
    /// <param name="context">The file.</param>
    /// <param name="node">The mapping.</param>
    /// <param name="span">Where the thing that it describes is named; missing keys are reported there.</param>
    /// <param name="what">The thing, as in <c>the action 'X'</c>.</param>
    /// <param name="keys">The keys that have a meaning here.</param>
    public static MapReader Open(ReadContext context, MappingNode node, SourceSpan span, string what, IReadOnlyList<string> keys)
    {
        var reader = new MapReader(context, what, span);
        foreach (MappingEntry entry in node.Entries)
        {
            reader.Add(entry, keys, node);
        }

        return reader;
    }

    /// <summary>Opens a mapping that may be left empty altogether; null when something else stands there.</summary>
    public static MapReader? OpenOptional(ReadContext context, SpecNode node, SourceSpan span, string what, IReadOnlyList<string> keys)
    {
        if (node is MappingNode mapping)
        {
            return Open(context, mapping, span, what, keys);
        }

        if (PlainScalar.IsNull(node))
        {
            return Open(context, new MappingNode(EquatableArray<MappingEntry>.Empty, node.Span), span, what, keys);
        }

        context.WrongKind(node, Sentence(what), $"a mapping with the keys {string.Join(", ", keys)}");
        return null;
    }

    public MappingEntry? Find(string key) => _entries.TryGetValue(key, out MappingEntry? entry) ? entry : null;

    public MappingEntry? Require(string key, string example)
    {
        MappingEntry? entry = Find(key);
        if (entry is null && _context.IsComplete && !_misspelt.Contains(key))
        {
            _context.Report(SpecDiagnostics.MissingKey, Span, Sentence(_what), key, $"{key}: {example}");
        }

        return entry;
    }

    private void Add(MappingEntry entry, IReadOnlyList<string> keys, MappingNode node)
    {
        if (!keys.Contains(entry.Key, StringComparer.Ordinal))
        {
            string? near = NearestName.Find(entry.Key, keys.Where(key => node.Entries.All(other => other.Key != key)));
            if (near is not null)
            {
                _misspelt.Add(near);
            }

            string hint = near is null ? $"Allowed here: {string.Join(", ", keys)}." : $"Did you mean '{near}'?";
            _context.Report(SpecDiagnostics.UnknownKey, entry.KeySpan, entry.Key, _what, hint);
        }
        else if (_entries.TryGetValue(entry.Key, out MappingEntry? first))
        {
            _context.Report(SpecDiagnostics.DuplicateKey, entry.KeySpan, entry.Key, _what, (first.KeySpan.Line + 1).ToInvariant());
        }
        else
        {
            _entries.Add(entry.Key, entry);
        }
    }

    private static string Sentence(string what) => char.ToUpperInvariant(what[0]) + what.Substring(1);
}
