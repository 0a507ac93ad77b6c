using ApiGen.Runtime.Credentials;

namespace ApiGen.Runtime.Tests.Credentials;

/// <summary>A home folder of the test's own, with variables of its own.</summary>
public sealed class TemporaryFolder : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("apigen-").FullName;

    public Dictionary<string, string> Variables { get; } = new(StringComparer.Ordinal);

    internal CredentialEnvironment Environment => new(name => Variables.GetValueOrDefault(name), () => _path);

    public string PathOf(string name) => Path.Combine(_path, name);

    public string Write(string name, string text)
    {
        string path = PathOf(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    public void Dispose() => Directory.Delete(_path, recursive: true);
}
