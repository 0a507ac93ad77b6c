namespace ApiGen.Emulator.Specs;

/// <summary>Tells whether two paths lead to one file or folder.</summary>
internal static class RealPath
{
    /// <summary>The full path without any link in it, also above the file. What is not there, or is a link in a circle, keeps its name.</summary>
    public static string Of(string path) => FileTree.Disk.Real(Path.GetFullPath(path));
}
