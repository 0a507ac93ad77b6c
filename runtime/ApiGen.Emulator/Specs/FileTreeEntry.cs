namespace ApiGen.Emulator.Specs;

/// <summary>A file or folder in a folder.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Path">Its full path.</param>
/// <param name="IsFolder">Whether it is a folder, or a link to one.</param>
/// <param name="IsLink">Whether it is a link.</param>
internal readonly record struct FileTreeEntry(string Name, string Path, bool IsFolder, bool IsLink);
