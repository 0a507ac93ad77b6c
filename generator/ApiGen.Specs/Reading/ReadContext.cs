using ApiGen.Specs.Diagnostics;
using ApiGen.Specs.Syntax;

namespace ApiGen.Specs.Reading;

/// <summary>The file that is being read.</summary>
internal sealed class ReadContext(DiagnosticBag diagnostics, bool isComplete)
{
    public string Path => diagnostics.Path;

    /// <summary>Whether absence from the tree means absence from the file.</summary>
    public bool IsComplete => isComplete;

    public void Report(SpecDiagnosticDescriptor descriptor, SourceSpan span, params string[] arguments) => diagnostics.Report(descriptor, span, arguments);

    public void WrongKind(SpecNode node, string what, string expected) => Report(SpecDiagnostics.WrongNodeKind, node.Span, what, expected, node.Describe());
}
