using ApiGen.Emulator.Specs;
using ApiGen.Specs;

namespace ApiGen.Cli.Reading;

/// <summary>Finds the specs that a command means which names none.</summary>
internal static class SpecFinder
{
    /// <summary>The usual name of a folder of specs.</summary>
    public const string FolderName = "specs";

    /// <summary>
    /// The nearest place, from a folder upwards: a folder <c>specs</c> in it, a project in it that names specs, or spec files in it.
    /// What their files are called does not matter. Null when there is nothing.
    /// </summary>
    /// <param name="folder">The folder to begin with.</param>
    public static string? Find(string folder)
    {
        foreach (DirectoryInfo level in SpecOwner.From(folder))
        {
            string specs = Path.Combine(level.FullName, FolderName);
            if (HoldsSpecs(specs))
            {
                return specs;
            }

            if (level.GetFiles(EvaluatedItems.Pattern).Where(project => EvaluatedItems.AreNamedIn(project.FullName)).ToArray() is [{ } only])
            {
                return only.FullName;
            }

            if (SpecOwner.Specs(level).Any(document => SpecOwner.IsSurelySpec(document) && (level.FullName == folder || document.Service is not null)))
            {
                return level.FullName;
            }
        }

        return null;
    }

    private static bool HoldsSpecs(string folder) => new SpecFileSearch().Under(folder)
        .Select(file => SpecOnDisk.Read(file, file))
        .Any(document => document.Kind != SpecDocumentKind.Unknown || !document.IsComplete);
}
