using System.Buffers;
using System.Text;

namespace ApiGen.Runtime.Json;

/// <summary>
/// Mends what some services get wrong and the vendor's own libraries let through: control characters that stand in texts
/// unescaped. Comments need no mending, only a reader that skips them.
/// </summary>
internal static class FaultyJson
{
    /// <summary>Whether a document that could not be read has one of those faults.</summary>
    internal static bool MayBeRepaired(ReadOnlySpan<byte> document)
    {
        bool inText = false;
        for (int i = 0; i < document.Length; i++)
        {
            byte b = document[i];
            if (inText ? b < 0x20 : b == (byte)'/')
            {
                return true;
            }

            i += inText && b == (byte)'\\' ? 1 : 0;
            inText ^= b == (byte)'"';
        }

        return false;
    }

    /// <summary>The document with the control characters of its texts escaped.</summary>
    internal static ReadOnlySpan<byte> Repair(ReadOnlySpan<byte> document)
    {
        ArrayBufferWriter<byte> repaired = new(document.Length + 64);
        bool inText = false;
        for (int i = 0; i < document.Length; i++)
        {
            byte b = document[i];
            if (inText && b < 0x20)
            {
                repaired.Write(Encoding.ASCII.GetBytes(FormattableString.Invariant($"\\u{b:x4}")));
                continue;
            }

            repaired.Write([b]);
            if (inText && b == (byte)'\\' && i + 1 < document.Length)
            {
                repaired.Write([document[++i]]);
            }

            inText ^= b == (byte)'"';
        }

        return repaired.WrittenSpan;
    }
}
