using System.Security.Cryptography;
using ApiGen.Cli.Commands;
using ApiGen.Cli.Import;
using ApiGen.Cli.Import.Official;

namespace ApiGen.Cli.Fetching;

/// <summary>The files of one service version as they were got. Nothing in them is trusted: they are read as any other model is.</summary>
/// <param name="Service">The service.</param>
/// <param name="Version">Its version.</param>
/// <param name="Source">Where they were got from.</param>
/// <param name="Commit">The commit that they are of; null when that is not known.</param>
/// <param name="Files">Name, place and content of each file.</param>
internal sealed record FetchedModel(string Service, string Version, ModelSource Source, string? Commit, IReadOnlyList<(string Name, string Place, byte[] Content)> Files)
{
    /// <summary>The SHA-256 of each file, by its name.</summary>
    public IReadOnlyDictionary<string, string> Hashes { get; } =
        Files.ToDictionary(file => file.Name, file => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(file.Content)), StringComparer.Ordinal);

    /// <summary>Reads the model.</summary>
    /// <param name="options">What a person adds.</param>
    /// <exception cref="ImportException">A file is damaged; the message names the place in it.</exception>
    /// <exception cref="CommandException">The model is one of another service or version.</exception>
    public ImportedService Read(OfficialModelOptions options)
    {
        JsonSourceValue model = Json(OfficialModelFolder.ModelFile)!;
        ImportedService imported = OfficialModelReader.Read(
            model,
            ErrorCatalog.Empty,
            Json(OfficialModelFolder.ExamplesFile) is { } examples ? ExampleCatalog.Read(examples) : ExampleCatalog.Empty,
            options with { Endpoint = Source.Endpoint });
        return (imported.Service.Name, imported.Service.Version) == (Service, Version)
            ? imported
            : throw new CommandException($"{model.Path} describes {imported.Service.Name} {imported.Service.Version} and not {Service} {Version}; nothing was written.");
    }

    private JsonSourceValue? Json(string name) =>
        Files.Where(file => file.Name == name).Select(file => JsonSourceReader.Read(file.Place, file.Content)).FirstOrDefault();
}
