using System.Text;

namespace ApiGen.Explorer;

/// <summary>Bytes as text, where they are text.</summary>
internal static class Utf8Text
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <summary>The text; null when the bytes are not UTF-8.</summary>
    public static string? Of(byte[] bytes)
    {
        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
