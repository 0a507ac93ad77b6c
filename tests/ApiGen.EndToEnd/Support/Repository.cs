using System.Reflection;
using System.Xml.Linq;

namespace ApiGen.EndToEnd.Support;

/// <summary>Where the repository under test lies, and how it was built.</summary>
internal static class Repository
{
    /// <summary>The folder of <c>ApiGen.sln</c>.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The configuration that the tests, and so everything they reference, were built in.</summary>
    public static string Configuration { get; } = typeof(Repository).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "Configuration")
        .Value!;

    /// <summary>The version that the next release has.</summary>
    public static string VersionPrefix { get; } = Property("VersionPrefix");

    /// <summary>The address of the repository.</summary>
    public static string Url { get; } = Property("RepositoryUrl");

    /// <summary>An assembly in its own project's output folder.</summary>
    public static string Output(string project, string framework, string? assembly = null)
    {
        string path = Path.Combine(Root, project, "bin", Configuration, framework, $"{assembly ?? Path.GetFileName(project)}.dll");
        return File.Exists(path) ? path : throw new FileNotFoundException($"{path} is not built.", path);
    }

    private static string Property(string name) => XDocument.Load(Path.Combine(Root, "Directory.Build.props")).Descendants(name).Single().Value;

    private static string FindRoot()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "ApiGen.sln")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder ?? throw new InvalidOperationException("The tests do not run inside the repository: no ApiGen.sln above them.");
    }
}
