using System.Diagnostics;

namespace ApiGen.Catalog;

/// <summary>A folder of official models, unpacked for the run when it is given as an archive.</summary>
internal sealed class Archive : IDisposable
{
    private readonly bool _isTemporary;

    private Archive(string folder, bool isTemporary)
    {
        Folder = folder;
        _isTemporary = isTemporary;
    }

    /// <summary>The folder with the models somewhere in it.</summary>
    public string Folder { get; }

    public static async Task<Archive> OpenAsync(string source)
    {
        if (Directory.Exists(source))
        {
            return new Archive(source, isTemporary: false);
        }

        Archive archive = new(Directory.CreateTempSubdirectory("apigen-catalog-").FullName, isTemporary: true);
        using Process tar = Process.Start("tar", ["-xf", Path.GetFullPath(source), "-C", archive.Folder]);
        await tar.WaitForExitAsync().ConfigureAwait(false);
        return tar.ExitCode == 0 ? archive : throw new InvalidDataException($"'{source}' could not be unpacked with tar.");
    }

    /// <summary>The models, the largest first, so that no large one is left over when the others are done.</summary>
    public IReadOnlyList<string> Models(IReadOnlyList<string> only) =>
    [
        .. Directory.EnumerateFiles(Folder, "api.json", SearchOption.AllDirectories)
            .Where(path => only.Count == 0 || only.Any(part => path.Contains(part, StringComparison.Ordinal)))
            .OrderByDescending(path => new FileInfo(path).Length)
            .ThenBy(path => path, StringComparer.Ordinal),
    ];

    public void Dispose()
    {
        if (_isTemporary)
        {
            Directory.Delete(Folder, recursive: true);
        }
    }
}
