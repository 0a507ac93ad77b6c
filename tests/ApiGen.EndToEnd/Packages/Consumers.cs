namespace ApiGen.EndToEnd.Packages;

/// <summary>The consuming projects: each has a folder and a project file of its name.</summary>
internal static class Consumers
{
    /// <summary>A second copy of Bundled, whose name tries the build's handling of paths.</summary>
    public const string SpaceAndLetters = "Größe und 空白";

    /// <summary>The projects that are built.</summary>
    public static IReadOnlyList<string> Built => FullRun.IsWanted ? All : Few;

    /// <summary>The quick form: a client of bundled and one of own specs, a mistake in a spec and one in a program.</summary>
    public static IReadOnlyList<string> Few { get; } = ["Bundled", "OwnSpecs", "BrokenSpec", "MissingFields"];

    private static readonly string[] All =
    [
        "Bundled",
        SpaceAndLetters,
        "OwnSpecs",
        "InternalLibrary",
        "InternalApp",
        "OtherYaml",
        "OlderCompiler",
        "OldLanguage",
        "BrokenSpec",
        "MissingFields",
        "ServiceTwice",
        "Mistakes",
        "VisualBasic",
        "BasicSlip",
        "FSharpSlip",
        "Signs",
        "TargetItems",
        "PublicLibrary",
        "SecondClient",
        "OneClient",
        "FromPackage",
        "FromHidden",
        "FriendApp",
        "CommonLanguage",
        "HiddenRuntime",
        "HiddenRaised",
        "HiddenSilent",
        "HiddenUnwarned",
        "Encodings",
        "OwnCopy",
        "Absent",
        "Configured",
        "Twin",
        "FSharp",
        "FSharpCaller",
        "BasicCaller",
        "Central",
        "LongNames",
        "HostingLibrary",
        "HostingFriend",
        "HostingStranger",
        "CaseTwins",
        "Unloaded",
        "Forgotten",
        "HardNames",
    ];

    /// <summary>Skips the test when a project is not among those of the quick form.</summary>
    public static void SkipUnlessBuilt(string project) => Assert.SkipUnless(Built.Contains(project), FullRun.Reason);
}
