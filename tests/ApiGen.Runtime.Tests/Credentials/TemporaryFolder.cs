using ApiGen.Runtime.Credentials;

namespace ApiGen.Runtime.Tests.Credentials;

/// <summary>A home folder of the test's own, with variables of its own.</summary>
public sealed class TemporaryFolder : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("apigen-").FullName;

    public Dictionary<string, string> Variables { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether the user has a home folder.</summary>
    public bool HasHome { get; set; } = true;

    internal CredentialEnvironment Environment => new(name => Variables.GetValueOrDefault(name), () => HasHome ? _path : "");

    public string PathOf(string name) => Path.Combine(_path, name);

    public string Write(string name, string text)
    {
        string path = PathOf(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    public string Write(string name, byte[] content)
    {
        string path = Write(name, "");
        File.WriteAllBytes(path, content);
        return path;
    }

    /// <summary>Puts a link in place of the link or file that is there.</summary>
    public string Link(string name, string target)
    {
        string path = PathOf(name);
        File.Delete(path);
        File.CreateSymbolicLink(path, target);
        return path;
    }

    public void Dispose() => Directory.Delete(_path, recursive: true);
}
