using System.Security.Cryptography;
using System.Text;
using ApiGen.Emulator;

namespace ApiGen.Explorer.Signing;

/// <summary>
/// What comes of a call when it is signed: the hash of its canonical request and its signature, for one hash of the body after the other. All that does not
/// depend on the body is worked out once, since thousands of bodies are tried while somebody waits.
/// </summary>
internal sealed class CallSigner
{
    private const int Digits = 64;

    private readonly SignedCall _call;
    private readonly byte[] _canonical;
    private readonly int _payload;
    private readonly byte[] _stringToSign;
    private readonly int _hash;
    private readonly byte[] _key;

    /// <summary>Takes a call.</summary>
    /// <param name="call">The call.</param>
    /// <param name="names">The names of the signed headers, in lower case and sorted.</param>
    /// <param name="credential">Who signs; null when no signature is asked for.</param>
    public CallSigner(SignedCall call, string[] names, EmulatorCredential? credential)
    {
        _call = call;
        (_canonical, _payload) = Template(call.BeforePayload(names), call.End);
        (_stringToSign, _hash) = Template(call.BeforeHash(), call.StringEnd);
        _key = credential is null ? [] : call.SigningKey(credential);
    }

    /// <summary>The hash of the canonical request, or with a credential the signature.</summary>
    /// <param name="payload">The hash of the body, in lower-case digits.</param>
    public string Sign(string payload)
    {
        Span<byte> result = stackalloc byte[SHA256.HashSizeInBytes];
        Sign(payload, result);
        string digits = Convert.ToHexStringLower(result);
        return _key.Length == 0 && _call.HasUpperDigits ? digits.ToUpperInvariant() : digits;
    }

    /// <summary>Whether a body leads to a hash or signature; how its digits are written does not matter.</summary>
    public bool LeadsTo(string payload, ReadOnlySpan<byte> theirs)
    {
        Span<byte> result = stackalloc byte[SHA256.HashSizeInBytes];
        Sign(payload, result);
        return result.SequenceEqual(theirs);
    }

    private void Sign(string payload, Span<byte> result)
    {
        Write(payload, _canonical.AsSpan(_payload, Digits), _call.HasUpperPayload);
        SHA256.HashData(_canonical, result);
        if (_key.Length > 0)
        {
            Span<char> digits = stackalloc char[Digits];
            Convert.TryToHexStringLower(result, digits, out _);
            Write(digits, _stringToSign.AsSpan(_hash, Digits), _call.HasUpperDigits);
            HMACSHA256.HashData(_key, _stringToSign, result);
        }
    }

    private static void Write(ReadOnlySpan<char> digits, Span<byte> place, bool isUpper)
    {
        _ = isUpper ? Ascii.ToUpper(digits, place, out _) : Ascii.FromUtf16(digits, place, out _);
    }

    /// <summary>A text with a place for the digits of a hash, and where that is.</summary>
    private static (byte[] Text, int Place) Template(string before, string behind)
    {
        byte[] text = new byte[Encoding.UTF8.GetByteCount(before) + Digits + Encoding.UTF8.GetByteCount(behind)];
        int place = Encoding.UTF8.GetBytes(before, text);
        Encoding.UTF8.GetBytes(behind, text.AsSpan(place + Digits));
        return (text, place);
    }
}
