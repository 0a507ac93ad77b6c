using ApiGen.Emulator;
using ApiGen.Emulator.Specs;
using ApiGen.Specs;

namespace ApiGen.Cli.Reading;

/// <summary>Finds the folder that declares the service which files belong to, when they were named without it.</summary>
internal static class SpecOwner
{
    /// <summary>The folders from the given one up to the root of the repository, or to the home folder, both included, but for those that this user may not look into.</summary>
    public static IEnumerable<DirectoryInfo> From(string folder)
    {
        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        for (DirectoryInfo? level = new(folder); level is not null; level = level.Parent)
        {
            if (IsOpen(level))
            {
                yield return level;
            }

            if (level.FullName == home || Path.Exists(Path.Combine(level.FullName, ".git")))
            {
                yield break;
            }
        }
    }

    private static bool IsOpen(DirectoryInfo folder)
    {
        try
        {
            _ = folder.EnumerateFileSystemInfos().Any();
            return true;
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>What is read for a path: the path itself, or the folder above with the service that its files belong to.</summary>
    /// <param name="path">The full path of a folder or of a spec file.</param>
    public static string WholeOf(string path) =>
        Of(Directory.Exists(path) ? path : Path.GetDirectoryName(path)!, [.. Files(path).Select(file => SpecOnDisk.Read(file, file.Replace(Path.DirectorySeparatorChar, '/')))]) ?? path;

    /// <summary>The nearest folder above with what is missing; null when nothing is, or nothing is found.</summary>
    /// <param name="folder">The folder that was named, or that holds the file that was named.</param>
    /// <param name="documents">What was read so far.</param>
    public static string? Of(string folder, IReadOnlyCollection<SpecDocument> documents)
    {
        HashSet<string> declaring = [.. documents.Where(document => document.Service is not null).Select(document => FolderOf(document.Path))];
        bool isOrphan = documents.Any(document => IsOrphan(document, declaring));
        (string Name, string Version)[] named = [.. documents.Where(document => document.Reference is not null).Select(document => (document.Reference!.Name.Text, document.Reference.Version)).Distinct()];
        HashSet<(string?, string?)> declared = [.. documents.Select(document => (document.Service?.Name?.Text, document.Service?.Version))];
        bool isMissing = named.Any(service => !declared.Contains(service) && BundledSpecs.Documents(service.Name, service.Version).Count == 0);
        if (!isOrphan && !isMissing)
        {
            return null;
        }

        return From(folder).FirstOrDefault(level => (isOrphan && DeclaresService(level)) || (isMissing && IsRootOfSpecs(level)))?.FullName;
    }

    /// <summary>Whether a folder itself holds a file that declares a service.</summary>
    public static bool DeclaresService(DirectoryInfo folder) => Specs(folder).Any(document => document.Service is { Name: not null });

    /// <summary>Whether a file surely is a spec, and not YAML of another kind with a key that resembles one of ours.</summary>
    public static bool IsSurelySpec(SpecDocument document) =>
        document.Service is { Name: not null } || document.Reference is not null || document is { Kind: SpecDocumentKind.Action, Actions.IsEmpty: false };

    /// <summary>The spec files in a folder itself.</summary>
    public static IEnumerable<SpecDocument> Specs(DirectoryInfo folder) => folder.EnumerateFiles()
        .Where(file => SpecFileSearch.IsSpec(file.Name))
        .Select(file => SpecOnDisk.Read(file.FullName, file.FullName.Replace(Path.DirectorySeparatorChar, '/')));

    private static IReadOnlyList<string> Files(string path) => Directory.Exists(path) ? new SpecFileSearch().Under(path) : [path];

    private static bool IsOrphan(SpecDocument document, HashSet<string> declaring)
    {
        if (document.Service is not null || document.Reference is not null || document.Kind == SpecDocumentKind.Unknown)
        {
            return false;
        }

        string folder = FolderOf(document.Path);
        return !declaring.Any(owner => owner.Length == 0 || folder == owner || folder.StartsWith(owner + "/", StringComparison.Ordinal));
    }

    private static bool IsRootOfSpecs(DirectoryInfo folder) =>
        folder.Name == SpecFinder.FolderName || Path.Exists(Path.Combine(folder.FullName, ".git")) || folder.EnumerateFiles(EvaluatedItems.Pattern).Any();

    private static string FolderOf(string path) => path[..Math.Max(0, path.LastIndexOf('/'))];
}
