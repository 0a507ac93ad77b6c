namespace ApiGen.Emulator.Gateway;

/// <summary>
/// The regions that the vendor names for any of its products; which product is offered where is not told here. Sources: the page "Request Structure", the
/// regions listed in the vendor's models of region 2022-06-27 (DescribeRegions), csip 2022-11-21 and cls 2020-10-16 (TopicIdAndRegion), and an example of
/// pts 2021-07-28 for ap-shenzhen. No list of all is published, so options take more.
/// </summary>
internal static class KnownRegions
{
    public static readonly string[] All =
    [
        "ap-bangkok",
        "ap-beijing",
        "ap-beijing-fsi",
        "ap-beijing-tez",
        "ap-changsha-ec",
        "ap-chengdu",
        "ap-chongqing",
        "ap-fuzhou-ec",
        "ap-guangzhou",
        "ap-guangzhou-open",
        "ap-guiyang",
        "ap-hangzhou-ec",
        "ap-hongkong",
        "ap-jakarta",
        "ap-jinan-ec",
        "ap-mumbai",
        "ap-nanjing",
        "ap-qingyuan",
        "ap-seoul",
        "ap-shanghai",
        "ap-shanghai-adc",
        "ap-shanghai-fsi",
        "ap-shenzhen",
        "ap-shenzhen-fsi",
        "ap-singapore",
        "ap-taipei",
        "ap-tokyo",
        "ap-wuhan-ec",
        "ap-xian-ec",
        "eu-frankfurt",
        "eu-moscow",
        "na-ashburn",
        "na-siliconvalley",
        "na-toronto",
        "sa-saopaulo",
    ];
}
