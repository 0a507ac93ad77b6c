using ApiGen.Runtime.Pipeline;

namespace ApiGen.Runtime.Credentials;

/// <summary>
/// What a source calls the parts of a credential, so that an error names what the user wrote there and never its value.
/// </summary>
internal readonly record struct CredentialNames(string Source, string SecretId, string SecretKey, string Token)
{
    /// <summary>The names that the source has, among which may be a misspelt one; null when they are not known.</summary>
    internal IEnumerable<string>? Written { get; init; }

    /// <summary>Makes the credential of parts as the source holds them; an empty token means none.</summary>
    /// <exception cref="ApiCredentialException">A part is missing or not usable.</exception>
    internal TencentCloudCredential Create(string? secretId, string? secretKey, string? token, DateTimeOffset? expiration = null)
    {
        Require(secretId, SecretId);
        Require(secretKey, SecretKey);
        try
        {
            return new TencentCloudCredential(secretId!, secretKey!, string.IsNullOrEmpty(token) ? null : token, expiration);
        }
        catch (ArgumentException e)
        {
            string name = e.ParamName switch
            {
                "secretId" => SecretId,
                "secretKey" => SecretKey,
                _ => Token,
            };
            throw new ApiCredentialException($"{Source}: {name} holds white space, a control character or a character outside ASCII; was it copied with a space or a line break?", e);
        }
    }

    /// <exception cref="ApiCredentialException">There is no token.</exception>
    internal TencentCloudCredential CreateTemporary(string? secretId, string? secretKey, string? token, DateTimeOffset? expiration)
    {
        Require(secretId, SecretId);
        Require(secretKey, SecretKey);
        Require(token, Token);
        return Create(secretId, secretKey, token, expiration);
    }

    private void Require(string? value, string name)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            string hint = value is null && Written is not null && NearName.Nearest(name, Written.Except([SecretId, SecretKey, Token], StringComparer.OrdinalIgnoreCase)) is { } near
                ? $"; is {near} meant?"
                : ".";
            throw new ApiCredentialException($"{Source}: {name} is {(value is null ? "missing" : "empty")}{hint}");
        }
    }
}
