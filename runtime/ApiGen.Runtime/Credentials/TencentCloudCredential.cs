using System.Diagnostics;

namespace ApiGen.Runtime;

/// <summary>
/// A key pair, with the token that belongs to it when it is a temporary one. Checked when it is made: a stray space or line
/// break, as copying leaves them, would otherwise show as a wrong signature. Neither its text nor a debugger's view of it holds the secret.
/// </summary>
public sealed class TencentCloudCredential : ICredentialProvider
{
    /// <summary>Makes a credential.</summary>
    /// <param name="secretId">The public half of the key pair.</param>
    /// <param name="secretKey">The secret half.</param>
    /// <param name="token">The token of a temporary credential; null for a lasting one.</param>
    /// <param name="expiration">When a temporary credential ends; null when it does not, or is not known.</param>
    /// <exception cref="ArgumentException">A part is null, empty, or holds white space, control characters or characters outside ASCII. The message names the part, not its value.</exception>
    public TencentCloudCredential(string secretId, string secretKey, string? token = null, DateTimeOffset? expiration = null)
    {
        Check(secretId, nameof(secretId), "SecretId");
        Check(secretKey, nameof(secretKey), "SecretKey");
        if (token is not null)
        {
            Check(token, nameof(token), "token");
        }

        SecretId = secretId;
        SecretKey = secretKey;
        Token = token;
        Expiration = expiration;
    }

    /// <summary>The public half of the key pair.</summary>
    public string SecretId { get; }

    /// <summary>When the credential ends; null when it does not, or is not known.</summary>
    public DateTimeOffset? Expiration { get; }

    /// <summary>Whether the credential is a temporary one, which travels with a token.</summary>
    public bool IsTemporary => Token is not null;

    /// <inheritdoc/>
    string ICredentialProvider.AccountKey => SecretId;

    /// <summary>The secret half. Internal, so that no serializer or logger of the application meets it.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    internal string SecretKey { get; }

    /// <summary>The token. Internal for the same reason.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    internal string? Token { get; }

    /// <inheritdoc/>
    ValueTask<TencentCloudCredential> ICredentialProvider.GetCredentialAsync(CancellationToken cancellationToken) => new(this);

    /// <inheritdoc/>
    bool ICredentialProvider.Invalidate(TencentCloudCredential refused) => !HasSameValues(refused);

    internal bool HasSameValues(TencentCloudCredential other) =>
        SecretId == other.SecretId && SecretKey == other.SecretKey && Token == other.Token && Expiration == other.Expiration;

    /// <summary>The kind of credential and its public half.</summary>
    public override string ToString() => $"{(IsTemporary ? "temporary credential" : "credential")} {SecretId}";

    private static void Check(string? value, string parameter, string name)
    {
        if (value is null)
        {
            throw new ArgumentNullException(parameter, $"The {name} is missing.");
        }

        if (value.Length == 0)
        {
            throw new ArgumentException($"The {name} is empty.", parameter);
        }

        foreach (char c in value)
        {
            if (char.IsWhiteSpace(c))
            {
                throw new ArgumentException($"The {name} holds white space; was it copied with a space or a line break?", parameter);
            }

            if (c is < '!' or > '~')
            {
                throw new ArgumentException($"The {name} holds a control character or a character outside ASCII.", parameter);
            }
        }
    }
}
