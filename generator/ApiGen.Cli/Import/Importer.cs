using ApiGen.Cli.Import.Official;
using ApiGen.Cli.Import.Pages;
using ApiGen.Cli.Reading;
using ApiGen.Specs.Model;

namespace ApiGen.Cli.Import;

/// <summary>Imports a file of either kind.</summary>
internal static class Importer
{
    /// <summary>Reads an official model or a documentation page.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">What a person adds to a model.</param>
    /// <param name="services">The services that are known, for a page of data types.</param>
    /// <exception cref="ImportException">The file is damaged, or is neither.</exception>
    public static ImportedService Read(string path, OfficialModelOptions options, Func<IEnumerable<ServiceModel>> services) => Content(path, options, services) with { Origin = path };

    private static ImportedService Content(string path, OfficialModelOptions options, Func<IEnumerable<ServiceModel>> services)
    {
        if (SourceFinder.IsModel(path))
        {
            return OfficialModelFolder.Read(path, options);
        }

        string content = TextBytes.ReadFile(path);
        if (DataTypesPage.Is(path, content))
        {
            return DataTypesPage.Read(path, content, services());
        }

        ImportedService imported = PageReader.Read(path, content);
        return options.Namespace is { } space ? imported with { Service = imported.Service with { Namespace = space } } : imported;
    }
}
