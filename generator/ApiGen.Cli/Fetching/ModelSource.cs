namespace ApiGen.Cli.Fetching;

/// <summary>Where models are got from.</summary>
/// <param name="Edition">The edition, which also decides the access host.</param>
/// <param name="From">A copy of the edition's repository: a folder, or the address below which its files lie; null for the vendor's own.</param>
/// <param name="Reference">A branch, tag or commit of the vendor's repository; null for its newest commit.</param>
internal sealed record ModelSource(ModelEdition Edition, string? From, string? Reference)
{
    /// <summary>The name of the vendor's repository.</summary>
    public string Repository => Edition == ModelEdition.Mainland ? "TencentCloud/tencentcloud-cli" : "TencentCloud/tencentcloud-cli-intl-en";

    /// <summary>The access host of a service.</summary>
    public string Endpoint(string service) => service + (Edition == ModelEdition.Mainland ? ".tencentcloudapi.com" : ".intl.tencentcloudapi.com");
}
