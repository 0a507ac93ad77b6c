using ApiGen.Specs.Declarations;
using ApiGen.Specs.Syntax;

namespace ApiGen.Specs.Reading;

/// <summary>The trimmed text of a scalar together with the scalar.</summary>
internal sealed record LocatedScalar(string Text, ScalarNode Node)
{
    public SourceSpan Span => Node.Span;

    public LocatedText ToLocatedText() => new(Text, Node.PartSpan(0, Text.Length));
}
