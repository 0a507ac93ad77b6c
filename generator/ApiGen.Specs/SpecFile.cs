using System.Text;
using ApiGen.Specs.Diagnostics;
using ApiGen.Specs.Model;

namespace ApiGen.Specs;

/// <summary>The text of a spec file.</summary>
/// <param name="Path">A logical path with forward slashes, such as <c>specs/tcsas/2025-01-06/service.yaml</c>. Folders decide which service a file belongs to; the path appears in generated code and in diagnostics.</param>
/// <param name="Text">The whole content.</param>
public sealed record SpecText(string Path, string Text)
{
    private static readonly Encoding[] Marked =
    [
        new UTF8Encoding(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true),
        new UnicodeEncoding(bigEndian: false, byteOrderMark: true, throwOnInvalidBytes: true),
        new UnicodeEncoding(bigEndian: true, byteOrderMark: true, throwOnInvalidBytes: true),
    ];

    /// <summary>
    /// The offset in <see cref="Text"/> from which on it may not say what was written, because the bytes are not UTF-8; null when the
    /// text is whole.
    /// </summary>
    public int? GarbledFrom { get; init; }

    /// <summary>Why nothing of the file could be read, as a sentence; null when it was read.</summary>
    public string? Fault { get; private init; }

    /// <summary>A file that is there by name alone, such as a link that leads nowhere.</summary>
    /// <param name="path">The logical path.</param>
    /// <param name="fault">Why it cannot be read, as a sentence.</param>
    public static SpecText Unreadable(string path, string fault) => new(path, "") { Fault = fault };

    /// <summary>Reads the bytes of a file: UTF-8, or UTF-16 behind a byte order mark, which is no part of the text. The compiler reads no others.</summary>
    /// <param name="path">The logical path.</param>
    /// <param name="bytes">The whole content.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static SpecText FromBytes(string path, byte[] bytes)
    {
        if (bytes is null)
        {
            throw new ArgumentNullException(nameof(bytes));
        }

        Encoding? marked = Marked.FirstOrDefault(encoding => StartsWith(bytes, encoding.GetPreamble()));
        Encoding encoding = marked ?? Marked[0];
        int start = marked?.GetPreamble().Length ?? 0;
        try
        {
            return new SpecText(path, encoding.GetString(bytes, start, bytes.Length - start));
        }
        catch (DecoderFallbackException)
        {
            // As the compiler decodes; the framework's own fallback is a question mark, which nobody could tell from one that was written.
            Encoding tolerant = Encoding.GetEncoding(encoding.CodePage, EncoderFallback.ReplacementFallback, new DecoderReplacementFallback("\uFFFD"));
            return new SpecText(path, tolerant.GetString(bytes, start, bytes.Length - start)) { GarbledFrom = WholeBefore(encoding, bytes, start) };
        }
    }

    private static bool StartsWith(byte[] bytes, byte[] mark) => bytes.Length >= mark.Length && mark.SequenceEqual(bytes.Take(mark.Length));

    // How many characters stand before the first bytes that make none: bytes are handed over one by one until one is refused.
    private static int WholeBefore(Encoding encoding, byte[] bytes, int start)
    {
        Decoder decoder = encoding.GetDecoder();
        char[] one = new char[4];
        int characters = 0;
        try
        {
            for (int i = start; i < bytes.Length; i++)
            {
                characters += decoder.GetChars(bytes, i, 1, one, 0);
            }
        }
        catch (DecoderFallbackException)
        {
        }

        return characters;
    }
}

/// <summary>The result of binding a set of files: the services that can be used, and every diagnostic.</summary>
/// <param name="Services">The services, ordered by name and version (ordinal). What has an error is left out of its service.</param>
/// <param name="Diagnostics">All diagnostics, ordered by path and place.</param>
public sealed record SpecSet(EquatableArray<ServiceModel> Services, EquatableArray<SpecDiagnostic> Diagnostics);
