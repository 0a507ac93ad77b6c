using System.Reflection;
using ApiGen.Specs;
using ApiGen.Specs.Model;

namespace ApiGen.Emulator;

/// <summary>The specs that come with ApiGen, so that a test or a sample can serve them without any file.</summary>
public static class BundledSpecs
{
    private const string Root = "specs/";

    /// <summary>The short names of the bundled services, ordered by name.</summary>
    public static IReadOnlyList<string> Services { get; } =
    [
        .. Resources().Select(name => name[Root.Length..].Split('/')[0]).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
    ];

    /// <summary>Reads the specs of a service, all its versions.</summary>
    /// <param name="service">The short name, such as <c>tcsas</c>.</param>
    /// <returns>The service's versions.</returns>
    /// <exception cref="ArgumentException">No such service comes with ApiGen.</exception>
    public static IReadOnlyList<ServiceModel> Load(string service)
    {
        ArgumentException.ThrowIfNullOrEmpty(service);
        SpecText[] files = [.. Resources().Where(name => name.StartsWith($"{Root}{service}/", StringComparison.Ordinal)).Select(Read)];
        return files.Length > 0
            ? SpecLoader.Load(files).Services
            : throw new ArgumentException($"The service '{service}' does not come with ApiGen. Bundled services: {string.Join(", ", Services)}.", nameof(service));
    }

    private static IEnumerable<string> Resources() => Assembly.GetExecutingAssembly().GetManifestResourceNames()
        .Select(name => name.Replace('\\', '/'))
        .Where(name => name.StartsWith(Root, StringComparison.Ordinal));

    private static SpecText Read(string name)
    {
        Assembly assembly = Assembly.GetExecutingAssembly();
        string resource = assembly.GetManifestResourceNames().First(candidate => candidate.Replace('\\', '/') == name);
        using StreamReader reader = new(assembly.GetManifestResourceStream(resource)!);
        return new SpecText(name, reader.ReadToEnd());
    }
}
