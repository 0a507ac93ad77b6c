using System.Runtime.InteropServices;
using ApiGen.Emulator;
using ApiGen.EndToEnd.Support;

namespace ApiGen.EndToEnd.Packages;

/// <summary>A consumer that was compiled ahead of time, and one that was trimmed: no warning, and the call works.</summary>
[Collection(PackageTests.Name)]
public sealed class PublishTests(PackageLab lab)
{
    private static readonly string[] Called = ["ResourceId: mp1mkdcf53ob2h8m", "ErrorCode: InvalidParameterValueInvalidMNPName"];

    [Fact]
    [Long]
    public async Task Compiled_ahead_of_time_without_warnings_the_call_works()
    {
        await PublishNativeAndCallAsync("Published", Called);
    }

    [Fact]
    [Long]
    public async Task Compiled_ahead_of_time_without_warnings_a_registered_client_has_its_settings_bound_and_checked() =>
        await PublishNativeAndCallAsync("PublishedHost", [.. Called, "Second:Region:", "Second:Retry:MaxAttempts:"]);

    [Fact]
    [Long]
    public async Task Trimmed_without_warnings_the_call_works()
    {
        await PublishAndCallAsync("Published", "trimmed", Called, "-p:PublishTrimmed=true", "--self-contained");
    }

    private async Task PublishNativeAndCallAsync(string project, string[] printed)
    {
        // First what the analyzers of the ahead-of-time compiler say, and the call on the ordinary runtime: that needs no linker.
        await PublishAndCallAsync(project, project + "-analysed", printed, "--no-self-contained", "-p:EnableAotAnalyzer=true", "-p:EnableTrimAnalyzer=true", "-p:EnableSingleFileAnalyzer=true");
        string? fault = NativeToolchain.Missing;
        Assert.SkipWhen(fault is not null, fault ?? "");
        await PublishAndCallAsync(project, project + "-native", printed, "-p:PublishAot=true");
    }

    private async Task PublishAndCallAsync(string project, string folder, string[] printed, params string[] how)
    {
        string output = Path.Combine(lab.Folder, "out", folder);
        ProcessRun publish = await lab.DotnetAsync(
            ["publish", project, "-r", RuntimeInformation.RuntimeIdentifier, "-o", output, "-nodeReuse:false", "-tl:off", .. how]);
        Assert.DoesNotContain(publish.Output, line => line.Contains("warning ", StringComparison.Ordinal));
        await using ApiEmulator emulator = await ApiEmulator.StartAsync(BundledSpecs.Load("tcsas"), cancellationToken: TestContext.Current.CancellationToken);
        emulator.Script("CreateMNP").RespondsWithExample().Then.Fails("InvalidParameterValue.InvalidMNPName");

        ProcessRun run = await ProcessRun.RunAsync(
            Path.Combine(output, project),
            [emulator.Endpoint.ToString(), ApiEmulator.ExampleSecretId, ApiEmulator.ExampleSecretKey],
            cancellationToken: TestContext.Current.CancellationToken);

        Assert.True(run.ExitCode == 0, run.Everything);
        Assert.Equal(printed, run.Output);
        Assert.Equal(2, emulator.Arrivals.Count);
    }
}
