using ApiGen.Emulator;
using ApiGen.EndToEnd.Support;

namespace ApiGen.EndToEnd.Samples;

/// <summary>The sample that is published as a native program, here on the ordinary runtime; its build has run the analyzers of the ahead-of-time compiler.</summary>
public sealed class NativeTests
{
    [Fact]
    public async Task It_calls_with_the_credential_of_its_environment_and_tells_failures_by_their_code()
    {
        await using ApiEmulator emulator = await ApiEmulator.StartAsync(BundledSpecs.Load("tcsas"), cancellationToken: TestContext.Current.CancellationToken);
        emulator.Script("CreateMNP").RespondsWithExample().Then.Fails("InvalidParameterValue.InvalidMNPName");

        ProcessRun called = await RunAsync(emulator);
        ProcessRun failed = await RunAsync(emulator);

        Assert.True(called.ExitCode == 0, called.Everything);
        Assert.Equal(["ResourceId: mp1mkdcf53ob2h8m"], called.Output);
        Assert.Equal(1, failed.ExitCode);
        Assert.StartsWith("CreateMNP failed with InvalidParameterValue.InvalidMNPName: ", failed.Errors, StringComparison.Ordinal);
    }

    private static Task<ProcessRun> RunAsync(ApiEmulator emulator) => SampleRun.RunAsync("Native", ["--endpoint", emulator.Endpoint.ToString()], new()
    {
        ["TENCENTCLOUD_SECRET_ID"] = ApiEmulator.ExampleSecretId,
        ["TENCENTCLOUD_SECRET_KEY"] = ApiEmulator.ExampleSecretKey,
        ["TENCENTCLOUD_REGION"] = "ap-singapore",
    });
}
