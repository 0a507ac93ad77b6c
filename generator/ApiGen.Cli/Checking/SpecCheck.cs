using ApiGen.Cli.Commands;
using ApiGen.Specs;
using ApiGen.Specs.Diagnostics;

namespace ApiGen.Cli.Checking;

/// <summary>Runs the generator's reading and binding on folders and files.</summary>
internal static class SpecCheck
{
    /// <summary>Checks everything under the given paths.</summary>
    /// <exception cref="CommandException">A path does not exist, or holds no spec.</exception>
    public static CheckResult Run(IReadOnlyList<string> paths)
    {
        SortedDictionary<string, SpecText> texts = new(StringComparer.Ordinal);
        HashSet<string> singleFiles = new(StringComparer.Ordinal);
        bool isWhole = false;
        foreach (string path in paths)
        {
            string? folder = Directory.Exists(path) ? path : File.Exists(path) ? ServiceFolder(path) : null;
            if (folder is null)
            {
                throw new CommandException($"there is no file or folder '{path}'.");
            }

            isWhole |= Directory.Exists(path);
            singleFiles.Add(path.Replace('\\', '/'));
            foreach (SpecText text in SpecLoader.ReadDirectory(folder))
            {
                texts[text.Path] = text;
            }
        }

        if (texts.Count == 0)
        {
            throw new CommandException($"there are no spec files (.yaml, .yml) in {string.Join(", ", paths)}.");
        }

        SpecSet set = SpecLoader.Load(texts.Values);
        SpecDiagnostic[] diagnostics = [.. set.Diagnostics.Where(diagnostic => isWhole || singleFiles.Contains(diagnostic.Location.Path))];
        return new CheckResult(diagnostics, texts.Count, set.Services.Count, set.Services.Sum(service => service.Actions.Count));
    }

    /// <summary>The nearest folder above a file that declares a service; the file's own folder when none does.</summary>
    private static string ServiceFolder(string file)
    {
        string own = Path.GetDirectoryName(file) is { Length: > 0 } directory ? directory : ".";
        for (string? folder = own; !string.IsNullOrEmpty(folder); folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "service.yaml")) || File.Exists(Path.Combine(folder, "service.yml")))
            {
                return folder;
            }
        }

        return own;
    }
}
