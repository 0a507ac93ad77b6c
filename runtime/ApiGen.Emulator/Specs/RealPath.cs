namespace ApiGen.Emulator.Specs;

/// <summary>Tells whether two paths lead to one file or folder.</summary>
internal static class RealPath
{
    // As many links as Linux follows in one path.
    private const int MostLinks = 40;

    /// <summary>The full path without any link in it, also above the file. What is not there keeps its name.</summary>
    /// <exception cref="IOException">Links lead to each other in a circle.</exception>
    public static string Of(string path)
    {
        int links = 0;
        return Of(Path.GetFullPath(path), path, ref links);
    }

    private static string Of(string full, string asked, ref int links)
    {
        string real = Path.GetPathRoot(full)!;
        foreach (string part in full[real.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries))
        {
            string next = Path.Combine(real, part);
            if (new FileInfo(next).LinkTarget is { } target)
            {
                if (++links > MostLinks)
                {
                    throw new IOException($"The links in '{asked}' lead to each other in a circle.");
                }

                next = Of(Path.GetFullPath(target, real), asked, ref links);
            }

            real = next;
        }

        return real;
    }
}
