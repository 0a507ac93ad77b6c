using System.Globalization;
using System.Text.RegularExpressions;
using ApiGen.EndToEnd.Support;

namespace ApiGen.EndToEnd.Samples;

/// <summary>The sample that newcomers run first, as a process of its own.</summary>
[Collection(RunAlone.Name)]
public sealed partial class QuickStartTests
{
    private static readonly string[] Variables = ["TENCENTCLOUD_SECRET_ID", "TENCENTCLOUD_SECRET_KEY", "TENCENTCLOUD_REGION"];

    [Fact]
    public async Task Without_arguments_it_creates_a_mini_program_and_handles_a_failure()
    {
        ProcessRun run = await RunAsync([]);

        Assert.True(run.ExitCode == 0, run.Everything);
        Assert.Contains("ResourceId: mp1mkdcf53ob2h8m", run.Output);
        Assert.Single(run.Output, RequestIdLine().IsMatch);
        Assert.Single(run.Output, line => line.StartsWith("Handled as InvalidParameterValueInvalidMNPName: CreateMNP failed with InvalidParameterValue.InvalidMNPName: ", StringComparison.Ordinal));
        Assert.Equal("", run.Errors);
    }

    [Fact]
    [Trait(RealClock.Trait, RealClock.Value)]
    [Long]
    public async Task With_calls_it_ends_with_what_the_gateway_counted()
    {
        using MachineLateness lateness = MachineLateness.Watching();
        ProcessRun run = await RunAsync(["--calls", "100"]);

        Assert.True(run.ExitCode == 0, run.Everything);
        Match counted = StatisticsLine().Match(run.Output[^1]);
        Assert.True(counted.Success, run.Everything);

        // Each call arrives once: none is refused, however late the machine lets threads run.
        Assert.Equal("100", counted.Groups["total"].Value);

        // The sample counts in whole seconds; a late machine may shift a part of the next second's calls into one.
        TimeSpan second = TimeSpan.FromSeconds(1);
        int most = (int)Math.Ceiling(20 * (2 - (lateness.Within(second) / second)));
        Assert.InRange(int.Parse(counted.Groups["largest"].Value, CultureInfo.InvariantCulture), 1, most);
        Assert.InRange(double.Parse(counted.Groups["sustained"].Value, CultureInfo.InvariantCulture), 19.6 * lateness.Available, most);
    }

    [Fact]
    public async Task Live_without_variables_says_which_are_missing_and_sends_nothing()
    {
        ProcessRun run = await RunAsync(["--live"]);

        Assert.NotEqual(0, run.ExitCode);
        Assert.All(Variables, name => Assert.Contains(name, run.Errors, StringComparison.Ordinal));
        Assert.Contains("Nothing was sent", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Live_names_only_the_variable_that_is_missing()
    {
        ProcessRun run = await RunAsync(["--live"], new() { [Variables[0]] = "an id", [Variables[1]] = "SECRETKEYEXAMPLE" });

        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains($"--live needs {Variables[2]} in", run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("SECRETKEYEXAMPLE", run.Everything, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--calls", "none")]
    [InlineData("--calls", "0")]
    [InlineData("--nonsense")]
    public async Task Arguments_it_does_not_know_are_refused_with_the_usage(params string[] arguments)
    {
        ProcessRun run = await RunAsync(arguments);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(arguments[^1], run.Errors, StringComparison.Ordinal);
        Assert.Contains("Usage:", run.Errors, StringComparison.Ordinal);
    }

    private static Task<ProcessRun> RunAsync(string[] arguments, Dictionary<string, string?>? variables = null)
    {
        Dictionary<string, string?> environment = Variables.ToDictionary(name => name, _ => (string?)null);
        foreach ((string name, string? value) in variables ?? [])
        {
            environment[name] = value;
        }

        return ProcessRun.RunAsync(
            "dotnet", [Repository.Output("samples/QuickStart", "net10.0"), .. arguments], environment: environment, cancellationToken: TestContext.Current.CancellationToken);
    }

    [GeneratedRegex("^RequestId: [0-9a-f-]{32,36}$")]
    private static partial Regex RequestIdLine();

    [GeneratedRegex(@"^arrivals: (?<total>\d+), largest in any one second: (?<largest>\d+), sustained: (?<sustained>\d+\.\d+)/s$")]
    private static partial Regex StatisticsLine();
}
