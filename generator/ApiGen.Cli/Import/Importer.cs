using ApiGen.Cli.Import.Official;
using ApiGen.Cli.Import.Pages;

namespace ApiGen.Cli.Import;

/// <summary>Imports a file of either kind.</summary>
internal static class Importer
{
    /// <summary>Reads an official model or a documentation page.</summary>
    /// <exception cref="ImportException">The file is damaged, or is neither.</exception>
    public static ImportedService Read(string path, OfficialModelOptions options)
    {
        if (SourceFinder.IsModel(path))
        {
            return OfficialModelFolder.Read(path, options);
        }

        ImportedService imported = PageReader.Read(path, File.ReadAllText(path));
        return options.Namespace is { } space ? imported with { Service = imported.Service with { Namespace = space } } : imported;
    }
}
