using ApiGen.Specs.Syntax;

namespace ApiGen.Specs.Declarations;

/// <summary>A piece of text of a spec file, with its place.</summary>
/// <param name="Text">The text.</param>
/// <param name="Span">Where it stands.</param>
public sealed record LocatedText(string Text, SourceSpan Span)
{
    internal LocatedText(ScalarNode scalar)
        : this(scalar.Value, scalar.PartSpan(0, scalar.Value.Length))
    {
    }
}
