using System.Collections.Immutable;

namespace ApiGen.Analyzers.Secrets;

/// <summary>
/// Tells a key from other text by its shape. A SecretId begins as the vendor's do. SecretKeys and tokens are drawn at random from
/// digits and letters of both cases, so that every other character is of another kind than the one before it; in names, versions
/// and numbers the kinds come in runs.
/// </summary>
internal static class SecretText
{
    /// <summary>Fewer characters in a row are too few to tell chance from choice.</summary>
    private const int ShortestRandom = 20;

    /// <summary>What follows the beginning of a SecretId is never shorter.</summary>
    private const int ShortestId = 12;

    private const int FewestDistinct = 10;

    /// <summary>How many percent of the neighbours are of different kinds, at least. Drawn at random it is 62 of a hundred.</summary>
    private const int LeastChanges = 38;

    /// <summary>How many percent of the characters are in words at most. Drawn at random it is 35 of a hundred.</summary>
    private const int MostInWords = 70;

    /// <summary>How the SecretIds of the vendor begin, in China and elsewhere.</summary>
    private static readonly ImmutableArray<string> IdPrefixes = ImmutableArray.Create("AKID", "IKID");

    private static readonly ImmutableArray<string> PlaceholderWords = ImmutableArray.Create(
        "example", "sample", "placeholder", "your", "xxxx", "dummy", "fake", "mock", "change", "insert", "replace", "secret", "test", "todo", "none",
        "redacted", "emulator", "local", "password", "0000", "1234567", "abcdef");

    /// <summary>Whether a text looks like a real SecretId, SecretKey or token.</summary>
    public static bool IsSecret(string text) =>
        text.All(IsKeyCharacter)
        && !PlaceholderWords.Any(word => text.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0)
        && (IsId(text) || text.Split('-', '_', '.').Any(static part => part.Length >= ShortestRandom && IsRandom(part)));

    private static bool IsId(string text) =>
        IdPrefixes.Any(prefix => text.StartsWith(prefix, StringComparison.Ordinal) && text.Length >= prefix.Length + ShortestId && IsRandom(text.Substring(prefix.Length)));

    private static bool IsRandom(string text)
    {
        int changes = 0;
        for (int index = 1; index < text.Length; index++)
        {
            changes += Kind(text[index]) == Kind(text[index - 1]) ? 0 : 1;
        }

        return text.Any(static character => Kind(character) == 0)
            && text.Any(static character => Kind(character) == 1)
            && text.Any(static character => Kind(character) == 2)
            && text.Distinct().Count() >= FewestDistinct
            && changes * 100 >= (text.Length - 1) * LeastChanges
            && !IsOfWords(text);
    }

    /// <summary>Whether a text is mostly put together of words: two small letters in a row at least, perhaps behind a capital one.</summary>
    private static bool IsOfWords(string text)
    {
        int inWords = 0;
        for (int index = 0; index < text.Length;)
        {
            int end = index;
            while (end < text.Length && Kind(text[end]) == 1)
            {
                end++;
            }

            if (end - index >= 2)
            {
                inWords += end - index + (index > 0 && Kind(text[index - 1]) == 2 ? 1 : 0);
            }

            index = Math.Max(end, index + 1);
        }

        return inWords * 100 >= text.Length * MostInWords;
    }

    private static int Kind(char character) => character switch
    {
        >= '0' and <= '9' => 0,
        >= 'a' and <= 'z' => 1,
        >= 'A' and <= 'Z' => 2,
        _ => 3,
    };

    private static bool IsKeyCharacter(char character) => Kind(character) < 3 || character is '+' or '/' or '=' or '-' or '_' or '.';
}
