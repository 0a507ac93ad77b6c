using ApiGen.Specs;

namespace ApiGen.Emulator.Specs;

/// <summary>Reads spec files. One that cannot be read is a mistake among the others and keeps nobody from reading those.</summary>
internal static class SpecOnDisk
{
    /// <summary>Reads a file.</summary>
    /// <param name="file">Where it is.</param>
    /// <param name="shown">What it is called in diagnostics.</param>
    public static SpecDocument Read(string file, string shown) => SpecReader.Read(Text(file, shown));

    /// <summary>The text of a file, or why it cannot be read.</summary>
    /// <param name="file">Where it is.</param>
    /// <param name="shown">What it is called in diagnostics.</param>
    public static SpecText Text(string file, string shown)
    {
        try
        {
            return SpecText.FromBytes(shown, RegularFile.ReadBytes(file));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return SpecText.Unreadable(shown, exception.Message);
        }
    }
}
