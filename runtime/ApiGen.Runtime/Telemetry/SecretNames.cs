using System.Text.RegularExpressions;

namespace ApiGen.Runtime.Telemetry;

/// <summary>
/// Names of members that say by themselves that a secret is behind them, for those that no spec calls sensitive. The explorer's journal and the import of specs know
/// them by the same list.
/// </summary>
internal static partial class SecretNames
{
    // What names end in: what goes on behind it (PasswordLength, PrivateKeyId) is about a secret, and none. Passes of others (TestPass, BoardingPass) are none either.
    private static readonly string[] Endings =
    [
        "password", "passwd", "passphrase", "passcode", "secretkey", "privatekey", "appsecret", "clientsecret", "secretaccesskey",
        "userpass", "loginpass", "accountpass", "authpass", "adminpass", "rootpass", "dbpass",
    ];

    // These are parts of other words (Compass).
    private static readonly string[] LastWords = ["pwd", "pwds"];
    private static readonly string[] WholeNames = ["pass"];

    /// <summary>Whether a name is one, in any spelling: <c>UserPassword</c>, <c>user_password</c>, <c>USER-PASSWORD2</c> or <c>userpassword</c>.</summary>
    internal static bool IsOne(string name)
    {
        string[] words = [.. WordPattern().Matches(name).Select(static word => word.Value.ToLowerInvariant())];
        string letters = string.Concat(words);
        return WholeNames.Contains(letters, StringComparer.Ordinal)
            || (words.Length > 0 && LastWords.Contains(words[^1], StringComparer.Ordinal))
            || Array.Exists(Endings, ending => letters.EndsWith(ending, StringComparison.Ordinal) || letters.EndsWith(ending + "s", StringComparison.Ordinal));
    }

    [GeneratedRegex("[A-Z]+(?![a-z])|[A-Z]?[a-z]+", RegexOptions.CultureInvariant)]
    private static partial Regex WordPattern();
}
