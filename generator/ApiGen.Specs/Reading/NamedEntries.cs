using ApiGen.Specs.Diagnostics;
using ApiGen.Specs.Model;
using ApiGen.Specs.Syntax;

namespace ApiGen.Specs.Reading;

/// <summary>Reads mappings of names to declarations: actions, types and members.</summary>
internal static class NamedEntries
{
    /// <summary>Reads the entries of a mapping; a name that stands there twice is told, and its second entry left out.</summary>
    /// <typeparam name="T">What an entry declares.</typeparam>
    /// <param name="context">The file.</param>
    /// <param name="entry">The key of the mapping; null where it is absent.</param>
    /// <param name="wanted">What the mapping should be, as in <c>a mapping of type names to types</c>.</param>
    /// <param name="duplicate">The diagnostic for a name that is there twice.</param>
    /// <param name="owner">What the names belong to, in the words of that diagnostic.</param>
    /// <param name="read">Reads one entry; null when it cannot be used.</param>
    public static EquatableArray<T> Named<T>(
        this ReadContext context,
        MappingEntry? entry,
        string wanted,
        SpecDiagnosticDescriptor duplicate,
        string owner,
        Func<MappingEntry, T?> read)
        where T : class, IEquatable<T>
    {
        if (entry is null || PlainScalar.IsNull(entry.Value))
        {
            return EquatableArray<T>.Empty;
        }

        if (entry.Value is not MappingNode mapping)
        {
            context.WrongKind(entry.Value, $"'{entry.Key}'", wanted);
            return EquatableArray<T>.Empty;
        }

        List<T> declarations = [];
        Dictionary<string, SourceSpan> seen = new(StringComparer.Ordinal);
        foreach (MappingEntry named in mapping.Entries)
        {
            if (seen.TryGetValue(named.Key, out SourceSpan first))
            {
                context.Report(duplicate, named.KeySpan, named.Key, owner, (first.Line + 1).ToInvariant());
                continue;
            }

            seen.Add(named.Key, named.KeySpan);
            if (read(named) is { } declaration)
            {
                declarations.Add(declaration);
            }
        }

        return declarations.ToEquatableArray();
    }
}
