namespace ApiGen.Emulator.Authentication;

/// <summary>Texts in lower case, as they are signed.</summary>
internal static class LowerCase
{
    // What TC3 signs is in lower case; upper case, which is safer for comparing texts, would give another signature.
    public static string Of(string text) => text.ToLowerInvariant();
}
