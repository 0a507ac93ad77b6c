namespace ApiGen.Emulator.Authentication;

/// <summary>Texts in lower case, as they are signed.</summary>
internal static class LowerCase
{
#pragma warning disable CA1308 // The rule is about comparing without regard to case, where upper case is safer. This makes, and checks for, what TC3 signs: names and values of headers in lower case; upper case would give another signature.
    public static string Of(string text) => text.ToLowerInvariant();
#pragma warning restore CA1308
}
