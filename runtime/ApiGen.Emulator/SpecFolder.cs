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
    /// <param name="path">The folder, such as <c>specs</c>.</param>
    /// <exception cref="DirectoryNotFoundException">The folder does not exist.</exception>
    /// <exception cref="InvalidDataException">A spec has an error, or there is none. The message lists every error with its file, line and column.</exception>
    public static IReadOnlyList<ServiceModel> Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!Directory.Exists(path))
        {
            throw new DirectoryNotFoundException($"There is no folder `{path}`.");
        }

        string root = Path.GetFullPath(path);
        IReadOnlyList<SpecDocument> documents = SpecFileReading.All(
            new SpecFileSearch().Under(root), file => SpecOnDisk.Read(file, Path.Join(path, Path.GetRelativePath(root, file)).Replace('\\', '/')));
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
}
