using ApiGen.Specs.Model;
using ApiGen.Specs.Syntax;

namespace ApiGen.Specs.Diagnostics;

/// <summary>Collects the diagnostics of one file, each of them once, up to the limit.</summary>
internal sealed class DiagnosticBag(string path)
{
    private readonly List<SpecDiagnostic> _items = [];
    private readonly HashSet<(string Id, int Start, string Detail)> _seen = [];

    public string Path => path;

    public void Report(SpecDiagnosticDescriptor descriptor, SourceSpan span, params string[] arguments)
    {
        // Content that an alias repeats is read as often as it is used, but its mistakes stand in the file once. Several keys may be
        // missing at one place, though.
        string detail = descriptor == SpecDiagnostics.MissingKey ? arguments[1] : "";
        if (_items.Count > SpecLimits.MaxDiagnostics || !_seen.Add((descriptor.Id, span.Start, detail)))
        {
            return;
        }

        _items.Add(_items.Count < SpecLimits.MaxDiagnostics
            ? new SpecDiagnostic(descriptor, span.In(path), arguments.ToEquatableArray())
            : new SpecDiagnostic(SpecDiagnostics.TooManyDiagnostics, span.In(path), new[] { SpecLimits.MaxDiagnostics.ToInvariant() }.ToEquatableArray()));
    }

    public EquatableArray<SpecDiagnostic> ToSorted() => _items.InFileOrder().ToEquatableArray();
}
