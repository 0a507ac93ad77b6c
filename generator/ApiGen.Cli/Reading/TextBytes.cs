using System.Text;
using ApiGen.Cli.Commands;
using ApiGen.Emulator.Specs;

namespace ApiGen.Cli.Reading;

/// <summary>Reads text that people and their programs hand over.</summary>
internal static class TextBytes
{
    private static readonly Encoding[] Marked =
    [
        new UnicodeEncoding(bigEndian: false, byteOrderMark: true, throwOnInvalidBytes: true),
        new UnicodeEncoding(bigEndian: true, byteOrderMark: true, throwOnInvalidBytes: true),
        new UTF8Encoding(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true),
    ];

    /// <summary>The text of a file or of standard input: UTF-8, or UTF-16 as some shells write it, with or without a byte order mark.</summary>
    /// <param name="bytes">The bytes, of which the first is a character of ASCII when there is no mark.</param>
    /// <param name="place">What they come from, for the error.</param>
    /// <exception cref="CommandException">The bytes are no such text.</exception>
    public static string Decode(byte[] bytes, string place)
    {
        // The mark of UTF-32 begins with the one of UTF-16, and its text with a character of UTF-16.
        if (bytes is [0xFF, 0xFE, 0, 0, ..] or [0, 0, 0xFE, 0xFF, ..] or [not 0, 0, 0, 0, ..] or [0, 0, 0, not 0, ..])
        {
            throw new CommandException($"{place} is UTF-32, which is not read. Save it as UTF-8.");
        }

        string text = Text(bytes, place);
        return text.IndexOf('\0') is var zero and >= 0
            ? throw new CommandException(FormattableString.Invariant($"{place} is damaged or no text: line {text.AsSpan(0, zero).Count('\n') + 1} has the character U+0000. Get it again, or save it as UTF-8."))
            : text;
    }

    private static string Text(byte[] bytes, string place)
    {
        try
        {
            if (Marked.FirstOrDefault(encoding => bytes.AsSpan().StartsWith(encoding.Preamble)) is { } marked)
            {
                return marked.GetString(bytes.AsSpan(marked.Preamble.Length));
            }

            // One zero byte of the first two tells UTF-16 and its order.
            Encoding encoding = bytes is [not 0, 0, ..] ? Marked[0] : bytes is [0, not 0, ..] ? Marked[1] : Marked[2];
            return encoding.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            throw new CommandException($"{place} is not text in UTF-8 or UTF-16. Save it as UTF-8.");
        }
    }

    /// <summary>The bytes of such a text as UTF-8 without a mark. What is no other encoding is handed back as it is, whole or not.</summary>
    /// <param name="bytes">The bytes, of which the first is a character of ASCII when there is no mark.</param>
    /// <param name="place">What they come from, for the error.</param>
    /// <exception cref="CommandException">The bytes begin as another encoding and are none.</exception>
    public static ReadOnlySpan<byte> AsUtf8(ReadOnlySpan<byte> bytes, string place)
    {
        ReadOnlySpan<byte> mark = Encoding.UTF8.Preamble;
        return bytes.StartsWith(mark) ? bytes[mark.Length..]
            : bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] or [0, ..] or [_, 0, ..] ? Encoding.UTF8.GetBytes(Decode(bytes.ToArray(), place))
            : bytes;
    }

    /// <summary>The text of a file.</summary>
    /// <exception cref="CommandException">The file is not text in UTF-8 or UTF-16.</exception>
    public static string ReadFile(string path) => Decode(RegularFile.ReadBytes(path), path);
}
