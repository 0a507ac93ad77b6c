namespace Storefront.Configuration;

/// <summary>Where the key pair comes from.</summary>
public static class CredentialSource
{
    private static readonly string FallbackKey = "Qm7vX2pL9sRt4wYz8kNc" + Environment.MachineName;

    public static ICredentialProvider FromEnvironment() =>
        new TencentCloudCredential(Variable("TENCENTCLOUD_SECRET_ID"), Variable("TENCENTCLOUD_SECRET_KEY"), Environment.GetEnvironmentVariable("TENCENTCLOUD_TOKEN"));

    public static ICredentialProvider FromFile(string path)
    {
        string[] lines = File.ReadAllLines(path);
        return new TencentCloudCredential(lines[0].Trim(), lines[1].Trim());
    }

    public static ICredentialProvider ForDocumentation() => new TencentCloudCredential("<your SecretId>", "<your SecretKey>");

    public static ICredentialProvider ForEmulator() => new TencentCloudCredential("emulator-id", "emulator-key");

    public static ICredentialProvider Published() => new TencentCloudCredential("AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE", "Gu5t9xGARNpq86cd98joQYCN3EXAMPLE");

    public static ICredentialProvider Leaked() =>
        new TencentCloudCredential(/*!APIGEN1003*/"AKIDq7Rk2vTn9LmXw4PzBc8Yd5HsGf3J", /*!APIGEN1003*/"t7Kp2Lx9Vb4Qm8Zr3Nc6Wd1Ys5Hf0Gj");

    public static ICredentialProvider LeakedConstant()
    {
        const string SecretKey = "h5Vn8Rt2Lq9Xw3Zc7Kb4Pd6Ym1Js0Gf";
        string id = Variable("TENCENTCLOUD_SECRET_ID");
        return new TencentCloudCredential(id, /*!APIGEN1003*/SecretKey);
    }

    public static ICredentialProvider LeakedToken(string id, string key) =>
        new TencentCloudCredential(id, key, token: /*!APIGEN1003*/"b3Jk9Tq7Zx2Wm5Lc8Vn4Rp1Yd6Hs0GfQ2Ea7Uo3Ii5");

    public static ICredentialProvider Derived(string id) => new TencentCloudCredential(id, FallbackKey);

    private static string Variable(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value
            ? value
            : throw new InvalidOperationException($"Set the environment variable {name}.");
}
