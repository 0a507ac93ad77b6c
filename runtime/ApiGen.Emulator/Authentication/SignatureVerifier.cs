using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ApiGen.Emulator.Gateway;
using ApiGen.Specs.Model;

namespace ApiGen.Emulator.Authentication;

/// <summary>
/// Checks TC3-HMAC-SHA256 as the server does. Written from the vendor's page "Signature v3" alone and without the runtime's signer,
/// so that a mistake in the one cannot hide in the other.
/// </summary>
internal sealed class SignatureVerifier(IEnumerable<EmulatorCredential> credentials)
{
    /// <summary>The most by which a call's timestamp may differ from the server's clock, either way.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    private readonly Dictionary<string, EmulatorCredential> _credentials =
        credentials.ToDictionary(static credential => credential.SecretId, StringComparer.Ordinal);

    /// <summary>Reads the call's Authorization header.</summary>
    /// <exception cref="GatewayException">It is missing or malformed.</exception>
    public static AuthorizationHeader Parse(GatewayRequest request)
    {
        string value = request.Header(CommonHeaders.Authorization)
            ?? throw new GatewayException(ErrorCodes.InvalidAuthorization, "The Authorization header is missing.");

        return AuthorizationHeader.TryParse(value, out AuthorizationHeader? header, out string fault)
            ? header
            : throw new GatewayException(ErrorCodes.InvalidAuthorization, $"The Authorization header is malformed: {fault}.");
    }

    /// <summary>Verifies the call and tells whose it is.</summary>
    /// <param name="request">The call.</param>
    /// <param name="authorization">Its Authorization header.</param>
    /// <param name="services">The services that it may have reached: the one whose action it names, or, when there is no such action, all that it may mean.</param>
    /// <param name="now">The server's clock.</param>
    /// <exception cref="GatewayException">The key, the age, the scope, the token or the signature is wrong.</exception>
    public EmulatorCredential Verify(GatewayRequest request, AuthorizationHeader authorization, ServiceModel[] services, DateTimeOffset now)
    {
        long timestamp = Timestamp(request);
        if (!_credentials.TryGetValue(authorization.SecretId, out EmulatorCredential? credential))
        {
            throw new GatewayException(ErrorCodes.SecretIdNotFound, "The SecretId is not found; check that it is right and has no surrounding white space.");
        }

        CheckAge(timestamp, now);
        CheckScope(request, authorization, services, timestamp);
        CheckSignedHeaders(request, authorization);
        CheckToken(request, credential);
        CheckSignature(request, authorization, services, credential, timestamp);
        return credential;
    }

    private static long Timestamp(GatewayRequest request)
    {
        string text = request.Header(CommonHeaders.Timestamp)
            ?? throw new GatewayException(ErrorCodes.MissingParameter, $"The request is missing a required parameter `Timestamp` (header {CommonHeaders.Timestamp}).");

        // The bounds are those of DateTimeOffset.FromUnixTimeSeconds from 1970 on.
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long timestamp) && timestamp <= 253_402_300_799
            ? timestamp
            : throw new GatewayException(ErrorCodes.InvalidParameter, $"The header {CommonHeaders.Timestamp} is not a UNIX time in whole seconds.");
    }

    private static void CheckAge(long timestamp, DateTimeOffset now)
    {
        TimeSpan difference = now - DateTimeOffset.FromUnixTimeSeconds(timestamp);
        if (difference.Duration() > Tolerance)
        {
            throw new GatewayException(
                ErrorCodes.SignatureExpire,
                string.Create(CultureInfo.InvariantCulture, $"The signature has expired: timestamp {timestamp}, server time {now.ToUnixTimeSeconds()}; they may differ by 300 seconds."));
        }
    }

    private static void CheckScope(GatewayRequest request, AuthorizationHeader authorization, ServiceModel[] services, long timestamp)
    {
        string date = DateTimeOffset.FromUnixTimeSeconds(timestamp).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        if (authorization.Date != date)
        {
            throw Refused($"the credential scope's date is not {date}, the UTC date of the timestamp");
        }

        string host = request.HostWithoutPort;
        bool takenFromAddress = AccessHost.IsLoopback(host) && authorization.Service == AccessHost.FirstLabel(host);
        if (services.Length > 0 && !takenFromAddress && !services.Any(service => AccessHost.IsScopeOf(service, authorization.Service)))
        {
            throw Refused($"the credential scope names the service `{authorization.Service}`, but the call reached `{services[0].Name}`");
        }
    }

    private static void CheckSignedHeaders(GatewayRequest request, AuthorizationHeader authorization)
    {
        string[] names = authorization.SignedHeaders.Split(';');
        if (!names.Contains("content-type", StringComparer.Ordinal) || !names.Contains("host", StringComparer.Ordinal))
        {
            throw new GatewayException(ErrorCodes.InvalidAuthorization, "SignedHeaders must include content-type and host, in lower case.");
        }

        if (names.FirstOrDefault(static name => name.Length == 0 || name != LowerCase.Of(name)) is { } malformed)
        {
            throw new GatewayException(ErrorCodes.InvalidAuthorization, $"SignedHeaders must be names in lower case with a semicolon between them, not `{malformed}`.");
        }

        for (int i = 1; i < names.Length; i++)
        {
            int order = string.CompareOrdinal(names[i - 1], names[i]);
            if (order >= 0)
            {
                throw new GatewayException(
                    ErrorCodes.InvalidAuthorization,
                    order == 0 ? $"SignedHeaders names `{names[i]}` twice." : $"SignedHeaders must be sorted in ASCII order: `{names[i]}` comes before `{names[i - 1]}`.");
            }
        }

        // The host of a call in memory may stand in its address alone.
        if (names.FirstOrDefault(name => name != "host" && !request.Headers.ContainsKey(name)) is { } unsent)
        {
            throw Refused($"SignedHeaders names `{unsent}`, which was not sent");
        }
    }

    private static void CheckToken(GatewayRequest request, EmulatorCredential credential)
    {
        if (!SameText(request.Header(CommonHeaders.Token) ?? "", credential.Token ?? ""))
        {
            throw new GatewayException(
                ErrorCodes.TokenFailure,
                credential.Token is null ? $"A long-term key must not come with {CommonHeaders.Token}." : $"The header {CommonHeaders.Token} is missing or wrong.");
        }
    }

    private static void CheckSignature(GatewayRequest request, AuthorizationHeader authorization, ServiceModel[] services, EmulatorCredential credential, long timestamp)
    {
        byte[] key = Hmac(Encoding.UTF8.GetBytes("TC3" + credential.SecretKey), authorization.Date);
        key = Hmac(Hmac(key, authorization.Service), AuthorizationHeader.Terminator);

        foreach (string host in SignedHosts(request, authorization.Service, services))
        {
            string stringToSign = string.Create(
                CultureInfo.InvariantCulture,
                $"{AuthorizationHeader.Algorithm}\n{timestamp}\n{authorization.Date}/{authorization.Service}/{AuthorizationHeader.Terminator}\n{Hash(CanonicalRequest(request, authorization.SignedHeaders, host))}");
            if (SameText(authorization.Signature, Convert.ToHexStringLower(Hmac(key, stringToSign))))
            {
                return;
            }
        }

        string canonical = CanonicalRequest(request, authorization.SignedHeaders, request.Host);
        throw Refused($"the canonical request as received hashes to {Hash(canonical)} (body {PayloadHash(request)})");
    }

    /// <summary>
    /// The host as received; without its port, because some clients sign it so; and, on the loopback only, the real hosts of the
    /// service, because clients that are pointed at an emulator go on signing those; also of one that is not served here, which a client
    /// is told only once its signature is right.
    /// </summary>
    private static IEnumerable<string> SignedHosts(GatewayRequest request, string scope, ServiceModel[] services)
    {
        IEnumerable<string> hosts = [request.Host, request.HostWithoutPort];
        if (AccessHost.IsLoopback(request.HostWithoutPort))
        {
            string? region = request.Header(CommonHeaders.Region);
            hosts = hosts.Concat(services.Length == 0 ? AccessHost.Of(scope, region) : services.SelectMany(service => AccessHost.Of(service, region)));
        }

        return hosts.Distinct(StringComparer.OrdinalIgnoreCase);
    }

    private static string CanonicalRequest(GatewayRequest request, string signedHeaders, string host)
    {
        StringBuilder text = new();
        text.Append(request.Method).Append('\n').Append("/\n").Append(request.Query).Append('\n');
        foreach (string name in signedHeaders.Split(';'))
        {
            string value = name == "host" ? host : request.Headers.GetValueOrDefault(name, "");
            text.Append(name).Append(':').Append(LowerCase.Of(value.Trim())).Append('\n');
        }

        return text.Append('\n').Append(signedHeaders).Append('\n').Append(PayloadHash(request)).ToString();
    }

    private static string PayloadHash(GatewayRequest request)
    {
        const string Unsigned = "UNSIGNED-PAYLOAD";
        return request.Header(CommonHeaders.ContentHash) == Unsigned
            ? Hash(Unsigned)
            : Convert.ToHexStringLower(SHA256.HashData(request.Method == "GET" ? [] : request.Body));
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static byte[] Hmac(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));

    private static bool SameText(string left, string right) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(left), Encoding.UTF8.GetBytes(right));

    private static GatewayException Refused(string reason) =>
        new(ErrorCodes.SignatureFailure, $"The signature does not match: {reason}.");
}
