using System.Diagnostics;

namespace ApiGen.Cli.Tests.Writing;

public sealed class InterruptionTests
{
    // More than a pipe holds, so that the tool is caught in the middle of this very file.
    private static readonly string LongText = new('x', 900);

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    [InlineData("HUP")]
    [InlineData("QUIT")]
    [Long]
    public async Task A_signal_in_the_middle_of_an_import_leaves_the_old_files_whole_and_nothing_else(string signal)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has neither these signals nor named pipes among its files.");
        using TemporaryFolder folder = new();
        using TemporaryFolder newer = new();
        newer.Write(LargeModel(), "api.json");
        await CliProcess.RunAsync("import", TestData.Model, "--out", folder.Path);
        SortedDictionary<string, string> before = folder.Snapshot();
        string pipe = folder.File("tea", "2024-03-01", "types.yaml.apigen-tmp");
        using (Process mkfifo = Process.Start("mkfifo", [pipe]))
        {
            await mkfifo.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        // The last file's temporary place is a pipe: opening it waits for the tool, whose other files are then written, and the
        // tool waits for its reader.
        using Process import = CliProcess.Start(folder.Path, "import", newer.Path, "--out", folder.Path);
        using (FileStream reader = await Task.Run(() => new FileStream(pipe, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0), TestContext.Current.CancellationToken))
        {
            await reader.ReadExactlyAsync(new byte[1], TestContext.Current.CancellationToken);
            Assert.True(File.Exists(folder.File("tea", "2024-03-01", "actions", "CoolAll.yaml.apigen-tmp")));
            CliProcess.Signal(import, signal);
            Assert.Equal("apigen: stopping.", await import.StandardError.ReadLineAsync(TestContext.Current.CancellationToken));
            await reader.CopyToAsync(Stream.Null, TestContext.Current.CancellationToken);
        }

        await import.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(130, import.ExitCode);
        Assert.Equal("apigen: interrupted; nothing was changed.", await import.StandardError.ReadLineAsync(TestContext.Current.CancellationToken));
        Assert.Equal(before, folder.Snapshot());
    }

    [Fact]
    public async Task A_signal_after_all_was_told_leaves_the_exit_code_what_it_is()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has not these signals.");
        using TemporaryFolder folder = new();
        using Process import = CliProcess.StartWith(["DOTNET_STARTUP_HOOKS=" + typeof(StartupHook).Assembly.Location], "import", TestData.Model, "--out", folder.Path);
        Assert.Equal(StartupHook.Ending, await import.StandardError.ReadLineAsync(TestContext.Current.CancellationToken));

        CliProcess.Signal(import, "INT");
        CliResult result = await CliProcess.FinishAsync(import);

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.EndsWith(" files written.\n", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_full_disk_is_told_with_the_file_that_was_to_be_written_and_changes_nothing()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "The system has no disk that is always full.");
        using TemporaryFolder folder = new();
        string place = folder.File("specs", "tea", "2024-03-01", "types.yaml");
        Directory.CreateDirectory(Path.GetDirectoryName(place)!);
        File.CreateSymbolicLink(place + ".apigen-tmp", "/dev/full");

        CliResult result = await CliProcess.RunInAsync(folder.Path, "import", TestData.Model, "--out", "specs");

        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.StartsWith($"apigen: error: {place} cannot be changed, so nothing was: ", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("apigen-tmp", result.Error, StringComparison.Ordinal);
        Assert.Empty(folder.Snapshot());
    }

    [Fact]
    public async Task Sources_are_imported_together_or_not_at_all()
    {
        using TemporaryFolder folder = new();
        string broken = folder.Write("Hello.\n", "broken.txt");

        CliResult result = await CliProcess.RunAsync("import", TestData.Model, broken, "--out", folder.File("specs"));

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("broken.txt(1,1): error: ", result.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder.File("specs")));
    }

    private static string LargeModel()
    {
        IEnumerable<string> members = Enumerable.Range(0, 300).Select(i => $$"""{ "name": "Part{{i}}", "type": "string", "member": "string", "required": false, "document": "{{LongText}}" }""");
        return File.ReadAllText(Path.Combine(TestData.Model, "api.json"))
            .Replace("BoilAll", "CoolAll", StringComparison.Ordinal)
            .Replace("\"Owner\": {", $$"""
                "Crate": { "members": [ {{string.Join(",\n", members)}} ], "document": "Many parts.", "type": "object" },
                "Owner": {
                """, StringComparison.Ordinal);
    }
}
