using System.Diagnostics;

namespace ApiGen.Emulator;

/// <summary>A key pair that the gateway knows.</summary>
public sealed class EmulatorCredential
{
    /// <summary>Describes a key pair.</summary>
    /// <param name="secretId">The id that a call names in its <c>Authorization</c> header.</param>
    /// <param name="secretKey">The key that its signature is made with.</param>
    /// <param name="token">The security token that must come with a temporary key; null for a long-term key.</param>
    /// <param name="account">The account that owns the key; null for one of its own. Keys of one account share its request limits.</param>
    /// <exception cref="ArgumentException">The id or the key is empty.</exception>
    public EmulatorCredential(string secretId, string secretKey, string? token = null, string? account = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(secretId);
        ArgumentException.ThrowIfNullOrEmpty(secretKey);
        SecretId = secretId;
        SecretKey = secretKey;
        Token = token;
        Account = account ?? secretId;
    }

    /// <summary>The id that a call names in its <c>Authorization</c> header.</summary>
    public string SecretId { get; }

    /// <summary>The account that owns the key; the id itself unless stated.</summary>
    public string Account { get; }

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    internal string SecretKey { get; }

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    internal string? Token { get; }

    /// <summary>The id and the account; never the key or the token.</summary>
    public override string ToString() => $"{SecretId} of {Account}";
}
