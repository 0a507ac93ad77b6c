using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Storefront.Everyday;

public sealed class CloudOptions
{
    public string SecretId { get; set; } = "";

    public string SecretKey { get; set; } = "p7QmZ3xRt9LbV2nK" + "c8Wd5HsYfJ4gTa6E";

    public string Region { get; init; } = "ap-singapore";
}

/// <summary>Where accounts come from, and where they must not. None of the keys has ever been one.</summary>
public static class Accounts
{
    private const string TestKey = "test-key";
    private const string Real = "q3Vb8Nz5Kd1Xw7Rt" + "P2m6Lc9Gh4JsYf0A";
    private static readonly (string Id, string Key) Pair = ("AKID" + "q3Vb8Nz5Kd1Xw7RtP2m6Lc9Gh4JsYf0A", Real);

    private static string RealId => "AKID" + "w7Rt5Kd1XP2m6Lc9q3Vb8NzGh4JsYf0A";

    public static void Register(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<ICredentialProvider>(new TencentCloudCredential(configuration["SecretId"]!, configuration["SecretKey"]!));
        services.AddSingleton<ICredentialProvider>(static _ => new TencentCloudCredential(/*!APIGEN1003*/RealId, /*!APIGEN1003*/Real));
        services.AddSingleton<ICredentialProvider>(static found => new TencentCloudCredential(
            found.GetRequiredService<IOptions<CloudOptions>>().Value.SecretId,
            found.GetRequiredService<IOptions<CloudOptions>>().Value.SecretKey));
        services.AddKeyedSingleton<ICredentialProvider>("other", (_, name) => new TencentCloudCredential(configuration[name + ":id"]!, /*!APIGEN1003*/configuration.GetSection("k")["key"] ?? Real));
    }

    public static ICredentialProvider Of(string[] args)
    {
        string key = Real;
        string id = args[0];
        ICredentialProvider written = new TencentCloudCredential(id, /*!APIGEN1003*/key);
        string named = Environment.GetEnvironmentVariable("SECRET_KEY")!;
        return args.Length > 2 ? written : new TencentCloudCredential(id, named);
    }

    public static ICredentialProvider Named(string id) => new TencentCloudCredential(secretKey: /*!APIGEN1003*/Real, secretId: id);

    public static ICredentialProvider Temporary(string id, string key) => new TencentCloudCredential(id, key, /*!APIGEN1003*/"p7QmZ3xRt9LbV2nK" + "c8Wd5HsYfJ4gTa6E" + "q3Vb8Nz5Kd1Xw7Rt");

    public static ICredentialProvider Raw(string id)
    {
        TencentCloudCredential credential = new(id, /*!APIGEN1003*/"""q3Vb8Nz5Kd1Xw7RtP2m6Lc9Gh4JsYf0A""");
        return credential;
    }

    public static TencentCloudCredential With(TencentCloudCredential given) => new(given.SecretId, File.ReadAllText("/run/secrets/key").Trim());

    /// <summary>Written in tests and samples, and no keys.</summary>
    public static TencentCloudCredential[] Made() =>
    [
        new("id", "key"),
        new("AKIDEXAMPLE", TestKey),
        new("test-id", new string('x', 32)),
        new("AKID" + new string('0', 32), "00000000000000000000000000000000"),
        new("fake", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"),
        new("${TENCENT_SECRET_ID}", "${TENCENT_SECRET_KEY}"),
        new("$(SecretId)", "%TENCENT_SECRET_KEY%"),
        new("AKID********************************", "********************************"),
        new("user@example.com", "correct horse battery staple"),
        new("vault:kv/data/tencent#SecretId", "vault:kv/data/tencent#SecretKey"),
        new("arn:aws:secretsmanager:eu-west-1:123456789012:secret:Prod-AbCdEf", "projects/my-project/secrets/tencent-key/versions/latest"),
        new("TENCENTCLOUD_SECRET_ID", "TENCENTCLOUD_SECRET_KEY"),
        new("<SecretId>", "REPLACE_ME_WITH_YOUR_SECRET_KEY1"),
        new("https://keyvault.azure.net/secrets/Id", "https://myVault2.vault.azure.net/secrets/Key/4387e9f3d6e14c459867679a90fd0f79"),
    ];

    public static string Digest() => "p7QmZ3xRt9LbV2nKc8Wd5HsYfJ4gTa6E" + Pair.Id + Pair.Key;
}
