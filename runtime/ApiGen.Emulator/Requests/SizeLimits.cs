namespace ApiGen.Emulator.Requests;

/// <summary>The largest requests that the vendor takes. Source: the vendor's page "Request Structure".</summary>
internal static class SizeLimits
{
    /// <summary>Bytes of a signed POST body.</summary>
    public const int Body = 10 * 1024 * 1024;

    /// <summary>Characters of a GET query.</summary>
    public const int Query = 32 * 1024;
}
