namespace ApiGen.Emulator.Gateway;

/// <summary>
/// The regions that the vendor documents for any of its products; which product is offered where is not told here. Source: the page
/// "Request Structure" and the lists of regions on the pages of the products.
/// </summary>
internal static class KnownRegions
{
    public static readonly string[] All =
    [
        "ap-bangkok",
        "ap-beijing",
        "ap-beijing-fsi",
        "ap-chengdu",
        "ap-chongqing",
        "ap-guangzhou",
        "ap-guangzhou-open",
        "ap-hongkong",
        "ap-jakarta",
        "ap-mumbai",
        "ap-nanjing",
        "ap-seoul",
        "ap-shanghai",
        "ap-shanghai-fsi",
        "ap-shenzhen",
        "ap-shenzhen-fsi",
        "ap-singapore",
        "ap-taipei",
        "ap-tianjin",
        "ap-tokyo",
        "eu-frankfurt",
        "eu-moscow",
        "na-ashburn",
        "na-siliconvalley",
        "na-toronto",
        "sa-saopaulo",
    ];
}
