using System.Text;

namespace ApiGen.Runtime.Credentials;

/// <summary>Reads the files that hold credentials.</summary>
internal static class CredentialFileText
{
    // The real ones have a few hundred bytes; anything large is another file.
    private const int LargestFile = 1024 * 1024;

    /// <summary>The bytes of a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="source">What the file is, as the beginning of a sentence.</param>
    /// <exception cref="ApiCredentialException">It cannot be read.</exception>
    internal static byte[] ReadBytes(string path, string source)
    {
        try
        {
            if (Pipe.Is(path))
            {
                throw new ApiCredentialException($"{source}: is a pipe or a device, and only files are read. Write what it holds to a file.");
            }

            // Whoever replaces or removes the file meanwhile must not be kept from it. Its length is not asked for: a link or a file in /proc has another one.
            using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using MemoryStream content = new();
            byte[] buffer = new byte[4096];
            while (file.Read(buffer) is > 0 and int read)
            {
                content.Write(buffer, 0, read);
                if (content.Length > LargestFile)
                {
                    throw new ApiCredentialException($"{source}: is larger than 1 MiB, so it is no such file.");
                }
            }

            return content.ToArray();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw new ApiCredentialException($"{source}: {(Directory.Exists(path) ? "is a folder." : $"cannot be read: {e.Message}")}", e);
        }
    }

    /// <summary>The text of a file: UTF-8, or what its byte order mark says. UTF-16 is told without a mark, too, by the zeros between ASCII characters.</summary>
    internal static string Decode(byte[] file)
    {
        Encoding encoding = file switch
        {
            [not 0, 0, ..] => Encoding.Unicode,
            [0, not 0, ..] => Encoding.BigEndianUnicode,
            _ => Encoding.UTF8,
        };
        using StreamReader reader = new(new MemoryStream(file), encoding, detectEncodingFromByteOrderMarks: true);
        return reader.ReadToEnd();
    }
}
