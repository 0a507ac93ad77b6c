using ApiGen.Emulator.Authentication;
using ApiGen.Emulator.Gateway;
using ApiGen.Specs.Model;

namespace ApiGen.Explorer.Signing;

/// <summary>The hosts under which the vendor serves one service elsewhere: in a region of its own, in the other edition, inside of its network.</summary>
internal static class RegionalHosts
{
    // Sources: the pages "Request Structure" (cvm.ap-singapore.tencentcloudapi.com, cvm.intl.tencentcloudapi.com) and the internal endpoints of the vendor's SDKs.
    private static readonly string[] Editions = ["intl", "internal"];

    /// <summary>The hosts, those without a region first; that of the service itself may be among them.</summary>
    /// <param name="service">The service.</param>
    /// <param name="regions">The regions.</param>
    public static IEnumerable<string> Of(ServiceModel service, IReadOnlyList<string> regions)
    {
        // What belongs to a region or an edition is taken out of the endpoint, so that another one can stand there.
        string[] labels = [.. service.Endpoint.Split('.').Where((label, i) => i == 0 || (!Editions.Contains(label, StringComparer.OrdinalIgnoreCase) && !KnownRegions.All.Contains(label, StringComparer.OrdinalIgnoreCase)))];
        foreach (string edition in Editions.Prepend(""))
        {
            yield return Host(edition);
        }

        foreach (string region in regions)
        {
            yield return Host(region);
            foreach (string edition in Editions)
            {
                yield return Host(edition, region);
                yield return Host(region, edition);
            }
        }

        string Host(params string[] between) => LowerCase.Of(string.Join('.', labels[..1].Concat(between.Where(static label => label.Length > 0)).Concat(labels[1..])));
    }
}
