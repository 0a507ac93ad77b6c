using ApiGen.Emulator.Specs;
using ApiGen.Specs;
using ApiGen.Specs.Diagnostics;
using ApiGen.Specs.Model;

namespace ApiGen.Emulator;

/// <summary>The services that a folder of spec files describes.</summary>
public static class SpecFolder
{
    /// <summary>
    /// Reads all spec files of the folder and the folders in it, hidden ones aside. A file that only adds to a service which comes
    /// with ApiGen, and which the folder does not declare itself, is completed from <see cref="BundledSpecs"/>; the
    /// <see cref="ServiceModel.Source"/> of what comes from there begins with <c>(bundled)/</c>.
    /// </summary>
    /// <param name="path">The folder, such as <c>specs</c>; a relative path begins at the current folder of the process.</param>
    /// <exception cref="ArgumentException">The path is empty.</exception>
    /// <exception cref="DirectoryNotFoundException">There is no such folder; the message says where it was looked for.</exception>
    /// <exception cref="InvalidDataException">A spec has an error, or there is none. The message lists every error with its file, line and column.</exception>
    public static IReadOnlyList<ServiceModel> Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!Directory.Exists(path))
        {
            throw new DirectoryNotFoundException(Missing(path));
        }

        string root = Path.GetFullPath(path);
        IReadOnlyList<SpecDocument> documents = SpecFileReading.All(
            new SpecFileSearch().Under(root), file => SpecOnDisk.Read(file, Path.Join(path, Path.GetRelativePath(root, file)).Replace(Path.DirectorySeparatorChar, '/')));
        SpecSet specs = SpecBinder.Bind(SpecCompletion.Of(documents).Documents);
        SpecDiagnostic[] errors = [.. specs.Diagnostics.Where(static diagnostic => diagnostic.Descriptor.Severity == SpecSeverity.Error)];
        if (errors.Length > 0)
        {
            throw new InvalidDataException($"The specs in `{path}` have errors:\n{string.Join('\n', errors.Select(static error => error.ToString()))}");
        }

        return specs.Services.IsEmpty
            ? throw new InvalidDataException($"There is no service in `{path}`: it needs a service.yaml and its actions.")
            : specs.Services;
    }

    /// <summary>What to do about a folder that is not there: an application starts in another current folder than its author thinks, or the name is misspelt.</summary>
    private static string Missing(string path)
    {
        if (File.Exists(path))
        {
            return $"`{path}` is a file: give the folder that it is in.";
        }

        string full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        string[] beside = Path.GetDirectoryName(full) is { } parent && Directory.Exists(parent)
            ? [.. Directory.EnumerateDirectories(parent, "*", new EnumerationOptions { IgnoreInaccessible = true }).Select(static folder => Path.GetFileName(folder))]
            : [];
        string where = Path.IsPathFullyQualified(path) ? "." : $": it was looked for at `{full}`, since a relative path begins at the current folder of the process. `Path.Combine(AppContext.BaseDirectory, ...)` begins at the application's.";
        return $"There is no folder `{path}`{where}{(NearestName.Find(Path.GetFileName(full), beside) is { } near ? $" Did you mean `{near}`?" : "")}";
    }
}
