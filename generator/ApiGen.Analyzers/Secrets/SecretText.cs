using System.Collections.Immutable;

namespace ApiGen.Analyzers.Secrets;

/// <summary>Tells a key from the words that documentation and tests put in its place.</summary>
internal static class SecretText
{
    /// <summary>Nothing that the vendor hands out is shorter.</summary>
    private const int Shortest = 16;

    /// <summary>How the SecretIds of the vendor begin.</summary>
    private const string IdPrefix = "AKID";

    private static readonly ImmutableArray<string> PlaceholderWords = ImmutableArray.Create(
        "example", "sample", "placeholder", "your", "xxxx", "dummy", "fake", "mock", "change", "insert", "replace", "secret", "test", "todo", "none",
        "redacted", "emulator", "local", "password", "0000", "1234567", "abcdef");

    /// <summary>Whether a text looks like a real SecretId, SecretKey or token.</summary>
    public static bool IsSecret(string text) =>
        text.Length >= Shortest
        && text.All(IsKeyCharacter)
        && text.Distinct().Count() >= 8
        && (text.StartsWith(IdPrefix, StringComparison.Ordinal) || IsMixed(text))
        && !PlaceholderWords.Any(word => text.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0);

    private static bool IsMixed(string text) => text.Any(char.IsDigit) && text.Any(char.IsLetter) && !IsWords(text);

    /// <summary>Words with separators between them, perhaps with a number at the end, are a name that somebody thought of.</summary>
    private static bool IsWords(string text)
    {
        string[] parts = text.Split('-', '_', '.');
        return parts.Length > 1 && parts.All(static part => part.All(char.IsDigit) || part.All(static letter => letter is >= 'a' and <= 'z') || part.All(static letter => letter is >= 'A' and <= 'Z'));
    }

    private static bool IsKeyCharacter(char character) =>
        character is >= 'a' and <= 'z' or >= 'A' and <= 'Z' or >= '0' and <= '9' or '+' or '/' or '=' or '-' or '_' or '.';
}
