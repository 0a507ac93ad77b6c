namespace ApiGen.Runtime.Transport;

/// <summary>
/// Knows the IDs that the vendor gives, which every traced call tells, from those that need a closer look: to prepare a search for all forms of all confidential
/// values takes longer than to write a request.
/// </summary>
internal static class RequestIdForm
{
    private const int Digits = 32;

    /// <summary>Whether an ID is 32 hexadecimal digits in the usual groups, and has no telling part of the signature or the token, nor is any member sensitive.</summary>
    /// <param name="id">The ID.</param>
    /// <param name="request">What it came in response to.</param>
    /// <param name="action">The action.</param>
    internal static bool IsPlain(string id, OutgoingRequest request, ApiAction action)
    {
        if (action.SensitiveMembers.Count > 0 || !Guid.TryParseExact(id, "D", out Guid guid))
        {
            return false;
        }

        Span<char> digits = stackalloc char[Digits];
        guid.TryFormat(digits, out _, "N");
        return !HasPartOf(request.Authorization, digits) && !HasPartOf(request.SessionToken, digits);
    }

    private static bool HasPartOf(string? value, ReadOnlySpan<char> digits)
    {
        for (int from = 0; value is not null && from + ConfidentialTexts.Telling <= digits.Length; from++)
        {
            if (value.AsSpan().Contains(digits.Slice(from, ConfidentialTexts.Telling), StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
