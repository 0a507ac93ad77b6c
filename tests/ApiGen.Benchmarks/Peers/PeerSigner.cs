using System.Security.Cryptography;
using System.Text;

namespace ApiGen.Benchmarks.Peers;

/// <summary>
/// TC3-HMAC-SHA256 as somebody who knows .NET writes it for one client: one-shot hashes, interpolated strings, and the key that
/// holds for a day derived once. The hand-written client and the one on Refit share it.
/// </summary>
internal sealed class PeerSigner(string secretId, string secretKey)
{
    internal const string Host = "tcsas.intl.tencentcloudapi.com";
    internal const string ContentType = "application/json; charset=utf-8";

    private DayKey? _dayKey;

    internal string Sign(string action, long timestamp, ReadOnlySpan<byte> body)
    {
        DayKey key = KeyOf(timestamp);
        byte[] canonicalRequest = CanonicalRequest(action, Convert.ToHexStringLower(SHA256.HashData(body)));
        byte[] stringToSign = StringToSign(timestamp, key.Date, Convert.ToHexStringLower(SHA256.HashData(canonicalRequest)));
        string signature = Convert.ToHexStringLower(HMACSHA256.HashData(key.Bytes, stringToSign));
        return $"TC3-HMAC-SHA256 Credential={secretId}/{key.Date}/tcsas/tc3_request, SignedHeaders=content-type;host;x-tc-action, Signature={signature}";
    }

    internal static byte[] CanonicalRequest(string action, string bodyHash) => Encoding.UTF8.GetBytes(
        $"POST\n/\n\ncontent-type:{ContentType}\nhost:{Host}\nx-tc-action:{action.ToLowerInvariant()}\n\ncontent-type;host;x-tc-action\n{bodyHash}");

    internal static byte[] StringToSign(long timestamp, string date, string requestHash) => Encoding.UTF8.GetBytes(
        $"TC3-HMAC-SHA256\n{timestamp}\n{date}/tcsas/tc3_request\n{requestHash}");

    private DayKey KeyOf(long timestamp)
    {
        long day = timestamp / 86_400;
        DayKey? key = _dayKey;
        if (key is null || key.Day != day)
        {
            string date = DateTimeOffset.FromUnixTimeSeconds(timestamp).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
            byte[] bytes = HMACSHA256.HashData(Encoding.UTF8.GetBytes("TC3" + secretKey), Encoding.UTF8.GetBytes(date));
            bytes = HMACSHA256.HashData(bytes, "tcsas"u8.ToArray());
            bytes = HMACSHA256.HashData(bytes, "tc3_request"u8.ToArray());
            _dayKey = key = new DayKey(day, date, bytes);
        }

        return key;
    }

    private sealed record DayKey(long Day, string Date, byte[] Bytes);
}
