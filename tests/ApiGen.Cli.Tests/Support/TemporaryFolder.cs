namespace ApiGen.Cli.Tests.Support;

/// <summary>A folder of a test's own, gone when the test ends.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public TemporaryFolder() => Path = Directory.CreateTempSubdirectory("apigen-cli-").FullName;

    public string Path { get; }

    public string File(params string[] parts) => System.IO.Path.Combine([Path, .. parts]);

    public string Read(params string[] parts) => System.IO.File.ReadAllText(File(parts));

    public string Write(string text, params string[] parts)
    {
        string path = File(parts);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        System.IO.File.WriteAllText(path, text);
        return path;
    }

    /// <summary>Every file with its text, by relative path.</summary>
    public SortedDictionary<string, string> Snapshot(string pattern = "*")
    {
        SortedDictionary<string, string> files = new(StringComparer.Ordinal);
        foreach (string path in Directory.EnumerateFiles(Path, pattern, SearchOption.AllDirectories))
        {
            files.Add(System.IO.Path.GetRelativePath(Path, path).Replace('\\', '/'), System.IO.File.ReadAllText(path));
        }

        return files;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
