using ApiGen.EndToEnd.Support;

namespace ApiGen.EndToEnd.Packages;

/// <summary>Samples that were copied out of the repository build from packages, as they stand.</summary>
[Collection(PackageTests.Name)]
public sealed class CopiedSampleTests(PackageLab lab)
{
    [Theory]
    [InlineData("QuickStart", "ResourceId: mp1mkdcf53ob2h8m")]
    [InlineData("OwnSpec", "Handled as InvalidParameterValueNameTaken: Another shop has the name.")]
    [InlineData("ManyAccounts", "The gateway counted 1 for bakery")]
    [InlineData("Worker", "10 of 10 mini programs are there.")]
    public async Task A_sample_builds_and_runs_outside(string name, string printed)
    {
        await BuildAsync(name);

        ProcessRun run = await ProcessRun.RunAsync(
            "dotnet",
            [Path.Combine(lab.Folder, "samples", name, "bin", "Debug", "net10.0", name + ".dll")],
            environment: new Dictionary<string, string?> { ["TENCENTCLOUD_SECRET_ID"] = null, ["TENCENTCLOUD_REGION"] = null },
            cancellationToken: TestContext.Current.CancellationToken);

        Assert.True(run.ExitCode == 0, run.Everything);
        Assert.Contains(printed, run.Output);
    }

    [Theory]
    [InlineData("Service")]
    [InlineData("Native")]
    [Long]
    public Task A_sample_builds_outside(string name) => BuildAsync(name);

    private async Task BuildAsync(string name)
    {
        ProcessRun build = await lab.DotnetAsync(["build", lab.CopySample(name), "-nodeReuse:false", "-tl:off"]);
        Assert.DoesNotContain(build.Output, line => line.Contains("warning ", StringComparison.Ordinal));
    }
}
