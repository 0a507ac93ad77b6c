using TencentCloud.Tcsas;

namespace QuickStart;

/// <summary>The mini program of the vendor's CreateMNP page.</summary>
internal static class MiniProgram
{
    public static CreateMNPRequest Request() => new()
    {
        PlatformId = "T02245JR9111721GKOI",
        TeamId = "6519624807",
        MNPName = "apiminiprogram",
        MNPType = "Life Service->144_Lilliputian Services",
        MNPIntro = "api create mini program",
        MNPDesc = "api create mini program",
        MNPIcon = "https://127.0.0.1/console/20240812101023-f1ae758593.jpeg",
    };
}
