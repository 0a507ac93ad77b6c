using System.Buffers;

namespace ApiGen.Runtime.Json;

/// <summary>
/// Mends what some services get wrong and the vendor's own libraries let through: control characters that stand in texts
/// unescaped. Comments need no mending, only a reader that skips them.
/// </summary>
internal static class FaultyJson
{
    // What is mostly control characters is no text that somebody forgot to escape, and mending it would take many times its size.
    private const int AlwaysMended = 64 * 1024;

    private const int EscapeBytes = 6;

    /// <summary>Whether a document that could not be read has one of those faults.</summary>
    internal static bool MayBeRepaired(ReadOnlySpan<byte> document)
    {
        bool hasComment = false;
        long controls = 0;
        bool inText = false;
        for (int i = 0; i < document.Length; i++)
        {
            byte b = document[i];
            hasComment |= !inText && b == (byte)'/';
            controls += inText && b < 0x20 ? 1 : 0;
            i += inText && b == (byte)'\\' ? 1 : 0;
            inText ^= b == (byte)'"';
        }

        return controls == 0 ? hasComment : controls * EscapeBytes <= document.Length + (long)AlwaysMended;
    }

    /// <summary>The document with the control characters of its texts escaped.</summary>
    internal static ReadOnlySpan<byte> Repair(ReadOnlySpan<byte> document)
    {
        ArrayBufferWriter<byte> repaired = new(document.Length + AlwaysMended);
        int copied = 0;
        bool inText = false;
        for (int i = 0; i < document.Length; i++)
        {
            byte b = document[i];
            if (inText && b < 0x20)
            {
                repaired.Write(document[copied..i]);
                WriteEscape(repaired.GetSpan(EscapeBytes), b);
                repaired.Advance(EscapeBytes);
                copied = i + 1;
                continue;
            }

            i += inText && b == (byte)'\\' ? 1 : 0;
            inText ^= b == (byte)'"';
        }

        repaired.Write(document[copied..]);
        return repaired.WrittenSpan;
    }

    private static void WriteEscape(Span<byte> target, byte control)
    {
        ReadOnlySpan<byte> digits = "0123456789abcdef"u8;
        "\\u00"u8.CopyTo(target);
        target[4] = digits[control >> 4];
        target[5] = digits[control & 0xF];
    }
}
