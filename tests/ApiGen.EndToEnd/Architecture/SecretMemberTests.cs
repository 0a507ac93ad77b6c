using System.Diagnostics;
using System.Reflection;
using System.Runtime.CompilerServices;
using ApiGen.Emulator;
using ApiGen.Explorer;
using ApiGen.Runtime;
using ApiGen.Runtime.Hosting;
using ApiGen.Runtime.Redis;

namespace ApiGen.EndToEnd.Architecture;

/// <summary>What a debugger, a record's text or a logger that prints objects would show.</summary>
public sealed class SecretMemberTests
{
    private const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Type[] Products =
    [
        // How a source calls the parts of a credential is no secret, and the locals of a method are what a debugger is for.
        .. new[] { typeof(ApiClient), typeof(ApiClientSettings), typeof(RedisQuota), typeof(ApiEmulator), typeof(ApiExplorerOptions) }
            .SelectMany(type => type.Assembly.GetTypes()).Where(type => type.Name != "CredentialNames" && !type.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false)),
    ];

    [Fact]
    public void A_debugger_shows_no_member_that_holds_a_secret()
    {
        (string Name, bool IsHidden)[] secrets =
        [
            .. Products.SelectMany(type => type.GetProperties(All)).Where(p => IsSecret(p.Name, p.PropertyType)).Select(p => ($"{p.DeclaringType}.{p.Name}", IsHidden(p))),
            .. Products.SelectMany(type => type.GetFields(All)).Where(f => !f.IsLiteral && IsSecret(f.Name, f.FieldType)).Select(f => ($"{f.DeclaringType}.{f.Name}", IsHidden(f))),
        ];

        Assert.Contains(("ApiGen.Runtime.TencentCloudCredential.SecretKey", true), secrets);
        Assert.Contains(("ApiGen.Runtime.Hosting.CredentialSettings.Token", true), secrets);
        Assert.Contains(("ApiGen.Emulator.EmulatorCredential.SecretKey", true), secrets);
        Assert.Empty(secrets.Where(secret => !secret.IsHidden).Select(secret => secret.Name));
    }

    [Fact]
    public void The_text_of_a_credential_and_of_what_holds_one_shows_none()
    {
        TencentCloudCredential credential = new("AKIDexample", "hidden-key", "hidden-token");
        object[] holders =
        [
            credential,
            new EmulatorCredential("AKIDexample", "hidden-key", "hidden-token"),
            new CredentialSettings { Kind = CredentialKind.Static, SecretId = "AKIDexample", SecretKey = "hidden-key", Token = "hidden-token" },
            new ApiClientSettings { Proxy = new Uri("http://someone:hidden-word@127.0.0.1:8080"), Credentials = { SecretKey = "hidden-key" } },
            new ApiExplorerOptions { Token = "hidden-hidden-hidden", Credentials = credential },
            new SwappableCredentialProvider(credential),
        ];

        Assert.All(holders, holder => Assert.DoesNotContain("hidden", holder.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public void A_record_prints_no_header()
    {
        using HttpRequestMessage request = new(HttpMethod.Post, "https://tcsas.example.com/");
        request.Headers.Add("X-Api-Password", "hidden");
        using HttpResponseMessage response = new();
        response.Headers.Add("Set-Cookie", "hidden");
        ApiAction action = new ApiAction<ApiRawRequest, ApiRawResponse>(new ApiService("tcsas", "2025-01-06", "tcsas.example.com"), "CreateMNP");

        Assert.Equal("CreateMNP, attempt 2", new ApiRequestContext(action, 2, request, default).ToString());
        Assert.Equal("CreateMNP, attempt 2: status 200", new ApiResponseContext(action, 2, response.StatusCode, response.Headers).ToString());
    }

    private static bool IsSecret(string name, Type type) =>
        (type == typeof(string) || type == typeof(byte[]) || type == typeof(Uri))
        && (name.Contains("Secret", StringComparison.OrdinalIgnoreCase) || name.Contains("Password", StringComparison.OrdinalIgnoreCase)
            || name.TrimStart('_', '<').StartsWith("token", StringComparison.OrdinalIgnoreCase) || name.EndsWith("Token", StringComparison.Ordinal) || (name == "Proxy" && type == typeof(Uri)))
        && !name.Contains("SecretId", StringComparison.OrdinalIgnoreCase) && !name.Contains("ClientToken", StringComparison.OrdinalIgnoreCase) && !name.Contains("TokenService", StringComparison.Ordinal);

    private static bool IsHidden(MemberInfo member) => member.GetCustomAttribute<DebuggerBrowsableAttribute>() is { State: DebuggerBrowsableState.Never };
}
