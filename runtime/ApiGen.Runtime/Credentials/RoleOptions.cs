namespace ApiGen.Runtime;

/// <summary>What the ways of assuming a role have in common.</summary>
public abstract class RoleOptions
{
    private protected RoleOptions()
    {
    }

    /// <summary>Name of the session, 2 to 128 letters, digits and <c>_ + = , . @ -</c>; null for one that begins with <c>apigen-</c> and differs from provider to provider.</summary>
    public string? RoleSessionName { get; set; }

    /// <summary>How long the credentials are valid; 2 hours unless set, as the service itself has it. 1 second to 12 hours, in whole seconds.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of range.</exception>
    public TimeSpan Duration
    {
        get;
        set => field = OptionRange.Between(TimeSpan.FromSeconds(1), TimeSpan.FromHours(12), value);
    } = TimeSpan.FromHours(2);

    /// <summary>
    /// How the token service is called, with its access host for example (<c>sts.intl.tencentcloudapi.com</c> on the international site); null for the
    /// defaults. Of its <see cref="ApiClientOptions.Timeout"/> no more counts than two thirds of the renewal's (<see cref="CredentialRefreshOptions.Timeout"/>).
    /// </summary>
    public ApiClientOptions? Client { get; set; }

    /// <summary>When and how the credentials are renewed; null for the defaults.</summary>
    public CredentialRefreshOptions? Refresh { get; set; }
}
