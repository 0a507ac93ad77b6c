using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace ApiGen.Emulator.Tests.Support;

/// <summary>
/// A call built by hand, so that any part of it can be wrong. It signs on its own terms: neither the gateway's verification nor the
/// runtime's signer takes part.
/// </summary>
internal sealed record Call
{
    public string Method { get; init; } = "POST";

    public string Host { get; init; } = "tcsas.intl.tencentcloudapi.com";

    /// <summary>The host that goes into the signature; null for <see cref="Host"/>.</summary>
    public string? SignedHost { get; init; }

    public string Scope { get; init; } = "tcsas";

    public string? ScopeDate { get; init; }

    public string? Action { get; init; } = "CreateMNP";

    public string? Version { get; init; } = "2025-01-06";

    public string? Region { get; init; } = "ap-singapore";

    public string ContentType { get; init; } = "application/json";

    public string Body { get; init; } = TestServices.CreateMNPRequest;

    public string Query { get; init; } = "";

    public string SecretId { get; init; } = ApiEmulator.ExampleSecretId;

    public string SecretKey { get; init; } = ApiEmulator.ExampleSecretKey;

    public string? Token { get; init; }

    /// <summary>Null for the present.</summary>
    public long? Timestamp { get; init; }

    /// <summary>Sent in place of what would be signed; empty for none at all.</summary>
    public string? Authorization { get; init; }

    /// <summary>The names as they stand in the header; all are signed in that order.</summary>
    public string SignedHeaders { get; init; } = "content-type;host";

    public IReadOnlyList<(string Name, string Value)> MoreHeaders { get; init; } = [];

    /// <summary>The name of a header that is left out.</summary>
    public string? Omitted { get; init; }

    /// <summary>The message to an address, signed.</summary>
    public HttpRequestMessage To(Uri address)
    {
        Call signed = this with { Timestamp = Timestamp ?? DateTimeOffset.UtcNow.ToUnixTimeSeconds() };
        return signed.Unsigned(address, Authorization ?? signed.Sign());
    }

    public string Sign()
    {
        string timestamp = Timestamp!.Value.ToString(CultureInfo.InvariantCulture);
        string date = ScopeDate ?? DateTime.UnixEpoch.AddSeconds(Timestamp.Value).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        string payload = Method == "GET" ? "" : Body;
        string headers = string.Concat(SignedHeaders.Split(';').Select(name => $"{name}:{SignedValue(name)}\n"));
        string canonical = string.Join('\n', Method, "/", Query, headers, SignedHeaders, Sha256(payload));
        string text = string.Join('\n', "TC3-HMAC-SHA256", timestamp, $"{date}/{Scope}/tc3_request", Sha256(canonical));

        byte[] key = Encoding.UTF8.GetBytes("TC3" + SecretKey);
        foreach (string part in new[] { date, Scope, "tc3_request", text })
        {
            using HMACSHA256 hmac = new(key);
            key = hmac.ComputeHash(Encoding.UTF8.GetBytes(part));
        }

        return $"TC3-HMAC-SHA256 Credential={SecretId}/{date}/{Scope}/tc3_request, SignedHeaders={SignedHeaders}, Signature={Convert.ToHexString(key).ToLowerInvariant()}";
    }

    private string SignedValue(string name) => name switch
    {
        "content-type" => ContentType,
        "host" => SignedHost ?? Host,
        "x-tc-action" => Action?.ToLowerInvariant() ?? "",
        "x-tc-region" => Region ?? "",
        _ => "",
    };

    private HttpRequestMessage Unsigned(Uri address, string authorization)
    {
        HttpRequestMessage message = new(new HttpMethod(Method), new UriBuilder(address) { Query = Query }.Uri)
        {
            Version = HttpVersion.Version11,
        };
        if (Method != "GET")
        {
            message.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(Body));
        }
        else
        {
            message.Content = new ByteArrayContent([]);
        }

        message.Content.Headers.TryAddWithoutValidation("Content-Type", ContentType);
        message.Headers.Host = Host;
        Add("X-TC-Action", Action);
        Add("X-TC-Version", Version);
        Add("X-TC-Region", Region);
        Add("X-TC-Timestamp", Timestamp?.ToString(CultureInfo.InvariantCulture));
        Add("X-TC-Token", Token);
        Add("Authorization", authorization.Length == 0 ? null : authorization);
        foreach ((string name, string value) in MoreHeaders)
        {
            Add(name, value);
        }

        return message;

        void Add(string name, string? value)
        {
            if (value is not null && name != Omitted)
            {
                message.Headers.TryAddWithoutValidation(name, value);
            }
        }
    }

    private static string Sha256(string text) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text))).ToLowerInvariant();
}
