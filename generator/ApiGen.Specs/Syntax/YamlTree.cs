using ApiGen.Specs.Diagnostics;

namespace ApiGen.Specs.Syntax;

/// <summary>What could be read of a file's YAML.</summary>
/// <param name="Root">The first document's root; null when the file holds no document or the first token is already wrong.</param>
/// <param name="IsComplete">Whether all of the file was read; otherwise what is absent from the tree may stand in the file.</param>
/// <param name="Aliases">Every alias in file order.</param>
public sealed record YamlTree(SpecNode? Root, bool IsComplete, IReadOnlyList<YamlAlias> Aliases)
{
    /// <summary>Reads a text as far as it is YAML that spec files may hold. Never throws on any text.</summary>
    /// <param name="text">The whole content of a file; a byte order mark at its start counts as one character.</param>
    public static YamlTree Parse(string text) => YamlTreeBuilder.Build(text, new DiagnosticBag(""));
}

/// <summary>A place that refers to a node elsewhere.</summary>
/// <param name="Start">The offset of the alias.</param>
/// <param name="End">The offset just past the alias.</param>
/// <param name="Target">The node that it stands for.</param>
public sealed record YamlAlias(int Start, int End, SpecNode Target);
