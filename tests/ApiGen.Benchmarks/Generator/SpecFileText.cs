using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace ApiGen.Benchmarks.Generator;

/// <summary>A spec file in memory.</summary>
internal sealed class SpecFileText(string path, string text) : AdditionalText
{
    private readonly SourceText _text = SourceText.From(text);

    public override string Path => path;

    internal string Text => text;

    public override SourceText GetText(CancellationToken cancellationToken = default) => _text;
}
