namespace ApiGen.Generator.Options;

/// <summary>A file that the build hands over.</summary>
/// <param name="Actual">The path by which the compiler knows it.</param>
/// <param name="Logical">
/// The path for models and generated code: relative to the project or to the bundled specs, with forward slashes, so that the same
/// sources in another folder give the same bytes.
/// </param>
/// <param name="Service">The bundled service that it belongs to; empty for a file of one's own.</param>
internal sealed record ListedFile(string Actual, string Logical, string Service);
