namespace ApiGen.Runtime.Signing;

/// <summary>Writes bytes as lower-case hexadecimal digits.</summary>
internal static class LowerHex
{
    internal static void Write(ReadOnlySpan<byte> bytes, Span<byte> digits)
    {
#if NET10_0_OR_GREATER
        Convert.TryToHexStringLower(bytes, digits, out _);
#else
        ReadOnlySpan<byte> table = "0123456789abcdef"u8;
        for (int i = 0; i < bytes.Length; i++)
        {
            digits[(2 * i) + 1] = table[bytes[i] & 0xF];
            digits[2 * i] = table[bytes[i] >> 4];
        }
#endif
    }

    internal static void Write(ReadOnlySpan<byte> bytes, Span<char> digits)
    {
#if NET10_0_OR_GREATER
        Convert.TryToHexStringLower(bytes, digits, out _);
#else
        ReadOnlySpan<byte> table = "0123456789abcdef"u8;
        for (int i = 0; i < bytes.Length; i++)
        {
            digits[(2 * i) + 1] = (char)table[bytes[i] & 0xF];
            digits[2 * i] = (char)table[bytes[i] >> 4];
        }
#endif
    }
}
