using System.Runtime.CompilerServices;

namespace ApiGen.Cli.Tests.Support;

/// <summary>The files that tests read.</summary>
internal static class TestData
{
    /// <summary>The official model of a made-up service.</summary>
    public static string Model => Path.Combine(AppContext.BaseDirectory, "Data", "model");

    /// <summary>The specs of the repository, as they come with the tool.</summary>
    public static string Specs => Path.Combine(AppContext.BaseDirectory, "specs");

    /// <summary>What the package adds to a build.</summary>
    public static string BuildFiles => Path.Combine(AppContext.BaseDirectory, "build");

    /// <summary>The repository, whose pages tests read.</summary>
    public static string Repository => Path.GetFullPath(Path.Combine(ProjectFolder(), "..", ".."));

    public static string Page(string name) => Path.Combine(AppContext.BaseDirectory, "Data", "pages", name);

    /// <summary>Compares a text with its golden file; APIGEN_ACCEPT=1 writes the file anew.</summary>
    public static void AssertGolden(string name, string actual)
    {
        if (Environment.GetEnvironmentVariable("APIGEN_ACCEPT") == "1")
        {
            File.WriteAllText(Path.Combine(ProjectFolder(), "Golden", name), actual);
        }

        string expected = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", name));
        Assert.Equal(expected, actual);
    }

    private static string ProjectFolder([CallerFilePath] string thisFile = "") => Path.GetDirectoryName(Path.GetDirectoryName(thisFile))!;
}
