using ApiGen.Specs.Diagnostics;
using ApiGen.Specs.Syntax;

namespace ApiGen.Specs.Binding;

/// <summary>Names of one kind in a service, unique even without regard to case.</summary>
internal sealed class NameTable(BindingDiagnostics diagnostics, SpecDiagnosticDescriptor duplicate)
{
    private readonly Dictionary<string, (string Name, string Path, int Line)> _names = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Adds a name.</summary>
    /// <returns>Whether it was free; otherwise the clash is reported at the later one.</returns>
    public bool Add(string name, SourceSpan span, string path)
    {
        if (!_names.TryGetValue(name, out (string Name, string Path, int Line) first))
        {
            _names.Add(name, (name, path, span.Line));
            return true;
        }

        string line = (first.Line + 1).ToInvariant();
        if (first.Name == name)
        {
            diagnostics.Report(duplicate, path, span, name, first.Path, line);
        }
        else
        {
            diagnostics.Report(SpecDiagnostics.NamesDifferByCase, path, span, name, first.Name, first.Path, line);
        }

        return false;
    }
}
