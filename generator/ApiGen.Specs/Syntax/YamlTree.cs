namespace ApiGen.Specs.Syntax;

/// <summary>What could be read of a file's YAML.</summary>
/// <param name="Root">The first document's root; null when the file holds no document or the first token is already wrong.</param>
/// <param name="IsComplete">Whether all of the file was read; otherwise what is absent from the tree may stand in the file.</param>
internal sealed record YamlTree(SpecNode? Root, bool IsComplete);
