using TencentCloud.Tcsas;

namespace ApiGen.EndToEnd.Support;

/// <summary>The example of the vendor's page "CreateMNP" of API version 2025-01-06.</summary>
internal static class MiniProgram
{
    public const string PageInput =
        """
        {
            "PlatformId": "T02245JR9111721GKOI",
            "TeamId": "6519624807",
            "MNPName": "apiminiprogram",
            "MNPType": "Life Service->144_Lilliputian Services",
            "MNPIntro": "api create mini program",
            "MNPDesc": "api create mini program",
            "MNPIcon": "https://127.0.0.1/console/20240812101023-f1ae758593.jpeg"
        }
        """;

    public const string PageOutput =
        """
        {
            "Response": {
                "Data": {
                    "ResourceId": "mp1mkdcf53ob2h8m"
                },
                "RequestId": "e5b444cb698246b6852bd980114ca151"
            }
        }
        """;

    /// <summary>The page's input as a typed request.</summary>
    public static CreateMNPRequest Request(string name = "apiminiprogram") => new()
    {
        PlatformId = "T02245JR9111721GKOI",
        TeamId = "6519624807",
        MNPName = name,
        MNPType = "Life Service->144_Lilliputian Services",
        MNPIntro = "api create mini program",
        MNPDesc = "api create mini program",
        MNPIcon = "https://127.0.0.1/console/20240812101023-f1ae758593.jpeg",
    };
}
