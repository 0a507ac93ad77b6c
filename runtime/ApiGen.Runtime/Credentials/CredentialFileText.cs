namespace ApiGen.Runtime.Credentials;

/// <summary>Reads the files that hold credentials.</summary>
internal static class CredentialFileText
{
    // The real ones have a few hundred bytes; anything large is another file.
    private const long LargestFile = 1024 * 1024;

    /// <summary>The bytes of a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="source">What the file is, as the beginning of a sentence.</param>
    /// <exception cref="ApiCredentialException">It cannot be read.</exception>
    internal static byte[] ReadBytes(string path, string source)
    {
        try
        {
            return new FileInfo(path).Length <= LargestFile
                ? File.ReadAllBytes(path)
                : throw new ApiCredentialException($"{source}: is larger than 1 MiB, so it is no such file.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw new ApiCredentialException($"{source}: cannot be read: {e.Message}", e);
        }
    }
}
