using System.Diagnostics;

namespace ApiGen.Cli.Tests.Writing;

public sealed class InterruptionTests
{
    // More than a pipe holds, so that the tool is caught in the middle of this very file.
    private static readonly string LongText = new('x', 900);

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
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
