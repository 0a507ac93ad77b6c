using System.Text.Json.Nodes;
using ApiGen.EndToEnd.Support;

namespace ApiGen.EndToEnd.Packages;

/// <summary>What MSBuild says of the projects that are packed.</summary>
public sealed class PackagePropertyTests
{
    // The tool, the files of templates and what the compiler loads have no frameworks that could differ.
    [Theory]
    [InlineData("generator/ApiGen.Cli", false)]
    [InlineData("generator/ApiGen.Explorer", true)]
    [InlineData("generator/ApiGen.Generator", false)]
    [InlineData("generator/ApiGen.Templates", false)]
    [InlineData("runtime/ApiGen.Emulator", true)]
    [InlineData("runtime/ApiGen.Runtime", true)]
    [InlineData("runtime/ApiGen.Runtime.Hosting", true)]
    [InlineData("runtime/ApiGen.Runtime.Redis", true)]
    [Long]
    public async Task A_library_is_validated_and_every_package_is_deterministic(string project, bool isLibrary)
    {
        JsonNode properties = await PropertiesAsync(project);

        Assert.Equal("true", (string?)properties["IsPackable"]);
        Assert.Equal("true", (string?)properties["Deterministic"]);
        Assert.Equal(isLibrary, (string?)properties["EnablePackageValidation"] == "true");
        Assert.Equal(Repository.VersionPrefix + "-dev", (string?)properties["PackageVersion"]);
    }

    [Fact]
    [Long]
    public async Task A_release_has_no_suffix() =>
        Assert.Equal(Repository.VersionPrefix, (string?)(await PropertiesAsync("runtime/ApiGen.Runtime", "-p:ApiGenRelease=true"))["PackageVersion"]);

    [Fact]
    public async Task A_build_between_releases_has_the_suffix_that_it_was_given() =>
        Assert.Equal(Repository.VersionPrefix + "-dev.7.gabc", (string?)(await PropertiesAsync("runtime/ApiGen.Runtime", "-p:VersionSuffix=dev.7.gabc"))["PackageVersion"]);

    private static async Task<JsonNode> PropertiesAsync(string project, params string[] arguments)
    {
        // .ci/pack sets the version in the environment.
        Dictionary<string, string?> environment = new() { ["ApiGenRelease"] = null, ["VersionSuffix"] = null, ["MSBUILDDISABLENODEREUSE"] = "1", ["MSBUILD_EXE_PATH"] = null, ["MSBuildSDKsPath"] = null, ["MSBuildExtensionsPath"] = null };
        ProcessRun run = await ProcessRun.RunAsync(
            "dotnet",
            ["msbuild", Path.Combine(Repository.Root, project), "-getProperty:IsPackable,Deterministic,EnablePackageValidation,PackageVersion", .. arguments],
            environment: environment,
            cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(run.ExitCode == 0, run.Everything);
        return JsonNode.Parse(string.Join('\n', run.Output))!["Properties"]!;
    }
}
