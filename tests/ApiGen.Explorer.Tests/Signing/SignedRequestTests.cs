using System.Text;
using ApiGen.Emulator;
using ApiGen.Explorer.Signing;
using ApiGen.Runtime;

namespace ApiGen.Explorer.Tests.Signing;

public sealed class SignedRequestTests
{
    [Fact]
    public void The_steps_lead_one_to_the_next_and_hold_no_key()
    {
        SignedRequest signed = SignedRequest.Of(
            Lab.Service, Lab.Action("Weigh"), "{}"u8.ToArray(), [], "ap-singapore", new TencentCloudCredential(ApiEmulator.ExampleSecretId, ApiEmulator.ExampleSecretKey), 1_767_225_600);
        Runtime.Signing.Tc3Explanation steps = signed.Explanation!;

        Assert.EndsWith("\n" + steps.HashedPayload, steps.CanonicalRequest, StringComparison.Ordinal);
        Assert.Equal(steps.CanonicalRequestHash, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(steps.CanonicalRequest))));
        Assert.Equal($"TC3-HMAC-SHA256\n1767225600\n2026-01-01/lab/tc3_request\n{steps.CanonicalRequestHash}", steps.StringToSign);
        Assert.Equal(signed.Headers[^1].Value, steps.Authorization);
        Assert.Equal(["SecretDate", "SecretService", "SecretSigning"], steps.KeyFingerprints.Select(key => key.Key));
        byte[] date = System.Security.Cryptography.HMACSHA256.HashData(Encoding.UTF8.GetBytes("TC3" + ApiEmulator.ExampleSecretKey), "2026-01-01"u8);
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(date))[..16], steps.KeyFingerprints[0].Value);
    }
}
