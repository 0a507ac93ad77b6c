namespace ApiGen.Emulator.Gateway;

/// <summary>The headers that carry the common parameters. Source: the vendor's page "Common Params", signature version 3.</summary>
internal static class CommonHeaders
{
    public const string Action = "X-TC-Action";
    public const string Authorization = "Authorization";
    public const string ContentHash = "X-TC-Content-SHA256";
    public const string ContentType = "Content-Type";
    public const string Language = "X-TC-Language";
    public const string Region = "X-TC-Region";
    public const string Timestamp = "X-TC-Timestamp";
    public const string Token = "X-TC-Token";
    public const string Version = "X-TC-Version";
}
