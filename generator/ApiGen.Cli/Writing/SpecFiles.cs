using System.Text;

namespace ApiGen.Cli.Writing;

/// <summary>Spec files on disk, to the byte.</summary>
internal static class SpecFiles
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

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
}
