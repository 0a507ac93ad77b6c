using ApiGen.Specs.Diagnostics;
using ApiGen.Specs.Reading;
using ApiGen.Specs.Syntax;

namespace ApiGen.Specs;

/// <summary>Reads spec files one by one. Safe for use from several threads.</summary>
public static class SpecReader
{
    /// <summary>Reads one file. Never throws on any text: every mistake is among the document's diagnostics.</summary>
    /// <param name="text">The file.</param>
    /// <returns>What the file declares, as far as it is right.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    public static SpecDocument Read(SpecText text)
    {
        if (text is null)
        {
            throw new ArgumentNullException(nameof(text));
        }

        var diagnostics = new DiagnosticBag(text.Path);
        YamlTree tree = YamlTreeBuilder.Build(text.Text, diagnostics);
        SpecDocument document = DocumentReader.Read(new ReadContext(diagnostics, tree.IsComplete), tree.Root);
        return document with { Diagnostics = diagnostics.ToSorted() };
    }
}
