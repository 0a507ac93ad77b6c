using System.Globalization;
using System.Text;
using ApiGen.Runtime.Signing;
using Xunit;

namespace ApiGen.Runtime.Tests.Signing;

/// <summary>The vendor's published examples of "Signature v3", with every intermediate value.</summary>
public sealed class Tc3SignerTests
{
    private const string Host = "cvm.tencentcloudapi.com";
    private const long Timestamp = 1551113065;
    private const string Body = """{"Limit": 1, "Filters": [{"Values": ["\u672a\u547d\u540d"], "Name": "instance-name"}]}""";
    private const string HashOfTwoHeaders = "5ffe6a04c0664d6b969fab9a13bdab201d63ee709638e2749d62a09ca18d7031";
    private const string HashOfThreeHeaders = "7019a55be8395899b900fb5564e4200d984910f34794a27cb3fb7d10ff6a1e84";

    private static readonly TencentCloudCredential KeysOfA = new("AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE", "Gu5t9xGARNpq86cd98joQYCN3EXAMPLE");
    private static readonly TencentCloudCredential KeysOfB = new("AKIDz8krbsJ5yKBZQpn74WFkmLPx3*******", "Gu5t9xGARNpq86cd98joQYCN3*******");
    private static readonly TencentCloudCredential KeysOfC = new("AKID" + new string('*', 32), new string('*', 32));

    public static TheoryData<string> Cultures => ["", "en-US", "th-TH", "ar-SA", "fa-IR", "tr-TR"];

    [Theory]
    [MemberData(nameof(Cultures))]
    public void Vectors_A_to_D_have_their_signatures_under_any_culture(string culture)
    {
        Tc3Signer twoHeaders = new("cvm", Host, action: null);
        Tc3Signer threeHeaders = new("cvm", Host, "DescribeInstances");
        using CultureScope scope = new(culture);

        Assert.EndsWith("Signature=72e494ea809ad7a8c8f7a4507b9bddcbaa8e581f516e8da2f66e2c5a96525168", Sign(twoHeaders, KeysOfA), StringComparison.Ordinal);
        Assert.EndsWith("Signature=be4f67d323c78ab9acb7395e43c0dbcf822a9cfac32fea2449a7bc7726b770a3", Sign(threeHeaders, KeysOfB), StringComparison.Ordinal);
        Assert.EndsWith("Signature=10b1a37a7301a02ca19a647ad722d5e43b4b3cff309d421d85b46093f6ab6c4f", Sign(threeHeaders, KeysOfC), StringComparison.Ordinal);
        Assert.EndsWith("Signature=2230eefd229f582d8b1b891af7107b91597240707d778ab3738f756258d7652c", Sign(twoHeaders, KeysOfB), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Cultures))]
    public void Vector_E_is_signed_as_a_GET_with_its_query_under_any_culture(string culture)
    {
        using CultureScope scope = new(culture);
        Tc3Signer signer = new("cvm", Host, action: null, "application/x-www-form-urlencoded", "GET");

        Assert.Equal(
            "91c9c192c14460df6c1ffc69e34e6c5e90708de2a6d282cccf957dbf1aa7f3a7",
            CanonicalHash(signer, "", "Limit=10&Offset=0"));
        Assert.Equal(
            "TC3-HMAC-SHA256 Credential=AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE/2018-10-09/cvm/tc3_request, SignedHeaders=content-type;host, "
            + "Signature=5da7a33f6993f0614b047e5df4582db9e9bf4672ba50567dba16c6ccf174c474",
            signer.Sign(KeysOfA, 1539084154, [], "Limit=10&Offset=0"));
    }

    [Fact]
    public void The_hash_of_the_canonical_request_is_the_published_one()
    {
        Assert.Equal(HashOfTwoHeaders, CanonicalHash(new Tc3Signer("cvm", Host, action: null), Body, ""));
        Assert.Equal(HashOfThreeHeaders, CanonicalHash(new Tc3Signer("cvm", Host, "DescribeInstances"), Body, ""));
    }

    [Theory]
    [MemberData(nameof(Cultures))]
    public void Every_step_of_the_key_derivation_of_vector_C_is_the_published_one(string culture)
    {
        using CultureScope scope = new(culture);
        Tc3Key key = new(KeysOfC.SecretKey, "cvm", Tc3Key.DayOf(Timestamp));

        Assert.Equal("2019-02-25/cvm/tc3_request", key.Scope);
        Assert.Equal("da98fb70dcf6b112dc21038d1eeeb3a95c74b4dcb12c1131f864f6066bd02be0", Convert.ToHexStringLower(key.SecretDate));
        Assert.Equal("8d70cbefb03939f929db64d32dc2ba89b1095620119fe3e050e2b18c5bd2752f", Convert.ToHexStringLower(key.SecretService));
        Assert.Equal("b596b923aad85185e2d1f6659d2a062e0a86731226e021e61bfe06f7ed05f5af", Convert.ToHexStringLower(key.SecretSigning));
    }

    [Fact]
    public void The_header_names_the_credential_its_scope_and_the_signed_headers()
    {
        Assert.Equal(
            "TC3-HMAC-SHA256 Credential=AKIDz8krbsJ5yKBZQpn74WFkmLPx3*******/2019-02-25/cvm/tc3_request, SignedHeaders=content-type;host;x-tc-action, "
            + "Signature=be4f67d323c78ab9acb7395e43c0dbcf822a9cfac32fea2449a7bc7726b770a3",
            Sign(new Tc3Signer("cvm", Host, "DescribeInstances"), KeysOfB));
    }

    [Fact]
    public void The_date_of_the_scope_changes_at_midnight_UTC()
    {
        Tc3Signer signer = new("cvm", Host, "DescribeInstances");

        Assert.Contains("/2019-02-25/", signer.Sign(KeysOfA, 1551139199, []), StringComparison.Ordinal);
        Assert.Contains("/2019-02-26/", signer.Sign(KeysOfA, 1551139200, []), StringComparison.Ordinal);
        Assert.Contains("/2019-02-25/", signer.Sign(KeysOfA, 1551139199, []), StringComparison.Ordinal);
        Assert.Contains("/9999-12-31/", signer.Sign(KeysOfA, 253402300799, []), StringComparison.Ordinal);
    }

    [Fact]
    public void A_derived_key_is_kept_as_long_as_its_credential_however_many_there_are()
    {
        TencentCloudCredential[] credentials = [.. Enumerable.Range(0, 2_000).Select(i => new TencentCloudCredential($"AKID{i}", $"key-{i}"))];

        Tc3Key[] keys = [.. credentials.Select(credential => Tc3KeyCache.Get(credential, "cvm", 17_952))];

        Assert.Equal(keys, credentials.Select(credential => Tc3KeyCache.Get(credential, "cvm", 17_952)));
        Assert.NotSame(keys[0], Tc3KeyCache.Get(credentials[0], "cvm", 17_953));
        Assert.NotSame(keys[0], Tc3KeyCache.Get(credentials[0], "cls", 17_952));
        Assert.Same(keys[0], Tc3KeyCache.Get(credentials[0], "cvm", 17_952));
    }

    [Fact]
    public void Signing_allocates_the_header_value_alone()
    {
        Tc3Signer signer = new("cvm", Host, "DescribeInstances");
        byte[] body = Encoding.UTF8.GetBytes(Body);
        string value = signer.Sign(KeysOfA, Timestamp, body);
        for (int i = 0; i < 100; i++)
        {
            signer.Sign(KeysOfA, Timestamp, body);
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++)
        {
            signer.Sign(KeysOfA, Timestamp, body);
        }

        long perCall = (GC.GetAllocatedBytesForCurrentThread() - before) / 1000;
        long sizeOfString = ((22 + (2 * value.Length)) + 7) / 8 * 8;
        Assert.InRange(perCall, sizeOfString, sizeOfString + 8);
    }

    [Fact]
    public async Task Concurrent_signing_gives_each_caller_its_own_signature()
    {
        Tc3Signer signer = new("cvm", Host, "DescribeInstances");
        string[] expected = [.. Enumerable.Range(0, 64).Select(i => new Tc3Signer("cvm", Host, "DescribeInstances").Sign(KeysOfA, Timestamp + i, [(byte)i]))];

        await Parallel.ForEachAsync(Enumerable.Range(0, 4096), TestContext.Current.CancellationToken, (i, _) =>
        {
            int n = i % 64;
            Assert.Equal(expected[n], signer.Sign(KeysOfA, Timestamp + n, [(byte)n]));
            return ValueTask.CompletedTask;
        });
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(253402300800)]
    public void A_timestamp_without_a_date_of_four_digit_year_is_refused(long timestamp) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new Tc3Signer("cvm", Host, null).Sign(KeysOfA, timestamp, []));

    [Theory]
    [InlineData("cvm\r\nX-Evil: 1", Host, "A")]
    [InlineData("cvm", "host\nevil", "A")]
    [InlineData("cvm", Host, "")]
    [InlineData("", Host, "A")]
    [InlineData("cvm", Host, "Ä")]
    public void Parts_that_cannot_stand_in_a_header_are_refused(string service, string host, string action) =>
        Assert.Throws<ArgumentException>(() => new Tc3Signer(service, host, action));

    private static string Sign(Tc3Signer signer, TencentCloudCredential credential) => signer.Sign(credential, Timestamp, Encoding.UTF8.GetBytes(Body));

    private static string CanonicalHash(Tc3Signer signer, string body, string query)
    {
        byte[] digits = new byte[64];
        signer.HashCanonicalRequest(Encoding.UTF8.GetBytes(body), query, digits);
        return Encoding.ASCII.GetString(digits);
    }

    private sealed class CultureScope : IDisposable
    {
        private readonly CultureInfo _before = CultureInfo.CurrentCulture;

        internal CultureScope(string name) => CultureInfo.CurrentCulture = new CultureInfo(name);

        public void Dispose() => CultureInfo.CurrentCulture = _before;
    }
}
