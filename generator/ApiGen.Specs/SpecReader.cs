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
        YamlTree tree = text.Fault is { } fault ? Refuse(default, diagnostics, SpecDiagnostics.Unreadable, fault)
            : Garbled(text) is { } place ? Refuse(place, diagnostics, SpecDiagnostics.NotUnicode)
            : YamlTreeBuilder.Build(text.Text, diagnostics);
        SpecDocument document = DocumentReader.Read(new ReadContext(diagnostics, tree.IsComplete), tree.Root);
        return document with { Diagnostics = diagnostics.ToSorted() };
    }

    // UTF-16 without its mark is UTF-8 with a zero behind every letter, and the parser takes a zero for the end.
    private static SourceSpan? Garbled(SpecText text)
    {
        int zero = text.Text.IndexOf('\0');
        int? from = text.GarbledFrom is { } garbled ? Math.Min(garbled, text.Text.Length) : zero < 0 ? null : zero;
        if (from is not { } offset)
        {
            return null;
        }

        string before = text.Text.Substring(0, offset);
        int line = before.Count(static c => c == '\n');
        return new SourceSpan(offset, Math.Min(1, text.Text.Length - offset), line, offset - before.LastIndexOf('\n') - 1);
    }

    private static YamlTree Refuse(SourceSpan place, DiagnosticBag diagnostics, SpecDiagnosticDescriptor descriptor, params string[] arguments)
    {
        diagnostics.Report(descriptor, place, arguments);
        return new YamlTree(null, IsComplete: false, []);
    }
}
