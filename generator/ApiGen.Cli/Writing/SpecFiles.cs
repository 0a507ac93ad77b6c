using System.Text;

namespace ApiGen.Cli.Writing;

/// <summary>Spec files on disk, to the byte.</summary>
internal static class SpecFiles
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The spec files of a folder and the folders in it; none when there is no such folder.</summary>
    /// <remarks>Hidden folders belong to tools and are not entered. A linked folder is, once, so that a loop of links ends.</remarks>
    public static IReadOnlyList<string> Under(string root)
    {
        List<string> found = [];
        if (Directory.Exists(root))
        {
            Collect(new DirectoryInfo(root), new HashSet<string>(StringComparer.Ordinal), found);
        }

        return found;
    }

    /// <summary>A file's text, a byte order mark included; null when it is not UTF-8.</summary>
    public static string? Read(string path)
    {
        try
        {
            return Strict.GetString(File.ReadAllBytes(path));
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    /// <summary>The bytes of a text, which keeps its byte order mark when it has one.</summary>
    public static byte[] Bytes(string text) => Strict.GetBytes(text);

    private static void Collect(DirectoryInfo folder, HashSet<string> entered, List<string> found)
    {
        if (!entered.Add((folder.ResolveLinkTarget(returnFinalTarget: true) ?? folder).FullName))
        {
            return;
        }

        found.AddRange(folder.EnumerateFiles().Where(file => IsSpec(file.Name)).Select(file => file.FullName));
        foreach (DirectoryInfo inner in folder.EnumerateDirectories().Where(inner => !inner.Name.StartsWith('.')).OrderBy(inner => inner.LinkTarget is not null))
        {
            Collect(inner, entered, found);
        }
    }

    private static bool IsSpec(string name) =>
        name.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".yml", StringComparison.OrdinalIgnoreCase);
}
