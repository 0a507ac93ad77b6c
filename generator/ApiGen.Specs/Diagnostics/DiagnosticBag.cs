using ApiGen.Specs.Model;
using ApiGen.Specs.Syntax;

namespace ApiGen.Specs.Diagnostics;

/// <summary>Collects the findings of one file, each of them once, up to the limit.</summary>
internal sealed class DiagnosticBag(string path)
{
    private readonly List<SpecDiagnostic> _items = [];
    private readonly HashSet<SpecDiagnostic> _seen = [];

    public string Path => path;

    public void Report(SpecDiagnosticDescriptor descriptor, SourceSpan span, params string[] arguments)
    {
        if (_items.Count > SpecLimits.MaxFindings)
        {
            return;
        }

        SpecDiagnostic item = _items.Count < SpecLimits.MaxFindings
            ? new SpecDiagnostic(descriptor, span.In(path), arguments.ToEquatableArray())
            : new SpecDiagnostic(SpecDiagnostics.TooManyFindings, span.In(path), new[] { SpecLimits.MaxFindings.ToInvariant() }.ToEquatableArray());

        // Content that an alias repeats is read as often as it is used, but its mistakes stand in the file once.
        if (_seen.Add(item))
        {
            _items.Add(item);
        }
    }

    public EquatableArray<SpecDiagnostic> ToSorted() => _items.InFileOrder().ToEquatableArray();
}
