using System.Diagnostics.CodeAnalysis;

namespace ApiGen.Emulator.Authentication;

/// <summary>
/// The parts of <c>TC3-HMAC-SHA256 Credential=ID/DATE/SERVICE/tc3_request, SignedHeaders=a;b, Signature=HEX</c>.
/// Source: the vendor's page "Signature v3".
/// </summary>
internal sealed record AuthorizationHeader(string SecretId, string Date, string Service, string SignedHeaders, string Signature)
{
    public const string Algorithm = "TC3-HMAC-SHA256";
    public const string Terminator = "tc3_request";

    /// <summary>Reads the header; false, with the reason, when it has another form.</summary>
    public static bool TryParse(string value, [NotNullWhen(true)] out AuthorizationHeader? header, out string fault)
    {
        header = null;
        if (!value.StartsWith(Algorithm + " ", StringComparison.Ordinal))
        {
            fault = $"it does not begin with `{Algorithm} `";
            return false;
        }

        Dictionary<string, string> parts = new(StringComparer.Ordinal);
        foreach (string part in value[(Algorithm.Length + 1)..].Split(',', StringSplitOptions.TrimEntries))
        {
            int equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals < 0 || !parts.TryAdd(part[..equals], part[(equals + 1)..]))
            {
                fault = "it is not a list of name=value pairs with distinct names";
                return false;
            }
        }

        if (!parts.TryGetValue("Credential", out string? credential)
            || !parts.TryGetValue("SignedHeaders", out string? signedHeaders)
            || !parts.TryGetValue("Signature", out string? signature))
        {
            fault = "it lacks Credential, SignedHeaders or Signature";
            return false;
        }

        string[] scope = credential.Split('/');
        if (scope is not [{ Length: > 0 } secretId, { Length: > 0 } date, { Length: > 0 } service, Terminator])
        {
            fault = $"its Credential is not `SecretId/date/service/{Terminator}`";
            return false;
        }

        header = new AuthorizationHeader(secretId, date, service, signedHeaders, signature);
        fault = "";
        return true;
    }
}
