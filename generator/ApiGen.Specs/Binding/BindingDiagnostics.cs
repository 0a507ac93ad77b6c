using ApiGen.Specs.Diagnostics;
using ApiGen.Specs.Model;
using ApiGen.Specs.Syntax;

namespace ApiGen.Specs.Binding;

/// <summary>Collects the diagnostics of binding, over all files.</summary>
internal sealed class BindingDiagnostics
{
    // Looking for near names costs; beyond this many a file is wrong as a whole, and nobody reads the hints.
    private const int MaxHints = 100;

    private readonly List<SpecDiagnostic> _items = [];
    private int _hints;

    public IReadOnlyList<SpecDiagnostic> Items => _items;

    public void Report(SpecDiagnosticDescriptor descriptor, string path, SourceSpan span, params string[] arguments) =>
        _items.Add(new SpecDiagnostic(descriptor, span.In(path), arguments.ToEquatableArray()));

    /// <summary>The nearest name as a sentence, or the given sentence.</summary>
    public string Hint(string name, IEnumerable<string> candidates, string otherwise) =>
        ++_hints > MaxHints ? otherwise : NearestName.Hint(name, candidates, otherwise);
}
