using System.Runtime.InteropServices;
using ApiGen.Emulator;
using ApiGen.EndToEnd.Support;

namespace ApiGen.EndToEnd.Packages;

/// <summary>A consumer that was compiled ahead of time, and one that was trimmed: no warning, and the call works.</summary>
[Collection(PackageTests.Name)]
public sealed class PublishTests(PackageLab lab)
{
    [Fact]
    public async Task Compiled_ahead_of_time_without_warnings_the_call_works()
    {
        string? fault = NativeToolchain.Missing;
        Assert.SkipWhen(fault is not null, fault ?? "");

        await PublishAndCallAsync("native", "-p:PublishAot=true");
    }

    [Fact]
    public async Task Trimmed_without_warnings_the_call_works() =>
        await PublishAndCallAsync("trimmed", "-p:PublishTrimmed=true", "--self-contained");

    private async Task PublishAndCallAsync(string folder, params string[] how)
    {
        string output = Path.Combine(lab.Folder, "out", folder);
        ProcessRun publish = await lab.DotnetAsync(
            ["publish", "Published", "-r", RuntimeInformation.RuntimeIdentifier, "-o", output, "-nodeReuse:false", "-tl:off", .. how]);
        Assert.DoesNotContain(publish.Output, line => line.Contains("warning ", StringComparison.Ordinal));
        await using ApiEmulator emulator = await ApiEmulator.StartAsync(BundledSpecs.Load("tcsas"), cancellationToken: TestContext.Current.CancellationToken);
        emulator.Script("CreateMNP").AnswersExample().Then.Fails("InvalidParameterValue.InvalidMNPName");

        ProcessRun run = await ProcessRun.RunAsync(
            Path.Combine(output, "Published"),
            [emulator.Endpoint.ToString(), ApiEmulator.ExampleSecretId, ApiEmulator.ExampleSecretKey],
            cancellationToken: TestContext.Current.CancellationToken);

        Assert.True(run.ExitCode == 0, run.Everything);
        Assert.Equal(["ResourceId: mp1mkdcf53ob2h8m", "ErrorCode: InvalidParameterValueInvalidMNPName"], run.Output);
        Assert.Equal(2, emulator.Arrivals.Count);
    }
}
