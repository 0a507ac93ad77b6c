namespace ApiGen.Runtime;

/// <summary>How the role of the machine is asked for.</summary>
public sealed class CvmRoleOptions
{
    /// <summary>The role; null for the one that is bound to the machine.</summary>
    public string? RoleName { get; set; }

    /// <summary>
    /// The metadata service; <c>http://metadata.tencentyun.com/latest/meta-data/</c> unless set. HTTPS, or HTTP to that very host,
    /// a link-local address or this machine. The service speaks plain HTTP by the vendor's design: it is there inside the machine's
    /// own virtual network alone, before any name or certificate could be trusted, so the rule of HTTPS does not fit it.
    /// </summary>
    public Uri Endpoint { get; set; } = new("http://metadata.tencentyun.com/latest/meta-data/");

    /// <summary>
    /// How long one question to the metadata service may take; 3 seconds unless set. More than 0. A response that takes longer is a fault, not an absence. Outside of a
    /// machine of the vendor's nobody accepts the connection: after three attempts of a quarter of this time each the service counts as absent.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not above zero, or longer than 24 days.</exception>
    public TimeSpan RequestTimeout
    {
        get;
        set => field = OptionRange.AboveZero(value);
    } = TimeSpan.FromSeconds(3);

    /// <summary>When and how the credential is renewed; null for the defaults.</summary>
    public CredentialRefreshOptions? Refresh { get; set; }
}
