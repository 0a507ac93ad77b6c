namespace Storefront.Kinds;

/// <summary>Texts that are keys, and texts that are not. None of the keys has ever been one.</summary>
public sealed class Secrets
{
    private const string Head = "Gu5t9xGARNpq86cd";
    private const string Id = "AKID" + "z8krbsJ5yKBZQpn74WFkmLPx3gnPh8Qa";
    private const string OtherId = "IKID" + "z8krbsJ5yKBZQpn74WFkmLPx3gnPh8Qa";
    private static readonly string Tail = "98joQYCN3Cozk1q";
    private static readonly string Forgiven = ("Gu5t9xGARNpq86cd" + "98joQYCN3Cozk1q")!;

    private static string Key => "Gu5t9xGARNpq86cd" + "98joQYCN3Cozk1q";

    private const string Whole = "Gu5t9xGARNpq86cd" + "98joQYCN3Cozk1q";
    private static readonly string Renamed = Whole;

    private static string OfConstant => Whole;

    private static string OfField { get => Renamed; }

    private string OfProperty { get { return this.OfChoice; } }

    private string OfChoice => Environment.GetEnvironmentVariable("KEY") is { } given ? given : SecretNames.Key;

    private string OfParts { get; } = Head + Tail;

    private string OfItself => OfItself;

    private string OfSettings => Environment.GetEnvironmentVariable("KEY")!;

    private string Changed { get; set; } = Whole;

    private string Kept { get; } = "Gu5t9xGARNpq86cd" + "98joQYCN3Cozk1q";

    public object[] Reported(bool flag, string given, int number) =>
    [
        new TencentCloudCredential(/*!APIGEN1003*/Id, given),
        new TencentCloudCredential(/*!APIGEN1003*/OtherId, given),
        new TencentCloudCredential(given, /*!APIGEN1003*/Key),
        new TencentCloudCredential(given, /*!APIGEN1003*/Kept),
        new TencentCloudCredential(given, /*!APIGEN1003*/Renamed),
        new TencentCloudCredential(given, /*!APIGEN1003*/OfConstant),
        new TencentCloudCredential(given, /*!APIGEN1003*/OfField),
        new TencentCloudCredential(given, /*!APIGEN1003*/OfProperty),
        new TencentCloudCredential(given, /*!APIGEN1003*/OfChoice),
        new TencentCloudCredential(given, /*!APIGEN1003*/OfParts),
        new TencentCloudCredential(given, /*!APIGEN1003*/SecretNames.Given + Tail),
        new TencentCloudCredential(given, /*!APIGEN1003*/Forgiven),
        new TencentCloudCredential(given, /*!APIGEN1003*/Head + Tail),
        new TencentCloudCredential(given, /*!APIGEN1003*/$"{Head}{Tail}"),
        new TencentCloudCredential(given, /*!APIGEN1003*/Environment.GetEnvironmentVariable("KEY") ?? Key),
        new TencentCloudCredential(given, /*!APIGEN1003*/flag ? given : Key),
        new TencentCloudCredential(given, /*!APIGEN1003*/number switch { 1 => given, _ => Key }),
        new TencentCloudCredential(given, /*!APIGEN1003*/Key!),
        new TencentCloudCredential(given, /*!APIGEN1003*/Key.Trim()),
    ];

    public static TencentCloudCredential Default(string id, string key = "Gu5t9xGARNpq86cd" + "98joQYCN3Cozk1q") => new(id, /*!APIGEN1003*/key);

    public object[] Silent(string given) =>
    [
        new TencentCloudCredential(given, "3f2504e0-4f89-11d3-9a0c-0305e82c3301"),
        new TencentCloudCredential(given, "3F2504E04F8911D39A0C0305E82C3301"),
        new TencentCloudCredential(given, "storefront-2025.11.04-build.1187-x64-win"),
        new TencentCloudCredential(given, "BuildAgent-Win2022-Release-v14"),
        new TencentCloudCredential(given, "TencentCloudProductionKey2024"),
        new TencentCloudCredential(given, "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"),
        new TencentCloudCredential(given, "v2.14.0-rc.3+build1187"),
        new TencentCloudCredential("AKID" + "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", given),
        new TencentCloudCredential("AKIDyourSecretIdGoesHere00000000000", given),
        new TencentCloudCredential("account-of-the-build-server-2024", given),
        new TencentCloudCredential(given, Head + given),
        new TencentCloudCredential(given, OfItself),
        new TencentCloudCredential(given, OfSettings),
        new TencentCloudCredential(given, Changed),
        new TencentCloudCredential(given, Environment.GetEnvironmentVariable("KEY") ?? throw new InvalidOperationException()),
        new TencentCloudCredential(given, Environment.GetEnvironmentVariable("KEY") ?? ""),
        new TencentCloudCredential(given, Guid.NewGuid().ToString("N")),
    ];
}

/// <summary>Keys by other names.</summary>
internal static class SecretNames
{
    public const string Key = "Gu5t9xGARNpq86cd" + "98joQYCN3Cozk1q";

    public static string Given => Head;

    private static string Head { get; } = "Gu5t9xGARNpq86cd";
}
