using System.Diagnostics;

namespace ApiGen.Cli.Tests.Reading;

/// <summary>Pipes, which a read would wait for, are refused; waiting for a person ends with a signal.</summary>
public sealed class PipeTests
{
    [Theory]
    [InlineData("check", "specs")]
    [InlineData("check", "specs/pipe.yaml")]
    [InlineData("list", "-s", "specs")]
    [InlineData("generate", "specs", "--out", "out")]
    [InlineData("import", "specs/pipe.yaml", "--out", "out")]
    [InlineData("call", "tcsas", "CreateMNP", "--json", "@specs/link")]
    public async Task A_pipe_is_refused_by_name(params string[] arguments)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no named pipes among its files.");
        using TemporaryFolder folder = new();
        Directory.CreateDirectory(folder.File("specs"));
        using (Process make = Process.Start("mkfifo", [folder.File("specs", "pipe.yaml")]))
        {
            await make.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        File.CreateSymbolicLink(folder.File("specs", "link"), "pipe.yaml");
        if (arguments[0] == "call")
        {
            arguments = [.. arguments, "--specs", TestData.Specs];
        }

        CliResult result = await CliProcess.RunInAsync(folder.Path, arguments);

        Assert.Equal(1, result.ExitCode);
        Assert.Matches("specs/(pipe.yaml|link)' is a pipe or a device", result.Error);
    }

    [Fact]
    public async Task Empty_files_and_links_to_files_are_read()
    {
        using TemporaryFolder folder = new();
        folder.Write("", "specs", "empty.yaml");
        folder.Write("service: tea\nversion: 2024-03-01\nnamespace: Tea\nendpoint: tea.example.com\nactions: { Boil: {} }\n", "other", "tea.yaml");
        File.CreateSymbolicLink(folder.File("specs", "tea.yaml"), folder.File("other", "tea.yaml"));

        CliResult result = await CliProcess.RunInAsync(folder.Path, "check", "specs");

        Assert.StartsWith("specs/empty.yaml(1,1): error APIGEN0010", result.Output, StringComparison.Ordinal);
        Assert.EndsWith("2 files, 1 services, 1 actions: 1 errors, 0 warnings.\n", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_signal_ends_the_wait_for_standard_input()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signals.");
        using Process process = CliProcess.Start(AppContext.BaseDirectory, "call", "tcsas", "CreateMNP", "--json", "-", "--specs", TestData.Specs);
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(20));

        await Task.Delay(TimeSpan.FromSeconds(3), limit.Token);
        CliProcess.Signal(process, "TERM");
        await process.WaitForExitAsync(limit.Token);

        Assert.Equal(130, process.ExitCode);
    }
}
