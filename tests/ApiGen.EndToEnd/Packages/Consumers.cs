namespace ApiGen.EndToEnd.Packages;

/// <summary>The consuming projects: each has a folder and a project file of its name.</summary>
internal static class Consumers
{
    /// <summary>A second copy of Bundled, whose name tries the build's handling of paths.</summary>
    public const string SpaceAndLetters = "Größe und 空白";

    /// <summary>Those that are built together.</summary>
    public static IReadOnlyList<string> Built { get; } =
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
        "PublicLibrary",
        "SecondClient",
        "OneClient",
        "FromPackage",
        "FriendApp",
        "CommonLanguage",
        "HiddenRuntime",
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
    ];
}
