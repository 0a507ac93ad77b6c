using ApiGen.Cli.Comparing;
using ApiGen.Specs.Model;

namespace ApiGen.Cli.Import;

/// <summary>Finds sources of one call that say different things of the same: which one is right, the tool does not know, and the order of the files must not decide.</summary>
/// <param name="read">Reads a source.</param>
internal sealed class Contradictions(Func<string, ImportedService> read)
{
    private readonly Dictionary<(string Service, string Version, string Part), string> _known = [];

    /// <summary>Compares a source with the one before it that is about the same: two models of a version, or two pages of an action or of types.</summary>
    /// <exception cref="ImportException">They contradict each other.</exception>
    public void Check(ImportedService source)
    {
        string part = !source.IsPartial ? "" : source.DescribesTypes ? "types" : source.Service.Actions[0].Name;
        if (_known.TryAdd((source.Service.Name, source.Service.Version, part), source.Origin))
        {
            return;
        }

        // Read anew, since keeping what a whole catalogue says takes much memory.
        ImportedService before = read(_known[(source.Service.Name, source.Service.Version, part)]);
        if (SpecComparison.Compare([Comparable(before, source)], [Comparable(source, before)]) is [var first, ..] changes)
        {
            string more = changes.Count > 1 ? FormattableString.Invariant($", and {changes.Count - 1} more") : "";
            throw new ImportException($"{source.Origin}: error: this contradicts {before.Origin}, which is about the same {source.Service.Name} {source.Service.Version} {part}".TrimEnd() + $" and comes in the same call: {ChangeText.Line(first)}{more}. Import one of the two; nothing was written.");
        }
    }

    // Pages know of types what their examples show, and of pages of types only what both describe is comparable.
    private static ServiceModel Comparable(ImportedService source, ImportedService other)
    {
        HashSet<string> known = [.. other.Service.Types.Select(type => type.Name)];
        return source.Service with
        {
            Namespace = other.Service.Namespace,
            Types = !source.IsPartial ? source.Service.Types
                : source.DescribesTypes ? source.Service.Types.Where(type => known.Contains(type.Name)).ToEquatableArray()
                : EquatableArray<TypeModel>.Empty,
        };
    }
}
