namespace ApiGen.Emulator.Specs;

/// <summary>A file or folder in a folder.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Path">Its full path.</param>
/// <param name="IsFolder">Whether it is a folder, or a link to one.</param>
/// <param name="IsLink">Whether it is a link.</param>
/// <param name="IsLost">Whether it is a link that leads nowhere.</param>
internal readonly record struct FileTreeEntry(string Name, string Path, bool IsFolder, bool IsLink, bool IsLost)
{
    /// <summary>Whether it is a wanted file by its name, or may have been a folder of them: a link that leads nowhere does not tell. Hidden ones are marks of editors.</summary>
    /// <param name="isWanted">Whether a name is that of a wanted file.</param>
    public bool MayHold(Predicate<string> isWanted) => !IsFolder && (isWanted(Name) || (IsLost && Name[0] != '.' && !System.IO.Path.HasExtension(Name)));
}
