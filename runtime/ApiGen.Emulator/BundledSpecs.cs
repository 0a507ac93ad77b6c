using System.Reflection;
using ApiGen.Specs;
using ApiGen.Specs.Diagnostics;
using ApiGen.Specs.Model;

namespace ApiGen.Emulator;

/// <summary>The specs that come with ApiGen, so that a test or a sample can serve them without any file.</summary>
public static class BundledSpecs
{
    private const string Root = "specs/";

    // In diagnostics and as a model's source; no folder of a project can be mistaken for it.
    private const string LogicalRoot = "(bundled)/";

    private static readonly Dictionary<string, string> Resources = Assembly.GetExecutingAssembly().GetManifestResourceNames()
        .Select(static name => (Path: name.Replace('\\', '/'), Name: name))
        .Where(static resource => resource.Path.StartsWith(Root, StringComparison.Ordinal))
        .ToDictionary(static resource => resource.Path[Root.Length..], static resource => resource.Name, StringComparer.Ordinal);

    /// <summary>The short names of the bundled services, ordered by name.</summary>
    public static IReadOnlyList<string> Services { get; } =
    [
        .. Resources.Keys.Select(static path => path.Split('/')[0]).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
    ];

    /// <summary>Reads the specs of a service, all its versions.</summary>
    /// <param name="service">The short name, such as <c>tcsas</c>.</param>
    /// <returns>The service's versions.</returns>
    /// <exception cref="ArgumentException">No such service comes with ApiGen.</exception>
    public static IReadOnlyList<ServiceModel> Load(string service)
    {
        ArgumentException.ThrowIfNullOrEmpty(service);
        IReadOnlyList<SpecDocument> documents = Documents(service);
        return documents.Count > 0
            ? SpecBinder.Bind(documents).Services
            : throw new ArgumentException($"The service '{service}' does not come with ApiGen. Bundled services: {string.Join(", ", Services)}. {NearestName.Hint(service, Services, "")}".TrimEnd(), nameof(service));
    }

    /// <summary>The files of a service, all its versions; none when it does not come with ApiGen.</summary>
    internal static IReadOnlyList<SpecDocument> Documents(string service) =>
    [
        .. Resources.Keys.Where(path => path.StartsWith(service + "/", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(Read),
    ];

    /// <summary>The files of one version of a service; none when it does not come with ApiGen.</summary>
    internal static IReadOnlyList<SpecDocument> Documents(string service, string version)
    {
        IReadOnlyList<SpecDocument> documents = Documents(service);
        return documents.FirstOrDefault(document => document.Service?.Version == version) is { } declaring
            ? [.. documents.Where(document => document.Path.StartsWith(declaring.Path[..(declaring.Path.LastIndexOf('/') + 1)], StringComparison.Ordinal))]
            : [];
    }

    /// <summary>The text of a file by the path of its document; null when it is no bundled one.</summary>
    internal static string? TextOf(string path)
    {
        if (!path.StartsWith(LogicalRoot, StringComparison.Ordinal) || !Resources.TryGetValue(path[LogicalRoot.Length..], out string? resource))
        {
            return null;
        }

        using StreamReader reader = new(Assembly.GetExecutingAssembly().GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }

    private static SpecDocument Read(string path) => SpecReader.Read(new SpecText(LogicalRoot + path, TextOf(LogicalRoot + path)!));
}
