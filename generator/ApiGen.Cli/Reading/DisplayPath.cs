using ApiGen.Specs.Diagnostics;

namespace ApiGen.Cli.Reading;

/// <summary>How files are named in output: with forward slashes, and relative to the current folder when they are in it, so that editors and build servers find them.</summary>
internal static class DisplayPath
{
    /// <summary>The current folder with a separator at its end.</summary>
    public static string CurrentFolder => Directory.GetCurrentDirectory() is var here && Path.EndsInDirectorySeparator(here) ? here : here + Path.DirectorySeparatorChar;

    /// <summary>Whether a path leads into a folder.</summary>
    public static bool IsIn(string folder, string path) => path.StartsWith(folder, StringComparison.Ordinal);

    /// <summary>The name of a path: relative to the folder when it is in it, in full otherwise.</summary>
    public static string In(string folder, string path) => InFull(IsIn(folder, path) ? path[folder.Length..] : path);

    /// <summary>The name of a path in full. A backslash is a part of a name where it divides no folders. A line end in a file's name would begin a line of its own in what the tool prints, so that control characters are escaped.</summary>
    public static string InFull(string path) => SingleLine.Of(path.Replace(Path.DirectorySeparatorChar, '/'));
}
