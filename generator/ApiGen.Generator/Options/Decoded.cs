using System.Text;
using ApiGen.Specs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace ApiGen.Generator.Options;

/// <summary>
/// Tells whether the compiler has read a file as what it is. Bytes that are not UTF-8 it reads in the machine's own code page or, where
/// that is UTF-8, with a replacement character for each that is none.
/// </summary>
internal static class Decoded
{
    private static readonly int[] Unicode = [65001, 1200, 1201, 12000, 12001];

    /// <summary>What could be read of a file, with the place from which on it may be wrong; null for nothing, which the compiler tells.</summary>
    public static SpecText? Of(string path, AdditionalText file, CancellationToken cancellationToken) =>
        file is IUnreadableFile { Fault: { } fault } ? SpecText.Unreadable(path, fault)
        : file.GetText(cancellationToken) is { } source ? Spec(path, source)
        : null;

    /// <summary>The text of a spec file, with the place from which on it may be wrong.</summary>
    public static SpecText Spec(string path, SourceText source)
    {
        string text = source.ToString();
        return new SpecText(path, text) { GarbledFrom = source.Encoding is { } encoding ? GarbledFrom(text, encoding) : null };
    }

    private static int? GarbledFrom(string text, Encoding encoding)
    {
        bool isUnicode = Unicode.Contains(encoding.CodePage);
        if (isUnicode && encoding.DecoderFallback is DecoderExceptionFallback)
        {
            return null;
        }

        for (int i = 0; i < text.Length; i++)
        {
            if (isUnicode ? text[i] == '\uFFFD' : text[i] > '\u007F')
            {
                return i;
            }
        }

        return null;
    }
}
