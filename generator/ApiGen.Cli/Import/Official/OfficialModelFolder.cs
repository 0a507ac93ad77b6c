using ApiGen.Emulator.Specs;
using ApiGen.Specs.Model;

namespace ApiGen.Cli.Import.Official;

/// <summary>An official model on disk: <c>api.json</c>, and beside it what else is known of the service.</summary>
internal static class OfficialModelFolder
{
    /// <summary>The model's file name.</summary>
    public const string ModelFile = "api.json";

    /// <summary>The file name of a table of limits.</summary>
    public const string LimitsFile = "rate-limits.json";

    /// <summary>The file name of the examples.</summary>
    public const string ExamplesFile = "examples.json";

    private const string ErrorsFile = "errors.json";

    /// <summary>Reads a model and the files beside it.</summary>
    /// <param name="path">The path of the model.</param>
    /// <param name="options">What a person adds; limits that lie beside the model are used when it holds none.</param>
    /// <exception cref="ImportException">A file is damaged.</exception>
    public static ImportedService Read(string path, OfficialModelOptions options)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        string limits = Path.Combine(folder, LimitsFile);
        bool takesLimits = ReferenceEquals(options.RateLimits, RateLimitTable.Empty) && File.Exists(limits);
        if (takesLimits)
        {
            options = options with { RateLimits = RateLimitTable.Read(ReadJson(limits)) };
        }

        string errors = Path.Combine(folder, ErrorsFile);
        string examples = Path.Combine(folder, ExamplesFile);
        ImportedService read = OfficialModelReader.Read(
            ReadJson(path),
            File.Exists(errors) ? ErrorCatalog.Read(ReadJson(errors)) : ErrorCatalog.Empty,
            File.Exists(examples) ? ExampleCatalog.Read(ReadJson(examples)) : ExampleCatalog.Empty,
            options);
        return takesLimits ? read with { Notes = [.. read.Notes, .. Unused(read.Service, options.RateLimits)] } : read;
    }

    private static IEnumerable<ImportNote> Unused(ServiceModel service, RateLimitTable limits) =>
        service.Actions.All(action => action.RateLimitAssumed)
            ? [new ImportNote(service.Name, $"{LimitsFile} beside the model has no effect, because it names no action of {service.Name} {service.Version}")]
            : limits.Unknown(service).Select(action => new ImportNote(service.Name, $"{LimitsFile} beside the model names the action '{action}', which there is not"));

    /// <summary>Reads a JSON file.</summary>
    public static JsonSourceValue ReadJson(string path) => JsonSourceReader.Read(path, RegularFile.ReadBytes(path));
}
