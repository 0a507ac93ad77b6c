namespace ApiGen.Explorer.Signing;

/// <summary>Texts in lower case, as they are signed.</summary>
internal static class LowerCase
{
#pragma warning disable CA1308 // The rule is about comparing without regard to case. This makes what is signed: TC3 has names and values in lower case, so upper case would give another signature.
    public static string Of(string text) => text.ToLowerInvariant();
#pragma warning restore CA1308
}
