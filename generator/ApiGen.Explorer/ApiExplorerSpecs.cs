using System.Security.Cryptography;
using System.Text;
using ApiGen.Emulator;
using ApiGen.Emulator.Specs;
using ApiGen.Specs;
using ApiGen.Specs.Model;

namespace ApiGen.Explorer;

/// <summary>The specs that an explorer shows: what they mean, and where each thing stands in its file.</summary>
public sealed class ApiExplorerSpecs
{
    private readonly Func<string, string?> _readText;

    // As they were at the start, since models keep no text; what comes with ApiGen does not change.
    private readonly Dictionary<string, byte[]?> _hashes;

    internal ApiExplorerSpecs(IReadOnlyList<ServiceModel> services, Func<string, string?> readText)
    {
        Services = services;
        _readText = readText;
        _hashes = services.SelectMany(SourcesOf).Distinct(StringComparer.Ordinal).Where(static path => BundledSpecs.TextOf(path) is null).ToDictionary(static path => path, HashOf, StringComparer.Ordinal);
    }

    /// <summary>The services, ordered by name and version.</summary>
    public IReadOnlyList<ServiceModel> Services { get; }

    /// <summary>The services that come with ApiGen.</summary>
    public static ApiExplorerSpecs Bundled() => new([.. BundledSpecs.Services.SelectMany(BundledSpecs.Load)], BundledSpecs.TextOf);

    /// <summary>The services that a folder of spec files describes, completed as <see cref="SpecFolder.Load"/> does.</summary>
    /// <param name="path">
    /// The folder, such as <c>specs</c>; a relative path begins at the current folder of the process. Its files are read again when a page shows them.
    /// </param>
    /// <exception cref="ArgumentException">The path is empty.</exception>
    /// <exception cref="DirectoryNotFoundException">There is no such folder; the message says where it was looked for.</exception>
    /// <exception cref="InvalidDataException">A spec has an error, or there is none.</exception>
    public static ApiExplorerSpecs FromFolder(string path) => new(SpecFolder.Load(path), ReadFile);

    /// <summary>The services of files that were read already.</summary>
    internal static ApiExplorerSpecs Of(IReadOnlyList<ServiceModel> services) => new(services, ReadFile);

    /// <summary>The text of a spec file as it is now; null when it cannot be read.</summary>
    /// <param name="path">The path in the model.</param>
    internal SpecText? TextOf(string path)
    {
        try
        {
            return _readText(path) is { } text ? new SpecText(path, text) : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Whether a spec file says something else than when the services were read, or nothing any more.</summary>
    /// <param name="path">The path in the model.</param>
    internal bool HasChanged(string path) => _hashes.GetValueOrDefault(path) is { } then && !then.AsSpan().SequenceEqual(HashOf(path));

    /// <summary>The files that describe a service; each may stand there several times.</summary>
    internal static IEnumerable<string> SourcesOf(ServiceModel service) =>
        service.Actions.Select(static action => action.Source).Concat(service.Types.Select(static type => type.Source)).Prepend(service.Source);

    private byte[]? HashOf(string path) => TextOf(path) is { } text ? SHA256.HashData(Encoding.UTF8.GetBytes(text.Text)) : null;

    private static string? ReadFile(string path) =>
        BundledSpecs.TextOf(path) ?? (path.Length > 0 && File.Exists(path) ? SpecText.FromBytes(path, RegularFile.ReadBytes(path)).Text : null);
}
