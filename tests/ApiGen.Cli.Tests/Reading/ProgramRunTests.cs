using System.Globalization;
using ApiGen.Cli.Reading;
using Microsoft.Extensions.Time.Testing;

namespace ApiGen.Cli.Tests.Reading;

/// <summary>A program that waits for ever, as a build does whose target asks somebody, is no reason to wait as long.</summary>
public sealed class ProgramRunTests
{
    [Fact]
    public async Task A_program_that_does_not_end_is_told_after_some_seconds_and_ended_after_some_minutes_with_what_it_started()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "What is left of a process is seen elsewhere in another way.");
        using TemporaryFolder folder = new();
        FakeTimeProvider clock = new();
        await using StringWriter error = new();

        Task<ProgramRun> run = ProgramRun.OfAsync(
            "'dotnet msbuild App.csproj'", "sh", folder.Path, ["-c", "sleep 1000 & echo $$ $! > new && mv new pids; wait"], clock: clock, error: error, cancellationToken: TestContext.Current.CancellationToken);
        while (!File.Exists(folder.File("pids")))
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        clock.Advance(TimeSpan.FromSeconds(19));
        Assert.Equal("", error.ToString());
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("apigen: waiting for 'dotnet msbuild App.csproj'; Ctrl+C ends it.\n", error.ToString());
        clock.Advance(TimeSpan.FromSeconds(279));
        Assert.False(run.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(1));

        TimeoutException told = await Assert.ThrowsAsync<TimeoutException>(() => run);
        Assert.Equal("'dotnet msbuild App.csproj' has not ended in 5 minutes, and was ended. Run it by itself to see what it waits for.", told.Message);
        Assert.Single(error.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));
        foreach (string id in folder.Read("pids").Split(' '))
        {
            while (IsRunning(int.Parse(id, CultureInfo.InvariantCulture)))
            {
                await Task.Delay(20, TestContext.Current.CancellationToken);
            }
        }
    }

    [Fact]
    public async Task A_program_that_ends_at_once_is_not_told()
    {
        FakeTimeProvider clock = new();
        await using StringWriter error = new();

        ProgramRun run = await ProgramRun.OfAsync("it", "dotnet", AppContext.BaseDirectory, ["--version"], clock: clock, error: error, cancellationToken: TestContext.Current.CancellationToken);
        clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal((0, ""), (run.ExitCode, error.ToString()));
    }

    // What has ended may wait for its parent to look at it.
    private static bool IsRunning(int id)
    {
        try
        {
            return !File.ReadAllText(FormattableString.Invariant($"/proc/{id}/stat")).Split(") ")[^1].StartsWith('Z');
        }
        catch (IOException)
        {
            return false;
        }
    }
}
