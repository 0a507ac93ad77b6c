using System.Text;
using ApiGen.Emulator.Specs;

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
            string text = Strict.GetString(RegularFile.ReadBytes(path));

            // UTF-16 and UTF-32 without a mark are bytes of UTF-8 too, with zeros that no spec holds.
            return text.Contains('\0', StringComparison.Ordinal) ? null : text;
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    /// <summary>Whether a file that is not UTF-8 holds a word of ASCII, in whichever encoding it is.</summary>
    public static bool MayHold(string path, string word) =>
        Encoding.Latin1.GetString([.. RegularFile.ReadBytes(path).Where(value => value != 0)]).Contains(word, StringComparison.Ordinal);

    /// <summary>The bytes of a text, which keeps its byte order mark when it has one.</summary>
    public static byte[] Bytes(string text) => Strict.GetBytes(text);
}
